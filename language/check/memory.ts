/**
 * What a check remembers for the next one: the answer about each declaration, and everything that answer depended on.
 *
 * An answer is kept as long as its declaration is the same object, every name it looked up still means the same
 * declaration, and every file it read has the same bytes.
 */
import type { FileReader } from "../../data/define.ts";
import type { Declaration, ImportDeclaration, Span } from "../syntax/tree.ts";
import type { Limits } from "./limits.ts";
import type { Offsets } from "./place.ts";
import { type Imported, isImported } from "./result.ts";

/** What is asked of a declaration: what a constant's value is, and everything that its own check has found. */
export type Question = "value" | "unit";

export interface CheckMemory {
  readonly limits: Limits;
  /** For files that import from this one; absent if it was not checked. */
  readonly home?: Home;
  readonly answers: ReadonlyMap<Declaration, ReadonlyMap<Question, Answer>>;
}

export interface Home {
  readonly questions: Questions;
  readonly offsets: Offsets;
  /** The file's own declaration of that name. */
  readonly declared: (name: string) => Declaration | undefined;
  readonly names: readonly string[];
}

interface Answer {
  readonly declaration: Declaration;
  readonly question: Question;
  readonly value: unknown;
  readonly dependencies: Dependencies;
}

interface Dependencies {
  readonly names: Map<string, Declaration | undefined>;
  readonly files: Map<string, ReturnType<FileReader>>;
  /** Files that a name was followed into; whatever changes in one of them makes another object of it. */
  readonly imports: Map<string, Imported>;
  /** Answers about other declarations, which depend on things of their own. */
  readonly answers: Set<Answer>;
  /** The circle a declaration is in, as one text; empty if in none. */
  readonly circles: Map<Declaration, string>;
  /** All names of the file, where a suggestion was made from them. */
  allNames?: string;
}

/** `wrong`: it is, or uses something that is, and that has been said. `too-large`: there is no use in writing it out again. */
export type DeclarationState = "fine" | "wrong" | "too-large";

export interface FileNames {
  /** The file's own declaration; imports are not followed. */
  readonly resolve: (name: string) => Declaration | undefined;
  readonly isOwn: (declaration: Declaration) => boolean;
  /** Path as written → what it leads to. */
  readonly imports: ReadonlyMap<string, Imported>;
  /** The file's declared names in one string, different whenever they differ. */
  readonly allNames: string;
  readonly files: FileReader;
  /** The names of the declarations that need each other in a circle with this one. */
  readonly circleOf: (declaration: Declaration) => readonly string[] | undefined;
  readonly textOf: (declaration: Declaration, span: Span) => string;
  readonly limits: Limits;
}

/** Answers questions, once for each declaration, and notes what each answer depends on. */
export interface Questions {
  /** The declaration of that name, imports followed; the import itself if it leads nowhere. */
  readonly resolve: (name: string) => Declaration | undefined;
  /** What an import's path leads to. */
  readonly imported: (path: string) => Imported;
  /** The questions of the file that holds the declaration: its names mean what they mean there. */
  readonly homeOf: (declaration: Declaration) => Questions;
  /** As `homeOf`; `undefined` for a declaration of neither this file nor one it imports from. */
  readonly findHome: (declaration: Declaration) => Questions | undefined;
  readonly allNames: () => string;
  readonly files: FileReader;
  readonly circleOf: (declaration: Declaration) => readonly string[] | undefined;
  readonly stateOf: (declaration: Declaration) => DeclarationState;
  readonly limits: Limits;
  /** As it was written. It cannot change while the declaration stays the same. */
  readonly textOf: (declaration: Declaration, span: Span) => string;
  /** `compute` must not ask the same question of the same declaration. */
  ask<Value>(question: Question, declaration: Declaration, compute: () => Value): Value;
  /** What the next check may reuse: the answers that were asked for in this one. Ends the check. */
  memory(): ReadonlyMap<Declaration, ReadonlyMap<Question, Answer>>;
}

