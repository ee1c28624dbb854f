/** The largest element of each window of an image, and where its gradient goes. */
import { assert } from "./assert.ts";
import type { OpDefinition, Tensor } from "./define.ts";
import { elementsOf, type PoolWindow, type TensorShape } from "./ops.ts";
import { tensor } from "./tensor.ts";
import { outputSize, visitWindows } from "./window.ts";

export const maxPool2d: OpDefinition<"maxPool2d"> = {
  name: "maxPool2d",
  operands: 1,
  shape: outputShape,
  cost: costOf,
  value: (_, image, window) => {
    const winners = winnersOf(image, window);
    return tensor(
      outputShape(image.shape, window),
      Float64Array.from(winners, (pixel) => image.data[pixel]),
    );
  },
  gradient: (ops, upstream, output, image, window) => [
    ops.maxPool2dGradient(image, output, upstream, window),
  ],
};

export const maxPool2dGradient: OpDefinition<"maxPool2dGradient"> = {
  name: "maxPool2dGradient",
  operands: 3,
  shape: (image) => image,
  cost: (image, _output, _gradient, window) => costOf(image, window),
  value: (_, image, _output, outputGradient, window) => {
    const data = new Float64Array(image.data.length);
    winnersOf(image, window).forEach((pixel, output) => {
      data[pixel] += outputGradient.data[output];
    });
    return tensor(image.shape, data);
  },
  gradient: () => {
    throw new Error("Broken promise: a pooling's gradient is not differentiated again");
  },
};

function outputShape(image: TensorShape, window: PoolWindow): TensorShape {
  assert(image.length === 4, `[${image}] is an image`);
  return [image[0], image[1], ...outputSize([image[2], image[3]], window.kernel, window)];
}

function costOf(image: TensorShape, window: PoolWindow): number {
  return elementsOf(outputShape(image, window)) * elementsOf(window.kernel);
}

/** For each output, the place of the first largest element of its window. A NaN wins over everything. */
function winnersOf(image: Tensor, window: PoolWindow): Int32Array {
  const shape = outputShape(image.shape, window);
  const [, , height, width] = image.shape;
  const winners = new Int32Array(elementsOf(shape)).fill(-1);
  const perChannel = shape[2] * shape[3];
  for (let channel = 0; channel < shape[0] * shape[1]; channel++) {
    visitWindows([height, width], window.kernel, window, (output, _, pixel) => {
      const candidate = channel * height * width + pixel;
      const place = channel * perChannel + output;
      const best = winners[place];
      const isFirst = best < 0;
      if (isFirst || image.data[candidate] > image.data[best] || Number.isNaN(image.data[candidate])) {
        winners[place] = candidate;
      }
    });
  }
  return winners;
}
