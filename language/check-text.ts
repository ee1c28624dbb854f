/** From a text to a checked file, however long it is: very long ones and those set aside are checked in part, and say so. */
import { type CheckOptions, checkFile } from "./check/check-file.ts";
import { trustedLimits } from "./check/limits.ts";
import type { CheckedFile } from "./check/result.ts";
import { syntaxDiagnosticsOf } from "./diagnostics/syntax.ts";
import { importsOf, type OpenSource } from "./imports.ts";
import { type Edit, parse, reparse } from "./syntax/parser.ts";
import type { SyntaxProblem } from "./syntax/problems.ts";
import type { SourceFile } from "./syntax/tree.ts";

const MEBI = 2 ** 20;
/** Longer texts, in UTF-16 units, are only parsed. */
const FULL_LIMIT = MEBI;
/** Longer ones are not read at all. */
const SYNTAX_LIMIT = 5 * MEBI;

export interface TextOptions extends CheckOptions {
  /** Opens the files that it imports from; needs `file`, which says what they are relative to. */
  readonly open?: OpenSource;
  /** True for a text that ended the checker before: only how it is written is looked at. */
  readonly isSetAside?: boolean;
}

/** `edit` leads from the text of `options.previous` to this one; declarations that it does not reach are kept. */
export function checkText(text: string, options: TextOptions, edit?: Edit): CheckedFile {
  if (text.length > SYNTAX_LIMIT)
    return inPart(tooLong(parse(""), text, SYNTAX_LIMIT, "nothing is checked"), text);
  if (options.isSetAside)
    return inPart(withProblem(parse(text), { code: "SOMA1020", span: start, texts: {} }), text);
  const { previous } = options;
  const isKnown = previous !== undefined && edit !== undefined && previous.text.length <= SYNTAX_LIMIT;
  const source = isKnown ? reparse(previous.source, text, edit) : parse(text);
  if (text.length > FULL_LIMIT)
    return inPart(
      tooLong(source, text, FULL_LIMIT, "names and shapes are not checked, only how it is written"),
      text,
    );
  const { file, open, limits } = options;
  if (file === undefined || open === undefined) return checkFile(source, text, options);
  const imports = importsOf(source, { file, open, previous, ...(limits === undefined ? {} : { limits }) });
  return checkFile(source, text, { ...options, imports });
}

function tooLong(source: SourceFile, { length }: string, limit: number, skipped: string): SourceFile {
  const texts = { length: inMebi(length), limit: inMebi(limit), skipped };
  return withProblem(source, { code: "SOMA1019", span: start, texts });
}

const start = { start: 0, end: 0 } as const;

const withProblem = (source: SourceFile, problem: SyntaxProblem): SourceFile => ({
  ...source,
  problems: [problem, ...source.problems],
});

const inMebi = (length: number): string => `${Math.round((length / MEBI) * 10) / 10} Mi characters`;

const inPart = (source: SourceFile, text: string): CheckedFile => ({
  source,
  text,
  file: undefined,
  imports: new Map(),
  diagnostics: syntaxDiagnosticsOf(source),
  networks: [],
  experiments: [],
  symbols: [],
  stages: [],
  memory: { limits: trustedLimits, answers: new Map() },
});
