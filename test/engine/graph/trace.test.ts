/** Tracing and differentiating: what is shared, what is left out, where gradients go. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { differentiate } from "../../../engine/graph/differentiate.ts";
import type { GraphNode, Procedure } from "../../../engine/graph/graph.ts";
import { evaluate } from "../../../engine/graph/interpret.ts";
import { makeProcedure } from "../../../engine/graph/procedure.ts";
import { startTrace } from "../../../engine/graph/trace.ts";

const opsOf = ({ graph }: Procedure): readonly string[] =>
  graph.nodes.map((node) => (node.kind === "leaf" ? node.name : node.op));

test("equal computations are one node", () => {
  const tracer = startTrace();
  const { ops } = tracer;
  const x = tracer.leaf("batch", "x", [2]);
  assert.equal(ops.exp(x), ops.exp(x));
  assert.equal(tracer.leaf("batch", "x", [2]), x);
  assert.equal(ops.mul(ops.exp(x), ops.constant(2)), ops.mul(ops.exp(x), ops.constant(2)));
  assert.notEqual(ops.sum(x, [0]), ops.max(x, [0]));
  assert.notEqual(ops.constant(0), ops.constant(-0));
  assert.notEqual(ops.constant(Number.NaN), ops.constant(Number.POSITIVE_INFINITY));
});

test("what changes nothing is not written down", () => {
  const tracer = startTrace();
  const { ops } = tracer;
  const x = tracer.leaf("batch", "x", [2, 1]);
  for (const same of [
    ops.reshape(x, [2, 1]),
    ops.broadcast(x, [2, 1]),
    ops.permute(x, [0, 1]),
    ops.sum(x, [1]),
    ops.add(x, ops.constant(0)),
    ops.mul(ops.constant(1), x),
    ops.div(x, ops.constant(1)),
  ]) {
    assert.equal(same, x);
  }
  assert.notEqual(ops.add(x, ops.constant(0, [2, 3])), x);
  assert.deepEqual(ops.mul(ops.constant(3), ops.constant(4)), ops.constant(12));
});

test("a procedure keeps what its results need, in order, without detach", () => {
  const tracer = startTrace();
  const { ops } = tracer;
  const x = tracer.leaf("batch", "x", [2]);
  ops.tanh(x);
  const y: GraphNode = ops.neg(ops.detach(ops.exp(x)));
  const procedure = makeProcedure("p", tracer, { outputs: { y } });
  assert.deepEqual(opsOf(procedure), ["x", "exp", "neg"]);
  assert.deepEqual(
    procedure.graph.nodes.map((node) => (node.kind === "op" ? node.inputs : [])),
    [[], [0], [1]],
  );
  assert.deepEqual(procedure.outputs, { y: 2 });
});

/** The gradients' values for single numbers. */
function gradientsAt(
  values: Readonly<Record<string, number>>,
  lossOf: (tracer: ReturnType<typeof startTrace>, leaves: readonly GraphNode[]) => GraphNode,
): readonly number[] {
  const tracer = startTrace();
  const leaves = Object.keys(values).map((name) => tracer.leaf("weight", name, []));
  const gradients = differentiate(tracer, lossOf(tracer, leaves), leaves);
  const outputs = Object.fromEntries(gradients.map((gradient, place) => [`${place}`, gradient]));
  const procedure = makeProcedure("p", tracer, { outputs });
  const results = evaluate(procedure, { seed: 0, step: 0 }, ({ name }) => Float64Array.of(values[name]!));
  return gradients.map((_, place) => results[procedure.outputs[place]!]!.data[0]!);
}

test("a value used twice collects both gradients", () => {
  // d(x · x + 3x)/dx = 2x + 3
  const [gradient] = gradientsAt({ x: 5 }, ({ ops }, [x]) =>
    ops.add(ops.mul(x!, x!), ops.mul(ops.constant(3), x!)),
  );
  assert.equal(gradient, 13);
});

test("a detached value counts as a constant", () => {
  const [gradient] = gradientsAt({ x: 5 }, ({ ops }, [x]) => ops.mul(x!, ops.detach(x!)));
  assert.equal(gradient, 5);
});

test("a weight that the loss does not see has gradient 0", () => {
  assert.deepEqual(gradientsAt({ x: 5, y: 7 }, ({ ops }, [x]) => ops.exp(x!)).slice(1), [0]);
});

test("gradients towards what comes from data are not computed", () => {
  const tracer = startTrace();
  const { ops } = tracer;
  const x = tracer.leaf("batch", "x", [3, 2]);
  const w = tracer.leaf("weight", "w", [2, 1]);
  const y = ops.matmul(ops.exp(x), w);
  const loss = ops.reshape(ops.sum(y, [0]), []);
  const [gradient] = differentiate(tracer, loss, [w]);
  const procedure = makeProcedure("p", tracer, { outputs: { gradient: gradient! } });
  assert.deepEqual(opsOf(procedure), ["x", "exp", "constant", "matmul"]);
});

test("at equal numbers the larger of two passes its gradient to the second", () => {
  assert.deepEqual(
    gradientsAt({ x: 1, y: 1 }, ({ ops }, [x, y]) => ops.maximum(x!, y!)),
    [0, 1],
  );
  assert.deepEqual(
    gradientsAt({ x: 1, y: 1 }, ({ ops }, [x, y]) => ops.minimum(x!, y!)),
    [0, 1],
  );
});

test("a NaN in the branch not taken does not leak into the gradient", () => {
  const [gradient] = gradientsAt({ x: -1 }, ({ ops }, [x]) =>
    ops.select(ops.greater(x!, ops.constant(0)), ops.constant(1), ops.mul(x!, ops.constant(2))),
  );
  assert.equal(gradient, 2);
});
