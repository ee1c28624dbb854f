/** Golden losses as calls of ours. */
import { type Attributes, type Concrete, withFallbacks } from "../../catalog/attribute.ts";
import { elementsOf, type Ops } from "../../engine/ops/ops.ts";
import { losses } from "../../training/index.ts";
import type { GoldenCase } from "./case.ts";
import { isUnknown, type Model, type Unknown } from "./model.ts";
import { type SettingRule, translate } from "./settings.ts";

interface Counterpart {
  readonly loss: string;
  readonly settings?: Readonly<Record<string, SettingRule>>;
  /** The axis of the classes, counted with the batch; ours is the last. */
  readonly hasClasses?: boolean;
}

const counterparts: Readonly<Record<string, Counterpart>> = {
  mse: { loss: "mse" },
  mae: { loss: "mae" },
  huber: { loss: "huber", settings: { delta: { attribute: "delta" } } },
  // With beta 1 the two are the same; otherwise it is huber / beta.
  smooth_l1: { loss: "huber", settings: { beta: { only: 1 } } },
  bce_with_logits: { loss: "binary_cross_entropy" },
  cross_entropy: {
    loss: "cross_entropy",
    settings: { label_smoothing: { attribute: "label_smoothing" }, class_axis: "implied" },
    hasClasses: true,
  },
};

export function lossModel(given: GoldenCase): Model | Unknown {
  const counterpart = counterparts[given.op];
  const loss = counterpart === undefined ? undefined : losses.get(counterpart.loss);
  if (counterpart === undefined || loss === undefined) return { unknown: given.op };
  const { reduction, ...config } = given.config;
  const attributes = translate(given.op, config, counterpart.settings ?? {});
  if (isUnknown(attributes)) return attributes as Unknown;
  const { pred, target } = given.inputs!;
  const extra = Object.keys(given.inputs!).find((name) => name !== "pred" && name !== "target");
  if (extra !== undefined) return { unknown: `${given.op}(${extra})` };
  const { hasClasses = false } = counterpart;
  if (hasClasses && target!.shape.length === pred!.shape.length)
    return { unknown: `${given.op}(soft targets)` };
  // What the mean is taken over: every target.
  const count = reduction === "sum" ? elementsOf(target!.shape) : 1;
  return (ops, { inputs }) => {
    const prediction = inputs.pred!;
    const moved =
      hasClasses && ops.shapeOf(prediction).length > 2 ? classesLast(ops, prediction) : prediction;
    const values = withFallbacks(loss.attributes, attributes as never) as Concrete<Attributes>;
    const rows = loss.rows(ops, moved, inputs.target!, values);
    const batch = ops.shapeOf(rows)[0]!;
    const total = ops.reshape(ops.sum(rows, [0]), []);
    return { outputs: { loss: ops.mul(total, ops.constant(count / batch)) } };
  };
}

/** [batch, classes, positions] → [batch, positions, classes] */
const classesLast = <T>(ops: Ops<T>, x: T): T => ops.permute(x, [0, 2, 1]);
