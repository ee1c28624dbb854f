/** The loop inside the module: the same bits as single calls, as after a stop, and the rows the interpreter would take. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { differentiate } from "../../../engine/graph/differentiate.ts";
import type { Executable, TrainingLoop, TrainRequest } from "../../../engine/graph/executable.ts";
import type { Procedure, Program } from "../../../engine/graph/graph.ts";
import { interpret } from "../../../engine/graph/interpret.ts";
import { makeProcedure } from "../../../engine/graph/procedure.ts";
import { startTrace } from "../../../engine/graph/trace.ts";
import { epochOrder } from "../../../engine/ops/random.ts";
import { type CompiledProgram, compile } from "../../../engine/wasm/compile.ts";
import { instantiate, instantiateAsync } from "../../../engine/wasm/instantiate.ts";
import { dice } from "./random-program.ts";

const FEATURES = 3;
const HIDDEN = 5;

/** Two dense layers, dropout between them if asked, squared error, plain gradient descent. */
function stepProcedure(name: string, batch: number, dropout: boolean): Procedure {
  const tracer = startTrace();
  const { ops } = tracer;
  const x = tracer.leaf("batch", "x", [batch, FEATURES]);
  const y = tracer.leaf("batch", "y", [batch]);
  const weights = [
    tracer.leaf("weight", "w", [FEATURES, HIDDEN]),
    tracer.leaf("weight", "v", [HIDDEN, 1]),
  ] as const;
  const hidden = ops.tanh(ops.matmul(x, weights[0]));
  const mask = ops.greater(ops.uniform([batch, HIDDEN], 3), ops.constant(0.25));
  const kept = dropout ? ops.mul(hidden, mask) : hidden;
  const difference = ops.sub(ops.reshape(ops.matmul(kept, weights[1]), [batch]), y);
  const loss = ops.mul(ops.sum(ops.mul(difference, difference), [0]), ops.constant(1 / batch));
  const rate = tracer.leaf("setting", "rate", []);
  const gradients = differentiate(tracer, loss, weights);
  const updates = Object.fromEntries(
    weights.map((leaf, place) => [leaf.name, ops.sub(leaf, ops.mul(rate, gradients[place]!))]),
  );
  return makeProcedure(name, tracer, { outputs: { loss: ops.reshape(loss, []) }, updates });
}

function setUp(rows: number, batch: number, dropout = true) {
  const rest = rows % batch;
  const procedures = [
    stepProcedure("step", batch, dropout),
    ...(rest > 0 ? [stepProcedure("ragged", rest, dropout)] : []),
  ];
  const loop: TrainingLoop = {
    step: "step",
    ...(rest > 0 ? { ragged: "ragged" } : {}),
    lossOutput: "loss",
    batch,
    rows,
  };
  const program: Program = { procedures };
  const roll = dice(5);
  const numbers = (length: number): Float32Array => Float32Array.from({ length }, () => roll.number(-1, 1));
  const start = {
    w: numbers(FEATURES * HIDDEN),
    v: numbers(HIDDEN),
    x: numbers(rows * FEATURES),
    y: numbers(rows),
  };
  const fill = (executable: Executable, rate = 0.1): Executable => {
    executable.write("w", start.w);
    executable.write("v", start.v);
    executable.write("rate", [rate]);
    executable.setData(rows, { x: start.x, y: start.y });
    return executable;
  };
  const compiled: CompiledProgram = compile(program, { loop });
  return { program, loop, compiled, start, fill };
}

const request = (steps: number, more: Partial<TrainRequest> = {}): TrainRequest => ({
  steps,
  cursor: 0,
  seed: 7,
  shuffle: true,
  stopAtEpochEnd: false,
  ...more,
});

