/** What a golden case computes, in ops, with the tensors and names that the case has. */
import type { Ops } from "../../engine/ops/ops.ts";

export interface Given<T> {
  readonly inputs: Readonly<Record<string, T>>;
  readonly params: Readonly<Record<string, T>>;
  readonly state: Readonly<Record<string, T>>;
}

export interface Results<T> {
  readonly outputs: Readonly<Record<string, T>>;
  /** New states by the case's names. */
  readonly state?: Readonly<Record<string, T>>;
}

/** Generic, since it is traced, and may be run on shapes. */
export type Model = <T>(ops: Ops<T>, given: Given<T>) => Results<T>;

/** What we have no counterpart for: the op itself, or one of its settings. */
export interface Unknown {
  readonly unknown: string;
}

export const isUnknown = (value: object): value is Unknown => "unknown" in value;
