/** What a tracer need not write down: ops that change nothing, and arithmetic on constants. */
import type { OpName, Ops, TensorShape } from "../ops/ops.ts";
import type { Tape } from "../ops/pullback.ts";
import { sameShape } from "../ops/tensor.ts";
import type { GraphNode } from "./graph.ts";

/** The node that an op's result is equal to, or `undefined` if the op has to be computed. */
export function simplify(
  { ops, nodes }: Tape<GraphNode>,
  op: OpName,
  inputs: readonly GraphNode[],
  settings: readonly unknown[],
  shape: TensorShape,
): GraphNode | undefined {
  const [a, b] = inputs;
  if (a === undefined) return undefined;
  if (op === "slice") return partOfWhole(ops, nodes, a, settings);
  if (b === undefined) return simplifyOne(ops, op, a, settings, shape);
  return simplifyTwo(ops, op, a, b, shape);
}

function simplifyOne(
  ops: Ops<GraphNode>,
  op: OpName,
  x: GraphNode,
  settings: readonly unknown[],
  shape: TensorShape,
): GraphNode | undefined {
  const constant = constantOf(x);
  switch (op) {
    case "reshape":
    case "broadcast":
      if (constant !== undefined) return filled(ops, constant, shape);
      return sameShape(x.shape, shape) ? x : undefined;
    case "sum":
      return sameShape(x.shape, shape) ? x : undefined;
    case "permute":
      return (settings[0] as readonly number[]).every((from, axis) => from === axis) ? x : undefined;
    case "neg":
      return constant === undefined ? undefined : filled(ops, -constant, shape);
    default:
      return undefined;
  }
}

/** A slice that takes everything, or exactly one of the parts that were put together, or a part of the frame around one. */
function partOfWhole(
  ops: Ops<GraphNode>,
  nodes: readonly GraphNode[],
  x: GraphNode,
  settings: readonly unknown[],
): GraphNode | undefined {
  const [axis, start, end] = settings as readonly number[];
  if (start === 0 && end === x.shape[axis]) return x;
  if (x.kind !== "op") return undefined;
  const contents = x.inputs.map((id) => nodes[id]);
  if (x.op === "concat" && x.settings[0] === axis) {
    const starts = contents.map((_, place) =>
      contents.slice(0, place).reduce((sum, part) => sum + part.shape[axis], 0),
    );
    return contents.find((part, place) => starts[place] === start && start + part.shape[axis] === end);
  }
  if (x.op !== "pad") return undefined;
  const [padding, value] = x.settings as readonly [readonly (readonly [number, number])[], number];
  if (padding.some(([before, after], other) => other !== axis && before + after > 0)) return undefined;
  const [before, inside] = [padding[axis][0], x.shape[axis] - padding[axis][1]];
  if (start === before && end === inside) return contents[0];
  const isFrame = end <= before || start >= inside;
  return isFrame ? filled(ops, value, x.shape.with(axis, end - start)) : undefined;
}

/**
 * x + 0, x − 0, x · 1, x / 1 are x; two constants are computed now. Only operations that IEEE 754 rounds exactly are
 * folded, so that the result does not depend on the host.
 */
function simplifyTwo(
  ops: Ops<GraphNode>,
  op: OpName,
  a: GraphNode,
  b: GraphNode,
  shape: TensorShape,
): GraphNode | undefined {
  const arithmetic = ARITHMETIC.get(op);
  if (arithmetic === undefined) return undefined;
  const [left, right] = [constantOf(a), constantOf(b)];
  if (left !== undefined && right !== undefined) return filled(ops, arithmetic.of(left, right), shape);
  if (right === arithmetic.neutral && sameShape(a.shape, shape)) return a;
  if (arithmetic.commutes && left === arithmetic.neutral && sameShape(b.shape, shape)) return b;
  return undefined;
}

interface Arithmetic {
  readonly of: (a: number, b: number) => number;
  readonly neutral: number;
  readonly commutes: boolean;
}

const ARITHMETIC: ReadonlyMap<OpName, Arithmetic> = new Map<OpName, Arithmetic>([
  ["add", { of: (a, b) => a + b, neutral: 0, commutes: true }],
  ["sub", { of: (a, b) => a - b, neutral: 0, commutes: false }],
  ["mul", { of: (a, b) => a * b, neutral: 1, commutes: true }],
  ["div", { of: (a, b) => a / b, neutral: 1, commutes: false }],
]);

const constantOf = (node: GraphNode): number | undefined =>
  node.kind === "op" && node.op === "constant" ? (node.settings[0] as number) : undefined;

/** A single number is always written without its shape, so that equal ones are one node. */
const filled = (ops: Ops<GraphNode>, value: number, shape: TensorShape): GraphNode =>
  shape.length === 0 ? ops.constant(value) : ops.constant(value, shape);
