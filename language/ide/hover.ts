/** What there is to say about the word under the cursor: its kind, the arithmetic with its numbers, what a run measured. */
import type { Signature } from "../../catalog/signature.ts";
import type { LayerKind } from "../../layers/define.ts";
import { findLayer } from "../../layers/index.ts";
import { formatShape } from "../../shapes/format.ts";
import type { Shape } from "../../shapes/size.ts";
import type { CheckedFile, StageInfo, SymbolInfo } from "../check/result.ts";
import { dataSettings, trainSettings } from "../check/settings.ts";
import { symbolAt } from "./definition.ts";
import type { Hover, MeasuredRun } from "./feature.ts";
import { measuredMarkdown } from "./measured.ts";
import { placeAt } from "./place.ts";
import { attributeWords, findSignature } from "./signatures.ts";
import { code, countOf, plain } from "./words.ts";

export function hoverAt(
  checked: CheckedFile,
  offset: number,
  measured: readonly MeasuredRun[],
): Hover | undefined {
  const at = ({ start, end }: { start: number; end: number }): boolean => start <= offset && offset <= end;
  const stage = checked.stages.find(({ nameSpan }) => at(nameSpan));
  if (stage) return { span: stage.nameSpan, markdown: stageMarkdown(stage, measured) };
  const symbol = symbolAt(checked, offset);
  if (symbol) {
    const span = [symbol.span, ...symbol.uses].find(at) ?? symbol.span;
    return { span, markdown: symbolMarkdown(checked, symbol, measured) };
  }
  return wordHover(checked, offset);
}

function stageMarkdown(stage: StageInfo, measured: readonly MeasuredRun[]): string {
  const kind = findLayer(stage.kind);
  const title =
    stage.label === undefined
      ? `**${plain(stage.kind)}**`
      : `**${plain(stage.label)}: ${plain(stage.kind)}**`;
  const shapes = `${stage.inputs.map(shapeWords).join(", ")} → ${shapeWords(stage.output)}`;
  const concrete =
    stage.concreteOutput && stage.output?.some((size) => typeof size !== "number")
      ? `As trained here: → ${code(formatShape(stage.concreteOutput))}`
      : undefined;
  return paragraphs([
    `${title} ${shapes}`,
    kind?.doc,
    formula(kind),
    stage.arithmetic,
    concrete,
    learned(stage),
    stage.operations ? `${countOf(stage.operations, "floating-point operation")} for each row.` : undefined,
    measuredMarkdown(stage, measured),
  ]);
}

const shapeWords = (shape: Shape | undefined): string => (shape ? code(formatShape(shape)) : "unknown");

const formula = (kind: LayerKind | undefined): string | undefined =>
  kind ? `\`\`\`text\n${kind.formula}\n\`\`\`` : undefined;

function learned({ parameters, weights }: StageInfo): string | undefined {
  if (parameters === undefined) return undefined;
  if (weights.length === 0) return "Nothing to learn here.";
  const parts = weights.map(
    ({ name, shape, init }) => `- ${code(name)} ${code(formatShape(shape))}, starts as ${plain(init)}`,
  );
  return `**${countOf(parameters, "parameter")}**\n${parts.join("\n")}`;
}

function symbolMarkdown(checked: CheckedFile, symbol: SymbolInfo, measured: readonly MeasuredRun[]): string {
  const stage =
    symbol.kind === "label"
      ? checked.stages.find(({ label, span }) => label === symbol.name && inside(span, symbol.scope))
      : undefined;
  const network = checked.networks.find(({ nameSpan }) => nameSpan.start === symbol.span.start);
  return paragraphs([
    `\`\`\`soma\n${symbol.detail}\n\`\`\``,
    symbol.doc,
    network
      ? `${countOf(network.parameters, "parameter")} in ${countOf(network.network.steps.length, "step")}.`
      : undefined,
    stage ? stageMarkdown(stage, measured) : undefined,
  ]);
}

const inside = (inner: { start: number; end: number }, outer: { start: number; end: number }): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;

/** Names that the language brings along: data sources, losses, optimizers, attributes and settings. */
function wordHover(checked: CheckedFile, offset: number): Hover | undefined {
  const { place, word, call } = placeAt(checked.text, offset);
  if (word.start === word.end) return undefined;
  const name = checked.text.slice(word.start, word.end);
  const isName = /^\s*:/.test(checked.text.slice(word.end, word.end + 8));
  const attribute = call && isName ? findSignature(call.name)?.attributes[name] : undefined;
  if (attribute)
    return {
      span: word,
      markdown: paragraphs([`**${plain(name)}**: ${attributeWords(attribute)}`, attribute.doc]),
    };
  if (place.kind === "setting") {
    const known = (place.of === "train" ? trainSettings : dataSettings).find(
      (setting) => setting.name === name,
    );
    if (known)
      return {
        span: word,
        markdown: paragraphs([`**${plain(name)}**: ${attributeWords(known.attribute)}`, known.doc]),
      };
  }
  const signature = findSignature(name);
  return signature ? { span: word, markdown: signatureMarkdown(signature) } : undefined;
}

function signatureMarkdown(signature: Signature): string {
  const attributes = Object.entries(signature.attributes).map(
    ([name, attribute]) => `- ${code(name)}: ${attributeWords(attribute)}. ${attribute.doc}`,
  );
  const text =
    "formula" in signature && typeof signature.formula === "string"
      ? `\`\`\`text\n${signature.formula}\n\`\`\``
      : undefined;
  return paragraphs([`**${plain(signature.name)}**`, signature.doc, text, attributes.join("\n")]);
}

const paragraphs = (parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== "").join("\n\n");
