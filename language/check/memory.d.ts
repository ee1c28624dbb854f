/**
 * What a check remembers for the next one: the answer about each declaration, and everything that answer depended on.
 *
 * An answer is kept as long as its declaration is the same object, every name it looked up still means the same
 * declaration, and every file it read has the same bytes.
 */
import type { FileReader } from "../../data/define.ts";
import type { Declaration, Span } from "../syntax/tree.ts";
/** What is asked of a declaration: what a constant's value is, and everything that its own check has found. */
export type Question = "value" | "unit";
export interface CheckMemory {
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
}
/** Answers questions, once for each declaration, and notes what each answer depends on. */
export interface Questions {
  readonly resolve: (name: string) => Declaration | undefined;
  readonly allNames: () => string;
  readonly files: FileReader;
  readonly circleOf: (declaration: Declaration) => readonly string[] | undefined;
  readonly stateOf: (declaration: Declaration) => DeclarationState;
  /** As it was written. It cannot change while the declaration stays the same. */
  readonly textOf: (declaration: Declaration, span: Span) => string;
  /** `compute` must not ask the same question of the same declaration. */
  ask<Value>(question: Question, declaration: Declaration, compute: () => Value): Value;
  /** What the next check may reuse: the answers that were asked for in this one. */
  memory(): CheckMemory;
}
export declare function startQuestions(
  names: FileNames,
  previous: CheckMemory | undefined,
  stateOf: (questions: Questions, declaration: Declaration) => DeclarationState,
): Questions;
