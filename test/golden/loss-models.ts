/** Golden losses as calls of ours. */
import {
  type Attributes,
  type AttributeValue,
  type Concrete,
  withFallbacks,
} from "../../catalog/attribute.ts";
import { elementsOf, type Ops } from "../../engine/ops/ops.ts";
import { losses } from "../../training/index.ts";
import type { GoldenCase, GoldenTensor } from "./case.ts";
import { isUnknown, type Model, type Unknown } from "./model.ts";
import { type SettingRule, translate } from "./settings.ts";

interface Counterpart {
  readonly loss: string;
  readonly settings?: Readonly<Record<string, SettingRule>>;
  /** True where the target is a class; the axis of the classes is ours last. */
  readonly hasClasses?: boolean;
  /** Inputs that are attributes of ours. */
  readonly inputs?: Readonly<Record<string, (tensor: GoldenTensor) => [string, AttributeValue] | undefined>>;
  /** The reductions it can be compared under; a mean and a sum over the targets unless stated. */
  readonly reductions?: readonly string[];
  /** A target of theirs → one of ours. */
  readonly target?: <T>(ops: Ops<T>, target: T) => T;
}

const counterparts: Readonly<Record<string, Counterpart>> = {
  mse: { loss: "mse" },
  mae: { loss: "mae" },
  huber: { loss: "huber", settings: { delta: { attribute: "delta" } } },
  // With beta 1 the two are the same; otherwise it is huber / beta.
  smooth_l1: { loss: "huber", settings: { beta: { only: 1 } } },
  hinge: {
    loss: "hinge",
    // Theirs are −1 and 1.
    target: (ops, target) => ops.mul(ops.add(target, ops.constant(1)), ops.constant(0.5)),
  },
  kl_div: { loss: "kl", settings: { log_target: { only: false } }, reductions: ["batchmean"] },
  bce_with_logits: {
    loss: "binary_cross_entropy",
    // Ours is one number for all outputs.
    inputs: {
      pos_weight: ({ data }) =>
        data.every((weight) => weight === data[0]) ? ["positive_weight", data[0]!] : undefined,
    },
  },
  cross_entropy: {
    loss: "cross_entropy",
    settings: { label_smoothing: { attribute: "label_smoothing" }, class_axis: "implied" },
    hasClasses: true,
    inputs: { class_weight: ({ data }) => ["class_weights", data] },
  },
};

export function lossModel(given: GoldenCase): Model | Unknown {
  const counterpart = counterparts[given.op];
  const loss = counterpart === undefined ? undefined : losses.get(counterpart.loss);
  if (counterpart === undefined || loss === undefined) return { unknown: given.op };
  const { reduction, ...config } = given.config;
  if (!(counterpart.reductions ?? ["mean", "sum"]).includes(String(reduction ?? "mean")))
    return { unknown: `${given.op}(reduction: ${reduction})` };
  const settings = translate(given.op, config, counterpart.settings ?? {});
  if (isUnknown(settings)) return settings as Unknown;
  const { pred, target, ...extra } = given.inputs!;
  const weights = Object.entries(extra).map(([name, tensor]) => counterpart.inputs?.[name]?.(tensor));
  if (weights.includes(undefined)) return { unknown: `${given.op}(${Object.keys(extra)})` };
  const attributes = { ...settings, ...Object.fromEntries(weights as [string, AttributeValue][]) };
  const { hasClasses = false, target: translateTarget } = counterpart;
  if (hasClasses && target!.shape.length === pred!.shape.length)
    return { unknown: `${given.op}(soft targets)` };
  // What the mean is taken over: every target.
  const count = reduction === "sum" ? elementsOf(target!.shape) : 1;
  return (ops, { inputs }) => {
    const prediction = inputs.pred!;
    const moved =
      hasClasses && ops.shapeOf(prediction).length > 2 ? classesLast(ops, prediction) : prediction;
    const answer = translateTarget === undefined ? inputs.target! : translateTarget(ops, inputs.target!);
    const values = withFallbacks(loss.attributes, attributes as never) as Concrete<Attributes>;
    const rows = loss.rows(ops, moved, answer, values);
    const weights = loss.weights?.(ops, answer, values);
    const total = (x: typeof rows) => ops.reshape(ops.sum(x, [0]), []);
    const mean =
      weights === undefined
        ? ops.mul(total(rows), ops.constant(1 / ops.shapeOf(rows)[0]!))
        : ops.div(total(rows), total(weights));
    return { outputs: { loss: ops.mul(mean, ops.constant(count)) } };
  };
}

/** [batch, classes, positions] → [batch, positions, classes] */
const classesLast = <T>(ops: Ops<T>, x: T): T => ops.permute(x, [0, 2, 1]);
