/** Reverse-mode differentiation of recorded computations, by the gradient rules of the ops. */
import { joinArguments, type OpLookup } from "./any-op.ts";
import type { OpName, Ops, TensorShape } from "./ops.ts";
import { sameShape } from "./tensor.ts";

/** A computation that is being written down: its nodes in topological order, and the ops that add to them. */
export interface Tape<N> {
  readonly ops: Ops<N>;
  readonly nodes: readonly N[];
}

type TapeNode = { readonly id: number; readonly shape: TensorShape } & (
  | {
      readonly kind: "op";
      readonly op: OpName;
      readonly inputs: readonly number[];
      readonly settings: readonly unknown[];
    }
  | { readonly kind: "leaf" | "operand" }
);

export interface Seed<N> {
  readonly node: N;
  readonly upstream: N;
}

/**
 * dL/d(each of `towards`), as new nodes of the same tape, of the shapes of `towards`, given dL/d(some nodes); `undefined`
 * where no gradient arrives. Nothing is computed for nodes that do not lead from `towards` to the seeds.
 */
export function pullback<N extends TapeNode>(
  lookup: OpLookup,
  { ops, nodes }: Tape<N>,
  seeds: readonly Seed<N>[],
  towards: readonly N[],
): readonly (N | undefined)[] {
  const last = Math.max(...seeds.map(({ node }) => node.id));
  const forward = nodes.slice(0, last + 1);
  const active = dependents(forward, towards);
  const arrived = new Map<number, N[]>();
  const arrive = (id: number, gradient: N): void => {
    arrived.set(id, [...(arrived.get(id) ?? []), gradient]);
  };
  for (const { node, upstream } of seeds) arrive(node.id, upstream);
  const totalAt = (id: number): N | undefined => {
    const parts = arrived.get(id);
    return parts === undefined ? undefined : total(ops, nodes, parts);
  };
  for (const node of forward.toReversed()) {
    if (node.kind !== "op" || !active.has(node.id)) continue;
    const upstream = totalAt(node.id);
    if (upstream === undefined) continue;
    arrived.set(node.id, [upstream]);
    const op = lookup(node.op);
    const inputs = node.inputs.map((id) => nodes[id]);
    const gradients = op.gradient(ops, upstream, node as N, ...joinArguments(op, inputs, node.settings));
    inputs.forEach((input, place) => {
      const gradient = gradients[place];
      if (gradient !== undefined && active.has(input.id)) {
        arrive(input.id, sumTo(ops, gradient, input.shape));
      }
    });
  }
  return towards.map((node) => totalAt(node.id));
}

/** Everything that changes when one of `towards` does. */
function dependents<N extends TapeNode>(
  forward: readonly N[],
  towards: readonly TapeNode[],
): ReadonlySet<number> {
  const found = new Set(towards.map((node) => node.id));
  for (const node of forward) {
    if (node.kind === "op" && node.inputs.some((input) => found.has(input))) found.add(node.id);
  }
  return found;
}

/** Adds up what a broadcast had multiplied: the gradient of an operand has the operand's shape. */
function sumTo<N extends TapeNode>(ops: Ops<N>, gradient: N, shape: TensorShape): N {
  const added = gradient.shape.length - shape.length;
  const stretchedAxes = gradient.shape.flatMap((size, axis) =>
    size !== 1 && (axis < added || shape[axis - added] === 1) ? [axis] : [],
  );
  const summed = stretchedAxes.length === 0 ? gradient : ops.sum(gradient, stretchedAxes);
  return sameShape(summed.shape, shape) ? summed : ops.reshape(summed, shape);
}

/** A range of one axis that is not 0, as the gradient of a slice is. */
interface Strip<N> {
  readonly content: N;
  readonly axis: number;
  readonly start: number;
  readonly end: number;
}

/** The sum. The gradients of slices that lie side by side are put together instead of being added. */
function total<N extends TapeNode>(ops: Ops<N>, nodes: readonly N[], parts: readonly N[]): N {
  const [first, ...others] = parts;
  if (others.length === 0) return first;
  const strips = parts.map((part) => stripOf(nodes, part)).sort((a, b) => (a?.start ?? 0) - (b?.start ?? 0));
  const pieces: N[] = [];
  let at = 0;
  for (const strip of strips) {
    if (strip === undefined || strip.axis !== strips[0]?.axis || strip.start < at) {
      return others.reduce((sum, part) => ops.add(sum, part), first);
    }
    if (strip.start > at) pieces.push(ops.constant(0, first.shape.with(strip.axis, strip.start - at)));
    pieces.push(strip.content);
    at = strip.end;
  }
  const axis = strips[0]?.axis ?? 0;
  const rest = first.shape[axis] - at;
  if (rest > 0) pieces.push(ops.constant(0, first.shape.with(axis, rest)));
  return ops.concat(pieces, axis);
}

function stripOf<N extends TapeNode>(nodes: readonly N[], node: N): Strip<N> | undefined {
  if (node.kind !== "op" || node.op !== "pad" || node.settings[1] !== 0) return undefined;
  const padding = node.settings[0] as readonly (readonly [number, number])[];
  const padded = padding.flatMap(([before, after], axis) => (before > 0 || after > 0 ? [axis] : []));
  const [axis] = padded;
  if (axis === undefined || padded.length > 1) return undefined;
  const [start, after] = padding[axis];
  return { content: nodes[node.inputs[0]], axis, start, end: node.shape[axis] - after };
}
