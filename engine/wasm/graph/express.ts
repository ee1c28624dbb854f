/** Writes a node as an expression over a kernel's places: loads of what is in memory, and the ops from there on. */
import type { GraphNode, OpNode } from "../../graph/graph.ts";
import { assert } from "../../ops/assert.ts";
import { elementsOf, type TensorShape } from "../../ops/ops.ts";
import type { Expression, TensorId } from "../kernels/kernel.ts";
import { operandOf } from "./clusters.ts";
import { isElementwise, isMovement } from "./node-kinds.ts";
import { movementOf } from "./prepare.ts";
import { contiguous, isContiguous, type Movement, moveAll, sameShape, type View, viewKey } from "./view.ts";

/** Where the nodes of a procedure are, as one kernel sees them. */
export interface Surroundings {
  readonly nodes: readonly GraphNode[];
  /** The tensor that holds a leaf, or a stored node that some other kernel computes. */
  readonly tensorOf: (node: GraphNode) => TensorId | undefined;
  /** The node whose value the kernel's core computes. */
  readonly core: OpNode | undefined;
}

/** Thrown where a node must be stored after all, because a movement lies across it that no strides can express. */
export class NotExpressible extends Error {
  readonly node: number;
  constructor(node: number) {
    super(`node ${node} cannot be computed through its movements`);
    this.node = node;
  }
}

export interface Expresser {
  /** The node seen through movements that end at `shape`. Throws `NotExpressible`. */
  express(id: number, movements: readonly Movement[], shape: TensorShape): Expression;
}

export function expresser({ nodes, tensorOf, core }: Surroundings): Expresser {
  const known = new Map<string, Expression>();

  function express(id: number, movements: readonly Movement[], shape: TensorShape): Expression {
    const node = nodes[id];
    if (node.kind === "op" && isMovement(node.op)) {
      return express(node.inputs[0], [movementOf(node), ...movements], shape);
    }
    if (node.kind === "op" && node.op === "constant")
      return { kind: "constant", value: node.settings[0] as number };
    const view = moveAll(contiguous(node.shape), movements);
    assert(view !== undefined, "whoever asks for a node has checked its movements");
    const key = `${id}/${viewKey(view)}`;
    const expression = known.get(key) ?? make(node, view, movements, shape);
    known.set(key, expression);
    return expression;
  }

  function make(node: GraphNode, view: View, movements: readonly Movement[], shape: TensorShape): Expression {
    const tensor = tensorOf(node);
    if (tensor !== undefined) return { kind: "load", tensor, view };
    assert(node.kind === "op", "every leaf has a tensor");
    if (node === core) {
      assert(isContiguous(view), "a kernel's result is used in its own order");
      return { kind: "core" };
    }
    if (!isElementwise(node.op)) throw new NotExpressible(node.id);
    if (node.op === "range") return { kind: "place", view };
    if (node.op === "uniform") return { kind: "uniform", stream: node.settings[1] as number, view };
    return { kind: "op", op: node.op, inputs: operands(node, view, movements, shape) };
  }

  function operands(
    node: OpNode,
    view: View,
    movements: readonly Movement[],
    shape: TensorShape,
  ): Expression[] {
    // Movements that change nothing but the number of axes are one reshape, which more views can follow.
    const isWhole = isContiguous(view) && elementsOf(view.shape) === elementsOf(node.shape);
    const onward: readonly Movement[] = !isWhole
      ? movements
      : sameShape(node.shape, shape)
        ? []
        : [{ kind: "reshape", shape }];
    const expressions = node.inputs.map((id) => {
      const { base, movements: own } = operandOf(nodes, node, id);
      const path = [...own, ...onward];
      // Storing this node cuts the path: the operand's own movements are expressible.
      if (moveAll(contiguous(nodes[base].shape), path) === undefined) throw new NotExpressible(node.id);
      return express(base, path, shape);
    });
    if (node.op !== "oneHot") return expressions;
    const classes = moveAll(
      {
        shape: node.shape,
        strides: node.shape.map((_, axis) => (axis === node.shape.length - 1 ? 1 : 0)),
        offset: 0,
      },
      onward,
    );
    if (classes === undefined) throw new NotExpressible(node.id);
    return [...expressions, { kind: "place", view: classes }];
  }

  return { express };
}
