/** What there is to say about a name that the author declared. */
import { formatShape } from "../../shapes/format.ts";
import type { CheckedFile, CheckedNetwork, SymbolInfo } from "../check/result.ts";
import type { MeasuredRun } from "./feature.ts";
import { stageMarkdown } from "./hover-stage.ts";
import { code, countMarkdown, countOf, docWords, fenced, paragraphs } from "./words.ts";

export function symbolMarkdown(
  checked: CheckedFile,
  symbol: SymbolInfo,
  measured: readonly MeasuredRun[],
): string {
  const doc = docWords(symbol.doc ?? "");
  if (symbol.kind === "label") {
    const stage = checked.stages.find(
      ({ label, span }) =>
        label === symbol.name && symbol.scope.start <= span.start && span.end <= symbol.scope.end,
    );
    if (stage) return paragraphs([stageMarkdown(checked, stage, measured), doc]);
  }
  const network = checked.networks.find(({ nameSpan }) => nameSpan.start === symbol.span.start);
  return paragraphs([fenced(symbol.detail), doc, network && networkWords(network)]);
}

function networkWords({ network: { inputs, outputs, steps }, parameters, broken }: CheckedNetwork): string {
  const shapes = (tensors: readonly { readonly shape: Parameters<typeof formatShape>[0] }[]): string =>
    tensors.map(({ shape }) => code(formatShape(shape))).join(", ");
  if (broken) return "An error in it is in the way: see the Problems view.";
  return `${shapes(inputs)} → ${shapes(outputs)}: ${countMarkdown(parameters, "parameter")} in ${countOf(steps.length, "layer")}.`;
}
