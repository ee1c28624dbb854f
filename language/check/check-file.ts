/** Checks a file: every declaration on its own, remembering what the next check may reuse, then everything put in its place. */
import type { FileReader } from "../../data/define.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { syntaxDiagnosticsOf } from "../diagnostics/syntax.ts";
import { diagnosticTable } from "../diagnostics/table.ts";
import type { Declaration, SourceFile } from "../syntax/tree.ts";
import { checkDeclaration, stateOf } from "./check-declaration.ts";
import { dependencyOrder } from "./circles.ts";
import { declarationNames, reportCircles, reportDuplicates, reportSameExperiments } from "./declarations.ts";
import { toDiagnostic } from "./finding.ts";
import { type Limits, trustedLimits } from "./limits.ts";
import { startQuestions } from "./memory.ts";
import { once } from "./once.ts";
import type { Offsets } from "./place.ts";
import { placeExperiments, placeNetworks, placeStages, placeSymbols } from "./put-in-place.ts";
import { type CheckedFile, type Imported, isImported } from "./result.ts";
import type { Unit } from "./unit.ts";
import { reportUnusedDeclarations, settledFindings } from "./whole-file.ts";

export interface CheckOptions {
  /** Hands in data files by their path in the source. */
  readonly files: FileReader;
  /** The last check of an earlier version of the same file. */
  readonly previous?: CheckedFile;
  /** What the host calls this file. */
  readonly file?: string;
  /** What the paths of its imports lead to; without it nothing can be imported. */
  readonly imports?: (path: string) => Imported;
  /** How large things may grow; those of a trusted workspace unless said. */
  readonly limits?: Limits;
}

/** The most diagnostics of a file; a text with more is not being read one by one. */
const mostDiagnostics = 200;

/** Pure: no file, clock or random number is read but through `files`, and the author's mistakes are diagnostics. */
export function checkFile(source: SourceFile, text: string, options: CheckOptions): CheckedFile {
  const imports = importsOf(source, options);
  const offsets = offsetsOf(source, imports);
  const declarations = source.declarations.map(({ declaration }) => declaration);
  const names = declarationNames(declarations);
  const resolve = (name: string) => names.byName.get(name);
  const { order, circles } = dependencyOrder(declarations, resolve);
  // Whatever a function in here mentions is kept as long as the result: never `options`, which holds the check before.
  const { limits = trustedLimits, file } = options;
  const before = options.previous?.memory;
  const questions = startQuestions(
    {
      limits,
      resolve,
      imports,
      isOwn: offsets.isOwn,
      allNames: names.allNames,
      files: options.files,
      circleOf: (declaration) => circles.get(declaration),
      textOf: (declaration, span) => {
        const at = offsets.at(declaration);
        return text.slice(at + span.start, at + span.end);
      },
    },
    before?.limits === limits ? before : undefined,
    stateOf,
  );
  const units = new Map<Declaration, Unit>();
  for (const declaration of order) units.set(declaration, checkDeclaration(questions, declaration));
  const inOrder = source.declarations.flatMap(({ declaration }) => units.get(declaration) ?? []);
  const fileFindings = [
    ...reportDuplicates(declarations, names.byName),
    ...reportSameExperiments(declarations),
    ...reportCircles(declarations, circles, resolve),
    ...reportUnusedDeclarations(source, inOrder, questions.resolve),
  ];
  // Diagnostics are wanted at every keystroke; the rest often only once the typing has stopped.
  const networks = once(() => placeNetworks(inOrder, offsets));
  const experiments = once(() => placeExperiments(inOrder, offsets));
  const symbols = once(() => placeSymbols(inOrder, offsets, text, questions.resolve));
  const stages = once(() => placeStages(inOrder, offsets, experiments()));
  const diagnostics = [
    ...syntaxDiagnosticsOf(source),
    ...[...fileFindings, ...settledFindings(inOrder)].map((each) => toDiagnostic(each, offsets)),
  ].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : 1));
  return {
    source,
    text,
    file,
    imports,
    diagnostics: capped(diagnostics),
    get networks() {
      return networks();
    },
    get experiments() {
      return experiments();
    },
    get symbols() {
      return symbols();
    },
    get stages() {
      return stages();
    },
    memory: {
      limits,
      answers: questions.memory(),
      home: {
        questions,
        offsets: { at: offsets.at, file: (declaration) => offsets.file(declaration) ?? file },
        declared: resolve,
        names: [...names.byName.keys()],
      },
    },
  };
}

function importsOf(source: SourceFile, { imports }: CheckOptions): ReadonlyMap<string, Imported> {
  const found = new Map<string, Imported>();
  for (const { declaration } of source.declarations) {
    if (declaration.kind !== "import" || declaration.from.kind !== "string") continue;
    const path = declaration.from.value;
    if (!found.has(path)) found.set(path, imports === undefined ? noImports : imports(path));
  }
  return found;
}

const noImports: Imported = {
  problem: "Nothing can be imported here",
  advice: "Copy what you need into this file.",
};

/** Places in this file, and through its imports in others. */
function offsetsOf(
  source: SourceFile,
  imports: ReadonlyMap<string, Imported>,
): Offsets & { readonly isOwn: (declaration: Declaration) => boolean } {
  const own = new Map(source.declarations.map(({ at, declaration }) => [declaration, at]));
  const others = [...imports.values()].filter(isImported).flatMap(({ memory }) => memory.home ?? []);
  const homeOf = (declaration: Declaration) =>
    others.find(({ questions }) => questions.findHome(declaration) !== undefined)?.offsets;
  return {
    isOwn: (declaration) => own.has(declaration),
    at: (declaration) => own.get(declaration) ?? homeOf(declaration)?.at(declaration) ?? 0,
    file: (declaration) => (own.has(declaration) ? undefined : homeOf(declaration)?.file(declaration)),
  };
}

function capped(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const next = diagnostics[mostDiagnostics];
  if (next === undefined) return diagnostics;
  const { severity, message } = diagnosticTable.SOMA2000;
  const more: Diagnostic = {
    code: "SOMA2000",
    severity,
    span: next.span,
    message: message({ left: diagnostics.length - mostDiagnostics }),
    related: [],
    candidates: [],
  };
  return [...diagnostics.slice(0, mostDiagnostics), more];
}
