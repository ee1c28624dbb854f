/** Golden attention: the bare computation, the layer with its projections, and the transformer block around it. */
import { withFallbacks } from "../../catalog/attribute.ts";
import type { Ops } from "../../engine/ops/ops.ts";
import { attend } from "../../layers/attention.ts";
import { forwardLayer } from "../../layers/forward.ts";
import { findLayer } from "../../layers/index.ts";
import type { GoldenCase } from "./case.ts";
import type { Given, Model, Unknown } from "./model.ts";

type Tensors<T> = Readonly<Record<string, T>>;

export function attentionModel(given: GoldenCase): Model | Unknown {
  const mask = Object.keys(given.inputs ?? {}).find((name) => name.endsWith("mask"));
  if (mask !== undefined) return { unknown: `${given.op}(${mask})` };
  switch (given.op) {
    case "attention":
      return (ops, { inputs }) => {
        const { q, k, v } = inputs;
        const causal = given.config.causal === true;
        const { output, shares } = attend(ops, { query: q!, key: k!, value: v!, heads: 1, causal });
        return { outputs: { y: output, weights: ops.reshape(shares, given.outputs!.weights!.shape) } };
      };
    case "multi_head_attention":
      return (ops, tensors) => layerAndShares(ops, tensors, given.config);
    default:
      return (ops, tensors) => ({ outputs: { y: transformerBlock(ops, tensors, given.config) } });
  }
}

type Config = GoldenCase["config"];

function apply<T>(
  ops: Ops<T>,
  name: string,
  inputs: readonly T[],
  weights: Tensors<T>,
  attributes: Parameters<typeof withFallbacks>[1] = {},
): T {
  const kind = findLayer(name)!;
  const checked = withFallbacks(kind.attributes, attributes);
  return forwardLayer(ops, kind, { inputs, weights, attributes: checked, training: true, stream: 0 }).output;
}

const attention = <T>(ops: Ops<T>, inputs: readonly T[], weights: Tensors<T>, config: Config): T =>
  apply(ops, "attention", inputs, weights, {
    heads: Number(config.heads),
    causal: config.causal === true,
  });

/** The layer keeps to itself how much is taken from where; it is asked for with the layer's own projections. */
function layerAndShares<T>(ops: Ops<T>, { inputs, params }: Given<T>, config: Config) {
  const weights = projections(ops, params);
  const [x, memory] = [inputs.x!, inputs.context ?? inputs.x!];
  const y = attention(ops, inputs.context === undefined ? [x] : [x, memory], weights, config);
  const project = (from: T, name: string) =>
    ops.add(ops.matmul(from, weights[name]!), weights[`${name}_bias`]!);
  const { shares } = attend(ops, {
    query: project(x, "query"),
    key: project(memory, "key"),
    value: project(memory, "value"),
    heads: Number(config.heads),
    causal: config.causal === true,
  });
  return { outputs: { y, weights: shares } };
}

/** Theirs has the rows of query, key and value in one tensor, and weights as [out, in]. */
function projections<T>(ops: Ops<T>, params: Tensors<T>): Tensors<T> {
  const parts = ["query", "key", "value"].flatMap((name, place): [string, T][] => {
    const [rows = 0] = ops.shapeOf(params.in_proj_bias!);
    const part = (x: T) => ops.slice(x, 0, (place * rows) / 3, ((place + 1) * rows) / 3);
    return [
      [name, swapped(ops, part(params.in_proj_weight!))],
      [`${name}_bias`, part(params.in_proj_bias!)],
    ];
  });
  return {
    ...Object.fromEntries(parts),
    output: swapped(ops, params.out_proj_weight!),
    output_bias: params.out_proj_bias!,
  };
}

const swapped = <T>(ops: Ops<T>, x: T): T => ops.permute(x, [1, 0]);

function transformerBlock<T>(ops: Ops<T>, { inputs, params }: Given<T>, config: Config): T {
  const x = inputs.x!;
  const norm = (from: T, number: number) =>
    apply(
      ops,
      "layer_norm",
      [from],
      { scale: params[`norm${number}_weight`]!, bias: params[`norm${number}_bias`]! },
      { epsilon: Number(config.eps) },
    );
  const look = (from: T) => attention(ops, [from], projections(ops, params), config);
  const dense = (from: T, number: number, activation: string) =>
    apply(
      ops,
      "dense",
      [from],
      {
        weight: swapped(ops, params[`linear${number}_weight`]!),
        bias: params[`linear${number}_bias`]!,
      },
      { activation: { name: activation, attributes: {} } },
    );
  const feed = (from: T) => dense(dense(from, 1, String(config.activation)), 2, "identity");
  if (config.pre_norm !== true) {
    const seen = norm(ops.add(x, look(x)), 1);
    return norm(ops.add(seen, feed(seen)), 2);
  }
  const seen = ops.add(x, look(norm(x, 1)));
  return ops.add(seen, feed(norm(seen, 2)));
}
