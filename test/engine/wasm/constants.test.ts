/** Constants at the edges stay what they are, and what is constant is computed once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { GraphNode } from "../../../engine/graph/graph.ts";
import { makeProcedure } from "../../../engine/graph/procedure.ts";
import { startTrace, type Tracer } from "../../../engine/graph/trace.ts";
import { compile } from "../../../engine/wasm/compile.ts";
import { simplify } from "../../../engine/wasm/graph/simplify.ts";
import { instantiate } from "../../../engine/wasm/instantiate.ts";

const procedureOf = (build: (tracer: Tracer, x: GraphNode) => Record<string, GraphNode>) => {
  const tracer = startTrace();
  return makeProcedure("go", tracer, { outputs: build(tracer, tracer.leaf("batch", "x", [5])) });
};

test("infinities, zeros of both signs and NaN are different constants", () => {
  const values = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 0, -0, 1e-45, 3.5];
  const procedure = procedureOf(({ ops }, x) =>
    Object.fromEntries(
      values.map((value, place) => [
        `y${place}`,
        ops.select(ops.greater(x, ops.constant(0)), ops.constant(value), x),
      ]),
    ),
  );
  const executable = instantiate(compile({ procedures: [procedure] }));
  executable.write("x", [1, -1, 2, -2, 3]);
  executable.call("go");
  values.forEach((value, place) => {
    const given = executable.read(`go:y${place}`);
    assert.ok(Object.is(given[0], Math.fround(value)) && given[1] === -1, `${value} came out as ${given[0]}`);
  });
});

test("a NaN in a branch not taken does not leak, one in an activation does", () => {
  const procedure = procedureOf(({ ops }, x) => ({
    chosen: ops.select(ops.greater(x, ops.constant(0)), x, ops.log(x)),
    relu: ops.maximum(x, ops.constant(0)),
    largest: ops.max(x, [0]),
    either: ops.minimum(x, ops.neg(x)),
  }));
  const executable = instantiate(compile({ procedures: [procedure] }));
  executable.write("x", [1, Number.NaN, 2, 3, 4]);
  executable.call("go");
  assert.deepEqual([...executable.read("go:chosen")].map(Number.isNaN), [false, true, false, false, false]);
  for (const name of ["relu", "either"]) assert.ok(Number.isNaN(executable.read(`go:${name}`)[1]));
  assert.ok(Number.isNaN(executable.read("go:largest")[0]));
  executable.write("x", [1, 2, 3, 4, 5]);
  executable.call("go");
  assert.deepEqual([...executable.read("go:chosen")], [1, 2, 3, 4, 5]);
});

test("twins are merged, constants folded, neutral operations dropped", () => {
  const procedure = procedureOf(({ ops }, x) => {
    const two = ops.add(ops.constant(1, [5]), ops.constant(1));
    const once = ops.mul(ops.tanh(x), two);
    const again = ops.mul(ops.tanh(ops.reshape(x, [5])), ops.constant(2, [5]));
    return { y: ops.add(ops.mul(ops.add(once, again), ops.constant(1)), ops.constant(0)) };
  });
  const names = simplify(procedure).graph.nodes.map((node) => (node.kind === "op" ? node.op : node.name));
  assert.deepEqual(names.toSorted(), ["add", "constant", "mul", "tanh", "x"]);
});

test("a deep network compiles in a moment", () => {
  const tracer = startTrace();
  const { ops } = tracer;
  let at: GraphNode = tracer.leaf("batch", "x", [16, 24]);
  const updates: Record<string, GraphNode> = {};
  for (let layer = 0; layer < 150; layer++) {
    const weight = tracer.leaf("weight", `w${layer}`, [24, 24]);
    at = ops.tanh(ops.matmul(at, weight));
    updates[weight.name] = ops.sub(weight, ops.matmul(at, at, { a: true }));
  }
  const procedure = makeProcedure("go", tracer, { outputs: { at }, updates });
  const before = performance.now();
  const compiled = compile({ procedures: [procedure] });
  const elapsedMs = performance.now() - before;
  console.log(
    `${procedure.graph.nodes.length} nodes, ${compiled.bytes.length} bytes, ${elapsedMs.toFixed(0)} ms`,
  );
  assert.ok(elapsedMs < 3000);
});
