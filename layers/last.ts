/** last: the last step of a sequence. */
import { defineLayer } from "./define.ts";

export const last = defineLayer({
  name: "last",
  group: "shape",
  doc: "Keeps the last time step of a sequence: what a network has made of everything up to there.",
  input: "time ...",
  attributes: {},
  formula: "y = x[time − 1]",
  shape: () => [],
  forward: (ops, { input, axes: { time } }) => {
    const shape = ops.shapeOf(input);
    return ops.reshape(ops.slice(input, 1, time - 1, time), shape.toSpliced(1, 1));
  },
  examples: [
    { source: "last", inputs: [[5, 3]], output: [3], parameters: 0 },
    { source: "last", inputs: [[4, 2, 3]], output: [2, 3], parameters: 0 },
  ],
});
