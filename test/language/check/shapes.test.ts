/** Random networks of the layers: the checker's shapes are those that running the layers' own computation gives. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { shapeOps } from "../../../engine/ops/interpret.ts";
import { forwardLayer } from "../../../layers/forward.ts";
import { findLayer } from "../../../layers/index.ts";
import { check } from "./fixtures.ts";
import { seeded } from "./seeded.ts";

/** A stage with random numbers, some of which cannot fit. */
function randomStage(random: (below: number) => number): string {
  const number = (from: number, to: number) => from + random(to - from + 1);
  const kernel = random(3) === 0 ? `[${number(1, 5)}, ${number(1, 5)}]` : String(number(1, 6));
  const padding = random(3) === 0 ? "same" : String(number(0, 2));
  switch (random(9)) {
    case 0:
    case 1:
    case 2:
      return `conv2d(${number(1, 4) * 2}, kernel: ${kernel}, stride: ${number(1, 3)}, padding: ${padding}, dilation: ${number(1, 2)}, groups: ${number(1, 2)})`;
    case 3:
      return `max_pool2d(${number(1, 3)}, stride: ${number(1, 3)})`;
    case 4:
      return `max_pool2d(${number(2, 3)})`;
    case 5:
      return "flatten";
    case 6:
      return `dense(${number(1, 9)}, tanh, bias: ${random(2) === 0})`;
    case 7:
      return "dropout(0.25)";
    default:
      return ["relu", "sigmoid", "gelu", "softmax", "elu(alpha: 0.5)"][random(5)] as string;
  }
}

test("shapes and weights are those that the computation has", () => {
  const random = seeded(7);
  let steps = 0;
  let refused = 0;
  for (let round = 0; round < 400; round += 1) {
    const sides = [1 + random(4), 1 + random(14), 1 + random(14)];
    const stages = Array.from({ length: 1 + random(6) }, () => randomStage(random));
    const text = `network A {\n  input x: [${sides.join(", ")}]\n  output x -> ${stages.join(" -> ")}\n}\n`;
    const [network] = check(text).networks;
    assert.ok(network !== undefined);
    const shapes = new Map<string, readonly number[]>([["x", [3, ...sides]]]);
    const weights = new Map(
      network.network.weights.map(({ name, shape }) => [name, shape as readonly number[]]),
    );
    for (const step of network.network.steps) {
      const kind = findLayer(step.kind);
      assert.ok(kind !== undefined);
      const { output } = forwardLayer(shapeOps, kind, {
        inputs: step.inputs.map((name) => shapes.get(name) as readonly number[]),
        weights: Object.fromEntries(
          Object.entries(step.weights).map(([own, { name }]) => [
            own,
            weights.get(name) as readonly number[],
          ]),
        ),
        attributes: step.attributes,
        training: true,
        stream: 0,
      });
      assert.deepEqual([3, ...step.shape], output, `${step.name} in\n${text}`);
      shapes.set(step.name, output);
      steps += 1;
    }
    if (network.broken) refused += 1;
    else assert.equal(network.network.steps.length, stages.length, text);
  }
  console.log(`looked at ${steps} steps of 400 networks, ${refused} of which do not fit`);
  assert.ok(steps > 500 && refused > 20 && refused < 380);
});
