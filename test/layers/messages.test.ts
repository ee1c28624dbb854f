/** What layers say where they do not fit: the actual numbers, the reason, the way out; and how weights start. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { withFallbacks } from "../../catalog/attribute.ts";
import { valueOps } from "../../engine/ops/interpret.ts";
import { findActivation } from "../../layers/activations/index.ts";
import { applyLayer, isFatal, type LayerFinding } from "../../layers/apply.ts";
import { countOperations, forwardLayer } from "../../layers/forward.ts";
import { findLayer } from "../../layers/index.ts";
import { formatCondition } from "../../shapes/format.ts";
import { type Shape, symbol } from "../../shapes/size.ts";
import { randomTensor } from "../engine/seeded.ts";
import { readExample } from "./example-source.ts";

function apply(source: string, ...inputs: readonly Shape[]) {
  const { kind, attributes } = readExample(source);
  return applyLayer(kind, { inputs, attributes });
}

/** Every finding as text: its severity, what it says, and the condition under which it would be well. */
const findings = (source: string, ...inputs: readonly Shape[]): readonly string[] =>
  apply(source, ...inputs).findings.map(say);

function say(finding: LayerFinding): string {
  if (finding.kind !== "rule") return JSON.stringify(finding);
  const { severity, problem, onlyIf } = finding;
  const condition = onlyIf === undefined ? "" : ` [only if ${formatCondition(onlyIf)}]`;
  return `${severity}: ${problem.what} ${problem.why}${condition}`;
}

const [h, w, c] = ["h", "w", "c"].map(symbol) as [Shape[0], Shape[0], Shape[0]];

test("a window that does not fit is said with the formula filled in", () => {
  assert.deepEqual(findings("conv2d(6, kernel: 5)", [512, 3, 3]), [
    "error: A 5×5 window does not fit: the input is 3×3 and the padding 0. (3 + 2·0 − 5) / 1 + 1 = −1.",
  ]);
  assert.deepEqual(findings("conv2d(6, kernel: 3)", [28, 28, 1]), [
    "error: A 3×3 window does not fit: the input is 28×1 and the padding 0. (1 + 2·0 − 3) / 1 + 1 = −1.",
  ]);
  assert.deepEqual(findings("conv2d(6, 3, dilation: 3, padding: 1)", [1, 4, 4]), [
    "error: A 3×3 window does not fit: the input is 4×4 and the padding 1. With dilation 3 it spans 7. (4 + 2·1 − 3·(3 − 1) − 1) / 1 + 1 = 0.",
  ]);
  assert.deepEqual(findings("max_pool2d(2)", [32, 1, 1]), [
    "error: A 2×2 window does not fit: the input is 1×1 and the padding 0. (1 + 2·0 − 2) / 2 + 1 = 0.",
  ]);
  assert.deepEqual(findings("conv2d(6, kernel: 5)", [1, h, 28]), [
    "error: A 5×5 window does not fit: the input is h×28 and the padding 0. (h + 2·0 − 5) / 1 + 1 = h − 4. [only if h is at least 5]",
  ]);
  assert.deepEqual(findings("conv2d(6, 3, padding: same)", [1, 1, 1]), []);
  assert.deepEqual(findings("max_pool2d(2, padding: 2)", [1, 8, 8]).slice(0, 1), [
    "error: The padding 2 is more than half of the window's 2. A window at the edge could then hold nothing but padding, and say nothing about the image.",
  ]);
});

test("the arithmetic of every output axis is kept", () => {
  assert.deepEqual(apply("conv2d(6, kernel: 5)", [1, 28, 28]).arithmetic, [
    undefined,
    "(28 + 2·0 − 5) / 1 + 1",
    "(28 + 2·0 − 5) / 1 + 1",
  ]);
  assert.deepEqual(apply("conv2d(6, 3, stride: 2, padding: same)", [1, 15, h]).arithmetic.slice(1), [
    "⌈15 / 2⌉",
    "⌈h / 2⌉",
  ]);
  assert.deepEqual(apply("flatten", [16, h, w]).arithmetic, ["16·h·w"]);
  assert.deepEqual(apply("concat(x, y)", [c, 8, 8], [6, 8, 8]).arithmetic, ["c + 6", undefined, undefined]);
});

