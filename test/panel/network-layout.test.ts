/** The drawn network: every part inside the picture, nothing on top of anything else, and the arrow keys reach every column. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { layoutNetwork, tensorsToWatch, weightsToWatch } from "../../media/network/layout.ts";
import { unitAt, walk } from "../../media/network/walk.ts";
import { denseNetwork, digitsCnn, spiral } from "./experiments.ts";

const margins = { left: 0, right: 20 };
const networks = [spiral.network, digitsCnn.network, denseNetwork(784, [128, 17, 16, 10], "relu")];

for (const network of networks)
  for (const available of [300, 700, 1600])
    test(`${network.steps.length} steps on ${available} pixels`, () => {
      const { columns, width, height } = layoutNetwork(network, available, margins);
      assert.equal(columns.length, network.steps.length + 1);
      assert(width >= available);
      let edge = 0;
      for (const column of columns) {
        assert(column.x >= edge, `${column.tensor} begins after the one before it`);
        assert(column.y >= 0 && column.y + column.height <= height, `${column.tensor} is inside`);
        edge = column.x + column.width;
      }
      assert(edge <= width);
    });

test("the right arrow key leads through all columns to the last, the left one back", () => {
  const layout = layoutNetwork(digitsCnn.network, 700, margins);
  const visited = new Set<string>();
  let unit = { tensor: "x", unit: 0 };
  for (let press = 0; press < 200; press++) {
    visited.add(unit.tensor);
    unit = walk(layout, unit, "right");
  }
  assert.deepEqual(
    [...visited],
    layout.columns.map(({ tensor }) => tensor),
  );
  for (let press = 0; press < 200; press++) unit = walk(layout, unit, "left");
  assert.equal(unit.tensor, "x");
});

test("at an edge the arrow keys stay", () => {
  const layout = layoutNetwork(spiral.network, 700, margins);
  assert.deepEqual(walk(layout, { tensor: "h1", unit: 0 }, "up"), { tensor: "h1", unit: 0 });
  assert.deepEqual(walk(layout, { tensor: "h1", unit: 7 }, "down"), { tensor: "h1", unit: 7 });
  assert.deepEqual(walk(layout, { tensor: "x", unit: 1 }, "left"), { tensor: "x", unit: 1 });
});

test("the unit under the pointer is the one that is drawn there", () => {
  const layout = layoutNetwork(digitsCnn.network, 700, margins);
  const maps = layout.columns.find(({ tensor }) => tensor === "0:conv2d")!;
  assert(maps.form === "maps");
  assert.equal(unitAt(maps, 0.1, 0.1), 0);
  const second = maps.tops[1]! - maps.tops[0]!;
  assert.equal(unitAt(maps, 0.1, second + 0.1), 64);
  assert.equal(unitAt(maps, maps.side - 0.1, second + maps.side - 0.1), 127);
});

test("only weights between drawn neurons are asked for, and not too many activations", () => {
  assert.deepEqual(weightsToWatch(spiral.network), ["h1.weight", "h2.weight", "dense_3.weight"]);
  assert.deepEqual(weightsToWatch(networks[2]!), ["dense_4.weight"]);
  assert.deepEqual(tensorsToWatch(denseNetwork(70_000, [8, 1], "relu")), ["h1", "dense_2"]);
});
