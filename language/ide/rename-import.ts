/** What a file that imports a block must change when the block, or one of its parameters, gets another name at home. */
import type { CheckedFile, SymbolInfo } from "../check/result.ts";
import type { TextEdit } from "../diagnostics/diagnostic.ts";
import { symbolAt } from "./definition.ts";
import { namedArguments, ownerOf, type Refusal } from "./rename.ts";

/** A name in the file that declares it. */
export interface DeclaredName {
  readonly checked: CheckedFile;
  /** What the host calls that file. */
  readonly file: string;
  readonly offset: number;
}

/** The edits in an importing file; none where it does not import the name. */
export function renameImport(
  importing: CheckedFile,
  { checked, file, offset }: DeclaredName,
  name: string,
): readonly TextEdit[] | Refusal {
  const declared = symbolAt(checked, offset);
  if (declared === undefined) return [];
  const owner = ownerOf(checked, declared);
  const symbol = importOf(importing, owner ?? declared, file);
  if (symbol === undefined) return [];
  const edit = (span: TextEdit["span"]): TextEdit => ({ span, text: name });
  if (owner !== undefined) return namedArguments(importing, symbol.uses, declared.name).map(edit);
  const other = importing.symbols.find((each) => each.name === name);
  if (other === undefined) return [symbol.span, ...symbol.uses].map(edit);
  return {
    refusal: `A file that imports \`${symbol.name}\` has another ${other.kind} named \`${name}\` already.`,
  };
}

const importOf = ({ symbols }: CheckedFile, declared: SymbolInfo, file: string): SymbolInfo | undefined =>
  symbols.find(({ from }) => from?.file === file && from.span.start === declared.span.start);
