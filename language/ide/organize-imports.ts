/** Puts a file's imports in order: one line a file, by path, names by the alphabet, without those that nothing uses. */
import type { CheckedFile } from "../check/result.ts";
import type { TextEdit } from "../diagnostics/diagnostic.ts";
import { absolute } from "../syntax/places.ts";
import type { ImportDeclaration, Placed } from "../syntax/tree.ts";

type PlacedImport = Placed & { readonly declaration: ImportDeclaration };

/** Nothing where the imports are in order, where one has a mistake, or where something stands between them. */
export function organizeImports(checked: CheckedFile): readonly TextEdit[] {
  const { source, text } = checked;
  const imports = source.declarations.filter(isImport);
  const first = imports[0];
  const last = imports.at(-1);
  if (first === undefined || last === undefined) return [];
  if (imports.some(({ declaration }) => declaration.problems.length > 0 || declaration.docs !== undefined))
    return [];
  const span = { start: first.at, end: absolute(last, last.declaration.span).end };
  const between = text.slice(span.start, span.end);
  const rest = imports.reduceRight(
    (left, { at, declaration }) =>
      left.slice(0, at - span.start) + left.slice(at - span.start + declaration.span.end),
    between,
  );
  if (rest.trim() !== "") return [];
  const lineEnd = between.includes("\r\n") ? "\r\n" : "\n";
  const lines = inOrder(checked, imports).join(lineEnd);
  if (lines === between) return [];
  if (lines !== "") return [{ span, text: lines }];
  const behind = /^\s*/.exec(text.slice(span.end))?.[0].length ?? 0;
  return [{ span: { start: span.start, end: span.end + behind }, text: "" }];
}

const isImport = (placed: Placed): placed is PlacedImport => placed.declaration.kind === "import";

function inOrder({ symbols, text }: CheckedFile, imports: readonly PlacedImport[]): readonly string[] {
  const used = new Set(
    symbols.filter(({ kind, uses }) => kind === "import" && uses.length > 0).map(({ span }) => span.start),
  );
  const known = new Set(symbols.filter(({ from }) => from !== undefined).map(({ span }) => span.start));
  const byFile = new Map<string, Set<string>>();
  for (const placed of imports) {
    const { from, names } = placed.declaration;
    const path = absolute(placed, from.span);
    const written = text.slice(path.start, path.end);
    const kept = byFile.get(written) ?? new Set();
    byFile.set(written, kept);
    for (const name of names) {
      const at = placed.at + name.span.start;
      // A name that leads nowhere yet may be used: the uses of what is not known are not known either.
      if (used.has(at) || !known.has(at)) kept.add(name.text);
    }
  }
  return [...byFile]
    .filter(([, names]) => names.size > 0)
    .sort(([a], [b]) => compare(a, b))
    .map(([path, names]) => `import ${[...names].sort(compare).join(", ")} from ${path}`);
}

/** The same order on every machine. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
