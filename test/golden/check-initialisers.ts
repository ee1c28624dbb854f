/** Golden initialisers: not values but what must hold for draws. */

import type { Call } from "../../catalog/attribute.ts";
import { elementsOf } from "../../engine/ops/ops.ts";
import { initialValues } from "../../engine/train/initialise.ts";
import { initialisers } from "../../training/index.ts";
import type { GoldenCase } from "./case.ts";
import type { Unknown } from "./model.ts";

interface VarianceRow {
  readonly name: string;
  readonly shape: readonly number[];
  readonly fan_in: number;
  readonly fan_out: number;
  readonly variance: number;
  readonly bound?: number;
  readonly variance_se_one_draw: number;
}

interface PropertyRow {
  readonly shape: readonly number[];
}

/** Lines that say what is wrong, or what the case needs that we do not have. */
export function checkInitialisers(given: GoldenCase): readonly string[] | Unknown {
  switch (given.op) {
    case "initialisers":
      return checkVariances(given.values!.rows as readonly VarianceRow[]);
    case "orthogonal":
      return (given.values!.properties as readonly PropertyRow[]).flatMap(({ shape }) =>
        checkOrthogonal(shape, Number(given.values!.atol)),
      );
    default:
      return { unknown: `init ${given.op}` };
  }
}

const DRAWS = 20;
const OTHER_NAMES: Readonly<Record<string, string>> = { pytorch_default_weight: "pytorch" };

/** Rows for initialisers that we have; the others are variants (a gain, fan out) that ours do not take. */
function checkVariances(rows: readonly VarianceRow[]): readonly string[] {
  const ours = rows.filter(({ name }) => initialisers.has(OTHER_NAMES[name] ?? name));
  if (ours.length === 0) return ["no row is for an initialiser of ours"];
  return ours.flatMap((row) => {
    const init: Call = { name: OTHER_NAMES[row.name] ?? row.name, attributes: {} };
    const draws = Array.from({ length: DRAWS }, (_, seed) => drawn(init, row, seed)).flatMap((draw) => [
      ...draw,
    ]);
    const meanSquare = draws.reduce((sum, x) => sum + x * x, 0) / draws.length;
    const allowed = (5 * row.variance_se_one_draw) / Math.sqrt(DRAWS);
    const largest = draws.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    const problems: string[] = [];
    if (!(Math.abs(meanSquare - row.variance) <= allowed)) {
      problems.push(
        `${row.name} [${row.shape}]: mean square ${meanSquare}, expected ${row.variance} ± ${allowed}`,
      );
    }
    if (row.bound !== undefined && !(largest <= row.bound + 1e-7)) {
      problems.push(`${row.name} [${row.shape}]: ${largest} is beyond ${row.bound}`);
    }
    return problems;
  });
}

const drawn = (init: Call, { shape, fan_in, fan_out }: VarianceRow, seed: number): Float32Array =>
  initialValues(
    { name: "w", shape, role: "weight", init, fanIn: fan_in, fanOut: fan_out, frozen: false },
    seed,
  );

/** W Wᵀ = I with W flattened to [out, rest]; Wᵀ W = I if there are more rows than columns. */
function checkOrthogonal(shape: readonly number[], tolerance: number): readonly string[] {
  const init: Call = { name: "orthogonal", attributes: { gain: 1 } };
  const columns = elementsOf(shape.slice(1));
  const w = drawn(
    init,
    { name: "w", shape, fan_in: columns, fan_out: 1, variance: 0, variance_se_one_draw: 0 },
    1,
  );
  const rows = shape[0]!;
  const isWide = rows <= columns;
  const at = (vector: number, place: number) =>
    isWide ? w[vector * columns + place]! : w[place * columns + vector]!;
  const [count, length] = isWide ? [rows, columns] : [columns, rows];
  const problems: string[] = [];
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) {
      const product = Array.from({ length }, (_, place) => at(a, place) * at(b, place)).reduce(
        (sum, x) => sum + x,
      );
      const want = a === b ? 1 : 0;
      if (!(Math.abs(product - want) <= tolerance)) problems.push(`[${shape}]: ${a}·${b} is ${product}`);
    }
  }
  return problems;
}
