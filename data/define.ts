/** How a data source is declared: made on the spot from a seed, or read from files that the host hands in. */
import type { Attributes, Concrete } from "../catalog/attribute.ts";
import type { Signature } from "../catalog/signature.ts";

/** What is known of a data set before it is made: enough to check the network against it. */
export interface DataDescription {
  /** Shape of one input row: [2], [1, 28, 28]. */
  readonly input: readonly number[];
  readonly label: LabelDescription;
  /** Number of rows, where known. */
  readonly rows?: number;
  /** Names of the input's numbers, for tables. */
  readonly columns?: readonly string[];
}

export type LabelDescription =
  | { readonly kind: "classes"; readonly names: readonly string[] }
  | { readonly kind: "values"; readonly shape: readonly number[] }
  | { readonly kind: "none" };

/** Rows of numbers, as a source makes them: not yet normalised or split. */
export interface Rows {
  readonly description: DataDescription;
  readonly count: number;
  /** count × input size, row-major; NaN where a number is missing, finite everywhere else. */
  readonly inputs: Float32Array;
  /** count × 1 class numbers, or count × label size; empty without a label; NaN where it is missing. */
  readonly labels: Float32Array;
  /** What was repaired, dropped or is worth knowing, counted. Never silent. */
  readonly notes: readonly DataNote[];
}

export interface DataNote {
  readonly severity: "error" | "warning" | "information";
  readonly message: string;
  /** One-based place in the file. */
  readonly row?: number;
  readonly column?: string;
}

/** Why a source cannot give its rows: in the author's words, with what to do. */
export interface DataProblem {
  readonly problem: string;
  readonly advice: string;
  /** The attribute at fault. */
  readonly attribute?: string;
}

export const isProblem = (value: object | string): value is DataProblem =>
  typeof value === "object" && "problem" in value;

/** Hands in files by their path in the source; `undefined` while it is not read yet, a problem if it cannot be. */
export type FileReader = (path: string) => Uint8Array | DataProblem | undefined;

export interface DataContext {
  readonly seed: number;
  readonly files: FileReader;
}

export interface DataSourceSpec<A extends Attributes> extends Signature {
  readonly attributes: A;
  /** Paths it needs, so that the host can read them first. */
  readonly files: (attributes: Concrete<A>) => readonly string[];
  /** Without reading files if it can; `undefined` while a file is not there yet. */
  readonly describe: (
    attributes: Concrete<A>,
    files: FileReader,
  ) => DataDescription | DataProblem | undefined;
  readonly make: (attributes: Concrete<A>, context: DataContext) => Rows | DataProblem;
  /** Share trained on when neither data nor training says; 1 for truth tables. */
  readonly split: number;
  /** True if the numbers depend on the seed. */
  readonly seeded: boolean;
}

export type DataSource = DataSourceSpec<Attributes>;

export const defineDataSource = <const A extends Attributes>(spec: DataSourceSpec<A>): DataSource =>
  spec as unknown as DataSource;

/** Ready to train on: normalised, ordered, split. */
export interface Dataset {
  readonly description: DataDescription;
  readonly rows: number;
  readonly inputs: Float32Array;
  readonly labels: Float32Array;
  /** The first `trainRows` rows are trained on, the rest is the test set. */
  readonly trainRows: number;
  readonly notes: readonly DataNote[];
  /** How a raw number became an input: input = (raw − shift) × scale, for each input number; absent if unchanged. */
  readonly normalization?: { readonly shift: Float32Array; readonly scale: Float32Array };
}
