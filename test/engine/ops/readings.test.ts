/** Shapes, costs and values of ops: that they agree, and values that can be looked up or worked out by hand. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { joinArguments, splitArguments } from "../../../engine/ops/any-op.ts";
import type { Tensor } from "../../../engine/ops/define.ts";
import { countingOps, shapeOps, valueOps } from "../../../engine/ops/interpret.ts";
import { opNamed, opNames } from "../../../engine/ops/table.ts";
import { fill } from "../../../engine/ops/tensor.ts";
import { gradientCases } from "./gradient-cases.ts";

const ops = valueOps({ seed: 1, step: 0 });
const of = (shape: readonly number[], ...values: readonly number[]): Tensor =>
  fill(shape, (index) => values[index]!);

test("a value has the shape that the shape rule says, and a cost that can be counted", () => {
  let looked = 0;
  for (const name of opNames) {
    const cases = gradientCases[name];
    if ("none" in cases) continue;
    const op = opNamed(name);
    for (const { tensors, settings } of cases) {
      const value = op.value({ seed: 1, step: 0 }, ...joinArguments(op, tensors, settings));
      const shapes = joinArguments(
        op,
        tensors.map(({ shape }) => shape),
        settings,
      );
      assert.deepEqual(value.shape, op.shape(...shapes), name);
      assert.equal(
        value.data.length,
        value.shape.reduce((count, size) => count * size, 1),
        name,
      );
      assert.ok(Number.isSafeInteger(op.cost(...shapes)) && op.cost(...shapes) >= 0, name);
      looked++;
    }
  }
  assert.ok(looked > 60, `${looked} calls were looked at`);
});

test("arguments are taken apart and put together again", () => {
  const concat = opNamed("concat");
  const parts = [[1], [2]];
  const { tensors, settings } = splitArguments(concat, [parts, 0]);
  assert.deepEqual([tensors, settings], [parts, [0]]);
  assert.deepEqual(joinArguments(concat, tensors, settings), [parts, 0]);
});

test("operands that do not fit are our mistake, and say so", () => {
  for (const wrong of [
    () => shapeOps.add([2, 3], [2]),
    () => shapeOps.matmul([2, 3], [2, 3]),
    () => shapeOps.matmul([4, 2, 3], [5, 3, 2]),
    () => shapeOps.reshape([2, 3], [7]),
    () => shapeOps.permute([2, 3], [0, 0]),
    () => shapeOps.broadcast([2], [3]),
    () => shapeOps.slice([4], 0, 2, 5),
    () =>
      shapeOps.concat(
        [
          [2, 3],
          [3, 2],
        ],
        0,
      ),
  ]) {
    assert.throws(wrong, /^Error: Broken promise/);
  }
});

test("a dense layer of 3 → 5 on 4 rows costs 2·4·3·5 for the product and 4·5 for the bias", () => {
  const counting = countingOps();
  const x = counting.ops.matmul([4, 3], [3, 5]);
  assert.deepEqual(counting.ops.add(x, [5]), [4, 5]);
  assert.equal(counting.operations(), 120 + 20);
});

test("erf has the tabled values, and is odd", () => {
  // Abramowitz and Stegun, table 7.1, to 10 digits.
  const x = of([4], 0.1, 0.5, 1, 2);
  const want = [0.112462916, 0.5204998778, 0.8427007929, 0.995322265];
  const got = ops.erf(x).data;
  for (const [place, value] of want.entries()) {
    assert.ok(Math.abs(got[place]! - value) < 1e-10, `erf(${x.data[place]})`);
  }
  assert.deepEqual([...ops.erf(ops.neg(x)).data], [...ops.neg(ops.erf(x)).data]);
  assert.deepEqual([...ops.erf(of([3], 0, 40, -40)).data], [0, 1, -1]);
});

test("a product with swapped operands is the product of the transposed", () => {
  const a = of([2, 3], 1, 2, 3, 4, 5, 6);
  const b = of([3, 2], 1, 0, 2, 1, 0, 3);
  const plain = ops.matmul(a, b);
  assert.deepEqual([...plain.data], [5, 11, 14, 23]);
  const swapped = ops.matmul(ops.permute(a, [1, 0]), ops.permute(b, [1, 0]), { a: true, b: true });
  assert.deepEqual(swapped, plain);
});

test("a pooling's gradient goes to the first of equal maxima, and padding never wins", () => {
  const image = of([1, 1, 2, 2], -5, -3, -3, -4);
  const window = {
    kernel: [2, 2],
    stride: [2, 2],
    padding: [
      [0, 0],
      [0, 0],
    ],
  } as const;
  const output = ops.maxPool2d(image, window);
  assert.deepEqual([...output.data], [-3]);
  const gradient = ops.maxPool2dGradient(image, output, of([1, 1, 1, 1], 7), window);
  assert.deepEqual([...gradient.data], [0, 7, 0, 0]);
  const padded = ops.maxPool2d(image, {
    ...window,
    padding: [
      [1, 1],
      [1, 1],
    ],
  });
  assert.deepEqual([...padded.data], [-5, -3, -3, -4]);
});

test("whole numbers become ones, and what is no class becomes zeros", () => {
  assert.deepEqual([...ops.oneHot(of([3], 1, 0, 5), 2).data], [0, 1, 1, 0, 0, 0]);
});

test("select does not look at the branch not taken", () => {
  const got = ops.select(of([2], 1, 0), of([2], 3, Number.NaN), of([2], Number.NaN, 4));
  assert.deepEqual([...got.data], [3, 4]);
});

test("uniform numbers are in [0, 1), evenly spread, and change with the step", () => {
  const { data } = ops.uniform([10_000], 3);
  assert.ok(data.every((x) => x >= 0 && x < 1));
  const mean = data.reduce((sum, x) => sum + x, 0) / data.length;
  // Five standard errors of the mean of 10,000 draws.
  assert.ok(Math.abs(mean - 0.5) < (5 * Math.sqrt(1 / 12)) / 100, `${mean}`);
  assert.notDeepEqual(valueOps({ seed: 1, step: 1 }).uniform([4], 3), ops.uniform([4], 3));
});
