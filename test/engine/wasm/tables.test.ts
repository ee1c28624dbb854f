/** Tables: what depends on nothing is computed once, and is the same in every call. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { GraphNode, Program } from "../../../engine/graph/graph.ts";
import { interpret } from "../../../engine/graph/interpret.ts";
import { makeProcedure } from "../../../engine/graph/procedure.ts";
import { startTrace } from "../../../engine/graph/trace.ts";
import type { Ops } from "../../../engine/ops/ops.ts";
import { withTables } from "../../../engine/wasm/graph/tables.ts";
import { compiled } from "../compiled.ts";

const procedureOf = (name: string, rows: number, compute: <T>(ops: Ops<T>, x: T) => T) => {
  const tracer = startTrace();
  const x: GraphNode = tracer.leaf("batch", "x", [rows, 6]);
  return makeProcedure(name, tracer, { outputs: { y: compute(tracer.ops, x) } });
};

/** x + sin(0, ½, 1, …), the wave seen through movements. */
const waves = <T>(ops: Ops<T>, x: T): T => {
  const wave = ops.sin(ops.mul(ops.range(6), ops.constant(0.5)));
  return ops.add(x, ops.broadcast(ops.reshape(wave, [1, 6]), ops.shapeOf(x)));
};

const opsOf = ({ procedures }: Program, name: string): readonly string[] => {
  const { graph, outputs, updates } = procedures.find((procedure) => procedure.name === name)!;
  const found: string[] = [];
  const visit = (id: number): void => {
    const node = graph.nodes[id]!;
    found.push(node.kind === "op" ? node.op : node.name);
    if (node.kind === "op") node.inputs.forEach(visit);
  };
  Object.values({ ...outputs, ...updates }).forEach(visit);
  return found;
};

test("procedures share a table, which is as large as what is different in it", async () => {
  const program = { procedures: [procedureOf("a", 4, waves), procedureOf("b", 2, waves)] };
  const made = withTables(program);
  for (const name of ["a", "b"]) {
    assert.ok(opsOf(made, name).includes("#table.0"), name);
    assert.ok(!opsOf(made, name).includes("sin"), name);
  }
  assert.deepEqual(made.procedures.at(-1)!.name, "#tables");
  assert.deepEqual(Object.keys(made.procedures.at(-1)!.updates), ["#table.0"]);
  const executable = await compiled(program);
  assert.deepEqual(executable.tensors.get("#table.0"), [6]);
  const plain = await interpret(program);
  const x = Float32Array.from({ length: 24 }, (_, index) => index / 7);
  for (const [procedure, numbers] of [
    ["a", 24],
    ["b", 12],
    ["a", 24],
  ] as const) {
    for (const each of [executable, plain]) {
      each.write("x", x.subarray(0, numbers));
      each.call(procedure);
    }
    const expected = plain.read(`${procedure}:y`);
    executable.read(`${procedure}:y`).forEach((value, index) => {
      assert.ok(Math.abs(value - expected[index]!) < 1e-6, `${procedure}[${index}]`);
    });
  }
});

test("an output that is a table is one", async () => {
  const program = {
    procedures: [procedureOf("run", 1, (ops) => ops.exp(ops.range(5)))],
  };
  const executable = await compiled(program);
  executable.call("run");
  const values = executable.read("run:y");
  assert.ok(values.every((value, index) => Math.abs(value / Math.exp(index) - 1) < 1e-6));
});

test("random numbers and cheap numbers stay where they are", () => {
  const program = {
    procedures: [
      procedureOf("noise", 3, (ops, x) => ops.add(x, ops.exp(ops.uniform([3, 6], 1)))),
      procedureOf("mask", 3, (ops, x) => ops.mul(x, ops.greater(ops.range(6), ops.constant(2)))),
    ],
  };
  assert.equal(withTables(program), program);
});
