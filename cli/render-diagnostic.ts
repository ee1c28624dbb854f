/** A diagnostic as text (the line underlined, the places it relates to) and as JSON. */
import path from "node:path";
import type { DataProblem } from "../data/define.ts";
import { type Diagnostic, type Fix, fixesFor, importedFile } from "../language/index.ts";
import type { Experiment } from "../network/experiment.ts";
import type { Span } from "../network/network.ts";
import { type Lines, linesOf, type Range } from "./positions.ts";
import type { OpenedSource } from "./source-file.ts";
import type { Terminal } from "./terminal.ts";

/** What `--format json` prints for a diagnostic; ranges count from 0 as the language server protocol does. */
export interface DiagnosticJson {
  readonly code: string;
  readonly severity: Diagnostic["severity"];
  readonly message: string;
  readonly range: Range;
  readonly related: readonly { readonly message: string; readonly path: string; readonly range: Range }[];
  readonly fixes: readonly {
    readonly title: string;
    readonly edits: readonly { readonly range: Range; readonly newText: string }[];
  }[];
}

/** Trying a fix means checking the file again: in a file with more findings than this, it is not done. */
const MOST_FIXED = 50;

export function diagnosticsJson(source: OpenedSource): readonly DiagnosticJson[] {
  const { checked } = source;
  const lines = linesOf(checked.text);
  return checked.diagnostics.map((diagnostic) => {
    const { code, severity, message, span, related } = diagnostic;
    const fixes = fixesOf(source, diagnostic);
    return {
      code,
      severity,
      message,
      range: lines.rangeOf(span),
      related: related.map((other) => {
        const where = fileOf(source, lines, other.file);
        return { message: other.message, path: where.path, range: where.lines.rangeOf(other.span) };
      }),
      fixes: fixes.map(({ title, edits }) => ({
        title,
        edits: edits.map((edit) => ({ range: lines.rangeOf(edit.span), newText: edit.text })),
      })),
    };
  });
}

export const isError = ({ severity }: Diagnostic): boolean => severity === "error";

export function diagnosticsText(
  source: OpenedSource,
  terminal: Terminal,
  shows: (diagnostic: Diagnostic) => boolean = () => true,
): readonly string[] {
  const { checked } = source;
  const lines = linesOf(checked.text);
  return checked.diagnostics.filter(shows).flatMap((diagnostic) => {
    const fixes = fixesOf(source, diagnostic);
    const offers = fixes.map(({ title }) => `  ${terminal.paint("green", "fix")}: ${printable(title)}`);
    return [...diagnosticLines(source, lines, diagnostic, terminal), ...offers, ""];
  });
}

/** What stands in the way of a data set once its rows are read, as a diagnostic of its declaration. */
export function dataProblemText(
  source: OpenedSource,
  { name, data, span }: Experiment,
  { problem, advice }: DataProblem,
  terminal: Terminal,
): readonly string[] {
  const { checked } = source;
  const declared = checked.symbols.find((symbol) => symbol.kind === "data" && symbol.name === data.name);
  const found: Diagnostic = {
    code: "SOMA5001",
    severity: "error",
    span: declared?.span ?? { start: span.start, end: span.start },
    message: `${name} cannot be trained. ${problem} ${advice}`,
    related: [],
    candidates: [],
  };
  return diagnosticLines(source, linesOf(checked.text), found, terminal);
}

const fixesOf = ({ checked, files }: OpenedSource, diagnostic: Diagnostic): readonly Fix[] =>
  checked.diagnostics.length > MOST_FIXED ? [] : fixesFor(checked, diagnostic, files);

const colours = { error: "red", warning: "yellow", information: "blue", hint: "blue" } as const;

function diagnosticLines(
  source: OpenedSource,
  lines: Lines,
  diagnostic: Diagnostic,
  { paint }: Terminal,
): readonly string[] {
  const colour = colours[diagnostic.severity];
  const severity = paint(colour, diagnostic.severity);
  const head = `${paint("bold", place(source.path, lines, diagnostic.span))} ${severity} ${diagnostic.code} ${printable(diagnostic.message)}`;
  return [
    head,
    ...excerpt(lines, diagnostic.span, "^", (marks) => paint(colour, marks)),
    ...diagnostic.related.flatMap(({ message, span, file }) => {
      const where = fileOf(source, lines, file);
      return [
        `  ${place(where.path, where.lines, span)} ${printable(message)}`,
        ...excerpt(where.lines, span, "-", (marks) => paint("blue", marks)),
      ];
    }),
  ];
}

/** The file of a related place: the source itself, or one that it imports from. */
function fileOf(
  { path: own, checked }: OpenedSource,
  lines: Lines,
  file: string | undefined,
): { readonly path: string; readonly lines: Lines } {
  const imported = file === undefined ? undefined : importedFile(checked, file);
  if (file === undefined || imported === undefined) return { path: own, lines };
  const shown = path.isAbsolute(file) ? path.relative(process.cwd(), file) : `${file}.soma`;
  return { path: shown, lines: linesOf(imported.text) };
}

function place(file: string, lines: Lines, { start }: Span): string {
  const { line, character } = lines.positionOf(start);
  return `${file}:${line + 1}:${character + 1}`;
}

/** Lines longer than this are cut: a source may be one line of megabytes. */
const LONGEST_LINE = 160;

/** The line with the span's part of it underlined; tabs stay tabs so that both lines move alike. */
function excerpt(
  lines: Lines,
  span: Span,
  mark: string,
  paint: (marks: string) => string,
): readonly string[] {
  const { start, end } = lines.rangeOf(span);
  const whole = lines.lineAt(start.line);
  const from = start.character < LONGEST_LINE ? 0 : start.character - LONGEST_LINE / 2;
  const line = printable(whole.slice(from, from + LONGEST_LINE));
  const last = end.line === start.line ? end.character : whole.length;
  const before = line.slice(0, start.character - from).replace(/[^\t]/g, " ");
  const length = Math.max(1, Math.min(last - from, line.length) - (start.character - from));
  const number = String(start.line + 1);
  return [`  ${number} | ${line}`, `  ${" ".repeat(number.length)} | ${before}${paint(mark.repeat(length))}`];
}

/** Control characters could steer the reader's terminal, and messages quote the source. */
export function printable(line: string): string {
  return [...line].map((sign) => (isHarmless(sign) ? sign : "\ufffd".repeat(sign.length))).join("");
}

function isHarmless(sign: string): boolean {
  const code = sign.codePointAt(0) ?? 0;
  if (code === 9) return true;
  const steers = code < 32 || (code >= 127 && code < 160);
  const turns = (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
  return !steers && !turns;
}
