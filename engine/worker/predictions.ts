/** What the network answers on the rows held back: which class it takes for which, and the rows it is furthest off on. */
import type { Prediction, Predictions } from "../../protocol/run.ts";
import { elementsOf } from "../ops/ops.ts";
import { largest, type Reading } from "../train/reading.ts";
import type { Run } from "../train/run.ts";
import { rowOf } from "./rows.ts";

const PIECE_ROWS = 512;
const SAMPLES = 8;
/** A table of more classes is not read any more. */
const MOST_CLASSES = 40;

/** Of at most `mostRows` rows, spread evenly. A generator: each turn looks at a piece. */
export function* predictions(run: Run, mostRows: number): Generator<undefined, Predictions> {
  const { data, step } = run;
  const { reading } = run.assembly;
  const isTest = data.rows > data.trainRows;
  const [first, available] = isTest ? [data.trainRows, data.rows - data.trainRows] : [0, data.rows];
  const rows = Math.min(available, mostRows);
  const classes = reading.kind === "values" ? 0 : reading.names.length;
  const confusion = new Float32Array(classes <= MOST_CLASSES ? classes * classes : 0);
  let samples: readonly Weighed[] = [];
  for (let done = 0; done < rows; done += PIECE_ROWS) {
    const places = Array.from(
      { length: Math.min(PIECE_ROWS, rows - done) },
      (_, at) => first + Math.floor(((done + at) * available) / rows),
    );
    const seen = answersOf(run, places);
    if (confusion.length > 0) countIn(confusion, classes, seen);
    samples = [...samples, ...seen].sort((a, b) => b.distance - a.distance).slice(0, SAMPLES);
    yield;
  }
  return { step, rows, of: available, isTest, confusion, samples: samples.map(withoutDistance) };
}

/** The answers on the given rows, in their order. */
function answersOf({ data, evaluator, assembly }: Run, rows: readonly number[]): readonly Weighed[] {
  const inputSize = data.inputs.length / data.rows;
  const labelSize = data.labels.length / data.rows;
  const outputSize = elementsOf(assembly.output);
  const inputs = new Float32Array(rows.length * inputSize);
  for (const [at, row] of rows.entries()) inputs.set(rowOf(data, row), at * inputSize);
  const outputs = evaluator.predict(inputs);
  return rows.flatMap((row, at) => {
    const output = outputs.subarray(at * outputSize, (at + 1) * outputSize);
    const label = data.labels.subarray(row * labelSize, (row + 1) * labelSize);
    return answers(assembly.reading, output, label).map((answer) => ({ ...answer, row }));
  });
}

function countIn(confusion: Float32Array, classes: number, seen: readonly Prediction[]): void {
  for (const { label, answer } of seen) {
    if (!isClass(label, classes) || !isClass(answer, classes)) continue;
    const cell = label * classes + answer;
    confusion[cell] = (confusion[cell] ?? 0) + 1;
  }
}

const isClass = (value: number, classes: number): boolean =>
  Number.isInteger(value) && value >= 0 && value < classes;

interface Weighed extends Prediction {
  /** How far off; the largest are shown. */
  readonly distance: number;
}

const withoutDistance = ({ row, label, answer, share }: Weighed): Prediction => ({
  row,
  label,
  answer,
  ...(share === undefined ? {} : { share }),
});

/** One answer for a class of each position, or for each number. */
function answers(
  reading: Reading,
  output: Float32Array,
  label: Float32Array,
): readonly Omit<Weighed, "row">[] {
  switch (reading.kind) {
    case "values":
      return Array.from(label, (value, at) => {
        const answer = output[at] ?? Number.NaN;
        const distance = Math.abs(answer - value);
        return {
          label: value,
          answer,
          distance: Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance,
        };
      });
    case "binary": {
      const [value = Number.NaN] = output;
      const second = reading.logits ? 1 / (1 + Math.exp(-value)) : value;
      return [judged(label[0] ?? 0, value > reading.threshold ? 1 : 0, [1 - second, second])];
    }
    case "classes": {
      const classes = output.length / label.length;
      return Array.from(label, (value, position) => {
        const own = output.subarray(position * classes, (position + 1) * classes);
        return judged(value, largest(own, 0, classes), reading.logits ? softmax(own) : own);
      });
    }
    default:
      return reading satisfies never;
  }
}

/** Sure and wrong comes first, unsure and right later, sure and right last. */
function judged(label: number, answer: number, shares: ArrayLike<number>): Omit<Weighed, "row"> {
  const given = shares[label] ?? 0;
  return {
    label,
    answer,
    share: shares[answer] ?? Number.NaN,
    distance: Number.isNaN(given) ? 1 : 1 - given,
  };
}

function softmax(values: Float32Array): Float32Array {
  const most = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
