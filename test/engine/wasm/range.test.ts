/** `range` compiled: counted along any axis, through movements, and as an operand that a product reads from memory. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeProcedure } from "../../../engine/graph/procedure.ts";
import { startTrace } from "../../../engine/graph/trace.ts";
import { compile } from "../../../engine/wasm/compile.ts";
import { instantiate } from "../../../engine/wasm/instantiate.ts";

test("places are counted as rows, as columns and in a product", () => {
  const { ops, ...tracer } = startTrace();
  const count = ops.range(5);
  const isEarlier = ops.greaterEqual(ops.reshape(count, [5, 1]), ops.reshape(count, [1, 5]));
  const outputs = {
    count,
    isEarlier,
    sums: ops.matmul(isEarlier, ops.reshape(count, [5, 1])),
    last: ops.slice(ops.reshape(ops.range(12), [3, 4]), 1, 3, 4),
  };
  const procedure = makeProcedure("count", { ...tracer, ops }, { outputs });
  const executable = instantiate(compile({ procedures: [procedure] }));
  executable.call("count");
  const read = (name: string) => [...executable.read(`count:${name}`)];
  assert.deepEqual(read("count"), [0, 1, 2, 3, 4]);
  assert.deepEqual(read("isEarlier").slice(5, 15), [1, 1, 0, 0, 0, 1, 1, 1, 0, 0]);
  assert.deepEqual(read("sums"), [0, 1, 3, 6, 10]);
  assert.deepEqual(read("last"), [3, 7, 11]);
});
