/** Puts a binding's value where its name is used: as it is, or as a stage with a label. */
import type { Span } from "../../network/network.ts";
import type { CheckedFile, SymbolInfo } from "../check/result.ts";
import { absolute, nodesAt } from "../syntax/places.ts";
import type { Binding, Node, Placed } from "../syntax/tree.ts";
import { symbolAt } from "./definition.ts";
import type { Refactoring } from "./tried-edit.ts";

export function inlineBinding(checked: CheckedFile, offset: number): readonly (Refactoring | undefined)[] {
  const symbol = symbolAt(checked, offset);
  if (symbol?.kind !== "binding") return [];
  const path = nodesAt(checked.source, symbol.span.start);
  const binding = path?.nodes.find((node): node is Binding => node.kind === "binding");
  if (path === undefined || binding === undefined || binding.docs !== undefined) return [];
  return [
    inline(checked, path.placed, binding, symbol),
    bindingToLabel(checked, path.placed, binding, symbol),
  ];
}

/** `y = x -> a`, `output y -> b` → `output x -> a -> b` */
function inline(
  checked: CheckedFile,
  placed: Placed,
  { value, span }: Binding,
  { name, uses }: SymbolInfo,
): Refactoring | undefined {
  const [use] = uses;
  if (use === undefined || uses.length > 1) return undefined;
  const written = textAt(checked, absolute(placed, value.span));
  const isOneWord = value.kind === "name" || value.kind === "call" || value.kind === "group";
  const text = isOneWord || isWhole(checked, use) ? written : `(${written})`;
  return {
    title: `Inline \`${name}\``,
    kind: "refactor.inline",
    edits: [
      { span: lineOf(checked.text, absolute(placed, span)), text: "" },
      { span: use, text },
    ],
  };
}

/** `h = x -> a`, `output h -> b` → `output x -> h: a -> b` */
function bindingToLabel(
  checked: CheckedFile,
  placed: Placed,
  { value, span }: Binding,
  { name, uses }: SymbolInfo,
): Refactoring | undefined {
  const [use] = uses;
  if (use === undefined || value.kind !== "pipeline" || !isWhole(checked, use)) return undefined;
  const last = value.stages.at(-1);
  if (last === undefined || last.label !== undefined) return undefined;
  const all = absolute(placed, value.span);
  const stage = absolute(placed, last.value.span);
  const before = textAt(checked, { start: all.start, end: stage.start });
  const text = `${before}${name}: ${textAt(checked, stage)}`;
  return {
    title: `Turn the binding \`${name}\` into a label`,
    kind: "refactor.rewrite",
    edits: [
      { span: lineOf(checked.text, absolute(placed, span)), text: "" },
      { span: use, text },
    ],
  };
}

const textAt = ({ text }: CheckedFile, { start, end }: Span): string => text.slice(start, end);

/** Whether a name stands alone as a statement's value, or as what goes into the pipeline that is one. */
function isWhole({ source }: CheckedFile, use: Span): boolean {
  const nodes = nodesAt(source, use.start)?.nodes ?? [];
  const statement = nodes.findLastIndex(isStatement);
  const [value, inner] = nodes.slice(statement + 1);
  if (statement < 0 || value === undefined) return false;
  return (
    value.kind === "name" || (value.kind === "pipeline" && inner === value.input && inner.kind === "name")
  );
}

const isStatement = ({ kind }: Node): boolean =>
  kind === "binding" || kind === "output" || kind === "expression";

/** The statement with what parts it from the next one: its line, or the `;` behind it. */
function lineOf(text: string, { start, end }: Span): Span {
  const before = /[^\S\r\n]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  const startsLine = /[\r\n]$/.test(text.slice(0, start - before));
  const separator = /^[^\S\r\n]*;[^\S\r\n]*/.exec(text.slice(end))?.[0];
  const lineEnd = /^[^\S\r\n]*(\r\n|[\r\n])/.exec(text.slice(end))?.[0];
  if (separator !== undefined) return { start, end: end + separator.length };
  return startsLine && lineEnd !== undefined
    ? { start: start - before, end: end + lineEnd.length }
    : { start, end };
}
