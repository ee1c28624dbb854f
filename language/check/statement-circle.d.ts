import type { Declaration, Name } from "../syntax/tree.ts";
/** The names of a circle through `used`, which stands in an earlier statement: a → b → a. */
export declare function pathBack(declaration: Declaration, used: Name): readonly string[] | undefined;
