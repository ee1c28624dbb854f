/** The memory plan: known before anything is allocated, refused above a limit, shared by what does not live at once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Program } from "../../../engine/graph/graph.ts";
import { makeProcedure } from "../../../engine/graph/procedure.ts";
import { startTrace } from "../../../engine/graph/trace.ts";
import { compile, MemoryLimitError } from "../../../engine/wasm/compile.ts";
import { instantiate } from "../../../engine/wasm/instantiate.ts";

/** A chain of square products of one weight. */
function chain(size: number, length: number): Program {
  const tracer = startTrace();
  const weight = tracer.leaf("weight", "w", [size, size]);
  let at = tracer.ops.matmul(weight, weight);
  for (let link = 1; link < length; link++) at = tracer.ops.matmul(at, weight);
  return { procedures: [makeProcedure("power", tracer, { outputs: { last: at } })] };
}

test("a long chain needs room for two results, not for all", () => {
  const { memory } = compile(chain(64, 20));
  const square = 4 * 64 * 64;
  assert.ok(memory.weights >= square && memory.weights < square + 128);
  assert.ok(memory.intermediates < 3.5 * square, `${memory.intermediates} bytes between`);
  assert.ok(memory.outputs >= square);
});

test("a program over the limit is refused with its numbers, and nothing is allocated", () => {
  const program = chain(4096, 3);
  assert.throws(
    () => compile(program, { memoryLimitBytes: 100_000_000 }),
    (error) => {
      assert.ok(error instanceof MemoryLimitError && error.name === "MemoryLimitError");
      assert.equal(error.limitBytes, 100_000_000);
      assert.ok(error.memory.total > 4 * 4 * 4096 * 4096 && error.memory.weights >= 4 * 4096 * 4096);
      return true;
    },
  );
});

test("the module's memory is what the plan says, rounded up to pages", () => {
  const compiled = compile(chain(32, 4));
  const { memoryBytes, codeBytes } = instantiate(compiled).cost;
  assert.ok(memoryBytes >= compiled.memory.total && memoryBytes < compiled.memory.total + 2 * 65536);
  assert.equal(codeBytes, compiled.bytes.length);
});

test("what is computed near the end of memory reads past no bound", () => {
  for (let size = 1; size <= 40; size++) {
    const tracer = startTrace();
    const x = tracer.leaf("batch", "x", [size]);
    const program = {
      procedures: [makeProcedure("sum", tracer, { outputs: { y: tracer.ops.sum(tracer.ops.tanh(x), [0]) } })],
    };
    const executable = instantiate(compile(program));
    executable.write("x", new Float32Array(size).fill(20));
    executable.call("sum");
    assert.deepEqual([...executable.read("sum:y")].map(Math.round), [size]);
  }
});
