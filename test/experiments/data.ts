/** The data of the classical experiments, row by row as they are described: nothing is shuffled, nothing drawn. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import type { RunData } from "../../engine/train/run-data.ts";

const folder = path.join(process.env.SOMA_SHARED ?? "../shared", "data");

/** Why a test that needs the file is skipped; false if it is there. */
export const without = (file: string): string | false =>
  existsSync(path.join(folder, file)) ? false : `there is no ${path.join(folder, file)}`;

function tableOf(file: string, headerLines: number): readonly (readonly number[])[] {
  const bytes = readFileSync(path.join(folder, file));
  const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  const lines = text.split("\n").slice(headerLines);
  return lines.filter((line) => line !== "").map((line) => line.split(",").map(Number));
}

interface Row {
  readonly input: readonly number[];
  readonly label: number;
}

/** The rows to train on first, then those to test on. */
export function rowsToData(
  classes: number,
  shape: readonly number[],
  train: readonly Row[],
  test: readonly Row[] = [],
): RunData {
  const all = [...train, ...test];
  const names = Array.from({ length: classes }, (_, index) => `${index}`);
  return {
    description: { input: shape, label: { kind: "classes", names } },
    rows: all.length,
    trainRows: train.length,
    inputs: Float32Array.from(all.flatMap(({ input }) => [...input])),
    labels: Float32Array.from(all, ({ label }) => label),
  };
}

/** The four corners of a square, 1 where one input is 1. */
export const xorData = rowsToData(
  2,
  [2],
  [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ].map(([a, b]) => ({ input: [a!, b!], label: a === b ? 0 : 1 })),
);

/** Two spiral arms of 100 points without noise, the second half a turn behind the first. */
export function twoSpirals(pointsAnArm = 100): RunData {
  const arm = (label: number): readonly Row[] =>
    Array.from({ length: pointsAnArm }, (_, index) => {
      const share = (index + 1) / pointsAnArm;
      const turn = 1.75 * 2 * Math.PI * share + label * Math.PI;
      return { input: [5 * share * Math.sin(turn), 5 * share * Math.cos(turn)], label };
    });
  return rowsToData(2, [2], [...arm(0), ...arm(1)]);
}

/** Two species of iris as classes 0 and 1, with the measures that are named by their columns. */
export function iris(species: readonly [number, number], columns: readonly number[]): readonly Row[] {
  return tableOf("iris.csv", 1)
    .filter((row) => species.includes(row[4]!))
    .map((row) => ({ input: columns.map((column) => row[column]!), label: species.indexOf(row[4]!) }));
}

const SIDE = 8;

/** UCI's digits: every fourth is tested on, ink from 0 to 1. `move` shifts the images tested on by [rows, columns]. */
export function digits(shape: readonly number[], move: readonly [number, number] = [0, 0]): RunData {
  const rows = tableOf("digits.csv.gz", 0).map((row) => ({
    input: row.slice(0, SIDE * SIDE).map((ink) => ink / 16),
    label: row[SIDE * SIDE]!,
  }));
  const test = rows.filter((_, index) => index % 4 === 0);
  return rowsToData(
    10,
    shape,
    rows.filter((_, index) => index % 4 !== 0),
    test.map(({ input, label }) => ({ input: moved(input, move), label })),
  );
}

/** What leaves the image is lost, what enters is empty. */
const moved = (image: readonly number[], [down, right]: readonly [number, number]): readonly number[] =>
  image.map((_, place) => {
    const [row, column] = [Math.floor(place / SIDE) - down, (place % SIDE) - right];
    const isInside = row >= 0 && row < SIDE && column >= 0 && column < SIDE;
    return isInside ? image[row * SIDE + column]! : 0;
  });
