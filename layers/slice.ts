/** slice: a part of an axis. */
import { optional, size } from "../catalog/attribute.ts";
import { subtract } from "../shapes/arithmetic.ts";
import { formatShape, formatSize } from "../shapes/format.ts";
import { defineLayer } from "./define.ts";
import { axisIn, axisOf, placeOf } from "./shape-axis.ts";
import { factor } from "./window.ts";

export const slice = defineLayer({
  name: "slice",
  group: "shape",
  doc: "Keeps a part of an axis: the elements from `start` up to, not including, `end`.",
  input: "...",
  attributes: {
    start: size("The first element that is kept; 0 is the first.", { min: 0 }),
    end: optional(size("The first one that is not kept any more; all are kept where it is not given.")),
    axis: axisOf("Which axis is cut", 0),
  },
  formula: "y = x[start … end − 1] along the axis",
  foreign: ["torch.narrow", "Slice"],
  foreignAttributes: { dim: "axis" },
  shape: ({ inputs, attributes: { start, end, axis } }, rule) => {
    const [shape = []] = inputs;
    const place = placeOf("slice", axis, inputs, rule);
    if (place === undefined) return shape;
    const length = shape[place] ?? 1;
    const stop = end ?? length;
    const left = subtract(stop, start);
    const by = `${factor(stop)} − ${factor(start)}`;
    rule.atLeast(length, stop, {
      kind: "wrong-attribute",
      what: `The slice ends at ${formatSize(stop)}, but axis ${formatSize(axis)} of ${formatShape(shape)} has ${formatSize(length)} elements.`,
      why: "There is nothing behind the last element.",
      advice: `End at ${formatSize(length)} at the latest.`,
      axis: String(place),
      attribute: "end",
    });
    rule.atLeast(left, 1, {
      kind: "wrong-attribute",
      what: `The slice from ${formatSize(start)} up to ${formatSize(stop)} keeps nothing.`,
      why: `${by} = ${formatSize(left).replace("-", "−")}, and every axis has at least one element.`,
      advice: `Start before ${formatSize(stop)}.`,
      axis: String(place),
      attribute: "start",
    });
    return shape.map((each, index) => (index === place ? { size: left, by } : each));
  },
  forward: (ops, { input, attributes: { start, end, axis } }) => {
    const place = axisIn(ops, input, axis);
    return ops.slice(input, place, start, end ?? ops.shapeOf(input)[place] ?? 1);
  },
  examples: [
    { source: "slice(1, 4)", inputs: [[6, 2]], output: [3, 2], parameters: 0 },
    { source: "slice(start: 2, axis: -1)", inputs: [[3, 5]], output: [3, 3], parameters: 0 },
    { source: "slice(0, 1, 1)", inputs: [[2, 3, 4]], output: [2, 1, 4], parameters: 0 },
  ],
});
