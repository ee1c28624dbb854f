/** leaky_relu: a rectifier that lets a little of the negative side through. */
import { number } from "../../catalog/attribute.ts";
import { defineActivation } from "./define-activation.ts";

export const leakyRelu = defineActivation({
  name: "leaky_relu",
  doc: "Like `relu`, but negative inputs keep a small slope, so that no neuron stops learning.",
  attributes: { slope: number("Slope on the negative side.", { fallback: 0.01, min: 0 }) },
  formula: "y = x if x > 0, else slope · x",
  family: "relu",
  foreign: ["LeakyReLU", "nn.LeakyReLU", "F.leaky_relu", "LeakyRelu"],
  foreignAttributes: { negative_slope: "slope", alpha: "slope" },
  apply: (ops, x, { slope }) =>
    ops.select(ops.greater(x, ops.constant(0)), x, ops.mul(x, ops.constant(slope))),
  examples: ["leaky_relu(0.2)", "leaky_relu(slope: 0.1)"],
});
