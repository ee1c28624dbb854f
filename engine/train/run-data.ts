/** The data set as a run sees it: rows of numbers, the first of them to train on. */

/** Any data set that is normalised, ordered and split. */
export interface RunData {
  readonly description: {
    /** Shape of one input row. */
    readonly input: readonly number[];
    readonly label: Label;
  };
  readonly rows: number;
  readonly trainRows: number;
  /** rows × input size, row-major. */
  readonly inputs: Float32Array;
  /** rows × label size: class numbers or values. */
  readonly labels: Float32Array;
}

export type Label =
  | { readonly kind: "classes"; readonly names: readonly string[] }
  | { readonly kind: "values"; readonly shape: readonly number[] }
  | { readonly kind: "none" };
