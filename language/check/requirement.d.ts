/** `require` statements: conditions on sizes that hold, fail, or are open and then taken as given. */
import type { RequireStatement } from "../syntax/tree.ts";
import { type Frame } from "./frame.ts";
export declare function checkRequirement(frame: Frame, statement: RequireStatement, owner: string): void;
