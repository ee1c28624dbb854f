/** The gradient of every layer kind, traced and differentiated, against central differences of its values. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { differentiate } from "../../engine/graph/differentiate.ts";
import { evaluate } from "../../engine/graph/interpret.ts";
import { makeProcedure } from "../../engine/graph/procedure.ts";
import { startTrace } from "../../engine/graph/trace.ts";
import type { StepContext, Tensor } from "../../engine/ops/define.ts";
import { valueOps } from "../../engine/ops/interpret.ts";
import type { Ops } from "../../engine/ops/ops.ts";
import { applyLayer } from "../../layers/apply.ts";
import type { LayerExample, LayerKind } from "../../layers/define.ts";
import { forwardLayer } from "../../layers/forward.ts";
import { layers } from "../../layers/index.ts";
import { distinctTensor, randomIntegers, randomTensor } from "../engine/seeded.ts";
import { readExample } from "./example-source.ts";

const context: StepContext = { seed: 3, step: 1 };
const batch = 2;
const change = 1e-5;
const tolerance = 1e-6;

/** The same random numbers for every reading: those that stay away from the kinks of max and select at 0. */
function operandsOf(kind: LayerKind, example: LayerExample): ReadonlyMap<string, Tensor> {
  const { attributes } = readExample(example.source);
  const { weights, state } = applyLayer(kind, { inputs: example.inputs, attributes });
  return new Map([
    ...example.inputs.map((shape, index): [string, Tensor] => [
      `input ${index}`,
      kind.tokens === true
        ? randomIntegers(index + 1, [batch, ...shape], Number(attributes.vocabulary))
        : awayFromZero(
            distinctTensor(index + 1, [batch, ...shape], 2 / (batch * shape.reduce((a, b) => a * b, 1))),
          ),
    ]),
    ...[...weights, ...state].map(({ name, shape }, index): [string, Tensor] => [
      name,
      randomTensor(index + 11, shape as number[], 0.1, 0.9),
    ]),
  ]);
}

/** Kinks are at whole numbers: −3, 0, 3. */
const awayFromZero = ({ shape, data }: Tensor): Tensor => ({
  shape,
  data: data.map((x) => (Math.abs(x - Math.round(x)) < 1e-3 ? x + 2e-3 : x)),
});

/** Σ (output × fixed random numbers), in training mode. */
function lossIn<T>(
  ops: Ops<T>,
  kind: LayerKind,
  example: LayerExample,
  operand: (name: string) => T,
  factors: T,
): T {
  const { attributes } = readExample(example.source);
  const { weights, state } = applyLayer(kind, { inputs: example.inputs, attributes });
  const { output } = forwardLayer(ops, kind, {
    inputs: example.inputs.map((_, index) => operand(`input ${index}`)),
    weights: Object.fromEntries(weights.map(({ name }) => [name, operand(name)])),
    state: Object.fromEntries(state.map(({ name }) => [name, operand(name)])),
    attributes,
    training: true,
    stream: 5,
  });
  const product = ops.mul(output, factors);
  return ops.reshape(ops.sum(product, [...ops.shapeOf(product).keys()]), []);
}

function tracedGradients(
  kind: LayerKind,
  example: LayerExample,
  operands: ReadonlyMap<string, Tensor>,
  factors: Tensor,
): ReadonlyMap<string, Tensor> {
  const tracer = startTrace();
  const leaf = (name: string) => tracer.leaf("weight", name, operands.get(name)?.shape ?? []);
  const loss = lossIn(tracer.ops, kind, example, leaf, tracer.leaf("batch", "factors", factors.shape));
  const names = [...operands.keys()];
  const gradients = differentiate(tracer, loss, names.map(leaf));
  const outputs = Object.fromEntries(names.map((name, index) => [name, gradients[index] ?? loss]));
  const procedure = makeProcedure("gradient", tracer, { outputs });
  const numbers = (name: string) =>
    (name === "factors" ? factors : operands.get(name))?.data ?? new Float64Array();
  const values = evaluate(procedure, context, ({ name }) => numbers(name));
  return new Map(names.map((name) => [name, values[procedure.outputs[name] ?? 0] as Tensor]));
}

/** Kinds whose gradient is meant to be another than their slope. */
const STANDING_IN: readonly string[] = ["lif"];

let compared = 0;

function checkGradients(kind: LayerKind, example: LayerExample): void {
  const operands = operandsOf(kind, example);
  const factors = randomTensor(99, [batch, ...example.output]);
  const traced = tracedGradients(kind, example, operands, factors);
  const loss = (moved: ReadonlyMap<string, Tensor>) =>
    lossIn(valueOps(context), kind, example, (name) => moved.get(name) as Tensor, factors).data[0] ??
    Number.NaN;
  for (const [name, { shape, data }] of operands) {
    // A few elements of each operand are enough: all go through the same lines.
    for (let index = 0; index < data.length; index += Math.ceil(data.length / 12)) {
      const moved = (by: number) =>
        loss(new Map(operands).set(name, { shape, data: data.map((x, at) => (at === index ? x + by : x)) }));
      const expected = (moved(change) - moved(-change)) / (2 * change);
      const found = traced.get(name)?.data[index] ?? Number.NaN;
      assert(
        Math.abs(found - expected) <= tolerance * Math.max(1, Math.abs(expected)),
        `${example.source}: d/d${name}[${index}] is ${found}, central differences say ${expected}`,
      );
      compared += 1;
    }
  }
}

for (const kind of layers.filter(({ name }) => !STANDING_IN.includes(name))) {
  test(`the gradient of ${kind.name}`, () => {
    for (const example of kind.examples) checkGradients(kind, example);
  });
}

test("gradients were compared", () => {
  console.log(`${compared} gradients of ${layers.length} layer kinds`);
  assert(compared > 500);
});
