/** `points`: rows written out in the source. */

import type { Point } from "../../catalog/attribute.ts";
import { choice, points as pointsAttribute } from "../../catalog/attribute.ts";
import { type DataDescription, type DataProblem, defineDataSource, isProblem } from "../define.ts";

type Task = "auto" | "classification" | "regression";

export const points = defineDataSource({
  name: "points",
  doc:
    "Rows written out: `points([[0, 0] -> 0, [1, 1] -> 1])`. Labels 0, 1, 2, … without a gap, or −1 and 1, are classes; " +
    "other labels are numbers to be predicted. All rows are trained on.",
  attributes: {
    points: pointsAttribute("The rows: numbers in brackets, an arrow, the label."),
    task: choice(["auto", "classification", "regression"], "What the labels are.", { fallback: "auto" }),
  },
  split: 1,
  seeded: false,
  files: () => [],
  describe: (attributes) => describe(attributes.points, attributes.task),
  make: (attributes) => {
    const description = describe(attributes.points, attributes.task);
    if (isProblem(description)) return description;
    const { label } = description;
    const values = attributes.points.map((point) => point.label);
    const labels =
      label.kind === "classes" ? values.map((value) => label.names.indexOf(String(value))) : values;
    return {
      description,
      count: values.length,
      inputs: Float32Array.from(attributes.points.flatMap(({ at }) => at)),
      labels: Float32Array.from(labels),
      notes: [],
    };
  },
});

function describe(rows: readonly Point[], task: Task): DataDescription | DataProblem {
  const [first] = rows;
  if (first === undefined) return problem("The list of points is empty.", "Write at least one: [0, 0] -> 0.");
  const width = first.at.length;
  if (width === 0) return problem("The first point has no numbers.", "Write it as [0, 0] -> 0.");
  for (const [index, { at, label }] of rows.entries()) {
    if (at.length !== width) {
      return problem(
        `Point ${index + 1} has ${at.length} numbers, the first has ${width}.`,
        `Give every point ${width} numbers.`,
      );
    }
    if (![...at, label].every((value) => Number.isFinite(Math.fround(value)))) {
      return problem(
        `Point ${index + 1} holds a number too large for single precision.`,
        "Keep every number below 3.4e38.",
      );
    }
  }
  return { input: [width], label: describeLabels(rows, task), rows: rows.length };
}

function describeLabels(rows: readonly Point[], task: Task): DataDescription["label"] {
  const distinct = [...new Set(rows.map(({ label }) => label))].sort((a, b) => a - b);
  const counted = distinct.every((label, index) => label === index);
  const signs = distinct.length === 2 && distinct[0] === -1 && distinct[1] === 1;
  const classes = task === "classification" || (task === "auto" && (counted || signs));
  return classes ? { kind: "classes", names: distinct.map(String) } : { kind: "values", shape: [1] };
}

const problem = (text: string, advice: string): DataProblem => ({
  problem: text,
  advice,
  attribute: "points",
});
