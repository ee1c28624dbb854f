/** prelu: a leaky rectifier whose slope is learned (He et al. 2015). */
import { choice, flag, number } from "../../catalog/attribute.ts";
import { defineLayer } from "../define.ts";

export const prelu = defineLayer({
  name: "prelu",
  group: "activation",
  doc: "A `leaky_relu` that learns its slope: one for all, or one for each entry of the first axis (a channel, a feature).",
  input: "channels ...",
  attributes: {
    slopes: choice(["one", "channel"], "`one` slope for all, or one for each `channel`.", {
      fallback: "one",
    }),
    start: number("The slope before training.", { fallback: 0.25 }),
    frozen: flag("Keeps the slope as it starts.", { fallback: false, namedOnly: true }),
  },
  formula: "y = x if x > 0, else slope · x",
  family: "relu",
  foreign: ["PReLU", "nn.PReLU", "F.prelu", "PRelu"],
  foreignAttributes: { init: "start", num_parameters: "slopes", alpha: "slopes" },
  weights: ({ channels }, { slopes, start }) => ({
    slope: {
      shape: [slopes === "one" ? 1 : channels],
      fanIn: 1,
      fanOut: 1,
      starts: { name: "constant", attributes: { value: start } },
      doc: "Slope on the negative side.",
    },
  }),
  forward: (ops, { input, weights }) => {
    const [count = 1] = ops.shapeOf(weights.slope);
    const others = ops
      .shapeOf(input)
      .slice(2)
      .map(() => 1);
    const slope = ops.reshape(weights.slope, [1, count, ...others]);
    return ops.select(ops.greater(input, ops.constant(0)), input, ops.mul(input, slope));
  },
  examples: [
    { source: "prelu", inputs: [[8]], output: [8], parameters: 1 },
    { source: "prelu(channel)", inputs: [[6, 4, 4]], output: [6, 4, 4], parameters: 6 },
  ],
});