test("groups must divide channels and filters, and the ones that do are named", () => {
  const why = "Each group takes as many channels and filters as the others.";
  assert.deepEqual(findings("conv2d(64, 3, groups: 4)", [69, 8, 8]), [
    `error: 69 input channels cannot be split into 4 equal groups: 69 = 4·17 + 1. ${why}`,
  ]);
  assert.deepEqual(findings("conv2d(73, 3, groups: 2)", [c, 8, 8]), [
    `error: c input channels cannot be split into 2 equal groups. ${why} [only if c is a multiple of 2]`,
    `error: 73 filters cannot be split into 2 equal groups: 73 = 2·36 + 1. ${why}`,
  ]);
  const advice = apply("conv2d(64, 3, groups: 4)", [69, 8, 8]).findings.map(
    (finding) => finding.kind === "rule" && finding.problem.advice,
  );
  assert.deepEqual(advice, ["Use 68 or 72 input channels, or another number of groups: 1, 3, 23, 69."]);
});

test("operators want equal sizes, stretch an axis of 1, and warn where both are stretched", () => {
  assert.deepEqual(findings("x + y", [256], [512]), [
    "error: Cannot add [256] and [512]: axis 0 is 256 on the left and 512 on the right. The two are combined number by number, so their sizes must be equal; only an axis of size 1 is stretched.",
  ]);
  assert.deepEqual(apply("x + y", [c, h, w], [c, h, w]).output, [c, h, w]);
  assert.equal(findings("x + y", [h], [28])[0]?.endsWith("[only if h = 28]"), true);
  assert.deepEqual(apply("x * y", [32, 16, 16], [1, 16, 16]).findings, []);
  assert.deepEqual(findings("x - y", [64, 1], [1, 64]), [
    "warning: [64, 1] and [1, 64] give [64, 64], which is larger than both. An axis of size 1 is stretched to the other's size, here on both sides.",
  ]);
  assert.deepEqual(apply("x - y", [64, 1], [1, 64]).output, [64, 64]);
  assert.deepEqual(findings("x - y", [64], [64, 1]), [
    "error: Cannot subtract [64] and [64, 1]: one has 1 axis, the other 2 axes. The two are combined number by number, so they need the same axes.",
  ]);
});

test("an axis that is not there is refused, also for an activation inside a layer", () => {
  const why = "Axes count from 0 at the front, or from −1 at the back; the batch is not counted.";
  assert.deepEqual(findings("softmax(3)", [4, 5]), [
    `error: \`softmax\` works along axis 3, but its input [4, 5] has 2 axes. ${why}`,
  ]);
  assert.deepEqual(findings("dense(4, softmax(axis: 1))", [5]), [
    `error: \`softmax\` works along axis 1, but its input [4] has 1 axis. ${why}`,
  ]);
});

test("too few axes, too few tensors and too many numbers are told apart", () => {
  assert.deepEqual(
    findings("conv2d(32, kernel: 3)", [28, 28]).map((each) => JSON.parse(each)),
    [{ kind: "rank", input: 0, given: [28, 28], names: ["channels", "height", "width"], passing: false }],
  );
  assert.deepEqual(
    findings("dense(2)", []).map((each) => JSON.parse(each).names),
    [["features"]],
  );
  assert.deepEqual(
    findings("concat(x)", [2]).map((each) => JSON.parse(each)),
    [{ kind: "arity", given: 1, min: 2 }],
  );
  const huge = 2 ** 31 - 1;
  assert.equal(
    apply("flatten", [huge, 2])
      .findings.map((each) => each.kind)
      .join(),
    "too-large",
  );
  assert.equal(
    apply("flatten", [huge, huge, huge])
      .findings.map((each) => each.kind)
      .join(),
    "too-large",
  );
  assert.deepEqual(
    apply("dense(100000)", [100000]).findings.map((each) => each.kind === "too-large" && each.of),
    ["weight"],
  );
  assert(apply("dense(100000)", [100000]).findings.every(isFatal));
  assert.equal(apply("dense(3)", [huge, 1]).output, undefined);
});

