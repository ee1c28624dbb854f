/** What a workload is: a network's starting weights, the data and what is known of the result; the same for every contender. */
export type WorkloadName = "W1" | "W2" | "W3" | "W4" | "W5" | "W6";
export interface Numbers {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float32Array;
}
export interface Workload {
  readonly name: WorkloadName;
  readonly title: string;
  readonly batch: number;
  /** Batches of the data; step i takes batch i modulo this. */
  readonly batches: number;
  /** Half the mean squared error and SGD, or softmax cross-entropy and Adam (0.9, 0.999, 1e-8). */
  readonly training: "half squared error, SGD" | "cross-entropy, Adam";
  readonly learningRate: number;
  /** Floating-point operations of the matrix products of a step, both ways. */
  readonly operations: number;
  /** Loss of step 20, counted from 1, by an independent implementation. */
  readonly lossAfter20: number;
  /** Starting weights by name, in the order in which they were drawn. */
  readonly weights: Readonly<Record<string, Numbers>>;
  /** [batches, batch, …input] */
  readonly inputs: Numbers;
  /** [batches, batch, …positions]: ±1 or class numbers. */
  readonly targets: Numbers;
}
/** The weight of that name. */
export declare function weightOf({ name, weights }: Workload, weight: string): Numbers;
/** Rows and columns of a matrix. */
export declare function matrixSizes({ shape }: Numbers): readonly [number, number];
/** Names of the weight and bias of each dense layer of W1–W3: w0, b0, w1, b1, … */
export declare const denseLayers: ({ weights }: Workload) => readonly (readonly [string, string])[];
/** One batch of the inputs or targets. */
export declare function batchOf({ shape, values }: Numbers, index: number): Numbers;
