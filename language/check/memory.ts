/**
 * What a check remembers for the next one: the answer about each declaration, and everything that answer depended on.
 *
 * An answer is kept as long as its declaration is the same object, every name it looked up still means the same
 * declaration, and every file it read has the same bytes.
 */
import type { FileReader } from "../../data/define.ts";
import type { Declaration, Span } from "../syntax/tree.ts";
import type { Limits } from "./limits.ts";

/** What is asked of a declaration: what a constant's value is, and everything that its own check has found. */
export type Question = "value" | "unit";

export interface CheckMemory {
  readonly limits: Limits;
  readonly answers: ReadonlyMap<Declaration, ReadonlyMap<Question, Answer>>;
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
  readonly resolve: (name: string) => Declaration | undefined;
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
  readonly resolve: (name: string) => Declaration | undefined;
  readonly allNames: () => string;
  readonly files: FileReader;
  readonly circleOf: (declaration: Declaration) => readonly string[] | undefined;
  readonly stateOf: (declaration: Declaration) => DeclarationState;
  readonly limits: Limits;
  /** As it was written. It cannot change while the declaration stays the same. */
  readonly textOf: (declaration: Declaration, span: Span) => string;
  /** `compute` must not ask the same question of the same declaration. */
  ask<Value>(question: Question, declaration: Declaration, compute: () => Value): Value;
  /** What the next check may reuse: the answers that were asked for in this one. */
  memory(): CheckMemory;
}

export function startQuestions(
  names: FileNames,
  previous: CheckMemory | undefined,
  stateOf: (questions: Questions, declaration: Declaration) => DeclarationState,
): Questions {
  const answers = new Map<Declaration, Map<Question, Answer>>();
  const open: Dependencies[] = [];

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
    const { names: resolved, files, answers: others, circles, allNames } = answer.dependencies;
    if (allNames !== undefined && allNames !== names.allNames) return false;
    for (const [name, declaration] of resolved) if (names.resolve(name) !== declaration) return false;
    for (const [path, bytes] of files) if (names.files(path) !== bytes) return false;
    for (const [declaration, circle] of circles) if (circleText(declaration) !== circle) return false;
    // Declarations are checked after those that they need, so that this goes no deeper than a step or two.
    for (const other of others) if (!stillHolds(other)) return false;
    keep(answer);
    return true;
  };

  return {
    resolve(name) {
      const declaration = names.resolve(name);
      note((dependencies) => dependencies.names.set(name, declaration));
      return declaration;
    },
    allNames() {
      note((dependencies) => {
        dependencies.allNames = names.allNames;
      });
      return names.allNames;
    },
    limits: names.limits,
    textOf: names.textOf,
    stateOf(declaration) {
      return stateOf(this, declaration);
    },
    files(path) {
      const bytes = names.files(path);
      note((dependencies) => dependencies.files.set(path, bytes));
      return bytes;
    },
    circleOf(declaration) {
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
    memory: () => ({ limits: names.limits, answers }),
  };
}