for (const [rows, batch] of [
  [24, 8],
  [23, 8],
  [7, 7],
  [5, 1],
] as const) {
  for (const shuffle of [true, false]) {
    test(`${rows} rows in batches of ${batch}${shuffle ? ", shuffled" : ""}: as the interpreter, and the same bits after stops`, () => {
      const { program, loop, compiled, fill } = setUp(rows, batch);
      const whole = fill(instantiate(compiled));
      const losses = whole.train(request(40, { shuffle })).losses;
      const plain = fill(interpret(program, loop)).train(request(40, { shuffle })).losses;
      assert.equal(losses.length, 40);
      losses.forEach((loss, step) => {
        assert.ok(
          Math.abs(loss - plain[step]!) <= 1e-4 * (1 + plain[step]!),
          `step ${step}: ${loss} is not ${plain[step]}`,
        );
      });
      const parts = fill(instantiate(compiled));
      const pieces: number[] = [];
      for (const steps of [1, 2, 5, 3, 11, 18])
        pieces.push(...parts.train(request(steps, { shuffle, cursor: pieces.length })).losses);
      assert.deepEqual(pieces, [...losses]);
      for (const name of ["w", "v"]) assert.deepEqual(parts.read(name), whole.read(name));
    });
  }
}

test("the loop gives the bits of single calls on the same rows", () => {
  const { compiled, fill, start } = setUp(23, 8, false);
  const looped = fill(instantiate(compiled));
  const single = fill(instantiate(compiled));
  const { losses } = looped.train(request(9));
  const called = Array.from({ length: 9 }, (_, step) => {
    const order = [...epochOrder(7, Math.floor(step / 3), 23).subarray((step % 3) * 8, (step % 3) * 8 + 8)];
    const name = order.length === 8 ? "step" : "ragged";
    const rows = order.length === 8 ? order : [...order, 0];
    single.write(
      "x",
      rows.flatMap((row) => [...start.x.subarray(row * FEATURES, (row + 1) * FEATURES)]),
    );
    single.write(
      "y",
      rows.map((row) => start.y[row]!),
    );
    single.call(name);
    return single.read(`${name}:loss`)[0];
  });
  assert.deepEqual(called, [...losses]);
});

test("two runs give the same bits, another seed gives others", async () => {
  const { compiled, fill } = setUp(23, 8);
  const [first, second, other] = [
    instantiate(compiled),
    await instantiateAsync(compiled),
    instantiate(compiled),
  ];
  const run = (executable: Executable, seed: number): Float32Array =>
    fill(executable).train(request(500, { seed })).losses;
  const losses = run(first, 7);
  assert.deepEqual(run(second, 7), losses);
  assert.notDeepEqual(run(other, 8), losses);
  assert.deepEqual(compile(setUp(23, 8).program, { loop: setUp(23, 8).loop }).bytes, compiled.bytes);
});

test("more steps than the module has room for losses", () => {
  const { compiled, fill } = setUp(24, 8);
  const reply = fill(instantiate(compiled)).train(request(9000, { seed: 3 }));
  assert.equal(reply.stepsDone, 9000);
  assert.ok(reply.losses.every((loss) => loss > 0) && !reply.diverged);
});

test("a run that diverges stops at the loss that is not finite", () => {
  const { compiled, fill } = setUp(23, 8);
  const reply = fill(instantiate(compiled), 1e20).train(request(1000));
  assert.ok(reply.diverged && reply.stepsDone < 100);
  assert.equal(reply.losses.length, reply.stepsDone);
  assert.ok(!Number.isFinite(reply.losses.at(-1)) && reply.losses.slice(0, -1).every(Number.isFinite));
});

test("a run asked to stops at the end of the epoch", () => {
  const { compiled, fill } = setUp(23, 8);
  const executable = fill(instantiate(compiled));
  assert.equal(executable.train(request(100, { stopAtEpochEnd: true, cursor: 1 })).stepsDone, 2);
  assert.equal(executable.train(request(100, { stopAtEpochEnd: true, cursor: 3 })).stepsDone, 3);
  assert.equal(executable.train(request(2, { stopAtEpochEnd: true, cursor: 6 })).stepsDone, 2);
});
