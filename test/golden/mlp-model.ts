/** The small networks of golden cases: "dense(w1,b1) -> tanh -> dense(w2,b2)", or "dense -> relu -> dense" with the same names. */
import type { Ops } from "../../engine/ops/ops.ts";
import { findActivation } from "../../layers/activations/index.ts";
import { forwardLayer } from "../../layers/forward.ts";
import type { GoldenCase } from "./case.ts";
import type { Model, Unknown } from "./model.ts";

export function mlpModel(given: GoldenCase): Model | Unknown {
  const written = String(given.config.layers);
  const stages = written.split(" -> ");
  const strange = stages.find((stage) => !stage.startsWith("dense") && findActivation(stage) === undefined);
  if (strange !== undefined) return { unknown: strange };
  return (ops, { inputs, params }) => {
    let y = found(inputs, "x");
    let layer = 0;
    for (const stage of stages) {
      if (stage.startsWith("dense")) {
        layer++;
        y = dense(ops, y, found(params, `w${layer}`), found(params, `b${layer}`));
      } else {
        y = activate(ops, stage, y);
      }
    }
    return { outputs: { y } };
  };
}

/** The weight is [out, in]. */
const dense = <T>(ops: Ops<T>, x: T, weight: T, bias: T): T =>
  ops.add(ops.matmul(x, weight, { b: true }), bias);

function activate<T>(ops: Ops<T>, name: string, x: T): T {
  const kind = findActivation(name)!;
  const call = { inputs: [x], weights: {}, attributes: {}, training: false, stream: 0 };
  return forwardLayer(ops, kind, call).output;
}

function found<T>(tensors: Readonly<Record<string, T>>, name: string): T {
  const tensor = tensors[name];
  if (tensor === undefined) throw new Error(`The case has no "${name}"`);
  return tensor;
}
