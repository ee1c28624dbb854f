/** dropout: silences numbers at random while training (Srivastava et al. 2014). */
import { number } from "../catalog/attribute.ts";
import { defineLayer } from "./define.ts";

export const dropout = defineLayer({
  name: "dropout",
  group: "noise",
  doc: "While training, sets each number to 0 with probability `rate` and scales the others up to keep the sum; otherwise does nothing.",
  input: "...",
  attributes: { rate: number("Share of the numbers that is silenced.", { min: 0, below: 1, fallback: 0.5 }) },
  formula: "y = x · [u ≥ rate] / (1 − rate), u uniform in 0 … 1",
  foreign: ["Dropout", "nn.Dropout", "F.dropout", "Dropout2d"],
  foreignAttributes: { p: "rate" },
  forward: (ops, { input, attributes: { rate }, training, stream }) => {
    if (!training || rate === 0) return input;
    const kept = ops.greaterEqual(ops.uniform(ops.shapeOf(input), stream), ops.constant(rate));
    return ops.mul(input, ops.mul(kept, ops.constant(1 / (1 - rate))));
  },
  examples: [
    { source: "dropout(0.2)", inputs: [[64]], output: [64], parameters: 0 },
    { source: "dropout", inputs: [[8, 4, 4]], output: [8, 4, 4], parameters: 0 },
    { source: "dropout(rate: 0)", inputs: [[3]], output: [3], parameters: 0 },
  ],
});
