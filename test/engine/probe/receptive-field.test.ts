/** Receptive fields are exactly where gradients are not 0. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { interpret } from "../../../engine/graph/interpret.ts";
import { elementsOf } from "../../../engine/ops/ops.ts";
import { openInputGradient } from "../../../engine/probe/input-gradient.ts";
import { type Field, receptiveField } from "../../../engine/probe/receptive-field.ts";
import { Run } from "../../../engine/train/run.ts";
import { call, experimentOf, networkOf, randomRows, type Stage } from "../experiments.ts";

const conv = (attributes: Stage["attributes"]): Stage => ({
  kind: "conv2d",
  attributes: { activation: call("tanh"), ...attributes },
});

const cases: Readonly<
  Record<string, { readonly input: readonly number[]; readonly stages: readonly Stage[] }>
> = {
  "strides, padding and dilation": {
    input: [2, 9, 8],
    stages: [
      conv({
        filters: 3,
        kernel: [3, 2],
        padding: [
          [1, 1],
          [0, 1],
        ],
        stride: [2, 1],
      }),
      conv({ filters: 2, kernel: [2, 2], dilation: [2, 3] }),
    ],
  },
  "groups and depthwise windows": {
    input: [4, 6, 6],
    stages: [
      conv({ filters: 4, kernel: [3, 3], groups: 2, padding: "same" }),
      { kind: "depthwise_conv2d", attributes: { kernel: [2, 2], multiplier: 2 } },
    ],
  },
  "means, an activation and a head": {
    input: [2, 8, 8],
    stages: [
      conv({ filters: 2, kernel: [3, 3] }),
      { kind: "avg_pool2d", attributes: { kernel: [2, 2] } },
      { kind: "sigmoid" },
      { kind: "flatten" },
    ],
  },
  "one axis, and both sides of a skip": {
    input: [3, 9],
    stages: [
      { kind: "conv1d", attributes: { filters: 3, kernel: [3], padding: "same" } },
      { kind: "conv1d", attributes: { filters: 3, kernel: [3], padding: "same" } },
      { kind: "+", inputs: ["0:conv1d", "1:conv1d"] },
      { kind: "concat", attributes: { axis: 0 }, inputs: ["0:conv1d", "2:+"] },
    ],
  },
  "time so far": { input: [5, 2], stages: [{ kind: "rnn", attributes: { units: 3 } }] },
  "time in both directions": {
    input: [4, 2],
    stages: [{ kind: "gru", attributes: { units: 2, bidirectional: true } }],
  },
};

/** The smallest box around what is not 0. */
function supportOf(gradient: Float32Array, shape: readonly number[]): Field {
  const reaches = shape.map(() => ({ first: Number.POSITIVE_INFINITY, last: -1 }));
  gradient.forEach((value, index) => {
    if (value === 0) return;
    let rest = index;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const place = rest % shape[axis]!;
      rest = Math.floor(rest / shape[axis]!);
      const reach = reaches[axis]!;
      reach.first = Math.min(reach.first, place);
      reach.last = Math.max(reach.last, place);
    }
  });
  return reaches;
}

for (const [name, { input, stages }] of Object.entries(cases)) {
  test(`every unit sees what its gradient says: ${name}`, async () => {
    const network = networkOf(input, stages);
    const tensor = network.outputs[0]!.tensor;
    const { shape } = network.outputs[0]!;
    const experiment = experimentOf(network, { loss: call("mse") });
    const data = randomRows(3, input, { values: shape }, 2);
    const run = await Run.open(experiment, data, interpret);
    const probe = await openInputGradient(run, tensor, 1, interpret);
    const row = data.inputs.subarray(0, elementsOf(input));
    for (let unit = 0; unit < elementsOf(shape); unit++) {
      const { gradients } = probe.of(row, [unit]);
      assert.deepEqual(receptiveField(network, tensor, unit), supportOf(gradients, input), `unit ${unit}`);
    }
  });
}

test("a largest element hides the others, but nothing outside its window", () => {
  const stages: readonly Stage[] = [{ kind: "max_pool2d", attributes: { kernel: [2, 3] } }];
  assert.deepEqual(receptiveField(networkOf([1, 4, 6], stages), "0:max_pool2d", 3), [
    { first: 0, last: 0 },
    { first: 2, last: 3 },
    { first: 3, last: 5 },
  ]);
});
