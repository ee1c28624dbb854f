/** The settings of `train` and `data`, what a run measures, and every default: the one place where they are written. */
import { type Attribute, choice, flag, number, size } from "../../catalog/attribute.ts";
import type { Signature } from "../../catalog/signature.ts";
import { patience } from "../../training/early-stop.ts";
import { clippings, losses, optimizers, schedules } from "./registry.ts";

export interface SettingSignature {
  readonly name: string;
  readonly doc: string;
  /** What it may be, and its fallback; for what takes a family the type only says that it is a word. */
  readonly attribute: Attribute;
  /** A loss or an optimizer is a name, or a call with attributes of its own. */
  readonly takes?: Family;
}

export type Family = "loss" | "optimizer" | "schedule" | "way to clip" | "early stop";

/** What may stand as the value of a setting that takes a family. */
export const families: Readonly<Record<Family, readonly Signature[]>> = {
  loss: losses,
  optimizer: optimizers,
  schedule: schedules,
  "way to clip": clippings,
  "early stop": [patience],
};

/** Where a `train` says nothing. The optimizer's own fallbacks apply as well. */
export const trainingDefaults = {
  optimizer: "adam",
  batch: 32,
  epochs: 100,
  seed: 1,
  shuffle: true,
} as const;

/** Where a `data` says nothing; the split is the source's own. */
export const dataDefaults = { normalize: "none", shuffle: true, missing: "error" } as const;

const setting = (
  name: string,
  attribute: Attribute,
  takes?: SettingSignature["takes"],
): SettingSignature => ({ name, doc: attribute.doc, attribute, ...(takes === undefined ? {} : { takes }) });

const split = number("Share of the rows that is trained on; the rest is the test set.", { above: 0, max: 1 });

export const trainSettings: readonly SettingSignature[] = [
  setting("loss", choice([], "What is made small: the distance between output and label."), "loss"),
  setting(
    "optimizer",
    choice([], `How the weights move; \`${trainingDefaults.optimizer}\` unless said.`),
    "optimizer",
  ),
  setting("batch", size("Rows in a step.", { fallback: trainingDefaults.batch })),
  setting(
    "epochs",
    size("How often the run goes through the training rows.", {
      max: 1e6,
      fallback: trainingDefaults.epochs,
    }),
  ),
  setting("steps", size("How many steps the run takes, instead of `epochs`.", { max: 1e9 })),
  setting(
    "seed",
    size("Decides every random number: the same seed gives the same run.", {
      min: 0,
      max: 2 ** 32 - 1,
      fallback: trainingDefaults.seed,
    }),
  ),
  setting(
    "shuffle",
    flag("Draw each epoch's batches in a new order.", { fallback: trainingDefaults.shuffle }),
  ),
  setting("split", split),
  setting(
    "schedule",
    choice([], "How the learning rate changes on the way; it stays unless said."),
    "schedule",
  ),
  setting("clip", choice([], "How gradients that are too long are shortened: `norm(1)`."), "way to clip"),
  setting(
    "l1",
    number(
      "Adds this times the sum of all weights' sizes to what is made small: pulls weights to exactly 0.",
      {
        min: 0,
      },
    ),
  ),
  setting(
    "l2",
    number("Adds this times the sum of all squared weights to what is made small: keeps weights small.", {
      min: 0,
    }),
  ),
  setting(
    "early_stop",
    choice([], "When the run may end before its length is reached: `patience(10)`."),
    "early stop",
  ),
];

export const dataSettings: readonly SettingSignature[] = [
  setting(
    "normalize",
    choice(["none", "standard", "unit"], "`standard`: mean 0 and deviation 1; `unit`: from 0 to 1.", {
      fallback: dataDefaults.normalize,
    }),
  ),
  setting("split", split),
  setting(
    "shuffle",
    flag("Put the rows in a seeded order before they are split.", { fallback: dataDefaults.shuffle }),
  ),
  setting(
    "missing",
    choice(["error", "drop", "mean"], "What to do with a row that lacks a number.", {
      fallback: dataDefaults.missing,
    }),
  ),
  setting("limit", size("At most this many rows, taken from the front.")),
];

export interface Metric {
  readonly name: string;
  readonly doc: string;
  /** Lies between 0 and 1. */
  readonly isShare: boolean;
  /** Written with a layer: `dead(h1)`. */
  readonly ofLayer: boolean;
  /** The kind of labels it needs, where it needs one. */
  readonly needs?: "classes" | "values";
}

const metric = (name: string, doc: string, rest: Partial<Metric> = {}): Metric => ({
  name,
  doc,
  isShare: false,
  ofLayer: false,
  ...rest,
});

export const metrics: readonly Metric[] = [
  metric("accuracy", "Share of the test rows whose class is right.", { isShare: true, needs: "classes" }),
  metric(
    "mistakes",
    "Number of test rows whose class is wrong; with `perceptron`, of the mistakes made while learning.",
    { needs: "classes" },
  ),
  metric("loss", "The loss on the test rows."),
  metric("parameters", "Number of learned numbers."),
  metric("dead", "Share of a layer's units that are 0 on every row: `dead(h1)`.", {
    isShare: true,
    ofLayer: true,
  }),
  metric("top5", "Share of the test rows whose class is among the five likeliest.", {
    isShare: true,
    needs: "classes",
  }),
  metric(
    "perplexity",
    "How many equally likely classes would surprise as much: exp of a cross-entropy loss.",
    {
      needs: "classes",
    },
  ),
  metric("r2", "R² on the test rows: the share of the labels' variance that is explained; 1 is perfect.", {
    needs: "values",
  }),
  metric("mae", "Mean absolute error on the test rows.", { needs: "values" }),
];
