/** For each op the calls that its gradient is tested on. An op without an entry does not compile. */
import type { Tensor } from "../../../engine/ops/define.ts";
import type { Conv2dWindow, OpName, PoolWindow } from "../../../engine/ops/ops.ts";
import { distinctTensor, randomIntegers, randomTensor } from "../seeded.ts";

export interface GradientCase {
  readonly tensors: readonly Tensor[];
  readonly settings: readonly unknown[];
}

/** The calls, or why there is nothing to differentiate. */
type Cases = readonly GradientCase[] | { readonly none: string };

const call = (tensors: readonly Tensor[], ...settings: readonly unknown[]): GradientCase => ({
  tensors,
  settings,
});

const everywhere = [
  call([randomTensor(1, [])]),
  call([randomTensor(2, [7])]),
  call([randomTensor(3, [2, 3, 2])]),
];
const positive = [
  call([randomTensor(4, [], 0.2, 3)]),
  call([randomTensor(5, [7], 0.2, 3)]),
  call([randomTensor(6, [2, 3, 2], 0.2, 3)]),
];
const pairs = [
  call([randomTensor(7, []), randomTensor(8, [], 0.5, 2)]),
  call([randomTensor(9, [3, 4]), randomTensor(10, [3, 4], 0.5, 2)]),
  call([randomTensor(11, [3, 4]), randomTensor(12, [4], 0.5, 2)]),
  call([randomTensor(13, [1, 4]), randomTensor(14, [3, 1], 0.5, 2)]),
  call([randomTensor(15, [2]), randomTensor(16, [2, 3, 2], -2, -0.5)]),
];

/** Both operands of one spread of distinct numbers, so that a small change swaps no order. */
const apart = [
  call([distinctTensor(17, [3, 4]), distinctTensor(18, [3, 4], 0.17)]),
  call([distinctTensor(19, [4], 0.13), distinctTensor(20, [2, 4], 0.17)]),
];

const window = (
  stride: Conv2dWindow["stride"],
  padding: Conv2dWindow["padding"],
  dilation: Conv2dWindow["dilation"] = [1, 1],
  groups = 1,
): Conv2dWindow => ({ stride, padding, dilation, groups });

const noPadding = [
  [0, 0],
  [0, 0],
] as const;
const unevenPadding = [
  [1, 2],
  [0, 1],
] as const;

/** Image, kernel and output shapes that belong together. */
const convolutions = [
  { image: [2, 3, 5, 4], kernel: [4, 3, 3, 2], output: [2, 4, 3, 3], window: window([1, 1], noPadding) },
  { image: [1, 2, 6, 5], kernel: [3, 2, 3, 3], output: [1, 3, 4, 2], window: window([2, 2], unevenPadding) },
  {
    image: [2, 4, 6, 6],
    kernel: [6, 2, 2, 2],
    output: [2, 6, 4, 4],
    window: window([1, 1], noPadding, [2, 2], 2),
  },
  {
    image: [1, 3, 4, 5],
    kernel: [3, 1, 1, 3],
    output: [1, 3, 4, 2],
    window: window([1, 2], noPadding, [1, 1], 3),
  },
] as const;

const pool = (
  kernel: PoolWindow["kernel"],
  stride: PoolWindow["stride"],
  padding: PoolWindow["padding"],
): PoolWindow => ({
  kernel,
  stride,
  padding,
});

