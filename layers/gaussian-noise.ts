/** gaussian_noise: normal random numbers added while training. */
import { number } from "../catalog/attribute.ts";
import { defineLayer } from "./define.ts";
import { normalDeviates } from "./normal-deviates.ts";

export const gaussianNoise = defineLayer({
  name: "gaussian_noise",
  group: "noise",
  doc: "While training, adds a normal random number to each number, anew at each step; otherwise does nothing. What is learned then holds for a neighbourhood of each example.",
  input: "...",
  attributes: { stddev: number("Standard deviation of what is added.", { min: 0 }) },
  formula: "y = x + stddev · z, z normal with mean 0 and variance 1",
  foreign: ["GaussianNoise"],
  foreignAttributes: { std: "stddev", sigma: "stddev" },
  forward: (ops, { input, attributes: { stddev }, training, stream }) => {
    if (!training || stddev === 0) return input;
    const deviates = normalDeviates(ops, ops.shapeOf(input), stream);
    return ops.add(input, ops.mul(deviates, ops.constant(stddev)));
  },
  examples: [
    { source: "gaussian_noise(0.1)", inputs: [[8]], output: [8], parameters: 0 },
    { source: "gaussian_noise(stddev: 0.5)", inputs: [[3, 4]], output: [3, 4], parameters: 0 },
  ],
});
