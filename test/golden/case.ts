/** Golden cases: expected numbers made by another framework, as they lie in a folder of JSON files. */
import { readFileSync } from "node:fs";
import path from "node:path";

export interface GoldenTensor {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

export type Tensors = Readonly<Record<string, GoldenTensor>>;

export interface GoldenCase {
  readonly id: string;
  readonly kind: string;
  readonly op: string;
  /** Every setting the op needs. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly inputs?: Tensors;
  readonly params?: Tensors;
  readonly state?: Tensors;
  readonly outputs?: Tensors;
  /** The gradients are those of Σ upstream × output. */
  readonly upstream?: Tensors;
  readonly grads?: Tensors;
  readonly state_after?: Tensors;
  readonly train?: GoldenTraining;
  readonly values?: Readonly<Record<string, unknown>>;
  readonly tol?: Tolerance;
}

export interface GoldenTraining {
  readonly loss: string;
  readonly target: GoldenTensor;
  readonly optimizer: Readonly<Record<string, unknown>> & { readonly name: string };
  /** Before each step. */
  readonly losses: readonly number[];
  /** By the number of steps done. */
  readonly params_after: Readonly<Record<string, Tensors>>;
}

/** |got − want| ≤ atol + rtol · |want| */
export interface Tolerance {
  readonly atol: number;
  readonly rtol: number;
}

/** All cases that the folder's index names. */
export function readCases(folder: string): readonly GoldenCase[] {
  const read = (file: string): unknown => JSON.parse(readFileSync(path.join(folder, file), "utf8"));
  const index = read("index.json") as { readonly cases: readonly { readonly file: string }[] };
  return index.cases.map(({ file }) => read(file) as GoldenCase);
}
