/** What there is to say about the word under the cursor. */
import type { Span } from "../../network/network.ts";
import type { CheckedFile } from "../check/result.ts";
import { symbolAt } from "./definition.ts";
import type { Hover, MeasuredRun } from "./feature.ts";
import { stageMarkdown } from "./hover-stage.ts";
import { symbolMarkdown } from "./hover-symbol.ts";
import { wordMarkdown } from "./hover-word.ts";
import { placeAt } from "./place.ts";

export function hoverAt(
  checked: CheckedFile,
  offset: number,
  measured: readonly MeasuredRun[],
): Hover | undefined {
  const at = ({ start, end }: Span): boolean => start <= offset && offset <= end;
  const stage = checked.stages.find(({ nameSpan }) => at(nameSpan));
  if (stage) return { span: stage.nameSpan, markdown: stageMarkdown(checked, stage, measured) };
  const symbol = symbolAt(checked, offset);
  if (symbol) {
    const span = [symbol.span, ...symbol.uses].find(at) ?? symbol.span;
    return { span, markdown: symbolMarkdown(checked, symbol, measured) };
  }
  const found = placeAt(checked.text, offset);
  const markdown = found.word.start === found.word.end ? undefined : wordMarkdown(checked.text, found);
  return markdown === undefined ? undefined : { span: found.word, markdown };
}