export function startQuestions(
  names: FileNames,
  before: CheckMemory | undefined,
  stateOf: (questions: Questions, declaration: Declaration) => DeclarationState,
): Questions {
  const answers = new Map<Declaration, Map<Question, Answer>>();
  const open: Dependencies[] = [];
  // Forgotten once the check is over: what a memory holds must not hold the memory before it.
  let previous = before;

  const note = (change: (dependencies: Dependencies) => void) => {
    const innermost = open.at(-1);
    if (innermost !== undefined) change(innermost);
  };
  const keep = (answer: Answer) => {
    const known = answers.get(answer.declaration);
    if (known === undefined) answers.set(answer.declaration, new Map([[answer.question, answer]]));
    else known.set(answer.question, answer);
  };
  const circleText = (declaration: Declaration) => names.circleOf(declaration)?.join(" ") ?? "";

  /** True if everything is still as it was when the answer was given; then it is an answer of this check too. */
  const stillHolds = (answer: Answer): boolean => {
    const now = answers.get(answer.declaration)?.get(answer.question);
    if (now !== undefined) return now === answer;
    const { names: resolved, files, imports, answers: others, circles, allNames } = answer.dependencies;
    if (allNames !== undefined && allNames !== names.allNames) return false;
    for (const [name, declaration] of resolved) if (names.resolve(name) !== declaration) return false;
    for (const [path, bytes] of files) if (names.files(path) !== bytes) return false;
    for (const [path, imported] of imports) if (!sameImport(names.imports.get(path), imported)) return false;
    for (const [declaration, circle] of circles) if (circleText(declaration) !== circle) return false;
    // Declarations are checked after those that they need, so that this goes no deeper than a step or two.
    for (const other of others) if (!stillHolds(other)) return false;
    keep(answer);
    return true;
  };

  const imported = (path: string): Imported => {
    const found = names.imports.get(path);
    note((dependencies) => dependencies.imports.set(path, found));
    return found;
  };
  const homes = () =>
    [...names.imports.values()].filter(isImported).flatMap(({ memory }) => memory.home ?? []);

  return {
    imported,
    resolve(name) {
      const declaration = names.resolve(name);
      note((dependencies) => dependencies.names.set(name, declaration));
      if (declaration?.kind !== "import") return declaration;
      return follow(imported, declaration, name) ?? declaration;
    },
    findHome(declaration) {
      if (names.isOwn(declaration)) return this;
      for (const { questions } of homes()) {
        const home = questions.findHome(declaration);
        if (home !== undefined) return home;
      }
      return undefined;
    },
    homeOf(declaration) {
      return this.findHome(declaration) ?? this;
    },
    allNames() {
      note((dependencies) => {
        dependencies.allNames = names.allNames;
      });
      return names.allNames;
    },
    limits: names.limits,
    textOf(declaration, span) {
      const home = this.homeOf(declaration);
      return home === this ? names.textOf(declaration, span) : home.textOf(declaration, span);
    },
    stateOf(declaration) {
      return stateOf(this.homeOf(declaration), declaration);
    },
    files(path) {
      const bytes = names.files(path);
      note((dependencies) => dependencies.files.set(path, bytes));
      return bytes;
    },
    circleOf(declaration) {
      const home = this.homeOf(declaration);
      if (home !== this) return home.circleOf(declaration);
      note((dependencies) => dependencies.circles.set(declaration, circleText(declaration)));
      return names.circleOf(declaration);
    },
    ask<Value>(question: Question, declaration: Declaration, compute: () => Value): Value {
      const given = answers.get(declaration)?.get(question);
      const before = given ?? previous?.answers.get(declaration)?.get(question);
      if (before !== undefined && stillHolds(before)) {
        note((dependencies) => dependencies.answers.add(before));
        // Only `compute` of this question and declaration made the value.
        return before.value as Value;
      }
      const dependencies: Dependencies = {
        names: new Map(),
        files: new Map(),
        imports: new Map(),
        answers: new Set(),
        circles: new Map(),
      };
      open.push(dependencies);
      const value = compute();
      open.pop();
      const answer = { declaration, question, value, dependencies };
      keep(answer);
      note((outer) => outer.answers.add(answer));
      return value;
    },
    memory() {
      previous = undefined;
      return answers;
    },
  };
}

/** What an imported name stands for in its file; only what can be built from may be imported. */
function follow(
  imported: (path: string) => Imported,
  { from }: ImportDeclaration,
  name: string,
): Declaration | undefined {
  const file = from.kind === "string" ? imported(from.value) : undefined;
  const declaration = isImported(file) ? file.memory.home?.declared(name) : undefined;
  return declaration !== undefined && importable.has(declaration.kind) ? declaration : undefined;
}

export const importable: ReadonlySet<Declaration["kind"]> = new Set(["block", "network", "const"]);

/** Problems are made anew each time; what they say is what they are. */
export function sameImport(a: Imported, b: Imported): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || isImported(a) || isImported(b)) return false;
  return a.problem === b.problem && a.advice === b.advice;
}
