/** The elementary functions against double precision: errors in units of the last place over dense ranges, and the edges. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeProcedure } from "../../../engine/graph/procedure.ts";
import { startTrace } from "../../../engine/graph/trace.ts";
import { opNamed } from "../../../engine/ops/table.ts";
import { compile } from "../../../engine/wasm/compile.ts";
import { instantiate } from "../../../engine/wasm/instantiate.ts";

type Name = "exp" | "expm1" | "log" | "log1p" | "tanh" | "erf" | "sin";

const POINTS = 200_000;

/** Largest error allowed, in units of the last place, between the bounds. */
const RANGES: readonly (readonly [name: Name, low: number, high: number, ulps: number])[] = [
  ["exp", -86.9, 88.7, 2],
  ["exp", -1, 1, 2],
  ["expm1", -20, 88, 3],
  ["expm1", -0.01, 0.01, 2],
  ["log", 1e-30, 1e-3, 2],
  ["log", 0.5, 2, 2],
  ["log", 1, 1e30, 2],
  ["log1p", -0.999, 1, 3],
  ["log1p", -1e-4, 1e-4, 2],
  ["log1p", 1, 1e6, 2],
  ["tanh", -9, 9, 6],
  ["tanh", -1e-2, 1e-2, 3],
  ["erf", -5, 5, 7],
  ["erf", -1e-2, 1e-2, 4],
  ["sin", -1.5, 1.5, 3],
  ["sin", -1e-2, 1e-2, 2],
];

test("errors stay within a few units of the last place", () => {
  for (const [name, low, high, ulps] of RANGES) {
    const points = Float32Array.from(
      { length: POINTS },
      (_, place) => low + ((high - low) * place) / (POINTS - 1),
    );
    const results = applied(name, points);
    let worst = 0;
    let at = 0;
    points.forEach((x, place) => {
      const error = ulpsBetween(reference(name, x), results[place]!);
      if (!(error <= worst)) [worst, at] = [error, x];
    });
    console.log(`${name} on [${low}, ${high}]: ${worst.toFixed(2)} ulp at ${at}`);
    assert.ok(worst <= ulps, `${name}(${at}) is off by ${worst} ulp`);
  }
  console.log(`${RANGES.length * POINTS} values compared`);
});

test("edges: infinities, zeros, and NaN comes out as NaN", () => {
  const { POSITIVE_INFINITY: infinity, NaN: nan } = Number;
  const cases: readonly (readonly [Name, number, number])[] = [
    ["exp", -infinity, 0],
    ["exp", -88, 0],
    ["exp", infinity, infinity],
    ["exp", 89, infinity],
    ["exp", 0, 1],
    ["expm1", -infinity, -1],
    ["expm1", infinity, infinity],
    ["expm1", 0, 0],
    ["log", 0, -infinity],
    ["log", -1, nan],
    ["log", infinity, infinity],
    ["log", 1, 0],
    ["log1p", -1, -infinity],
    ["log1p", -2, nan],
    ["log1p", 0, 0],
    ["log1p", infinity, infinity],
    ["tanh", infinity, 1],
    ["tanh", -infinity, -1],
    ["tanh", 0, 0],
    ["erf", infinity, 1],
    ["erf", -infinity, -1],
    ["sin", 0, 0],
    ["sin", Math.PI / 2, 1],
    ["sin", -infinity, nan],
    // Far out the reference must see the number that single precision holds.
    ["sin", 1000.5, Math.sin(1000.5)],
    ["sin", -30000.25, Math.sin(-30000.25)],
    ...(["exp", "expm1", "log", "log1p", "tanh", "erf", "sin"] as const).map(
      (name) => [name, nan, nan] as const,
    ),
  ];
  for (const [name, x, wanted] of cases) {
    const [given] = applied(name, Float32Array.of(x));
    assert.ok(
      Object.is(given, wanted) || Math.abs(given! - wanted) <= 5e-7,
      `${name}(${x}) is ${wanted}, got ${given}`,
    );
  }
  console.log(`${cases.length} edges`);
});

test("tanh and erf are exactly ±1 far out, where nothing may be left for a large factor", () => {
  for (const name of ["tanh", "erf"] as const)
    assert.deepEqual([...applied(name, Float32Array.of(20, 1000, -20, -1000))], [1, 1, -1, -1], name);
});

test("no result is a denormal number", () => {
  const points = Float32Array.from({ length: 20_000 }, (_, place) => -110 + place * 0.005);
  const tiny = applied("exp", points).filter((value) => value !== 0 && value < 1.17549435e-38);
  assert.equal(tiny.length, 0);
});

function applied(name: Name, points: Float32Array): Float32Array {
  const tracer = startTrace();
  const x = tracer.leaf("batch", "x", [points.length]);
  const program = { procedures: [makeProcedure("apply", tracer, { outputs: { y: tracer.ops[name](x) } })] };
  const executable = instantiate(compile(program));
  executable.write("x", points);
  executable.call("apply");
  return executable.read("apply:y");
}

const reference = (name: Name, x: number): number =>
  opNamed(name).value({ seed: 0, step: 0 }, { shape: [], data: Float64Array.of(x) }).data[0]!;

function ulpsBetween(wanted: number, given: number): number {
  const exponent = Math.max(-126, Math.floor(Math.log2(Math.abs(wanted) || 2 ** -126)));
  return Math.abs(wanted - given) / 2 ** (exponent - 23);
}
