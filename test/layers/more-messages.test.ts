/** What layers that change shapes, split channels or stand on one another say where they do not fit. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { applyLayer } from "../../layers/apply.ts";
import { formatCondition } from "../../shapes/format.ts";
import { type Shape, symbol } from "../../shapes/size.ts";
import { readExample } from "./example-source.ts";

/** Every rule finding: what and why, and the condition under which it would be well. */
function findings(source: string, ...inputs: readonly Shape[]): readonly string[] {
  const { kind, attributes } = readExample(source);
  return applyLayer(kind, { inputs, attributes }).findings.map((finding) => {
    if (finding.kind !== "rule") return finding.kind;
    const { problem, onlyIf } = finding;
    const condition = onlyIf === undefined ? "" : ` [only if ${formatCondition(onlyIf)}]`;
    return `${problem.what} ${problem.why}${condition}`;
  });
}

const [h, n] = [symbol("h"), symbol("n")];

test("windows along one and three axes", () => {
  assert.deepEqual(findings("conv1d(4, kernel: 5)", [2, 3]), [
    "A window of 5 does not fit: the input is 3 long and the padding 0. (3 + 2·0 − 5) / 1 + 1 = −1.",
  ]);
  assert.deepEqual(findings("conv3d(4, kernel: 3)", [1, 2, 8, 8]), [
    "A 3×3×3 window does not fit: the input is 2×8×8 and the padding 0. (2 + 2·0 − 3) / 1 + 1 = 0.",
  ]);
  assert.deepEqual(findings("max_pool1d(4)", [2, n]), [
    "A window of 4 does not fit: the input is n long and the padding 0. (n + 2·0 − 4) / 4 + 1 = floor(n / 4). [only if n is at least 4]",
  ]);
});

test("transposed convolutions fill their formula in", () => {
  assert.deepEqual(findings("conv_transpose2d(4, 3, padding: 3)", [2, 3, 3]), [
    "The padding 3 cuts everything off: the input is 3 long. (3 − 1)·1 − 2·3 + 3 + 0 = −1.",
  ]);
  assert.deepEqual(findings("conv_transpose1d(4, 3, stride: 2, output_padding: 2)", [2, 3]), [
    "The output padding 2 is not below the stride 2. It only chooses among the sizes that a convolution with this stride would shrink to the input's.",
  ]);
});

test("resizing", () => {
  assert.deepEqual(findings("pixel_shuffle(2)", [10, 3, 3]), [
    "10 channels cannot be split into groups of 2·2 = 4: 10 = 4·2 + 2. Each pixel of the result needs a channel of its own.",
  ]);
  assert.deepEqual(findings("crop([2, 0])", [1, 4, 9]), [
    "Nothing is left of the height 4 after cutting off 2 and 2. 4 − 2 − 2 = 0.",
  ]);
  assert.deepEqual(findings("adaptive_avg_pool2d([7, 1])", [1, h, 3]), [
    "The height h cannot be divided into 7 parts. Each part needs at least one row or column of its own; the image would grow, with numbers repeated. [only if h is at least 7]",
  ]);
});

test("reshaping", () => {
  assert.deepEqual(findings("reshape([5, 3])", [4, 4]), [
    "[4, 4] cannot be read as [5, 3]: 16 numbers are not 15. 4·4 = 16 and 5·3 = 15; reshaping adds and drops nothing.",
  ]);
  assert.deepEqual(findings("reshape([5, -1])", [4, 4]), [
    "[4, 4] cannot be read as [5, -1]: 16 numbers do not fill rows of 5. What is left open would be 16 / 5, which is not a whole number.",
  ]);
  assert.deepEqual(findings("reshape([-1, -1])", [4]), [
    "[-1, -1] is not a shape to read numbers under. Every size is at least 1, and only one may be left open with −1: two could be split in many ways.",
  ]);
  assert.deepEqual(findings("permute([0, 0])", [4, 5]), [
    "[0, 0] is not an order of the 2 axes of [4, 5]. Each axis of the input is named exactly once; the first is 0, and the batch stays in front.",
  ]);
  assert.deepEqual(findings("squeeze", [4, 5]), [
    "Axis -1 of [4, 5] has size 5, not 1. Only an axis of size 1 can go away without losing numbers.",
  ]);
  assert.deepEqual(findings("unsqueeze(3)", [4]), [
    "There is no place 3 for a new axis: the output has 2 axes. The input is [4]; places count from 0 at the front, or from −1 at the back.",
  ]);
});

test("parts of axes", () => {
  assert.deepEqual(findings("slice(2, 9)", [6, 2]), [
    "The slice ends at 9, but axis 0 of [6, 2] has 6 elements. There is nothing behind the last element.",
  ]);
  assert.deepEqual(findings("slice(6)", [6, 2]), [
    "The slice from 6 up to 6 keeps nothing. 6 − 6 = 0, and every axis has at least one element.",
  ]);
  assert.deepEqual(findings("mean(2)", [6, 2]), [
    "`mean` works along axis 2, but its input [6, 2] has 2 axes. Axes count from 0 at the front, or from −1 at the back; the batch is not counted.",
  ]);
});

test("sequences", () => {
  assert.deepEqual(findings("positional(rope)", [4, 5]), [
    "5 features cannot be turned in pairs. `rope` turns two features at a time, as the two sides of an angle.",
  ]);
  assert.deepEqual(findings("positional(learned, length: 8)", [9, 4]), [
    "The sequence has 9 steps, but only 8 places are learned. Every step needs the vector of its place.",
  ]);
  assert.deepEqual(findings("attention(x, y, heads: 2)", [3, 4], [5, 6]), [
    "The sequence [3, 4] has 4 features and its memory [5, 6] has 6. Queries are compared with keys number by number.",
  ]);
  assert.deepEqual(findings("attention(x, y, causal: true)", [3, 4], [5, 4]), [
    "A causal attention to a memory of 5 steps cannot say which of them come later than each of the 3 steps. Later steps are hidden by their place, and the two sequences have different places.",
  ]);
});

test("products of matrices", () => {
  assert.deepEqual(findings("x @ y", [3, 4], [3, 4]), [
    "Cannot multiply [3, 4] and [3, 4]: the rows on the left have 4 numbers, the columns on the right 3. Each row of the first is multiplied with each column of the second, number by number.",
  ]);
  assert.deepEqual(findings("x @ y", [4], [4, 2]), [
    "Cannot multiply [4] and [4, 2]: one has 1 axis, the other 2 axes. A product of matrices needs two axes on both sides, and the same number of axes before them.",
  ]);
});
