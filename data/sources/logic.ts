/** `logic`: the truth table of a gate, every row once. */
import { choice } from "../../catalog/attribute.ts";
import { type DataDescription, defineDataSource } from "../define.ts";

const gates = ["and", "or", "not", "xor", "nand"] as const;
type Gate = (typeof gates)[number];

const truth: Readonly<Record<Gate, (a: number, b: number) => boolean>> = {
  and: (a, b) => a + b === 2,
  or: (a, b) => a + b > 0,
  not: (a) => a === 0,
  xor: (a, b) => a !== b,
  nand: (a, b) => a + b < 2,
};

const pairs = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const;

const rowsOf = (gate: Gate): readonly (readonly number[])[] => (gate === "not" ? [[0], [1]] : pairs);

function describe(gate: Gate): DataDescription {
  const columns = gate === "not" ? ["a"] : ["a", "b"];
  return {
    input: [columns.length],
    label: { kind: "classes", names: ["0", "1"] },
    rows: rowsOf(gate).length,
    columns,
  };
}

export const logic = defineDataSource({
  name: "logic",
  doc: "The truth table of a gate: inputs 0 and 1, the class is what the gate answers. All rows are trained on.",
  attributes: { gate: choice(gates, "Which gate.") },
  split: 1,
  seeded: false,
  files: () => [],
  describe: ({ gate }) => describe(gate),
  make: ({ gate }) => {
    const rows = rowsOf(gate);
    return {
      description: describe(gate),
      count: rows.length,
      inputs: Float32Array.from(rows.flat()),
      labels: Float32Array.from(rows, ([a = 0, b = 0]) => (truth[gate](a, b) ? 1 : 0)),
      notes: [],
    };
  },
});
