/** The gradient of a traced loss. */
import { assert } from "../ops/assert.ts";
import { pullback } from "../ops/pullback.ts";
import { opNamed } from "../ops/table.ts";
import type { GraphNode } from "./graph.ts";
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
  const seeds = [{ node: loss, upstream: ops.constant(1, loss.shape) }];
  return pullback(opNamed, tracer, seeds, towards).map(
    (gradient, place) => gradient ?? ops.constant(0, towards[place].shape),
  );
}
