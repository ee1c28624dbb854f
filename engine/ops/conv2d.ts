/** Cross-correlation of images with kernels. Its three ops are the three ways to leave one of image, kernel and output open. */
import { assert } from "./assert.ts";
import type { OpDefinition } from "./define.ts";
import { type Conv2dWindow, elementsOf, type TensorShape } from "./ops.ts";
import { tensor } from "./tensor.ts";
import { outputSize, visitWindows } from "./window.ts";

export const conv2d: OpDefinition<"conv2d"> = {
  name: "conv2d",
  operands: 2,
  shape: outputShape,
  cost: costOf,
  value: (_, image, kernel, window) => {
    const shape = outputShape(image.shape, kernel.shape, window);
    const data = new Float64Array(elementsOf(shape));
    visitProducts(image.shape, kernel.shape, window, (output, weight, pixel) => {
      data[output] += kernel.data[weight] * image.data[pixel];
    });
    return tensor(shape, data);
  },
  gradient: (ops, upstream, _, image, kernel, window) => [
    ops.conv2dImageGradient(upstream, kernel, window, ops.shapeOf(image)),
    ops.conv2dKernelGradient(image, upstream, window, ops.shapeOf(kernel)),
  ],
};

export const conv2dImageGradient: OpDefinition<"conv2dImageGradient"> = {
  name: "conv2dImageGradient",
  operands: 2,
  shape: (_gradient, _kernel, _window, imageShape) => imageShape,
  cost: (_gradient, kernel, window, imageShape) => costOf(imageShape, kernel, window),
  value: (_, outputGradient, kernel, window, imageShape) => {
    const data = new Float64Array(elementsOf(imageShape));
    visitProducts(imageShape, kernel.shape, window, (output, weight, pixel) => {
      data[pixel] += kernel.data[weight] * outputGradient.data[output];
    });
    return tensor(imageShape, data);
  },
  gradient: (ops, upstream, _, outputGradient, kernel, window) => [
    ops.conv2d(upstream, kernel, window),
    ops.conv2dKernelGradient(upstream, outputGradient, window, ops.shapeOf(kernel)),
  ],
};

export const conv2dKernelGradient: OpDefinition<"conv2dKernelGradient"> = {
  name: "conv2dKernelGradient",
  operands: 2,
  shape: (_image, _gradient, _window, kernelShape) => kernelShape,
  cost: (image, _gradient, window, kernelShape) => costOf(image, kernelShape, window),
  value: (_, image, outputGradient, window, kernelShape) => {
    const data = new Float64Array(elementsOf(kernelShape));
    visitProducts(image.shape, kernelShape, window, (output, weight, pixel) => {
      data[weight] += outputGradient.data[output] * image.data[pixel];
    });
    return tensor(kernelShape, data);
  },
  gradient: (ops, upstream, _, image, outputGradient, window) => [
    ops.conv2dImageGradient(outputGradient, upstream, window, ops.shapeOf(image)),
    ops.conv2d(image, upstream, window),
  ],
};

/** [batch, channels, h, w], [filters, channels/groups, kh, kw] → [batch, filters, h', w'] */
function outputShape(image: TensorShape, kernel: TensorShape, window: Conv2dWindow): TensorShape {
  assert(image.length === 4 && kernel.length === 4, `[${image}] is an image and [${kernel}] a kernel`);
  assert(
    image[1] === kernel[1] * window.groups && kernel[0] % window.groups === 0,
    `${window.groups} groups of ${kernel[1]} channels are the ${image[1]} channels and share ${kernel[0]} filters`,
  );
  return [image[0], kernel[0], ...outputSize([image[2], image[3]], [kernel[2], kernel[3]], window)];
}

function costOf(image: TensorShape, kernel: TensorShape, window: Conv2dWindow): number {
  return (2 * elementsOf(outputShape(image, kernel, window)) * elementsOf(kernel)) / kernel[0];
}

/** Visits every product of the convolution: which output it is added to, which weight and which pixel it multiplies. */
function visitProducts(
  image: TensorShape,
  kernel: TensorShape,
  window: Conv2dWindow,
  visit: (output: number, weight: number, pixel: number) => void,
): void {
  const [batch, filters, outputHeight, outputWidth] = outputShape(image, kernel, window);
  const [, channels, height, width] = image;
  const [, groupChannels, kernelHeight, kernelWidth] = kernel;
  for (let row = 0; row < batch; row++) {
    for (let filter = 0; filter < filters; filter++) {
      const firstChannel = Math.floor(filter / (filters / window.groups)) * groupChannels;
      for (let channel = 0; channel < groupChannels; channel++) {
        const outputStart = (row * filters + filter) * outputHeight * outputWidth;
        const weightStart = (filter * groupChannels + channel) * kernelHeight * kernelWidth;
        const pixelStart = (row * channels + firstChannel + channel) * height * width;
        visitWindows([height, width], [kernelHeight, kernelWidth], window, (output, weight, pixel) =>
          visit(outputStart + output, weightStart + weight, pixelStart + pixel),
        );
      }
    }
  }
}
