/** Looks at a network without training it: losses, accuracy and the activations of every layer, in batches. */
import type { Executable, MakeExecutable } from "../graph/executable.ts";
import { elementsOf } from "../ops/ops.ts";
import type { Assembly } from "./assemble.ts";
import { TARGET } from "./objective.ts";
import { countRight } from "./reading.ts";
import type { RunData } from "./run-data.ts";

/** `accuracy` is there where the labels are classes: the share of predictions that are right. */
export interface Metrics {
  readonly loss: number;
  readonly accuracy?: number;
}

/** The numbers of some rows: `count` rows from number `first` on, each tensor row-major. */
export interface RowBatch {
  readonly first: number;
  readonly count: number;
  readonly values: ReadonlyMap<string, Float32Array>;
}

export interface Evaluator {
  /** Takes over weights and states. */
  load(weights: Pick<Executable, "read">): void;
  /** Mean loss and accuracy over `count` rows from `first` on; `undefined` if there are none. */
  measure(data: RunData, first: number, count: number): Metrics | undefined;
  /** The output of every input row, row-major. */
  predict(inputs: Float32Array): Float32Array;
  /** Hands over the named tensors for all the input rows, one batch after another. */
  visit(inputs: Float32Array, tensors: readonly string[], take: (batch: RowBatch) => void): void;
  /** The named tensors for a single input row. */
  glimpse(input: Float32Array, tensors: readonly string[]): ReadonlyMap<string, Float32Array>;
  readonly assembly: Assembly;
}

export async function makeEvaluator(assembly: Assembly, make: MakeExecutable): Promise<Evaluator> {
  const executable = await make(assembly.evaluation);
  const keptNames = new Set(
    assembly.evaluation.procedures.flatMap(({ graph }) =>
      graph.nodes.flatMap((node) => (node.kind === "leaf" && node.role !== "batch" ? [node.name] : [])),
    ),
  );
  const { input, evaluationBatch } = assembly;
  const inputSize = elementsOf(input.shape);
  const writeInput = (rows: Float32Array) => {
    // A network may ignore its input; then there is nothing to write to.
    if (executable.tensors.has(input.name)) executable.write(input.name, rows);
  };
  const readAll = (procedure: string, tensors: readonly string[], rows: number) =>
    new Map(
      tensors.map((name) => {
        const values = executable.read(`${procedure}:${name}`);
        return [name, values.subarray(0, (values.length / batchOf(procedure)) * rows)];
      }),
    );
  const batchOf = (procedure: string) => (procedure === "glimpse" ? 1 : evaluationBatch);

  const visit: Evaluator["visit"] = (inputs, tensors, take) => {
    const rows = inputs.length / inputSize;
    for (let first = 0; first < rows; first += evaluationBatch) {
      const count = Math.min(evaluationBatch, rows - first);
      writeInput(inputs.subarray(first * inputSize, (first + count) * inputSize));
      executable.call("activations");
      take({ first, count, values: readAll("activations", tensors, count) });
    }
  };

  return {
    assembly,
    load(weights) {
      for (const name of keptNames) executable.write(name, weights.read(name));
    },
    measure: (data, first, count) => measure(executable, assembly, writeInput, { data, first, count }),
    predict(inputs) {
      const size = elementsOf(assembly.output);
      const predictions = new Float32Array((inputs.length / inputSize) * size);
      visit(inputs, [assembly.outputTensor], ({ first, values }) => {
        predictions.set(values.get(assembly.outputTensor) ?? [], first * size);
      });
      return predictions;
    },
    visit,
    glimpse(row, tensors) {
      writeInput(row);
      executable.call("glimpse");
      return readAll("glimpse", tensors, 1);
    },
  };
}

interface Range {
  readonly data: RunData;
  readonly first: number;
  readonly count: number;
}

/** Sums in double precision, in the order of the rows. */
function measure(
  executable: Executable,
  { evaluationBatch, input, target, output, reading }: Assembly,
  writeInput: (rows: Float32Array) => void,
  { data, first, count }: Range,
): Metrics | undefined {
  if (count === 0) return undefined;
  const [inputSize, targetSize, outputSize] = [input.shape, target, output].map(elementsOf);
  let loss = 0;
  let weight = 0;
  let right = 0;
  let answers = 0;
  for (let start = first; start < first + count; start += evaluationBatch) {
    const rows = Math.min(evaluationBatch, first + count - start);
    const labels = data.labels.subarray(start * targetSize, (start + rows) * targetSize);
    writeInput(data.inputs.subarray(start * inputSize, (start + rows) * inputSize));
    executable.write(TARGET, labels);
    executable.call("evaluate");
    const rowLosses = executable.read("evaluate:loss");
    const rowWeights = executable.tensors.has("evaluate:weight")
      ? executable.read("evaluate:weight")
      : undefined;
    const outputs = executable.read("evaluate:output");
    for (let row = 0; row < rows; row++) {
      loss += rowLosses[row];
      weight += rowWeights?.[row] ?? 1;
      const counted = countRight(
        reading,
        outputs.subarray(row * outputSize, (row + 1) * outputSize),
        labels.subarray(row * targetSize, (row + 1) * targetSize),
      );
      right += counted?.right ?? 0;
      answers += counted?.of ?? 0;
    }
  }
  return { loss: loss / weight, ...(answers > 0 ? { accuracy: right / answers } : {}) };
}
