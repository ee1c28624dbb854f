/** Compiled code against the plain interpreter, on random programs. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Program } from "../../../engine/graph/graph.ts";
import { interpret } from "../../../engine/graph/interpret.ts";
import { elementsOf } from "../../../engine/ops/ops.ts";
import { compile } from "../../../engine/wasm/compile.ts";
import { instantiate } from "../../../engine/wasm/instantiate.ts";
import { dice, randomProgram } from "./random-program.ts";

const PROGRAMS = Number(process.env.PROGRAMS ?? 400);

test("random programs give what the interpreter gives", () => {
  const kinds = new Map<string, number>();
  let numbers = 0;
  for (let seed = 1; seed <= PROGRAMS; seed++) {
    const program = randomProgram(seed, 6 + (seed % 25));
    for (const node of program.procedures[0]!.graph.nodes) {
      const kind = node.kind === "op" ? node.op : node.role;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    numbers += compareRuns(program, seed);
  }
  console.log(
    `compared ${numbers} numbers of ${PROGRAMS} programs; nodes: ${JSON.stringify(Object.fromEntries(kinds))}`,
  );
  assert.ok(numbers > 1000 && kinds.size > 35);
});

/** Two calls in a row, so that updates are seen by what comes after them. */
function compareRuns(program: Program, seed: number): number {
  const plain = interpret(program);
  const compiled = instantiate(compile(program));
  const roll = dice(seed + 10_000);
  for (const node of program.procedures[0]!.graph.nodes) {
    if (node.kind !== "leaf") continue;
    const values = Float32Array.from({ length: elementsOf(node.shape) }, () => roll.number(-1.5, 1.5));
    plain.write(node.name, values);
    compiled.write(node.name, values);
  }
  let compared = 0;
  for (let call = 0; call < 2; call++) {
    plain.call("only");
    compiled.call("only");
    for (const [name, shape] of plain.tensors) {
      assert.deepEqual(compiled.tensors.get(name), shape);
      const [wanted, given] = [plain.read(name), compiled.read(name)];
      const wrong = wanted.findIndex((value, place) => !isClose(value, given[place]!));
      assert.equal(
        wrong,
        -1,
        `seed ${seed}, call ${call}, ${name} [${shape}] at ${wrong}: wanted ${wanted[wrong]}, got ${given[wrong]}`,
      );
      compared += wanted.length;
    }
    // What follows starts from equal numbers again: rounding must not add up.
    for (const node of program.procedures[0]!.graph.nodes)
      if (node.kind === "leaf") compiled.write(node.name, plain.read(node.name));
  }
  return compared;
}

const isClose = (a: number, b: number): boolean =>
  Object.is(a, b) || a === b || Math.abs(a - b) <= 2e-4 * Math.max(1, Math.abs(a));
