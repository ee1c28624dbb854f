/** global_max_pool: one number for each channel, the largest of its image. */
import { defineLayer } from "./define.ts";

export const globalMaxPool = defineLayer({
  name: "global_max_pool",
  group: "pooling",
  doc: "The largest number of each channel in the whole image: whether a pattern was found anywhere. The result does not depend on the image's size.",
  input: "channels height width",
  attributes: {},
  formula: "y[c] = max x[c, i, j] over the image",
  foreign: ["GlobalMaxPooling2D", "GlobalMaxPool2D", "GlobalMaxPool", "AdaptiveMaxPool2d"],
  shape: ({ axes }) => [axes.channels],
  forward: (ops, { input, axes: { channels } }) => {
    const [batch = 1] = ops.shapeOf(input);
    return ops.reshape(ops.max(input, [2, 3]), [batch, channels]);
  },
  examples: [
    { source: "global_max_pool", inputs: [[8, 4, 3]], output: [8], parameters: 0 },
    { source: "global_max_pool", inputs: [[3, 2, 5]], output: [3], parameters: 0 },
  ],
});
