/** What a number in a network decides: the shapes that would be others, were it twice as large. */
import type { FileReader } from "../../data/define.ts";
import { formatShape } from "../../shapes/format.ts";
import type { CheckedFile, StageInfo } from "../check/result.ts";
import { absolute, nodesAt } from "../syntax/places.ts";
import type { Hover } from "./feature.ts";
import { afterEdits } from "./tried-edit.ts";
import { code, grouped, paragraphs, plain } from "./words.ts";

const mostShown = 6;

/** For whole numbers in blocks, networks and constants that some shape or weight depends on. */
export function whatIfAt(checked: CheckedFile, offset: number, files: FileReader): Hover | undefined {
  const path = nodesAt(checked.source, offset);
  const number = path?.nodes.at(-1);
  const declaration = path?.nodes[0];
  if (path === undefined || number?.kind !== "number" || !Number.isSafeInteger(number.value))
    return undefined;
  if (declaration === undefined || !["block", "network", "const"].includes(declaration.kind))
    return undefined;
  const span = absolute(path.placed, number.span);
  const other = number.value === 0 ? 1 : number.value * 2;
  const after = afterEdits(checked, [{ span, text: String(other) }], files);
  const changes = changesBetween(checked, after);
  const broken = after.diagnostics.filter(
    ({ severity, message }) =>
      severity === "error" && !checked.diagnostics.some((each) => each.message === message),
  );
  if (changes.length === 0 && broken.length === 0) return undefined;
  const rest = changes.length - mostShown;
  const markdown = paragraphs([
    `With ${code(String(other))} instead of ${code(number.text)}:`,
    changes.slice(0, mostShown).join("\n"),
    rest > 0 ? `… and ${rest} more` : undefined,
    broken[0] && `It would not fit any more: ${plain(broken[0].message)}`,
  ]);
  return { span, markdown };
}

/** One line for each stage that changes; the stages of both are the same, because only a number differs. */
function changesBetween(before: CheckedFile, after: CheckedFile): readonly string[] {
  if (before.stages.length !== after.stages.length) return [];
  return before.stages.flatMap((stage, index) => {
    const [was, is] = [words(stage), words(after.stages[index] as StageInfo)];
    return was === is ? [] : [`- ${code(stage.label ?? stage.kind)}: ${was} → ${is}`];
  });
}

function words({ output, parameters }: StageInfo): string {
  const shape = output ? code(formatShape(output)) : "no shape";
  return typeof parameters === "number" && parameters > 0
    ? `${shape} · ${grouped(parameters)} parameters`
    : shape;
}
