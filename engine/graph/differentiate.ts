/** Reverse-mode differentiation of a traced graph, by the gradient rules of the ops. */
import { assert } from "../ops/assert.ts";
import type { TensorShape } from "../ops/ops.ts";
import { joinArguments, opNamed } from "../ops/table.ts";
import { sameShape } from "../ops/tensor.ts";
import type { GraphNode, OpNode } from "./graph.ts";
import type { Tracer } from "./trace.ts";

/**
 * d(loss)/d(each of `towards`), as new nodes of the same trace, of the shapes of `towards`. `loss` has one element.
 * Nothing is computed for nodes that do not lead from `towards` to the loss.
 */
export function differentiate(
  tracer: Tracer,
  loss: GraphNode,
  towards: readonly GraphNode[],
): readonly GraphNode[] {
  assert(
    loss.shape.every((size) => size === 1),
    "only a single number is differentiated",
  );
  const { ops } = tracer;
  const active = dependents(tracer, towards, loss.id);
  const gradients = new Map<number, GraphNode>([[loss.id, ops.constant(1, loss.shape)]]);
  const forward = tracer.nodes.slice(0, loss.id + 1);
  for (const node of forward.toReversed()) {
    const upstream = gradients.get(node.id);
    if (upstream === undefined || node.kind === "leaf" || !active.has(node.id)) continue;
    for (const [input, gradient] of inputGradients(tracer, node, upstream)) {
      if (!active.has(input.id)) continue;
      const shaped = sumTo(tracer, gradient, input.shape);
      const sofar = gradients.get(input.id);
      gradients.set(input.id, sofar === undefined ? shaped : ops.add(sofar, shaped));
    }
  }
  return towards.map((node) => gradients.get(node.id) ?? ops.constant(0, node.shape));
}

/** Everything up to `last` that changes when one of `towards` does. */
function dependents(tracer: Tracer, towards: readonly GraphNode[], last: number): ReadonlySet<number> {
  const found = new Set(towards.map((node) => node.id));
  for (const node of tracer.nodes.slice(0, last + 1)) {
    if (node.kind === "op" && node.inputs.some((input) => found.has(input))) found.add(node.id);
  }
  return found;
}

/** The operands that a gradient flows to, each with dL/d(operand) as the op's rule gives it. */
function inputGradients(
  { ops, nodes }: Tracer,
  node: OpNode,
  upstream: GraphNode,
): readonly (readonly [input: GraphNode, gradient: GraphNode])[] {
  const op = opNamed(node.op);
  const inputs = node.inputs.map((id) => nodes[id]);
  const gradients = op.gradient(
    ops,
    upstream,
    node as GraphNode,
    ...joinArguments(op, inputs, node.settings),
  );
  return inputs.flatMap((input, place) => {
    const gradient = gradients[place];
    return gradient === undefined ? [] : [[input, gradient] as const];
  });
}

/** Adds up what a broadcast had multiplied: the gradient of an operand has the operand's shape. */
function sumTo({ ops }: Tracer, gradient: GraphNode, shape: TensorShape): GraphNode {
  const added = gradient.shape.length - shape.length;
  const stretchedAxes = gradient.shape.flatMap((size, axis) =>
    size !== 1 && (axis < added || shape[axis - added] === 1) ? [axis] : [],
  );
  const summed = stretchedAxes.length === 0 ? gradient : ops.sum(gradient, stretchedAxes);
  return sameShape(summed.shape, shape) ? summed : ops.reshape(summed, shape);
}
