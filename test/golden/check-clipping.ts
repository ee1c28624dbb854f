/** Golden gradients that were clipped. */
import { withFallbacks } from "../../catalog/attribute.ts";
import { differentiate } from "../../engine/graph/differentiate.ts";
import type { MakeExecutable } from "../../engine/graph/executable.ts";
import type { GraphNode } from "../../engine/graph/graph.ts";
import { makeProcedure } from "../../engine/graph/procedure.ts";
import { startTrace } from "../../engine/graph/trace.ts";
import { clippings } from "../../training/index.ts";
import type { GoldenCase, GoldenTensor, Tensors } from "./case.ts";
import { compare } from "./compare.ts";
import { mlpModel } from "./mlp-model.ts";
import { isUnknown, type Model, type Unknown } from "./model.ts";

interface Values {
  readonly clipped: Tensors;
  readonly params: Tensors;
  readonly target: GoldenTensor;
  readonly loss: number;
}

/** Lines that say which gradient is another. */
export async function checkClipping(
  given: GoldenCase,
  make: MakeExecutable,
): Promise<readonly string[] | Unknown> {
  const { clipped, params, target, loss: wantedLoss } = given.values as unknown as Values;
  const clipping = clippings.get(given.op.replace("clip_grad_", ""));
  const model = mlpModel(given);
  if (clipping === undefined) return { unknown: given.op };
  if (isUnknown(model)) return model as Unknown;
  const tracer = startTrace();
  const { ops } = tracer;
  const leaf = (role: "batch" | "weight", name: string, { shape }: GoldenTensor): GraphNode =>
    tracer.leaf(role, name, shape);
  const weights = Object.entries(params).map(
    ([name, tensor]) => [name, leaf("weight", name, tensor)] as const,
  );
  const inputs = { x: leaf("batch", "x", given.inputs!.x!) };
  const { y } = (model as Model)(ops, { inputs, params: Object.fromEntries(weights), state: {} }).outputs;
  const error = ops.sub(y!, leaf("batch", "target", target));
  const sum = ops.reshape(ops.sum(ops.mul(error, error), [0, 1]), []);
  const loss = ops.mul(sum, ops.constant(1 / target.data.length));
  const gradients = differentiate(tracer, loss, weights.map(([, node]) => node) as never);
  const attributes = withFallbacks(clipping.attributes, { max: Number(given.config.max) }) as never;
  const shortened = clipping.clip(ops, gradients, attributes);
  const named = weights.map(([name], place) => [name, shortened[place]!] as const);
  const procedure = makeProcedure("clip", tracer, { outputs: { loss, ...Object.fromEntries(named) } });
  const executable = await make({ procedures: [procedure] });
  for (const [name, { data }] of Object.entries({ ...params, x: given.inputs!.x!, target })) {
    executable.write(name, data);
  }
  executable.call("clip");
  const wanted = { ...clipped, loss: { shape: [], data: [wantedLoss] } };
  return compare(given, wanted, (name) => executable.read(`clip:${name}`));
}
