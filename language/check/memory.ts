/**
 * What a check remembers for the next one: the answer about each declaration, and everything that answer depended on.
 *
 * An answer is kept as long as its declaration is the same object, every name it looked up still means the same
 * declaration, and every file it read has the same bytes.
 */
import type { FileReader } from "../../data/define.ts";
import type { Declaration, Span } from "../syntax/tree.ts";

/** The two questions that are asked of a declaration: what a constant or data set is, and everything there is to report. */
export type Question = "value" | "unit";

export interface CheckMemory {
  readonly answers: ReadonlyMap<Declaration, ReadonlyMap<Question, Answer>>;
}

interface Answer {
  readonly value: unknown;
  readonly dependencies: Dependencies;
}

interface Dependencies {
  readonly names: Map<string, Declaration | undefined>;
  readonly files: Map<string, ReturnType<FileReader>>;
  /** All names of the file, where a suggestion was made from them. */
  allNames?: string;
}

export interface FileNames {
  readonly resolve: (name: string) => Declaration | undefined;
  /** The file's declared names in one string, different whenever they differ. */
  readonly allNames: string;
  readonly files: FileReader;
  /** The names of the declarations that need each other in a circle with this one. */
  readonly circleOf: (declaration: Declaration) => readonly string[] | undefined;
  readonly textOf: (declaration: Declaration, span: Span) => string;
}

/** Answers questions, once for each declaration, and notes what each answer depends on. */
export interface Questions {
  readonly resolve: (name: string) => Declaration | undefined;
  readonly allNames: () => string;
  readonly files: FileReader;
  readonly circleOf: (declaration: Declaration) => readonly string[] | undefined;
  /** Whether the declaration's own check reports an error. */
  readonly isBroken: (declaration: Declaration) => boolean;
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
  isBroken: (questions: Questions, declaration: Declaration) => boolean,
): Questions {
  const answers = new Map<Declaration, Map<Question, Answer>>();
  const open: Dependencies[] = [];

  const note = (change: (dependencies: Dependencies) => void) => {
    const innermost = open.at(-1);
    if (innermost !== undefined) change(innermost);
  };
  const keep = (declaration: Declaration, question: Question, answer: Answer) => {
    const known = answers.get(declaration);
    if (known === undefined) answers.set(declaration, new Map([[question, answer]]));
    else known.set(question, answer);
    note((dependencies) => include(dependencies, answer.dependencies));
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
    textOf: names.textOf,
    isBroken(declaration) {
      return isBroken(this, declaration);
    },
    files(path) {
      const bytes = names.files(path);
      note((dependencies) => dependencies.files.set(path, bytes));
      return bytes;
    },
    circleOf(declaration) {
      const circle = names.circleOf(declaration);
      // The circle stays as it is exactly as long as all of its members do.
      for (const name of circle ?? []) this.resolve(name);
      return circle;
    },
    ask<Value>(question: Question, declaration: Declaration, compute: () => Value): Value {
      const known =
        answers.get(declaration)?.get(question) ??
        reusable(previous?.answers.get(declaration)?.get(question), names);
      if (known !== undefined) {
        keep(declaration, question, known);
        // Only `compute` of this question and declaration made the value.
        return known.value as Value;
      }
      const dependencies: Dependencies = { names: new Map(), files: new Map() };
      open.push(dependencies);
      const value = compute();
      open.pop();
      keep(declaration, question, { value, dependencies });
      return value;
    },
    memory: () => ({ answers }),
  };
}

function reusable(answer: Answer | undefined, now: FileNames): Answer | undefined {
  if (answer === undefined) return undefined;
  const { names, files, allNames } = answer.dependencies;
  if (allNames !== undefined && allNames !== now.allNames) return undefined;
  for (const [name, declaration] of names) if (now.resolve(name) !== declaration) return undefined;
  for (const [path, bytes] of files) if (now.files(path) !== bytes) return undefined;
  return answer;
}

function include(into: Dependencies, from: Dependencies): void {
  for (const [name, declaration] of from.names) into.names.set(name, declaration);
  for (const [path, bytes] of from.files) into.files.set(path, bytes);
  if (from.allNames !== undefined) into.allNames = from.allNames;
}
