/** Sizes beyond the random programs': where loops turn, panels are packed and sums are split. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { GraphNode } from "../../../engine/graph/graph.ts";
import { interpret } from "../../../engine/graph/interpret.ts";
import { makeProcedure } from "../../../engine/graph/procedure.ts";
import { startTrace, type Tracer } from "../../../engine/graph/trace.ts";
import { type Conv2dWindow, elementsOf, type TensorShape } from "../../../engine/ops/ops.ts";
import { compile } from "../../../engine/wasm/compile.ts";
import { instantiate } from "../../../engine/wasm/instantiate.ts";
import { dice } from "./random-program.ts";

/** Compares a computation over leaves of the given shapes with the interpreter's; gives the number of elements compared. */
function compare(
  shapes: readonly TensorShape[],
  compute: (tracer: Tracer, leaves: readonly GraphNode[]) => GraphNode,
): number {
  const tracer = startTrace();
  const leaves = shapes.map((shape, place) => tracer.leaf("weight", `leaf${place}`, shape));
  const program = { procedures: [makeProcedure("go", tracer, { outputs: { y: compute(tracer, leaves) } })] };
  const roll = dice(shapes.flat().reduce((sum, size) => 31 * sum + size, 1) % 2 ** 31);
  const executables = [interpret(program), instantiate(compile(program))] as const;
  for (const leaf of leaves) {
    if (leaf.kind !== "leaf") continue;
    const values = Float32Array.from({ length: elementsOf(leaf.shape) }, () => roll.number(-1, 1));
    for (const executable of executables) executable.write(leaf.name, values);
  }
  for (const executable of executables) executable.call("go");
  const [wanted, given] = executables.map((executable) => executable.read("go:y")) as [
    Float32Array,
    Float32Array,
  ];
  const limit = 1e-5 * Math.sqrt(shapes.reduce((most, shape) => Math.max(most, elementsOf(shape)), 1));
  const wrong = wanted.findIndex((value, place) => !(Math.abs(value - given[place]!) <= limit));
  assert.equal(
    wrong,
    -1,
    `${JSON.stringify(shapes)} at ${wrong}: wanted ${wanted[wrong]}, got ${given[wrong]}`,
  );
  return wanted.length;
}

test("products of many sizes, either side transposed", () => {
  let compared = 0;
  const sizes = [
    [1, 1, 1],
    [1, 70, 33],
    [70, 1, 33],
    [33, 70, 1],
    [10, 8, 8],
    [10, 1, 8],
    [2, 8, 10],
    [32, 32, 32],
    [33, 65, 31],
    [65, 67, 63],
    [64, 129, 20],
    [17, 64, 5],
    [127, 66, 18],
    [3, 200, 40],
  ] as const;
  for (const [m, n, k] of sizes) {
    for (const a of [false, true]) {
      for (const b of [false, true]) {
        const shapes = [a ? [k, m] : [m, k], b ? [n, k] : [k, n], [n]];
        compared += compare(shapes, ({ ops }, [x, y, bias]) =>
          ops.tanh(ops.add(ops.matmul(x!, y!, { a, b }), bias!)),
        );
      }
    }
  }
  console.log(`${compared} elements of ${4 * sizes.length} products compared`);
});

test("products in batches, with one side shared or read through movements", () => {
  let compared = compare(
    [
      [5, 20, 30],
      [30, 70],
    ],
    ({ ops }, [x, y]) => ops.matmul(x!, y!),
  );
  compared += compare(
    [
      [20, 30],
      [5, 30, 70],
    ],
    ({ ops }, [x, y]) => ops.matmul(x!, y!),
  );
  compared += compare(
    [
      [2, 3, 18, 19],
      [2, 3, 19, 67],
    ],
    ({ ops }, [x, y]) => ops.matmul(x!, y!),
  );
  // Attention: heads are an axis in the middle.
  compared += compare(
    [
      [2, 9, 4, 16],
      [2, 9, 4, 16],
    ],
    ({ ops }, [q, k]) =>
      ops.matmul(ops.permute(q!, [0, 2, 1, 3]), ops.permute(k!, [0, 2, 1, 3]), { b: true }),
  );
  compared += compare([[40, 50]], ({ ops }, [x]) => ops.matmul(x!, x!, { a: true }));
  compared += compare(
    [
      [1, 50],
      [50, 7],
    ],
    ({ ops }, [x, y]) => ops.matmul(ops.broadcast(x!, [20, 50]), y!),
  );
  compared += compare(
    [
      [90, 90],
      [30, 80],
    ],
    ({ ops }, [x, y]) => ops.matmul(ops.slice(x!, 1, 7, 37), y!),
  );
  console.log(`${compared} elements compared`);
});

