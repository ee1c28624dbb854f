/** The data sources, and how a data set of an experiment is made from them. */
import type { Concrete } from "../catalog/attribute.ts";
import type { DataPlan } from "../network/experiment.ts";
import { type DataProblem, type DataSource, type Dataset, type FileReader, isProblem } from "./define.ts";
import { prepare } from "./prepare.ts";
import { adding } from "./sources/adding.ts";
import { blobs } from "./sources/blobs.ts";
import { circle } from "./sources/circle.ts";
import { csv } from "./sources/csv.ts";
import { idx } from "./sources/idx.ts";
import { logic } from "./sources/logic.ts";
import { moons } from "./sources/moons.ts";
import { points } from "./sources/points.ts";
import { spiral } from "./sources/spiral.ts";
import { xor } from "./sources/xor.ts";

export const dataSources: readonly DataSource[] = [
  circle,
  spiral,
  moons,
  blobs,
  xor,
  logic,
  adding,
  points,
  csv,
  idx,
];

const byName = new Map(dataSources.map((source) => [source.name, source]));

export const findDataSource = (name: string): DataSource | undefined => byName.get(name);

/** The files that a plan needs, as written in the source. */
export function dataFiles(plan: DataPlan): readonly string[] {
  const { source, attributes } = resolve(plan);
  return source.files(attributes);
}

/** Makes, splits and scales the rows of a plan. Every file of `dataFiles` must have been read. */
export function makeDataset(plan: DataPlan, seed: number, files: FileReader): Dataset | DataProblem {
  const { source, attributes } = resolve(plan);
  const rows = source.make(attributes, { seed, files });
  return isProblem(rows) ? rows : prepare(rows, plan.settings, { seed, split: source.split });
}

function resolve(plan: DataPlan) {
  const source = findDataSource(plan.source.name);
  if (source === undefined) throw new Error(`a checked plan names a data source: ${plan.source.name}`);
  // The checker has filled in every attribute with a value of its declared type.
  return { source, attributes: plan.source.attributes as Concrete<DataSource["attributes"]> };
}
