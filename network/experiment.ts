/** An experiment: a network, the data it learns from and how it is trained. Everything a run depends on but the files' bytes. Plain JSON. */
import type { Call } from "../catalog/attribute.ts";
import type { ConcreteNetwork, Span } from "./network.ts";

export interface Experiment {
  /** The name before the colon, else the network's. */
  readonly name: string;
  readonly network: ConcreteNetwork;
  readonly data: DataPlan;
  readonly training: Training;
  readonly expectations: readonly Expectation[];
  readonly span: Span;
}

export interface DataPlan {
  /** The name of the `data` declaration. */
  readonly name: string;
  /** The source with its checked attributes: csv("iris.csv", label: species). */
  readonly source: Call;
  readonly settings: DataSettings;
}

export interface DataSettings {
  /** `standard`: mean 0, deviation 1 of the training rows; `unit`: smallest 0, largest 1; `none`. */
  readonly normalize: "none" | "standard" | "unit";
  /** Share of the rows that is trained on, 0 < share ≤ 1; the rest is the test set. Absent: the source's own choice. */
  readonly split?: number;
  /** Rows are put in a seeded order before they are split. */
  readonly shuffle: boolean;
  /** What to do with a row that lacks a number. */
  readonly missing: "error" | "drop" | "mean";
  /** At most this many rows, taken from the front. */
  readonly limit?: number;
}

export interface Training {
  readonly loss: Call;
  readonly optimizer: Call;
  /** How the learning rate changes on the way; absent: it stays. */
  readonly schedule?: Call;
  /** How gradients that are too long are shortened. */
  readonly clip?: Call;
  /** l1 · Σ|w| and l2 · Σw² over the weights, without biases, are made small along with the loss. */
  readonly l1?: number;
  readonly l2?: number;
  /** When a run may end before its length is reached. */
  readonly earlyStop?: EarlyStop;
  readonly batch: number;
  /** Exactly one of the two is set. */
  readonly epochs?: number;
  readonly steps?: number;
  /** 0 … 2³²−1. */
  readonly seed: number;
  /** Draw each epoch's batches in a new seeded order. */
  readonly shuffle: boolean;
}

/** The run ends once so many epochs in a row have brought nothing better on the test rows (the training rows if all are trained on). */
export interface EarlyStop {
  readonly epochs: number;
  readonly metric: "loss" | "accuracy";
}

/** `expect accuracy >= 0.95 in 9/10 seeds` */
export interface Expectation {
  readonly metric: string;
  /** For `dead(h1)`: the layer. */
  readonly of?: string;
  readonly comparison: ">=" | ">" | "<=" | "<" | "==";
  readonly value: number;
  readonly seeds?: { readonly pass: number; readonly of: number };
  readonly span: Span;
}