test("long rows, long columns and everything at once", () => {
  let compared = 0;
  for (const shape of [[7, 1000], [1000, 7], [1003], [3, 50, 41], [2, 6, 9, 70], [33, 1, 37]]) {
    const axes = shape.map((_, axis) => axis);
    for (let chosen = 0; chosen < 2 ** shape.length; chosen++) {
      const reduced = axes.filter((axis) => (chosen >> axis) & 1);
      compared += compare([shape], ({ ops }, [x]) => ops.sum(ops.mul(x!, ops.constant(0.5)), reduced));
      compared += compare([shape], ({ ops }, [x]) => ops.max(x!, reduced));
    }
    compared += compare([shape, shape.slice(-1)], ({ ops }, [x, y]) => ops.mul(ops.add(x!, y!), ops.exp(x!)));
  }
  console.log(`${compared} elements compared`);
});

const WINDOW: Conv2dWindow = {
  stride: [1, 1],
  padding: [
    [0, 0],
    [0, 0],
  ],
  dilation: [1, 1],
  groups: 1,
};

test("convolutions and their gradients, from one pixel to wide images with many channels", () => {
  let compared = 0;
  const cases: readonly (readonly [
    image: TensorShape,
    kernel: TensorShape,
    window: Partial<Conv2dWindow>,
  ])[] = [
    [[2, 1, 28, 28], [8, 1, 5, 5], {}],
    [[2, 8, 12, 12], [16, 8, 5, 5], {}],
    [
      [1, 3, 10, 50],
      [4, 3, 3, 3],
      {
        padding: [
          [1, 1],
          [1, 1],
        ],
      },
    ],
    [[2, 20, 7, 7], [24, 20, 1, 1], {}],
    [
      [2, 20, 9, 9],
      [18, 10, 3, 3],
      {
        groups: 2,
        padding: [
          [1, 1],
          [1, 1],
        ],
      },
    ],
    [
      [1, 2, 15, 15],
      [3, 2, 7, 7],
      {
        stride: [2, 2],
        padding: [
          [3, 3],
          [3, 3],
        ],
      },
    ],
    [[1, 1, 1, 60], [5, 1, 1, 9], { dilation: [1, 3] }],
    [[1, 6, 8, 8], [6, 1, 3, 3], { groups: 6 }],
    [[3, 2, 5, 5], [4, 2, 5, 5], {}],
    [
      [1, 2, 9, 11],
      [3, 2, 2, 3],
      {
        stride: [3, 1],
        padding: [
          [0, 2],
          [1, 0],
        ],
      },
    ],
  ];
  for (const [imageShape, kernelShape, changes] of cases) {
    const window = { ...WINDOW, ...changes };
    const [, , height, width] = imageShape as [number, number, number, number];
    const along = (axis: 0 | 1, size: number): number => {
      const reach = window.dilation[axis] * (kernelShape[2 + axis]! - 1) + 1;
      return (
        Math.floor((size + window.padding[axis][0] + window.padding[axis][1] - reach) / window.stride[axis]) +
        1
      );
    };
    const outputShape = [imageShape[0]!, kernelShape[0]!, along(0, height), along(1, width)];
    const bias = [kernelShape[0]!, 1, 1];
    compared += compare([imageShape, kernelShape, bias], ({ ops }, [x, k, b]) =>
      ops.maximum(ops.add(ops.conv2d(x!, k!, window), b!), ops.constant(0)),
    );
    compared += compare([outputShape, kernelShape], ({ ops }, [g, k]) =>
      ops.conv2dImageGradient(g!, k!, window, imageShape),
    );
    compared += compare([imageShape, outputShape], ({ ops }, [x, g]) =>
      ops.mul(ops.conv2dKernelGradient(x!, g!, window, kernelShape), ops.constant(0.1)),
    );
  }
  console.log(`${compared} elements of ${3 * cases.length} convolutions compared`);
});
