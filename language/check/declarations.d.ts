/** The names that a file declares: which declaration has which, and what is wrong with that. */
import type { Declaration, Name } from "../syntax/tree.ts";
import { type Finding } from "./finding.ts";
export interface DeclarationNames {
  readonly byName: ReadonlyMap<string, Declaration>;
  /** All names and what they are, in one text, for suggestions. */
  readonly allNames: string;
}
/** A name that is declared twice is the first declaration's. */
export declare function declarationNames(declarations: readonly Declaration[]): DeclarationNames;
/** The names under which a declaration can be referred to; an experiment's name is only read by people. */
export declare function namesOf(declaration: Declaration): readonly Name[];
export declare function reportDuplicates(
  declarations: readonly Declaration[],
  byName: ReadonlyMap<string, Declaration>,
): readonly Finding[];
/** One report a circle, at the first of its declarations, where it names the next one. */
export declare function reportCircles(
  declarations: readonly Declaration[],
  circles: ReadonlyMap<Declaration, readonly string[]>,
  resolve: (name: string) => Declaration | undefined,
): readonly Finding[];
