/** What is fused: the kernels of a training step, and what each of them stores. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { differentiate } from "../../../engine/graph/differentiate.ts";
import { makeProcedure } from "../../../engine/graph/procedure.ts";
import { startTrace } from "../../../engine/graph/trace.ts";
import { compile } from "../../../engine/wasm/compile.ts";
import { lower } from "../../../engine/wasm/graph/lower.ts";
import { tensorTable } from "../../../engine/wasm/graph/tensor-table.ts";
import { instantiate } from "../../../engine/wasm/instantiate.ts";
import { supportsRelaxedSimd } from "../../../engine/wasm/relaxed.ts";

/** relu(x · w + b) · v, squared error, momentum. */
function step() {
  const tracer = startTrace();
  const { ops, leaf } = tracer;
  const [x, y] = [leaf("batch", "x", [32, 20]), leaf("batch", "y", [32, 4])];
  const weights = [
    leaf("weight", "w", [20, 48]),
    leaf("weight", "b", [48]),
    leaf("weight", "v", [48, 4]),
  ] as const;
  const hidden = ops.maximum(ops.add(ops.matmul(x, weights[0]), weights[1]), ops.constant(0));
  const difference = ops.sub(ops.matmul(hidden, weights[2]), y);
  const loss = ops.sum(ops.mul(difference, difference), [0, 1]);
  const gradients = differentiate(tracer, loss, weights);
  const rate = leaf("setting", "rate", []);
  const updates = Object.fromEntries(
    weights.flatMap((weight, place) => {
      const moment = leaf("state", `${weight.name}.m`, weight.shape);
      const next = ops.add(ops.mul(moment, ops.constant(0.9)), gradients[place]!);
      return [
        [moment.name, next],
        [weight.name, ops.sub(weight, ops.mul(rate, next))],
      ];
    }),
  );
  return {
    procedures: [makeProcedure("step", tracer, { outputs: { loss: ops.reshape(loss, []) }, updates })],
  };
}

test("a step of two dense layers is seven kernels", () => {
  const program = step();
  const table = tensorTable(program);
  const kernels = lower(program.procedures[0]!, table);
  const lines = kernels.map(({ core, shape, stores }) => {
    const names = stores.map(({ tensor }) => table.tensors[tensor]!.name ?? "·").sort();
    return `${core.kind} [${shape}] → ${names.join(", ")}`;
  });
  assert.deepEqual(lines, [
    "matmul [32,48] → ·",
    "matmul [32,4] → ·, ·",
    "reduce [1,1] → step:loss",
    "matmul [32,48] → ·",
    "matmul [48,4] → v, v.m",
    "reduce [1,48] → b, b.m",
    "matmul [20,48] → w, w.m",
  ]);
});

test("relaxed SIMD is asked for, never assumed", () => {
  const program = step();
  assert.notDeepEqual(compile(program, { relaxed: true }).bytes, compile(program).bytes);
  const isSupported = supportsRelaxedSimd();
  const run = (relaxed: boolean): number => {
    const executable = instantiate(compile(program, { relaxed }));
    for (const [name, shape] of executable.tensors) {
      if (name.includes(":")) continue;
      executable.write(
        name,
        Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, place) => Math.sin(place) / 8),
      );
    }
    executable.call("step");
    return executable.read("step:loss")[0]!;
  };
  const strict = run(false);
  assert.ok(strict > 0);
  if (isSupported) assert.ok(Math.abs(run(true) - strict) < 1e-3 * strict);
  else assert.throws(() => run(true));
});
