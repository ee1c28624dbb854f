/** The list of sources, and data sets made from plans. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isProblem } from "../../data/define.ts";
import { dataFiles, dataSources, findDataSource, makeDataset } from "../../data/index.ts";
import { nearestName } from "../../data/nearest-name.ts";
import type { DataPlan } from "../../network/experiment.ts";

const iris: DataPlan = {
  name: "iris",
  source: {
    name: "csv",
    attributes: { file: "iris.csv", label: "species", shape: [], task: "auto", header: true, ignore: "" },
  },
  settings: { normalize: "standard", shuffle: true, missing: "error" },
};

test("every source is found by its name and documented", () => {
  const names = dataSources.map(({ name }) => name).sort();
  assert.deepEqual(names, [
    "adding",
    "blobs",
    "circle",
    "csv",
    "idx",
    "logic",
    "moons",
    "points",
    "spiral",
    "xor",
  ]);
  for (const source of dataSources) {
    assert.equal(findDataSource(source.name), source);
    assert.ok(source.doc.endsWith(".") && source.split > 0 && source.split <= 1);
    for (const { doc } of Object.values(source.attributes)) assert.ok(doc.length > 10);
  }
  assert.equal(findDataSource("constructor"), undefined);
});

test("a plan names its files and becomes a data set", () => {
  assert.deepEqual(dataFiles(iris), ["iris.csv"]);
  const bytes = readFileSync("examples/data/iris.csv");
  const dataset = makeDataset(iris, 1, () => bytes);
  assert.ok(!isProblem(dataset));
  assert.deepEqual([dataset.rows, dataset.trainRows], [150, 120]);
  assert.equal(dataset.inputs.length, 600);
  const again = makeDataset(iris, 1, () => readFileSync("examples/data/iris.csv"));
  assert.ok(!isProblem(again));
  assert.deepEqual(again.inputs, dataset.inputs);
});

test("what stands in the way of a file is passed on", () => {
  const problem = { problem: "gone", advice: "look elsewhere" };
  assert.equal(
    makeDataset(iris, 1, () => problem),
    problem,
  );
});

test("the nearest name", () => {
  const names = ["species", "sepal_length", "petal_length"];
  assert.equal(nearestName("speices", names), "species");
  assert.equal(nearestName(" Species ", names), "species");
  assert.equal(nearestName("petal_lenght", names), "petal_length");
  assert.equal(nearestName("colour", names), undefined);
  assert.equal(nearestName("x", ["y"]), undefined);
  assert.equal(nearestName("Y", ["y"]), "y");
});
