/** Products of matrices: [..., m, k] × [..., k, n] → [..., m, n]. */
import { assert } from "./assert.ts";
import type { OpDefinition } from "./define.ts";
import { elementsOf, type Ops, type TensorShape } from "./ops.ts";
import { sameShape, tensor } from "./tensor.ts";

type Transpose = { readonly a?: boolean; readonly b?: boolean } | undefined;

export const matmul: OpDefinition<"matmul"> = {
  name: "matmul",
  operands: 2,
  shape: (a, b, transpose) => {
    const { leading, m, n } = sizesOf(a, b, transpose);
    return [...leading, m, n];
  },
  cost: (a, b, transpose) => {
    const { leading, m, k, n } = sizesOf(a, b, transpose);
    return 2 * elementsOf(leading) * m * k * n;
  },
  value: (_, a, b, transpose) => {
    const { leading, m, k, n } = sizesOf(a.shape, b.shape, transpose);
    const [aRow, aColumn] = transpose?.a ? [1, m] : [k, 1];
    const [bRow, bColumn] = transpose?.b ? [1, k] : [n, 1];
    const data = new Float64Array(elementsOf(leading) * m * n);
    for (let matrix = 0; matrix < elementsOf(leading); matrix++) {
      const aStart = a.shape.length > 2 ? matrix * m * k : 0;
      const bStart = b.shape.length > 2 ? matrix * k * n : 0;
      for (let row = 0; row < m; row++) {
        for (let column = 0; column < n; column++) {
          const left: Line = { data: a.data, start: aStart + row * aRow, step: aColumn };
          const right: Line = { data: b.data, start: bStart + column * bColumn, step: bRow };
          data[(matrix * m + row) * n + column] = dot(left, right, k);
        }
      }
    }
    return tensor([...leading, m, n], data);
  },
  gradient: (ops, upstream, _, a, b, transpose) => {
    const [ta, tb] = [transpose?.a ?? false, transpose?.b ?? false];
    // With A and B as they are multiplied: dL/dA = dL/dC · Bᵀ and dL/dB = Aᵀ · dL/dC; swapped back where they were read swapped.
    const forA = ta ? ops.matmul(b, upstream, { a: tb, b: true }) : ops.matmul(upstream, b, { b: !tb });
    if (!ta && ops.shapeOf(b).length === 2 && ops.shapeOf(a).length > 2) {
      // One matrix b for all of a: the sum over the leading axes is part of a single product.
      const [rowsA, rowsUp] = [asRows(ops, a), asRows(ops, upstream)];
      return [forA, tb ? ops.matmul(rowsUp, rowsA, { a: true }) : ops.matmul(rowsA, rowsUp, { a: true })];
    }
    const forB = tb ? ops.matmul(upstream, a, { a: true, b: ta }) : ops.matmul(a, upstream, { a: !ta });
    return [forA, forB];
  },
};

interface Line {
  readonly data: Float64Array;
  readonly start: number;
  readonly step: number;
}

function dot(a: Line, b: Line, length: number): number {
  let sum = 0;
  for (let index = 0; index < length; index++) {
    sum += a.data[a.start + index * a.step] * b.data[b.start + index * b.step];
  }
  return sum;
}

/** [..., m, k] → [... × m, k] */
function asRows<T>(ops: Ops<T>, x: T): T {
  const shape = ops.shapeOf(x);
  const columns = shape[shape.length - 1];
  return ops.reshape(x, [elementsOf(shape) / columns, columns]);
}

function sizesOf(a: TensorShape, b: TensorShape, transpose: Transpose) {
  assert(a.length >= 2 && b.length >= 2, `[${a}] and [${b}] end in the two axes of a matrix`);
  const [aRows, aColumns] = a.slice(-2);
  const [bRows, bColumns] = b.slice(-2);
  const [m, k] = transpose?.a ? [aColumns, aRows] : [aRows, aColumns];
  const [inner, n] = transpose?.b ? [bColumns, bRows] : [bRows, bColumns];
  assert(k === inner, `the inner sizes of [${a}] and [${b}] are equal`);
  const [aLeading, bLeading] = [a.slice(0, -2), b.slice(0, -2)];
  assert(
    aLeading.length === 0 || bLeading.length === 0 || sameShape(aLeading, bLeading),
    `the leading axes of [${a}] and [${b}] are equal or absent on one side`,
  );
  return { leading: aLeading.length > 0 ? aLeading : bLeading, m, k, n };
}
