/** Golden activations and layers as calls of our layer kinds. */
import { type AttributeValue, withFallbacks } from "../../catalog/attribute.ts";
import type { Ops } from "../../engine/ops/ops.ts";
import { forwardLayer } from "../../layers/forward.ts";
import { findLayer } from "../../layers/index.ts";
import { attentionModel } from "./attention-model.ts";
import type { GoldenCase } from "./case.ts";
import type { Model, Unknown } from "./model.ts";
import { isUnknown } from "./model.ts";
import { recurrentModel } from "./recurrent-model.ts";
import { type SettingRule, translate } from "./settings.ts";

interface Counterpart {
  readonly kind: string;
  readonly settings?: Readonly<Record<string, SettingRule>>;
  /** Attributes that the name of the case says. */
  readonly given?: Readonly<Record<string, AttributeValue>>;
  /** The case's name of each weight, ours, and whether its two axes are swapped between the two. */
  readonly weights?: Readonly<Record<string, { readonly own: string; readonly swapped?: boolean }>>;
  /** The case's name of each state, and ours. */
  readonly states?: Readonly<Record<string, string>>;
  readonly inputs?: readonly string[];
  /** False for a case that the kind cannot do. */
  readonly fits?: (given: GoldenCase) => boolean;
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

/** Weight and bias of a normalisation. */
const scaleAndShift = { weight: { own: "scale" }, bias: { own: "bias" } };
const epsilon: SettingRule = { attribute: "epsilon" };
const batchNorm: Counterpart = {
  kind: "batch_norm",
  settings: { features: "implied", eps: epsilon, momentum: { attribute: "momentum" }, mode: "implied" },
  weights: scaleAndShift,
  states: { running_mean: "mean", running_var: "variance" },
};

const activation = (kind: string, settings: Counterpart["settings"] = {}): Counterpart => ({
  kind,
  settings,
  inputs: ["x"],
});

/** The dense layer's weight is [out, in] there and [in, out] here. */
const denseWeights = { weight: { own: "weight", swapped: true }, bias: { own: "bias" } };

const convolution = (kind: string): Counterpart => ({
  kind,
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
});

const pooling = { kernel: { attribute: "kernel" }, stride: { attribute: "stride" }, padding: bothSides };
const maxPool = (kind: string): Counterpart => ({
  kind,
  settings: { ...pooling, ceil_mode: { only: false } },
});
const avgPool = (kind: string): Counterpart => ({
  kind,
  settings: { ...pooling, count_include_pad: { attribute: "count_padding" } },
});

const upsample = (mode: string): Counterpart => ({
  kind: "upsample",
  settings: { scale: { attribute: "scale" }, align_corners: { only: false } },
  given: { mode },
});

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
  conv1d: convolution("conv1d"),
  conv2d: convolution("conv2d"),
  conv_transpose2d: {
    ...convolution("conv_transpose2d"),
    settings: { ...convolution("").settings, output_padding: { attribute: "output_padding" } },
  },
  max_pool1d: maxPool("max_pool1d"),
  max_pool2d: maxPool("max_pool2d"),
  avg_pool1d: avgPool("avg_pool1d"),
  avg_pool2d: avgPool("avg_pool2d"),
  adaptive_avg_pool2d: { kind: "adaptive_avg_pool2d", settings: { output: { attribute: "size" } } },
  global_avg_pool2d: { kind: "global_avg_pool" },
  global_max_pool2d: { kind: "global_max_pool" },
  upsample_nearest2d: upsample("nearest"),
  upsample_bilinear2d: upsample("bilinear"),
  batch_norm1d: batchNorm,
  batch_norm2d: batchNorm,
  layer_norm: {
    kind: "layer_norm",
    settings: { shape: "implied", eps: epsilon },
    weights: scaleAndShift,
    // Ours works on the last axis only.
    fits: ({ config }) => (config.shape as readonly number[]).length === 1,
  },
  rms_norm: {
    kind: "rms_norm",
    settings: { shape: "implied", eps: epsilon },
    weights: { weight: { own: "scale" } },
  },
  group_norm: {
    kind: "group_norm",
    settings: { groups: { attribute: "groups" }, features: "implied", eps: epsilon },
    weights: scaleAndShift,
  },
  instance_norm2d: {
    kind: "instance_norm",
    settings: { features: "implied", eps: epsilon, affine: { attribute: "affine" } },
    weights: scaleAndShift,
  },
  embedding: {
    kind: "embedding",
    settings: { num: "implied", dim: { attribute: "width" } },
    weights: { weight: { own: "table" } },
    inputs: ["ids"],
  },
  positional_learned: {
    kind: "positional",
    settings: { length: { attribute: "length" }, dim: "implied" },
    given: { kind: "learned" },
    weights: { weight: { own: "places" } },
  },
  rope: {
    kind: "positional",
    settings: { base: { attribute: "base" }, pairs: { attribute: "pairs" } },
    given: { kind: "rope" },
  },
  concat: { kind: "concat", settings: { axis }, inputs: ["a", "b"] },
  flatten: { kind: "flatten", settings: { start_axis: { only: 1 } } },
  dropout: { kind: "dropout", settings: { p: { attribute: "rate" }, mode: { only: "eval" } } },
  add: { kind: "+", inputs: ["a", "b"] },
};

const recurrent: readonly string[] = ["rnn", "lstm", "gru"];
const attentions: readonly string[] = ["attention", "multi_head_attention", "transformer_block"];

export function layerModel(given: GoldenCase): Model | Unknown {
  if (attentions.includes(given.op)) return attentionModel(given);
  if (recurrent.includes(given.op) && findLayer(given.op) !== undefined) return recurrentModel(given);
  const counterpart = counterparts[given.op];
  const kind = counterpart === undefined ? undefined : findLayer(counterpart.kind);
  if (counterpart === undefined || kind === undefined) return { unknown: given.op };
  const attributes = translate(given.op, given.config, counterpart.settings ?? {});
  if (isUnknown(attributes)) return attributes as Unknown;
  if (counterpart.fits?.(given) === false) return { unknown: `${given.op} as in ${given.id}` };
  const { weights = {}, states = {}, inputs = ["x"] } = counterpart;
  return (ops, { inputs: tensors, params, state }) => {
    const own = Object.entries(params).map(([name, value]) => {
      const weight = weights[name];
      if (weight === undefined)
        throw new Error(`${given.id} has a parameter "${name}" without a counterpart`);
      return [weight.own, weight.swapped ? ops.permute(value, [1, 0]) : value] as const;
    });
    const ownStates = Object.entries(states).map(([name, ours]) => [ours, state[name]!] as const);
    const result = forwardLayer(ops, kind, {
      inputs: inputs.map((name) => asRows(ops, tensors[name]!)),
      weights: Object.fromEntries(own),
      state: Object.fromEntries(ownStates),
      attributes: withFallbacks(kind.attributes, {
        ...counterpart.given,
        ...(attributes as Record<string, AttributeValue>),
      }),
      training: given.config.mode === "train",
      stream: 0,
    });
    const newStates = Object.entries(states).map(([name, ours]) => [name, result.state[ours]!] as const);
    return {
      outputs: { y: ops.reshape(result.output, given.outputs!.y!.shape) },
      state: Object.fromEntries(newStates),
    };
  };
}

/** A tensor of one axis is one row. */
const asRows = <T>(ops: Ops<T>, x: T): T => {
  const shape = ops.shapeOf(x);
  return shape.length === 1 ? ops.reshape(x, [1, ...shape]) : x;
};
