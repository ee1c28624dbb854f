/** What a command is: what it takes, what its help says, and what it does. */
import type { Terminal } from "./terminal.ts";

export interface Option {
  readonly name: string;
  /** What stands for the value in the help; absent for a flag without one. */
  readonly value?: string;
  readonly doc: string;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** `FILE`, `FILE…`, or `[NAME…]`: as many names as one likes, none included. */
  readonly operands: "one file" | "files" | "names";
  readonly options: readonly Option[];
  readonly examples: readonly string[];
  readonly run: (call: CommandCall, terminal: Terminal) => Promise<number>;
}

export interface CommandCall {
  /** The files or names, as the caller wrote them. */
  readonly operands: readonly string[];
  /** Flags without a value hold "". */
  readonly options: ReadonlyMap<string, string>;
}

/** The caller's mistake: printed with a pointer to the help, exit code 2. */
export class UsageError extends Error {}
