/** Data that is made on the spot: right in shape, balanced, seeded, and the same to the bit everywhere. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import type { Concrete } from "../../catalog/attribute.ts";
import { type DataSource, isProblem, type Rows } from "../../data/define.ts";
import { drawsFor, seededOrder } from "../../data/draws.ts";
import { cosineOfTurns, naturalLogarithm, sineOfTurns } from "../../data/elementary.ts";
import { dataSources, findDataSource } from "../../data/index.ts";

const noFiles = () => assert.fail("no file is needed");

function make(name: string, attributes: Concrete<DataSource["attributes"]>, seed = 1): Rows {
  const source = findDataSource(name)!;
  const rows = source.make(attributes, { seed, files: noFiles });
  if (isProblem(rows)) assert.fail(rows.problem);
  assert.deepEqual(rows.description, source.describe(attributes, noFiles));
  return rows;
}

const pointsOf = ({ inputs, labels }: Rows) =>
  Array.from(labels, (label, row) => ({ x: inputs[2 * row]!, y: inputs[2 * row + 1]!, label }));

test("sine, cosine and logarithm agree with Math within 1e-12", () => {
  for (let i = -4000; i <= 4000; i++) {
    const turns = i / 997;
    assert.ok(Math.abs(sineOfTurns(turns) - Math.sin(2 * Math.PI * turns)) < 1e-12, `sine of ${turns}`);
    assert.ok(Math.abs(cosineOfTurns(turns) - Math.cos(2 * Math.PI * turns)) < 1e-12, `cosine of ${turns}`);
  }
  for (const turns of [0, 0.25, 0.5, 0.75, 1]) {
    assert.equal(Math.abs(sineOfTurns(turns)), Math.abs(Math.round(Math.sin(2 * Math.PI * turns))));
  }
  for (let i = 1; i < 5000; i++) {
    for (const x of [i / 5000, i, i * 1e-9, i * 1e9]) {
      assert.ok(
        Math.abs(naturalLogarithm(x) - Math.log(x)) <= 1e-13 * Math.max(1, Math.abs(Math.log(x))),
        `ln ${x}`,
      );
    }
  }
});

test("draws have the moments of their distribution", () => {
  const draws = drawsFor(5);
  const count = 20_000;
  const uniform = Array.from({ length: count }, () => draws.uniform(2, 4));
  const normal = Array.from({ length: count }, () => draws.normal(3));
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / count;
  const variance = (values: number[]) => mean(values.map((v) => (v - mean(values)) ** 2));
  assert.ok(uniform.every((value) => value >= 2 && value < 4));
  assert.ok(Math.abs(mean(uniform) - 3) < 0.02);
  assert.ok(Math.abs(variance(uniform.slice()) - 1 / 3) < 0.01);
  assert.ok(Math.abs(mean(normal)) < 0.08);
  assert.ok(Math.abs(variance(normal) - 9) < 0.4);
});

test("a seeded order holds every row once and changes with the seed", () => {
  const order = seededOrder(1, 500);
  assert.deepEqual(
    [...order].sort((a, b) => a - b),
    Array.from({ length: 500 }, (_, i) => i),
  );
  assert.notDeepEqual(order, seededOrder(2, 500));
  assert.deepEqual(order, seededOrder(1, 500));
});

test("the spiral is the playground's, one point later", () => {
  const points = pointsOf(make("spiral", { points: 200, noise: 0 }));
  const arm = points.filter(({ label }) => label === 0);
  for (const [index, { x, y }] of arm.entries()) {
    const i = index + 1;
    const [r, t] = [(5 * i) / 100, (1.75 * 2 * Math.PI * i) / 100];
    assert.ok(Math.hypot(x - r * Math.sin(t), y - r * Math.cos(t)) < 1e-5);
  }
  for (const { x, y } of points.filter(({ label }) => label === 1)) {
    assert.ok(
      arm.some((other) => Math.hypot(other.x + x, other.y + y) < 1e-5),
      "the second arm is the first turned by half",
    );
    assert.ok(!arm.some((other) => Math.hypot(other.x - x, other.y - y) < 1e-3), "no point has both labels");
  }
});

test("circle, moons, blobs and xor lie where they should", () => {
  for (const { x, y, label } of pointsOf(make("circle", { points: 400, noise: 0 }))) {
    const radius = Math.hypot(x, y);
    assert.ok(label === 1 ? radius < 2.501 : radius > 3.499 && radius < 5.001);
  }
  for (const { x, y, label } of pointsOf(make("moons", { points: 400, noise: 0 }))) {
    const radius = label === 0 ? Math.hypot(x, y) : Math.hypot(x - 1, y - 0.5);
    assert.ok(Math.abs(radius - 1) < 1e-6 && (label === 0 ? y >= 0 : y <= 0.5));
  }
  const blobs = pointsOf(make("blobs", { points: 401, classes: 4, noise: 0 }));
  assert.equal(new Set(blobs.map(({ x, y }) => `${x},${y}`)).size, 4);
  const corners = new Set<string>();
  for (const { x, y, label } of pointsOf(make("xor", { points: 400, noise: 0 }))) {
    assert.equal(label, x * y < 0 ? 1 : 0);
    assert.ok(Math.min(Math.abs(x), Math.abs(y)) >= Math.fround(0.3));
    corners.add(`${x > 0},${y > 0}`);
  }
  assert.equal(corners.size, 4);
});

test("any number of points is spread evenly over the classes", () => {
  for (const name of ["spiral", "circle", "moons", "xor", "blobs"]) {
    for (const points of [2, 3, 7, 101]) {
      const { labels } = make(name, { points, noise: 0.1, classes: 2 });
      const ones = labels.reduce((a, b) => a + b, 0);
      assert.equal(ones, Math.floor(points / 2), `${name} of ${points}`);
    }
  }
});

test("truth tables", () => {
  const tables = { and: [0, 0, 0, 1], or: [0, 1, 1, 1], xor: [0, 1, 1, 0], nand: [1, 1, 1, 0], not: [1, 0] };
  for (const [gate, labels] of Object.entries(tables)) {
    const rows = make("logic", { gate });
    assert.deepEqual([...rows.labels], labels, gate);
    assert.equal(rows.inputs.length, gate === "not" ? 2 : 8);
  }
});

test("written points are classes, signs or values", () => {
  const at = (labels: number[], task = "auto") =>
    make("points", { points: labels.map((label, i) => ({ at: [i, -i], label })), task });
  assert.deepEqual(at([0, 1, 1]).description.label, { kind: "classes", names: ["0", "1"] });
  assert.deepEqual([...at([-1, 1, -1]).labels], [0, 1, 0]);
  assert.deepEqual(at([2, 4, 6]).description.label, { kind: "values", shape: [1] });
  assert.deepEqual(at([0, 1], "regression").description.label, { kind: "values", shape: [1] });
  const make2 = (points: unknown[]) =>
    findDataSource("points")!.make({ points, task: "auto" }, { seed: 1, files: noFiles });
  const problems = [
    [[], /empty/],
    [[{ at: [], label: 0 }], /no numbers/],
    [
      [
        { at: [1], label: 0 },
        { at: [1, 2], label: 0 },
      ],
      /Point 2 has 2 numbers, the first has 1/,
    ],
    [[{ at: [1e39], label: 0 }], /too large/],
  ] as const;
  for (const [points, pattern] of problems) {
    const made = make2([...points]);
    assert.ok(isProblem(made) && pattern.test(made.problem));
  }
});

test("the seed decides the numbers of seeded sources and no others", () => {
  const attributes: Readonly<Record<string, Concrete<DataSource["attributes"]>>> = {
    spiral: { points: 50, noise: 0.1 },
    circle: { points: 50, noise: 0 },
    moons: { points: 50, noise: 0.1 },
    blobs: { points: 50, classes: 3, noise: 1 },
    xor: { points: 50, noise: 0 },
    logic: { gate: "xor" },
  };
  let looked = 0;
  for (const { name, seeded } of dataSources) {
    const given = attributes[name];
    if (given === undefined) continue;
    looked++;
    assert.deepEqual(make(name, given, 1).inputs, make(name, given, 1).inputs, name);
    const same = Buffer.from(make(name, given, 1).inputs.buffer).equals(
      Buffer.from(make(name, given, 2).inputs.buffer),
    );
    assert.equal(same, !seeded, name);
  }
  assert.equal(looked, 6);
});

test("the bits are the ones they have always been", () => {
  const digest = (rows: Rows) =>
    createHash("sha256").update(new Uint8Array(rows.inputs.buffer)).digest("hex").slice(0, 16);
  const found = {
    spiral: digest(make("spiral", { points: 500, noise: 0.1 })),
    circle: digest(make("circle", { points: 500, noise: 0.1 })),
    moons: digest(make("moons", { points: 500, noise: 0.1 })),
    blobs: digest(make("blobs", { points: 500, classes: 3, noise: 1 })),
    xor: digest(make("xor", { points: 500, noise: 0.1 })),
  };
  assert.deepEqual(found, {
    spiral: "a5b6cd80a0e44b4f",
    circle: "345f24a3732ffbcf",
    moons: "71a49cda901d9585",
    blobs: "64e0a35a9e983ab2",
    xor: "cf354407d93d5120",
  });
});

test("adding marks one number in each half and asks for their sum", () => {
  const rows = make("adding", { length: 7, sequences: 50 }, 3);
  assert.deepEqual(rows.description.input, [7, 2]);
  for (let row = 0; row < 50; row++) {
    const steps = Array.from({ length: 7 }, (_, step) =>
      rows.inputs.subarray(14 * row + 2 * step, 14 * row + 2 * step + 2),
    );
    const marked = [...steps.keys()].filter((step) => steps[step]![1] === 1);
    assert.ok(marked.length === 2 && marked[0]! < 3 && marked[1]! >= 3, `${marked}`);
    const sum = marked.reduce((total, step) => total + steps[step]![0]!, 0);
    assert.ok(Math.abs(rows.labels[row]! - sum) < 1e-6);
    assert.ok(steps.every(([value, mark]) => value! >= 0 && value! < 1 && (mark === 0 || mark === 1)));
  }
});
