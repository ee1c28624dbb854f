/** Updates read what was there before the step, whatever the order of the kernels. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { GraphNode } from "../../../engine/graph/graph.ts";
import { makeProcedure } from "../../../engine/graph/procedure.ts";
import { startTrace, type Tracer } from "../../../engine/graph/trace.ts";
import { compile } from "../../../engine/wasm/compile.ts";
import { instantiate } from "../../../engine/wasm/instantiate.ts";

/** Runs the updates a few times on two states a and b and gives what they hold then. */
function after(
  calls: number,
  size: readonly number[],
  start: { readonly a: readonly number[]; readonly b: readonly number[] },
  updates: (tracer: Tracer, a: GraphNode, b: GraphNode) => Record<string, GraphNode>,
) {
  const tracer = startTrace();
  const [a, b] = [tracer.leaf("state", "a", size), tracer.leaf("state", "b", size)];
  const program = {
    procedures: [makeProcedure("go", tracer, { outputs: {}, updates: updates(tracer, a, b) })],
  };
  const executable = instantiate(compile(program));
  executable.write("a", start.a);
  executable.write("b", start.b);
  for (let call = 0; call < calls; call++) executable.call("go");
  return { a: [...executable.read("a")], b: [...executable.read("b")] };
}

const START = { a: [1, 2, 3, 4], b: [5, 6, 7, 8] };

test("two states swap", () => {
  const swapped = after(3, [2, 2], START, (_, a, b) => ({ a: b, b: a }));
  assert.deepEqual(swapped, { a: START.b, b: START.a });
});

test("a state is replaced by its own transposition", () => {
  const turned = after(1, [2, 2], START, ({ ops }, a, b) => ({ a: ops.permute(a, [1, 0]), b }));
  assert.deepEqual(turned, { a: [1, 3, 2, 4], b: START.b });
});

test("each state is replaced by the transposition of the other", () => {
  const turned = after(1, [2, 2], START, ({ ops }, a, b) => ({
    a: ops.permute(b, [1, 0]),
    b: ops.permute(a, [1, 0]),
  }));
  assert.deepEqual(turned, { a: [5, 7, 6, 8], b: [1, 3, 2, 4] });
});

test("products of two states by each other", () => {
  const multiplied = after(1, [2, 2], START, ({ ops }, a, b) => ({
    a: ops.matmul(a, b),
    b: ops.matmul(b, a),
  }));
  assert.deepEqual(multiplied, { a: [19, 22, 43, 50], b: [23, 34, 31, 46] });
});

test("a weight is updated after the last kernel that reads it", () => {
  const tracer = startTrace();
  const { ops } = tracer;
  const w = tracer.leaf("weight", "w", [3, 3]);
  const x = tracer.leaf("batch", "x", [2, 3]);
  const product = ops.matmul(x, w);
  const gradient = ops.matmul(x, product, { a: true });
  const back = ops.matmul(product, w, { b: true });
  const updates = { w: ops.sub(w, gradient) };
  const program = { procedures: [makeProcedure("step", tracer, { outputs: { back }, updates })] };
  const executable = instantiate(compile(program));
  executable.write("w", [1, 0, 0, 0, 1, 0, 0, 0, 1]);
  executable.write("x", [1, 2, 3, 4, 5, 6]);
  executable.call("step");
  assert.deepEqual([...executable.read("step:back")], [1, 2, 3, 4, 5, 6]);
  assert.deepEqual([...executable.read("w")], [1 - 17, -22, -27, -22, 1 - 29, -36, -27, -36, 1 - 45]);
});

test("an output, an update and a reader of one value all get it", () => {
  const tracer = startTrace();
  const { ops } = tracer;
  const count = tracer.leaf("state", "count", []);
  const next = ops.add(count, ops.constant(1));
  const wide = ops.mul(tracer.leaf("batch", "x", [5]), next);
  const outputs = { next, again: next, wide, count };
  const program = { procedures: [makeProcedure("step", tracer, { outputs, updates: { count: next } })] };
  const executable = instantiate(compile(program));
  executable.write("x", [1, 2, 3, 4, 5]);
  for (const round of [1, 2, 3]) {
    executable.call("step");
    assert.deepEqual([...executable.read("step:next"), ...executable.read("step:again")], [round, round]);
    assert.deepEqual([...executable.read("step:count")], [round - 1]);
    assert.deepEqual(
      [...executable.read("step:wide")],
      [1, 2, 3, 4, 5].map((x) => x * round),
    );
  }
});

test("moments too small to matter become 0, and NaN stays", () => {
  const decayed = after(
    1,
    [4],
    { a: [1e-36, -1e-36, 1e-20, Number.NaN], b: [0, 0, 0, 0] },
    ({ ops }, a, b) => ({
      a: ops.mul(a, ops.constant(0.5)),
      b,
    }),
  );
  assert.deepEqual(decayed.a.slice(0, 2), [0, 0]);
  assert.ok(Math.abs(decayed.a[2]! - 5e-21) < 1e-27 && Number.isNaN(decayed.a[3]));
});
