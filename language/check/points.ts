/** Points with their label, as the `points` data source takes them: `[[0, 0] -> 0, [1, 1] -> 1]`. */
import type { Point } from "../../catalog/attribute.ts";
import type { Expression } from "../syntax/tree.ts";
import { evaluate } from "./evaluate.ts";
import { type Frame, report } from "./frame.ts";
import type { Value } from "./value.ts";

/** `undefined` where something is wrong, which has been reported. */
export function pointsValue(
  frame: Frame,
  name: string,
  expression: Expression,
): { readonly value: readonly Point[] } | undefined {
  if (expression.kind === "missing") return undefined;
  if (expression.kind !== "list") return wrong(frame, name, expression);
  const points: Point[] = [];
  for (const item of expression.items) {
    const point = pointOf(frame, item);
    if (point === undefined) return wrong(frame, name, item);
    points.push(point);
  }
  return { value: points };
}

function wrong(frame: Frame, name: string, expression: Expression): undefined {
  if (expression.kind === "missing") return;
  report(frame, "SOMA2014", expression.span, {
    name,
    wanted: "a list of points with their labels, such as `[[0, 0] -> 0, [1, 1] -> 1]`",
    found: "what stands here",
  });
}

function pointOf(frame: Frame, item: Expression): Point | undefined {
  if (item.kind !== "pipeline" || item.stages.length !== 1) return undefined;
  const at = numbersOf(evaluate(frame, item.input));
  const [label] = numbersOf(evaluate(frame, item.stages[0].value)) ?? [];
  return at === undefined || label === undefined ? undefined : { at, label };
}

function numbersOf(value: Value): readonly number[] | undefined {
  if (value.kind === "real") return [value.value];
  if (value.kind === "size") return typeof value.size === "number" ? [value.size] : undefined;
  if (value.kind !== "list") return undefined;
  const numbers = value.items.map(numbersOf);
  return numbers.some((each) => each?.length !== 1) ? undefined : numbers.flatMap((each) => each ?? []);
}
