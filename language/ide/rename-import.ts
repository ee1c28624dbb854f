/** What a file that imports a name must change when the name is changed where it is declared. */
import type { Span } from "../../network/network.ts";
import type { CheckedFile } from "../check/result.ts";
import type { TextEdit } from "../diagnostics/diagnostic.ts";
import type { Refusal } from "./rename.ts";

/** Where a name is declared: what the host calls the file, and the name's place in it. */
export interface DeclaredAt {
  readonly file: string;
  readonly span: Span;
}

/** The edits in an importing file; none where it does not import the name. */
export function renameImport(
  { symbols }: CheckedFile,
  { file, span }: DeclaredAt,
  name: string,
): readonly TextEdit[] | Refusal {
  const symbol = symbols.find(({ from }) => from?.file === file && from.span.start === span.start);
  if (symbol === undefined) return [];
  const other = symbols.find((each) => each.name === name && each !== symbol);
  if (other !== undefined)
    return {
      refusal: `A file that imports \`${symbol.name}\` has another ${other.kind} named \`${name}\` already.`,
    };
  return [symbol.span, ...symbol.uses].map((place) => ({ span: place, text: name }));
}
