/** Loops over time in compiled code against the interpreter: values, gradients, and code that does not grow with time. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { differentiate } from "../../../engine/graph/differentiate.ts";
import type { Procedure } from "../../../engine/graph/graph.ts";
import { interpret } from "../../../engine/graph/interpret.ts";
import { makeProcedure } from "../../../engine/graph/procedure.ts";
import { startTrace } from "../../../engine/graph/trace.ts";
import { compile } from "../../../engine/wasm/compile.ts";
import { instantiate } from "../../../engine/wasm/instantiate.ts";
import { type LoopCase, loopCases, lossOf } from "../ops/loop-cases.ts";
import { randomTensor } from "../seeded.ts";

/** The loss and its gradients; and a step down from them, so that updates read what they replace. */
function procedureOf(one: LoopCase): Procedure {
  const tracer = startTrace();
  const leaves = one.shapes.map((shape, place) => tracer.leaf("weight", `${place}`, shape));
  const loss = lossOf(tracer.ops, one, leaves);
  const gradients = differentiate(tracer, loss, leaves);
  const { add, mul, constant } = tracer.ops;
  const named = (name: string, nodes: readonly (typeof loss)[]) =>
    Object.fromEntries(nodes.map((node, place) => [`${name}${place}`, node]));
  return makeProcedure("step", tracer, {
    outputs: { loss, ...named("gradient ", gradients) },
    updates: named(
      "",
      leaves.map((leaf, place) => add(leaf, mul(gradients[place]!, constant(-0.01)))),
    ),
  });
}

const wider = (one: LoopCase): LoopCase => ({
  ...one,
  name: `${one.name}, larger`,
  shapes: [
    [17, 37],
    [9, 17, 37],
    [37, 37],
  ],
});

const [tanhForward, tanhBackward] = loopCases;

for (const one of [...loopCases, wider(tanhForward!), wider(tanhBackward!)]) {
  test(`${one.name}: compiled as interpreted`, () => {
    const program = { procedures: [procedureOf(one)] };
    const compiled = instantiate(compile(program));
    const plain = interpret(program);
    one.shapes.forEach((shape, place) => {
      const { data } = randomTensor(40 + place, shape, -0.2, 0.2);
      for (const machine of [compiled, plain]) machine.write(`${place}`, data);
    });
    for (let step = 0; step < 3; step++) {
      for (const machine of [compiled, plain]) machine.call("step");
      for (const name of plain.tensors.keys()) {
        const [got, want] = [compiled.read(name), plain.read(name)];
        got.forEach((value, index) => {
          const expected = want[index]!;
          assert.ok(
            Math.abs(value - expected) <= 2e-5 * Math.max(1, Math.abs(expected)),
            `${name}[${index}] after step ${step + 1}: ${value}, interpreted ${expected}`,
          );
        });
        // What follows starts from equal numbers again: rounding must not add up.
        if (!name.includes(":")) compiled.write(name, want);
      }
    }
  });
}

test("what is kept for the way back takes no memory where there is none", () => {
  const one = loopCases.find(({ name }) => name === "tangled forward")!;
  const tracer = startTrace();
  const leaves = one.shapes.map((shape, place) => tracer.leaf("weight", `${place}`, shape));
  const loss = lossOf(tracer.ops, one, leaves);
  const forward = { procedures: [makeProcedure("only", tracer, { outputs: { loss } })] };
  const [compiled, plain] = [compile(forward), interpret(forward)];
  const runs = [instantiate(compiled), plain];
  one.shapes.forEach((shape, place) => {
    for (const run of runs) run.write(`${place}`, randomTensor(place, shape, -0.5, 0.5).data);
  });
  const [got, want] = runs.map((run) => {
    run.call("only");
    return run.read("only:loss")[0]!;
  });
  assert.ok(Math.abs(got! - want!) < 1e-5, `${got}, interpreted ${want}`);
  const both = compile({ procedures: [procedureOf(one)] });
  assert.ok(2 * compiled.memory.intermediates < both.memory.intermediates);
});

test("code does not grow with time", () => {
  const bytesFor = (time: number): number => {
    const shapes = [
      [3, 4],
      [time, 3, 4],
      [4, 4],
    ];
    return compile({ procedures: [procedureOf({ ...tanhForward!, shapes })] }).bytes.length;
  };
  assert.ok(bytesFor(200) < 1.1 * bytesFor(20), `${bytesFor(20)} and ${bytesFor(200)} bytes`);
});
