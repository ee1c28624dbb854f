/** What running a program looks like, whoever runs it: the compiled WebAssembly module or the plain interpreter. */
import type { TensorShape } from "../ops/ops.ts";
import type { Program } from "./graph.ts";

export interface Executable {
  /** Every leaf and output by name, with its shape; a batch leaf with the most rows that a procedure takes. */
  readonly tensors: ReadonlyMap<string, TensorShape>;
  /** Copies a leaf's or an output's present value out, row-major. Outputs are named "procedure:output". */
  read(name: string): Float32Array;
  /** Copies numbers into a leaf, row-major; into a batch leaf also fewer rows than it has, from the first on. */
  write(name: string, values: ArrayLike<number>): void;
  /** Runs one procedure once, on whatever its batch leaves hold. */
  call(procedure: string): void;
  /** Gives the rows that `train` draws its batches from: one array a batch leaf, row-major, `rows` rows each. */
  setData(rows: number, columns: Readonly<Record<string, ArrayLike<number>>>): void;
  /**
   * Runs training steps from `cursor` on: each step draws the next `batch` rows of the epoch's order (shuffled by
   * the run's generator or as they lie), fills the batch leaves and calls the step procedure; a last, smaller batch
   * of an epoch calls the ragged procedure. Stops early at a non-finite loss and, if asked, at the end of an epoch.
   */
  train(request: TrainRequest): TrainReply;
  /** Bytes of memory in use, of code, and milliseconds spent on making both. */
  readonly cost: { readonly memoryBytes: number; readonly codeBytes: number };
}

export interface TrainRequest {
  readonly steps: number;
  /** The run's place: the number of steps done so far. With `seed` it decides rows and random numbers of the next step. */
  readonly cursor: number;
  readonly seed: number;
  readonly shuffle: boolean;
  readonly stopAtEpochEnd: boolean;
}

export interface TrainReply {
  readonly stepsDone: number;
  /** Loss of each step done, in order; the last one is not finite if the run diverged. */
  readonly losses: Float32Array;
  readonly diverged: boolean;
}

/** How `train` finds its way through the data. */
export interface TrainingLoop {
  /** Name of the procedure for a full batch, and of its output that holds the mean loss. */
  readonly step: string;
  /** The procedure for the last, smaller batch of an epoch, with batch leaves of the same names and fewer rows; absent if the rows divide evenly. */
  readonly ragged?: string;
  readonly lossOutput: string;
  readonly batch: number;
  readonly rows: number;
}

/** Makes a program runnable: compiles it, or interprets it. */
export type MakeExecutable = (program: Program, loop?: TrainingLoop) => Executable | Promise<Executable>;
