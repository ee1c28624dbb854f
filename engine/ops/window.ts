/** Where the windows of a convolution or a pooling lie on an image, and how many there are. */
import { assert } from "./assert.ts";
import type { Conv2dWindow, PoolWindow } from "./ops.ts";

/** ⌊(size + before + after − dilation · (kernel − 1) − 1) / stride⌋ + 1 */
export function windowsAlong(
  size: number,
  kernel: number,
  stride: number,
  [before, after]: readonly [number, number],
  dilation = 1,
): number {
  const count = Math.floor((size + before + after - dilation * (kernel - 1) - 1) / stride) + 1;
  assert(count >= 1, `a window of ${kernel} (dilation ${dilation}) fits ${size} + ${before} + ${after}`);
  return count;
}

/** The [height, width] of the output. */
export const outputSize = (
  [height, width]: readonly [number, number],
  [kernelHeight, kernelWidth]: readonly [number, number],
  { stride, padding, dilation }: PoolWindowPlace & Partial<Pick<Conv2dWindow, "dilation">>,
): readonly [number, number] => [
  windowsAlong(height, kernelHeight, stride[0], padding[0], dilation?.[0]),
  windowsAlong(width, kernelWidth, stride[1], padding[1], dilation?.[1]),
];

type PoolWindowPlace = Pick<PoolWindow, "stride" | "padding">;

/**
 * Visits every place of every window that lies on the image: which output it belongs to, which element of the kernel
 * it meets, and which element of the image it is, each counted in row order within one channel.
 */
export function visitWindows(
  [height, width]: readonly [number, number],
  [kernelHeight, kernelWidth]: readonly [number, number],
  { stride, padding, dilation = [1, 1] }: PoolWindowPlace & Partial<Pick<Conv2dWindow, "dilation">>,
  visit: (output: number, kernel: number, image: number) => void,
): void {
  const columns = windowsAlong(width, kernelWidth, stride[1], padding[1], dilation[1]);
  const across = touches(width, kernelWidth, stride[1], padding[1], dilation[1]);
  for (const vertical of touches(height, kernelHeight, stride[0], padding[0], dilation[0])) {
    for (const horizontal of across) {
      visit(
        vertical.window * columns + horizontal.window,
        vertical.tap * kernelWidth + horizontal.tap,
        vertical.place * width + horizontal.place,
      );
    }
  }
}

/** Along one axis: element `tap` of window number `window` lies on the image at `place`. */
interface Touch {
  readonly window: number;
  readonly tap: number;
  readonly place: number;
}

function touches(
  size: number,
  kernel: number,
  stride: number,
  padding: readonly [number, number],
  dilation: number,
): readonly Touch[] {
  const found: Touch[] = [];
  for (let window = 0; window < windowsAlong(size, kernel, stride, padding, dilation); window++) {
    for (let tap = 0; tap < kernel; tap++) {
      const place = window * stride - padding[0] + tap * dilation;
      if (place >= 0 && place < size) found.push({ window, tap, place });
    }
  }
  return found;
}
