/** Writes a computation in ops down as data, to be repeated or differentiated. */
import { type AnyOp, joinArguments, splitArguments } from "./any-op.ts";
import { makeOps } from "./interpret.ts";
import type { Body, BodyNode, BodyOp, BodyOperand } from "./loop.ts";
import type { TensorShape } from "./ops.ts";
import type { Tape } from "./pullback.ts";

export interface Recording extends Tape<BodyNode> {
  operand(shape: TensorShape): BodyOperand;
}

export function startRecording(): Recording {
  const nodes: BodyNode[] = [];
  const apply = (op: AnyOp, args: readonly unknown[]): BodyNode => {
    const { tensors, settings } = splitArguments<BodyNode>(op, args);
    const shape = op.shape(...joinArguments(op, tensors.map(shapeOf), settings));
    const inputs = tensors.map((node) => node.id);
    const node: BodyOp = { kind: "op", id: nodes.length, op: op.name, inputs, settings, shape };
    nodes.push(node);
    return node;
  };
  let operands = 0;
  const operand = (shape: TensorShape): BodyOperand => {
    const node = { kind: "operand", id: nodes.length, place: operands++, shape } as const;
    nodes.push(node);
    return node;
  };
  return { ops: makeOps(shapeOf, apply), nodes, operand };
}

const shapeOf = (node: BodyNode): TensorShape => node.shape;

/** What the results need, from the given nodes on: those become the operands, in the order given. */
export function extract(
  nodes: readonly BodyNode[],
  operands: readonly number[],
  results: readonly number[],
): Body {
  const taken = new Set(operands);
  const needed = new Set(results);
  for (const node of nodes.toReversed()) {
    if (node.kind !== "op" || !needed.has(node.id) || taken.has(node.id)) continue;
    for (const input of node.inputs) needed.add(input);
  }
  const kept: BodyNode[] = operands.map((id, place) => ({
    kind: "operand",
    id: place,
    place,
    shape: nodes[id].shape,
  }));
  const placeOf = new Map(operands.map((id, place) => [id, place]));
  for (const node of nodes) {
    if (node.kind !== "op" || !needed.has(node.id) || taken.has(node.id)) continue;
    const inputs = node.inputs.map((id) => placeOf.get(id) as number);
    placeOf.set(node.id, kept.length);
    kept.push({ ...node, id: kept.length, inputs });
  }
  return { nodes: kept, results: results.map((id) => placeOf.get(id) as number) };
}
