/** global_avg_pool: one number for each channel, its mean over the image. */
import { defineLayer } from "./define.ts";

export const globalAvgPool = defineLayer({
  name: "global_avg_pool",
  group: "pooling",
  doc: "The mean of each channel over the whole image. The result does not depend on the image's size, so a `dense` layer may follow whatever that is.",
  input: "channels height width",
  attributes: {},
  formula: "y[c] = Σ x[c, i, j] / (height · width)",
  foreign: ["GlobalAveragePooling2D", "GlobalAvgPool2D", "GlobalAveragePool"],
  shape: ({ axes }) => [axes.channels],
  forward: (ops, { input, axes: { channels, height, width } }) => {
    const [batch = 1] = ops.shapeOf(input);
    const sums = ops.reshape(ops.sum(input, [2, 3]), [batch, channels]);
    return ops.div(sums, ops.constant(height * width));
  },
  examples: [
    { source: "global_avg_pool", inputs: [[64, 7, 7]], output: [64], parameters: 0 },
    { source: "global_avg_pool", inputs: [[3, 2, 5]], output: [3], parameters: 0 },
  ],
});
