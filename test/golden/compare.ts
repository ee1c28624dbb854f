/** Compares tensors with what a golden case expects. */
import type { GoldenCase, Tensors } from "./case.ts";

/** One line for each tensor that is wrong, with its worst number. */
export function compare(
  { tol = { atol: 2e-6, rtol: 2e-6 } }: GoldenCase,
  expected: Tensors,
  read: (name: string) => ArrayLike<number>,
): readonly string[] {
  return Object.entries(expected).flatMap(([name, { data }]) => {
    const got = read(name);
    if (got.length !== data.length) return [`${name} has ${got.length} numbers, expected ${data.length}`];
    const excess = data.map(
      (want, place) => Math.abs(got[place]! - want) / (tol.atol + tol.rtol * Math.abs(want)),
    );
    const worst = excess.reduce((at, value, place) => (value <= excess[at]! ? at : place), 0);
    // Written so that a NaN is a failure.
    if (data.length === 0 || excess[worst]! <= 1) return [];
    return [
      `${name}[${worst}] is ${got[worst]}, expected ${data[worst]} (${excess[worst]!.toPrecision(3)} × the tolerance)`,
    ];
  });
}
