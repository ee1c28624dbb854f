/** The README's table compares only what did the same work. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { EngineRow, Measured } from "../../bench/engine.ts";
import { engineTable } from "../../bench/table.ts";

const row = (contender: string, stepsPerCpuSecond: number, agrees = true): EngineRow => ({
  contender,
  stepsPerCpuSecond,
  firstStepMs: 10,
  lossAfter20: 1,
  agrees,
});

const measured = (rows: readonly EngineRow[]): Measured => ({
  workload: "W2",
  title: "a network",
  peak: { strict: 45e9 },
  rows,
  cost: { emissionMs: 20, instantiationMs: 0.5, stepMs: 1.25, codeBytes: 2048 },
});

/** Cells of the table's only column of numbers, by the line's title. */
const cells = (rows: readonly EngineRow[]): ReadonlyMap<string, string> =>
  new Map(
    engineTable([measured(rows)])
      .split("\n")
      .map((line) => line.split("|").map((cell) => cell.trim()))
      .map(([, title = "", cell = ""]) => [title, cell]),
  );

test("a peer's best way counts", () => {
  const table = cells([
    { ...row("soma-strict", 3000), shareOfPeak: 0.725 },
    row("torch-eager", 500),
    row("torch-jit", 1000),
  ]);
  assert.equal(table.get("PyTorch, best of eager, foreach, jit"), "1,000");
  assert.equal(table.get("Soma strict as × PyTorch"), "3");
  assert.equal(table.get("Soma strict, share of its peak"), "73 %");
  assert.equal(table.get("WASM peak, multiply and add, GFLOP/s"), "45.0");
  assert.equal(table.get("Emission + instantiation + first step, ms"), "20.0 + 0.5 + 1.3");
  assert.equal(table.get("Code, KiB"), "2.0");
});

test("who arrives at another loss is not compared, however fast", () => {
  const table = cells([row("soma-strict", 3000), row("torch-eager", 500), row("torch-jit", 90_000, false)]);
  assert.equal(table.get("Soma strict as × PyTorch"), "6");
});

test("what did not run here is said to be missing, not zero", () => {
  const table = cells([row("soma-strict", 3000, false), row("torch-eager", 500)]);
  for (const title of ["**Soma**, strict SIMD", "jax-js, wasm", "Soma strict as × PyTorch"])
    assert.equal(table.get(title), "–", title);
});