export const gradientCases: { readonly [K in OpName]: Cases } = {
  constant: { none: "it has no operand" },
  neg: everywhere,
  exp: everywhere,
  log: positive,
  log1p: positive,
  expm1: everywhere,
  tanh: everywhere,
  sqrt: positive,
  abs: [call([distinctTensor(21, [7])]), call([distinctTensor(22, [2, 3])])],
  erf: everywhere,
  sin: everywhere,
  add: pairs,
  sub: pairs,
  mul: pairs,
  div: pairs,
  maximum: apart,
  minimum: apart,
  greater: { none: "its result is 0 or 1" },
  greaterEqual: { none: "its result is 0 or 1" },
  equal: { none: "its result is 0 or 1" },
  select: [
    call([randomIntegers(23, [3, 4], 2), randomTensor(24, [3, 4]), randomTensor(25, [3, 4])]),
    call([randomIntegers(26, [3, 1], 2), randomTensor(27, [4]), randomTensor(28, [])]),
  ],
  detach: { none: "it is there to stop gradients" },
  reshape: [call([randomTensor(29, [2, 6])], [3, 4]), call([randomTensor(30, [1, 1])], [])],
  permute: [call([randomTensor(31, [2, 3, 4])], [2, 0, 1]), call([randomTensor(32, [3, 2])], [1, 0])],
  broadcast: [call([randomTensor(33, [3, 1])], [2, 3, 4]), call([randomTensor(34, [])], [2, 2])],
  scan: { none: "it is differentiated with its loop: scan.test.ts tries that" },
  slice: [call([randomTensor(35, [4, 5])], 1, 1, 4), call([randomTensor(36, [4, 2, 3])], 0, 3, 4)],
  pad: [
    call(
      [randomTensor(37, [3, 2])],
      [
        [1, 0],
        [0, 2],
      ],
      0.5,
    ),
    call(
      [randomTensor(38, [2, 2, 2])],
      [
        [0, 0],
        [1, 1],
        [2, 0],
      ],
      0,
    ),
  ],
  concat: [
    call([randomTensor(39, [2, 3]), randomTensor(40, [2, 1]), randomTensor(41, [2, 2])], 1),
    call([randomTensor(42, [2, 3]), randomTensor(43, [1, 3])], 0),
  ],
  sum: [
    call([randomTensor(44, [3, 4])], [1]),
    call([randomTensor(45, [2, 3, 4])], [0, 2]),
    call([randomTensor(46, [5])], [0]),
  ],
  max: [
    call([distinctTensor(47, [3, 4])], [1]),
    call([distinctTensor(48, [2, 3, 4])], [0, 2]),
    call([distinctTensor(49, [5])], [0]),
  ],
  matmul: [
    call([randomTensor(50, [3, 4]), randomTensor(51, [4, 2])]),
    call([randomTensor(52, [4, 3]), randomTensor(53, [4, 2])], { a: true }),
    call([randomTensor(54, [3, 4]), randomTensor(55, [2, 4])], { b: true }),
    call([randomTensor(56, [4, 3]), randomTensor(57, [2, 4])], { a: true, b: true }),
    call([randomTensor(58, [2, 3, 4]), randomTensor(59, [2, 4, 2])]),
    call([randomTensor(60, [2, 3, 4]), randomTensor(61, [4, 5])]),
    call([randomTensor(62, [2, 3, 4]), randomTensor(63, [5, 4])], { b: true }),
    call([randomTensor(64, [2, 4, 3]), randomTensor(65, [4, 5])], { a: true }),
    call([randomTensor(66, [3, 4]), randomTensor(67, [2, 4, 5])]),
    call([randomTensor(68, [3, 4]), randomTensor(69, [2, 5, 4])], { b: true }),
    call([randomTensor(68, [2, 2, 4, 3]), randomTensor(69, [2, 2, 5, 4])], { a: true, b: true }),
  ],
  conv2d: convolutions.map((each, index) =>
    call([randomTensor(70 + index, each.image), randomTensor(80 + index, each.kernel)], each.window),
  ),
  conv2dImageGradient: convolutions.map((each, index) =>
    call(
      [randomTensor(90 + index, each.output), randomTensor(100 + index, each.kernel)],
      each.window,
      each.image,
    ),
  ),
  conv2dKernelGradient: convolutions.map((each, index) =>
    call(
      [randomTensor(110 + index, each.image), randomTensor(120 + index, each.output)],
      each.window,
      each.kernel,
    ),
  ),
  maxPool2d: [
    call([distinctTensor(130, [2, 2, 4, 6])], pool([2, 2], [2, 2], noPadding)),
    call([distinctTensor(131, [1, 2, 5, 5])], pool([3, 2], [1, 2], unevenPadding)),
  ],
  maxPool2dGradient: { none: "a pooling is differentiated once" },
  range: { none: "it has no operand" },
  uniform: { none: "it has no operand" },
  oneHot: { none: "its operand is a whole number" },
};
