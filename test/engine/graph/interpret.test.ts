/** The plain interpreter as an executable: data order, updates, ragged batches, random numbers. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { TrainingLoop } from "../../../engine/graph/executable.ts";
import type { Procedure, Program } from "../../../engine/graph/graph.ts";
import { interpret } from "../../../engine/graph/interpret.ts";
import { makeProcedure } from "../../../engine/graph/procedure.ts";
import { startTrace } from "../../../engine/graph/trace.ts";
import { drawKey, epochOrder, randomUniform } from "../../../engine/ops/random.ts";

/** Its loss is Σ batch · 10^place: the digits of the loss are the rows of the batch. */
function digitsProcedure(name: string, batch: number): Procedure {
  const tracer = startTrace();
  const { ops } = tracer;
  const x = tracer.leaf("batch", "x", [batch]);
  const seen = tracer.leaf("state", "seen", []);
  const powers = ops.concat(
    Array.from({ length: batch }, (_, place) => ops.constant(10 ** place, [1])),
    0,
  );
  const loss = ops.reshape(ops.sum(ops.mul(x, powers), [0]), []);
  return makeProcedure(name, tracer, {
    outputs: { loss },
    updates: { seen: ops.add(seen, ops.constant(batch)) },
  });
}

const loop: TrainingLoop = { step: "step", ragged: "ragged", lossOutput: "loss", batch: 2, rows: 5 };
const program: Program = { procedures: [digitsProcedure("step", 2), digitsProcedure("ragged", 1)] };
const request = { cursor: 0, seed: 3, stopAtEpochEnd: false };
const rows = [1, 2, 3, 4, 5];

const digits = (order: readonly number[]): readonly number[] => [
  order[0]! + 10 * order[1]!,
  order[2]! + 10 * order[3]!,
  order[4]!,
];

test("rows are drawn as they lie, and the last batch is smaller", () => {
  const executable = interpret(program, loop);
  executable.setData(5, { x: rows });
  const { losses } = executable.train({ ...request, steps: 4, shuffle: false });
  assert.deepEqual([...losses], [...digits(rows), 21]);
  assert.deepEqual([...executable.read("seen")], [7]);
});

test("each epoch has the order of the recipe, from any step on", () => {
  const executable = interpret(program, loop);
  executable.setData(5, { x: rows });
  const ordered = [0, 1].flatMap((epoch) => digits([...epochOrder(3, epoch, 5)].map((row) => rows[row]!)));
  const { losses } = executable.train({ ...request, steps: 6, shuffle: true });
  assert.deepEqual([...losses], ordered);
  const later = executable.train({ ...request, cursor: 4, steps: 2, shuffle: true });
  assert.deepEqual([...later.losses], ordered.slice(4));
});

test("all updates read the values from before the step", () => {
  const tracer = startTrace();
  const a = tracer.leaf("state", "a", []);
  const b = tracer.leaf("state", "b", []);
  const swap = makeProcedure("swap", tracer, { outputs: { a, b }, updates: { a: b, b: a } });
  const executable = interpret({ procedures: [swap] });
  executable.write("a", [1]);
  executable.write("b", [2]);
  executable.call("swap");
  assert.deepEqual([...executable.read("a"), ...executable.read("b")], [2, 1]);
  assert.deepEqual([...executable.read("swap:a"), ...executable.read("swap:b")], [1, 2]);
});

test("training stops at a loss that is no number", () => {
  const executable = interpret(program, loop);
  executable.setData(5, { x: [1, 2, 3, Number.POSITIVE_INFINITY, 5] });
  const reply = executable.train({ ...request, steps: 10, shuffle: false });
  assert.equal(reply.diverged, true);
  assert.equal(reply.stepsDone, 2);
  assert.deepEqual([...reply.losses], [21, Number.POSITIVE_INFINITY]);
});

test("random numbers depend on seed, step, stream and place only", () => {
  const tracer = startTrace();
  const { ops } = tracer;
  const draws = ops.uniform([4], 9);
  const loss = ops.reshape(ops.sum(draws, [0]), []);
  const single: Program = { procedures: [makeProcedure("step", tracer, { outputs: { loss, draws } })] };
  const executable = interpret(single, { step: "step", lossOutput: "loss", batch: 1, rows: 1 });
  executable.setData(1, {});
  executable.train({ ...request, cursor: 6, steps: 2, shuffle: true });
  const key = drawKey(3, 7, 9);
  const want = [0, 1, 2, 3].map((index) => randomUniform(key, index));
  assert.deepEqual([...executable.read("step:draws")], want);
});
