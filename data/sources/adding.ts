/** `adding`: the sum of two marked numbers in a long sequence, after Hochreiter & Schmidhuber (1997). */
import { size } from "../../catalog/attribute.ts";
import { type DataDescription, defineDataSource } from "../define.ts";
import { drawsFor } from "../draws.ts";

export const adding = defineDataSource({
  name: "adding",
  doc: "Sequences of pairs: a number from 0 to 1, and a mark that is 1 twice, once in each half, and 0 elsewhere. The target is the sum of the two marked numbers. Always answering 1 has a mean squared error of 1/6.",
  attributes: {
    length: size("How many steps a sequence has.", { min: 2, max: 10_000, fallback: 20 }),
    sequences: size("How many sequences there are.", { min: 2, max: 1_000_000, fallback: 5000 }),
  },
  foreign: ["adding_problem"],
  split: 0.8,
  seeded: true,
  files: () => [],
  describe: ({ length, sequences }) => describe(length, sequences),
  make: ({ length, sequences }, { seed }) => {
    const draws = drawsFor(seed);
    const inputs = new Float32Array(sequences * length * 2);
    const labels = new Float32Array(sequences);
    const middle = Math.floor(length / 2);
    for (let row = 0; row < sequences; row++) {
      const start = row * length * 2;
      for (let step = 0; step < length; step++) inputs[start + 2 * step] = draws.uniform(0, 1);
      const marked = [Math.floor(draws.uniform(0, middle)), Math.floor(draws.uniform(middle, length))];
      for (const step of marked) {
        inputs[start + 2 * step + 1] = 1;
        labels[row] = (labels[row] ?? 0) + (inputs[start + 2 * step] ?? 0);
      }
    }
    return { description: describe(length, sequences), count: sequences, inputs, labels, notes: [] };
  },
});

const describe = (length: number, rows: number): DataDescription => ({
  input: [length, 2],
  label: { kind: "values", shape: [1] },
  rows,
});
