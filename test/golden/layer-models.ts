/** Golden activations and layers as calls of our layer kinds. */
import { type AttributeValue, withFallbacks } from "../../catalog/attribute.ts";
import type { Ops } from "../../engine/ops/ops.ts";
import { forwardLayer } from "../../layers/forward.ts";
import { findLayer } from "../../layers/index.ts";
import type { GoldenCase } from "./case.ts";
import type { Model, Unknown } from "./model.ts";
import { isUnknown } from "./model.ts";
import { type SettingRule, translate } from "./settings.ts";

interface Counterpart {
  readonly kind: string;
  readonly settings?: Readonly<Record<string, SettingRule>>;
  /** Attributes that the tensors of the case decide. */
  readonly fromShapes?: (given: GoldenCase) => Record<string, AttributeValue>;
  /** The case's name of each weight, ours, and whether its two axes are swapped between the two. */
  readonly weights?: Readonly<Record<string, { readonly own: string; readonly swapped?: boolean }>>;
  readonly inputs?: readonly string[];
}

const axis: SettingRule = {
  attribute: "axis",
  // Theirs counts the batch axis, ours does not.
  value: (theirs: number) => (theirs > 0 ? theirs - 1 : theirs),
};
const bothSides: SettingRule = {
  attribute: "padding",
  value: (padding: readonly number[]) => padding.map((side) => [side, side]),
};

const activation = (kind: string, settings: Counterpart["settings"] = {}): Counterpart => ({
  kind,
  settings,
  inputs: ["x"],
});

/** The dense layer's weight is [out, in] there and [in, out] here. */
const denseWeights = { weight: { own: "weight", swapped: true }, bias: { own: "bias" } };

const counterparts: Readonly<Record<string, Counterpart>> = {
  identity: activation("identity"),
  sigmoid: activation("sigmoid"),
  tanh: activation("tanh"),
  relu: activation("relu"),
  leaky_relu: activation("leaky_relu", { negative_slope: { attribute: "slope" } }),
  elu: activation("elu", { alpha: { attribute: "alpha" } }),
  selu: activation("selu"),
  swish: activation("swish", { beta: { attribute: "beta" } }),
  gelu: activation("gelu", { approximate: { attribute: "approximate" } }),
  mish: activation("mish"),
  softplus: activation("softplus", { beta: { only: 1 }, threshold: "implied" }),
  softsign: activation("softsign"),
  hard_sigmoid: activation("hard_sigmoid"),
  hard_swish: activation("hard_swish"),
  step: activation("step", { threshold: { only: 0 }, at_threshold: { only: 1 } }),
  softmax: activation("softmax", { axis, temperature: { attribute: "temperature" } }),
  log_softmax: activation("log_softmax", { axis }),
  prelu: {
    kind: "prelu",
    settings: {
      num_parameters: { attribute: "slopes", value: (count: number) => (count === 1 ? "one" : "channel") },
      axis: { only: 1 },
    },
    weights: { alpha: { own: "slope" } },
  },
  dense: {
    kind: "dense",
    settings: {
      in: "implied",
      out: { attribute: "units" },
      bias: { attribute: "bias" },
      activation: { attribute: "activation", value: (name: string) => ({ name, attributes: {} }) },
    },
    weights: denseWeights,
  },
  conv2d: {
    kind: "conv2d",
    settings: {
      in: "implied",
      out: { attribute: "filters" },
      kernel: { attribute: "kernel" },
      stride: { attribute: "stride" },
      padding: { attribute: "padding" },
      padding_name: "implied",
      dilation: { attribute: "dilation" },
      groups: { attribute: "groups" },
      bias: { attribute: "bias" },
    },
    weights: { weight: { own: "weight" }, bias: { own: "bias" } },
  },
  max_pool2d: {
    kind: "max_pool2d",
    settings: {
      kernel: { attribute: "kernel" },
      stride: { attribute: "stride" },
      padding: bothSides,
      ceil_mode: { only: false },
    },
  },
  flatten: { kind: "flatten", settings: { start_axis: { only: 1 } } },
  dropout: { kind: "dropout", settings: { p: { attribute: "rate" }, mode: { only: "eval" } } },
  add: { kind: "+", inputs: ["a", "b"] },
};

export function layerModel(given: GoldenCase): Model | Unknown {
  const counterpart = counterparts[given.op];
  const kind = counterpart === undefined ? undefined : findLayer(counterpart.kind);
  if (counterpart === undefined || kind === undefined) return { unknown: given.op };
  const attributes = translate(given.op, given.config, counterpart.settings ?? {});
  if (isUnknown(attributes)) return attributes as Unknown;
  const { weights = {}, inputs = ["x"] } = counterpart;
  return (ops, { inputs: tensors, params }) => {
    const own = Object.entries(params).map(([name, value]) => {
      const weight = weights[name];
      if (weight === undefined)
        throw new Error(`${given.id} has a parameter "${name}" without a counterpart`);
      return [weight.own, weight.swapped ? ops.permute(value, [1, 0]) : value] as const;
    });
    const { output } = forwardLayer(ops, kind, {
      inputs: inputs.map((name) => asRows(ops, tensors[name]!)),
      weights: Object.fromEntries(own),
      attributes: withFallbacks(kind.attributes, attributes as Record<string, AttributeValue>),
      training: false,
      stream: 0,
    });
    return { outputs: { y: ops.reshape(output, given.outputs!.y!.shape) } };
  };
}

/** A tensor of one axis is one row. */
const asRows = <T>(ops: Ops<T>, x: T): T => {
  const shape = ops.shapeOf(x);
  return shape.length === 1 ? ops.reshape(x, [1, ...shape]) : x;
};
