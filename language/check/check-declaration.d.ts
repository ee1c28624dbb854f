/** Checks one declaration, or remembers what its last check said. */
import type { Declaration } from "../syntax/tree.ts";
import type { DeclarationState, Questions } from "./memory.ts";
import { type Unit } from "./unit.ts";
export declare const checkDeclaration: (questions: Questions, declaration: Declaration) => Unit;
export declare function stateOf(questions: Questions, declaration: Declaration): DeclarationState;
