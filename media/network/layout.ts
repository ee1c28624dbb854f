/** Where each part of the network is drawn: a column for every input and step, neurons as circles where they fit. */
import type { ConcreteNetwork, Span, Step } from "../../network/network.ts";

export type Column = CircleColumn | GridColumn | MapColumn;

interface AnyColumn {
  readonly tensor: string;
  readonly title: string;
  readonly kind: string;
  readonly shape: readonly number[];
  readonly units: number;
  readonly span: Span;
  readonly isOutput: boolean;
  /** Left edge of the drawing and its width, top and height, in CSS pixels. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One circle a unit, from top to bottom. */
export interface CircleColumn extends AnyColumn {
  readonly form: "circles";
  readonly radius: number;
  readonly centres: readonly number[];
}

/** One cell a unit, row by row. */
export interface GridColumn extends AnyColumn {
  readonly form: "grid";
  readonly rows: number;
  readonly columns: number;
}

/** One picture a channel, from top to bottom; only the first ones are drawn. */
export interface MapColumn extends AnyColumn {
  readonly form: "maps";
  readonly rows: number;
  readonly columns: number;
  readonly side: number;
  readonly tops: readonly number[];
}

/** A tensor that flows from one column to another, with the weights between them where they are drawn one by one. */
export interface Edge {
  readonly from: Column;
  readonly to: Column;
  readonly weights?: { readonly name: string; readonly transposed: boolean };
}

export interface NetworkLayout {
  readonly columns: readonly Column[];
  readonly edges: readonly Edge[];
  readonly width: number;
  readonly height: number;
}

const MOST_CIRCLES = 16;
const MOST_MAPS = 8;
const HEADER = 54;
const FOOTER = 8;
const NARROWEST_PITCH = 84;
const COLUMN_GAP = 32;
/** Numbers sent for the picture at most, all tensors together. */
const MOST_ACTIVATIONS = 1 << 16;

/** Room for the names of units beside the first and the last column. */
export interface Margins {
  readonly left: number;
  readonly right: number;
}

export function layoutNetwork(
  network: ConcreteNetwork,
  available: number,
  { left, right }: Margins,
): NetworkLayout {
  const parts = partsOf(network);
  const body = Math.max(...parts.map(heightOf));
  const needed = parts.map((part) => Math.max(NARROWEST_PITCH, widthOf(part) + COLUMN_GAP));
  const used = left + right + needed.reduce((sum, room) => sum + room, 0);
  const spare = Math.max(0, available - used) / parts.length;
  let x = left;
  const columns = parts.map((part, index) => {
    const room = (needed[index] ?? 0) + spare;
    x += room;
    return place(part, x - room / 2, HEADER + body / 2);
  });
  return { columns, edges: edgesOf(network, columns), width: x + right, height: HEADER + body + FOOTER };
}

/** Inputs and steps, from the front, as many as the picture's budget allows. */
export function tensorsToWatch(network: ConcreteNetwork): readonly string[] {
  let left = MOST_ACTIVATIONS;
  return partsOf(network)
    .filter(({ units }) => {
      const fits = units <= left;
      if (fits) left -= units;
      return fits;
    })
    .map(({ tensor }) => tensor);
}

/** The weights that are drawn as lines. */
export function weightsToWatch(network: ConcreteNetwork): readonly string[] {
  return network.steps.flatMap((step) => {
    const use = lineWeights(step);
    return use ? [use.name] : [];
  });
}

interface Part {
  readonly tensor: string;
  readonly title: string;
  readonly kind: string;
  readonly shape: readonly number[];
  readonly units: number;
  readonly span: Span;
  readonly isOutput: boolean;
}

function partsOf(network: ConcreteNetwork): readonly Part[] {
  const outputs = new Set(network.outputs.map(({ tensor }) => tensor));
  const inputs = network.inputs.map(({ name, shape, span }) => ({
    tensor: name,
    title: name,
    kind: "input",
    shape,
    units: product(shape),
    span,
    isOutput: false,
  }));
  const steps = network.steps.map((step) => {
    const isOutput = outputs.has(step.name);
    return {
      tensor: step.name,
      title: step.label ?? (isOutput ? "output" : step.kind),
      kind: describeKind(step),
      shape: step.shape,
      units: product(step.shape),
      span: step.span,
      isOutput,
    };
  });
  return [...inputs, ...steps];
}

export const product = (shape: readonly number[]): number => shape.reduce((all, size) => all * size, 1);

/** "dense, tanh" */
function describeKind(step: Step<number>): string {
  const activation = activationOf(step);
  return activation === undefined ? step.kind : `${step.kind}, ${activation}`;
}

/** The name of the activation that a step applies to its sum, if it applies one. */
export function activationOf(step: Step<number>): string | undefined {
  const { activation } = step.attributes;
  if (typeof activation !== "object" || !("name" in activation) || activation.name === "identity")
    return undefined;
  return activation.name;
}

type Form = "circles" | "grid" | "maps";

function formOf({ shape, units }: Pick<Part, "shape" | "units">): Form {
  if (shape.length === 3 && (shape[1] ?? 0) * (shape[2] ?? 0) > 1) return "maps";
  return units <= MOST_CIRCLES ? "circles" : "grid";
}

/** Few units are drawn large, sixteen still fit above each other. */
const radiusOf = (units: number): number => (units <= 8 ? 10 : units <= 12 ? 8 : 7);
const pitchOfCircles = (units: number): number => 2.6 * radiusOf(units);
const mapsOf = (part: Part): number => Math.min(part.shape[0] ?? 1, MOST_MAPS);
const sideOfMaps = (maps: number): number => (maps === 1 ? 112 : maps <= 4 ? 56 : 40);
const MAP_GAP = 6;

const gridColumns = (units: number): number => {
  const root = Math.sqrt(units);
  return Number.isInteger(root) ? root : Math.min(8, Math.ceil(root)) * Math.max(1, Math.round(root / 8));
};
const cellSide = (columns: number): number => Math.max(3, Math.min(11, Math.floor(84 / columns)));

function heightOf(part: Part): number {
  const form = formOf(part);
  switch (form) {
    case "circles":
      return part.units * pitchOfCircles(part.units);
    case "grid": {
      const columns = gridColumns(part.units);
      return Math.ceil(part.units / columns) * cellSide(columns);
    }
    case "maps": {
      const maps = mapsOf(part);
      return maps * (sideOfMaps(maps) + MAP_GAP) - MAP_GAP;
    }
    default:
      return form satisfies never;
  }
}

function widthOf(part: Part): number {
  const form = formOf(part);
  switch (form) {
    case "circles":
      return 2 * radiusOf(part.units);
    case "grid": {
      const columns = gridColumns(part.units);
      return columns * cellSide(columns);
    }
    case "maps":
      return sideOfMaps(mapsOf(part));
    default:
      return form satisfies never;
  }
}

/** Puts a part's middle at x, y. */
function place(part: Part, x: number, y: number): Column {
  const form = formOf(part);
  const width = widthOf(part);
  const height = heightOf(part);
  const left = x - width / 2;
  const top = y - height / 2;
  switch (form) {
    case "circles": {
      const pitch = pitchOfCircles(part.units);
      const radius = radiusOf(part.units);
      const centres = Array.from({ length: part.units }, (_, unit) => top + (unit + 0.5) * pitch);
      return { ...part, form, radius, centres, x: left, y: top, width, height };
    }
    case "grid": {
      const columns = gridColumns(part.units);
      const rows = Math.ceil(part.units / columns);
      return { ...part, form, rows, columns, x: left, y: top, width, height };
    }
    case "maps": {
      const maps = mapsOf(part);
      const side = width;
      const tops = Array.from({ length: maps }, (_, map) => top + map * (side + MAP_GAP));
      const [, rows = 1, columns = 1] = part.shape;
      return { ...part, form, rows, columns, side, tops, x: left, y: top, width, height };
    }
    default:
      return form satisfies never;
  }
}

function edgesOf(network: ConcreteNetwork, columns: readonly Column[]): readonly Edge[] {
  const byTensor = new Map(columns.map((column) => [column.tensor, column]));
  return network.steps.flatMap((step) => {
    const to = byTensor.get(step.name);
    return step.inputs.flatMap((input): Edge[] => {
      const from = byTensor.get(input);
      if (!from || !to) return [];
      const weights = lineWeights(step);
      return [weights ? { from, to, weights } : { from, to }];
    });
  });
}

/** Weights [in, out] of a dense step between two columns of circles. */
function lineWeights(step: Step<number>): { name: string; transposed: boolean } | undefined {
  const [input] = step.inputShapes;
  const use = step.weights.weight;
  if (step.kind !== "dense" || step.inputs.length !== 1 || !input || !use) return undefined;
  const drawn = [input, step.shape].every(
    (shape) => shape.length === 1 && formOf({ shape, units: product(shape) }) === "circles",
  );
  return drawn ? { name: use.name, transposed: use.transposed ?? false } : undefined;
}