test("weights start by the rule for their activation, or as written", () => {
  const start = (source: string, next?: string) => {
    const { kind, attributes } = readExample(source);
    const after = next === undefined ? {} : { next: findActivation(next) ?? kind };
    const { weights } = applyLayer(kind, { inputs: [[4]], attributes, ...after });
    return weights.map(({ name, init, why }) => `${name}: ${init.name}. ${why}`);
  };
  const zero = "bias: constant. A bias starts at 0: the weights alone make the neurons differ.";
  const he = (name: string) =>
    `weight: he_uniform. He's rule, because of \`${name}\`: it silences about half of what comes in, so the variance 2 / fan-in keeps the signal's size.`;
  const xavier = (cause: string) =>
    `weight: xavier_uniform. Xavier's rule${cause}: the variance 2 / (fan-in + fan-out) keeps signals and gradients at one size.`;
  assert.deepEqual(start("dense(8, relu)"), [he("relu"), zero]);
  assert.deepEqual(start("dense(8)", "gelu"), [he("gelu"), zero]);
  assert.deepEqual(start("dense(8, tanh)", "relu"), [xavier(", because of `tanh`"), zero]);
  assert.deepEqual(start("dense(8)"), [xavier(""), zero]);
  assert.deepEqual(start("dense(8, relu, init: normal(0.02), bias: false)"), [
    "weight: normal. Given by `init`.",
  ]);
});

test("shared and frozen weights are marked, and shared ones are not counted", () => {
  const dense = findLayer("dense");
  assert(dense !== undefined);
  const attributes = withFallbacks(dense.attributes, { units: 5, tie: "down", frozen: true });
  const { weights, parameters } = applyLayer(dense, { inputs: [[2]], attributes });
  assert.equal(parameters, 5);
  assert.deepEqual(
    weights.map(({ name, tied, frozen }) => ({ name, tied, frozen })),
    [
      { name: "weight", tied: "down", frozen: true },
      { name: "bias", tied: undefined, frozen: true },
    ],
  );
});

test("dropout silences its share and keeps the mean, differently in each step, and only while training", () => {
  const { kind, attributes } = readExample("dropout(0.25)");
  const ones = randomTensor(1, [100, 100], 1, 1);
  const run = (training: boolean, step: number) =>
    forwardLayer(valueOps({ seed: 1, step }), kind, {
      inputs: [ones],
      weights: {},
      attributes,
      training,
      stream: 7,
    }).output.data;
  assert.deepEqual(run(false, 0), ones.data);
  const dropped = run(true, 0);
  assert.deepEqual([...new Set(dropped)].toSorted(), [0, 1 / 0.75]);
  const share = dropped.filter((x) => x === 0).length / dropped.length;
  assert(Math.abs(share - 0.25) < 0.02, `${share} of the numbers were silenced`);
  assert.deepEqual(run(true, 0), dropped);
  assert.notDeepEqual(run(true, 1), dropped);
});

test("a neuron fires from its threshold on, and wants a weight for each input", () => {
  const { kind, attributes } = readExample("neuron(weights: [1, 1], threshold: 2)");
  const inputs = [{ shape: [4, 2], data: Float64Array.of(0, 0, 0, 1, 1, 0, 1, 1) }];
  const ops = valueOps({ seed: 0, step: 0 });
  const { output } = forwardLayer(ops, kind, { inputs, weights: {}, attributes, training: false, stream: 0 });
  assert.deepEqual([...output.data], [0, 0, 0, 1]);
  assert.deepEqual(findings("neuron(weights: [1, 1], threshold: 2)", [3]), [
    "error: The neuron has 2 weights and gets 3 numbers. Each input is multiplied by a weight of its own.",
  ]);
});

test("a dense layer costs two operations for each weight, and one for each bias", () => {
  const { kind, attributes } = readExample("dense(3)");
  assert.equal(countOperations(kind, [[4]], { weight: [4, 3], bias: [3] }, attributes), 2 * 4 * 3 + 3);
});
