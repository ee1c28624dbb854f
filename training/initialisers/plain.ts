/** Initial values that are stated outright: normal, uniform, constant. */
import { number } from "../../catalog/attribute.ts";
import { defineInitialiser } from "../define.ts";
import { normalWith, uniformBetween } from "./spread.ts";

export const normal = defineInitialiser({
  name: "normal",
  doc: "Normal with mean 0 and the stated deviation.",
  formula: "w ~ N(0, std²)",
  attributes: { std: number("Standard deviation.", { min: 0 }) },
  foreign: ["normal_", "RandomNormal", "random_normal"],
  foreignAttributes: { stddev: "std" },
  fill: (call, { std }) => normalWith(call, std),
});

export const uniform = defineInitialiser({
  name: "uniform",
  doc: "Uniform between two numbers.",
  formula: "w ~ U(low, high)",
  attributes: {
    low: number("Smallest value.", { fallback: -0.05 }),
    high: number("Largest value.", { fallback: 0.05 }),
  },
  foreign: ["uniform_", "RandomUniform", "random_uniform"],
  foreignAttributes: { a: "low", b: "high", minval: "low", maxval: "high" },
  fill: (call, { low, high }) => uniformBetween(call, low, high),
});

export const constant = defineInitialiser({
  name: "constant",
  doc: "The same number everywhere. With 0, units of one layer stay copies of each other.",
  formula: "w = value",
  attributes: { value: number("The number.") },
  foreign: ["constant_", "Constant", "zeros", "zeros_", "Zeros", "ones", "ones_", "Ones"],
  foreignAttributes: { val: "value" },
  fill: ({ shape }, { value }) =>
    new Float32Array(shape.reduce((count, size) => count * size, 1)).fill(value),
});
