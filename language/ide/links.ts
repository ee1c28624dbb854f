/** Files that a source names: data files and imported files. */
import type { Span } from "../../network/network.ts";
import { absolute, walk } from "../syntax/places.ts";
import type { Argument, SourceFile, StringExpression } from "../syntax/tree.ts";
import { findSignature } from "./signatures.ts";

export interface FileLink {
  /** The path without its quotes. */
  readonly span: Span;
  /** As it is written, relative to the source. */
  readonly path: string;
}

export function linksOf(source: SourceFile): readonly FileLink[] {
  return source.declarations.flatMap((placed) => {
    const files: StringExpression[] = [];
    walk(placed.declaration, (node) => {
      if (node.kind === "import" && node.from.kind === "string" && node.from.value.startsWith("."))
        files.push(node.from);
      if (node.kind === "call" && node.callee.kind === "name")
        files.push(...fileArguments(node.callee.name.text, node.arguments));
      return true;
    });
    return files.map(({ span, value }) => {
      const { start, end } = absolute(placed, span);
      return { span: { start: start + 1, end: end - 1 }, path: value };
    });
  });
}

/** The texts that stand for an attribute which takes a file. */
function fileArguments(callee: string, given: readonly Argument[]): readonly StringExpression[] {
  const attributes = Object.entries(findSignature(callee)?.attributes ?? {});
  const byPlace = given.filter(({ name }) => name === undefined);
  return given.flatMap((argument) => {
    const attribute =
      argument.name === undefined
        ? attributes[byPlace.indexOf(argument)]
        : attributes.find(([name]) => name === argument.name?.text);
    const isFile = attribute?.[1].type.kind === "file" && argument.value.kind === "string";
    return isFile ? [argument.value as StringExpression] : [];
  });
}
