/** Lowers a loop over time: its step becomes kernels that are written once and find their place in memory by the time. */
import type { GraphNode, LeafNode, Procedure } from "../../graph/graph.ts";
import { assert } from "../../ops/assert.ts";
import { type Body, type Loop, partsOf } from "../../ops/loop.ts";
import { elementsOf, type TensorShape } from "../../ops/ops.ts";
import type { Core, Expression, Kernel, Operand, Store, TensorId } from "../kernels/kernel.ts";
import { coreOperands } from "../kernels/kernel.ts";
import type { TensorTable } from "./tensor-table.ts";
import { contiguous } from "./view.ts";

export interface LoopToLower {
  readonly loop: Loop;
  /** In row order, though not always from a tensor's beginning. */
  readonly operands: readonly Operand[];
  readonly output: TensorId;
  readonly tensors: TensorTable;
  readonly lower: (procedure: Procedure, tensors: TensorTable) => readonly Kernel[];
}

/** What stands for a part of a tensor outside: where it is at time 0, and how far each step of time moves it. */
interface Outside {
  readonly tensor: TensorId;
  readonly offset: number;
  readonly turn: number;
}

/**
 * The step is lowered as a procedure of its own, which updates the states in place. Elements of sequences, what stays the
 * same and what is stacked are tensors without memory there; afterwards they are replaced by what they stand for.
 */
export function lowerLoop({ loop, operands, output, tensors, lower }: LoopToLower): Kernel {
  const { states, sequences, body } = loop;
  const parts = partsOf(loop);
  const outside = new Map<TensorId, Outside>();
  const standIn = (shape: TensorShape, where: Outside): TensorId => {
    const tensor = tensors.looped("part", shape);
    outside.set(tensor, where);
    return tensor;
  };
  const shapes = operandShapes(body);
  const inside = shapes.map((shape, place) => {
    if (place < states) return tensors.looped("carry", shape);
    const { tensor, view } = operands[place];
    const turn = place < states + sequences ? elementsOf(shape) : 0;
    return standIn(shape, { tensor, offset: view.offset, turn });
  });
  const stacked = body.results.map((id, place) => {
    const { shape } = body.nodes[id];
    const where = { tensor: output, offset: parts[place].start, turn: elementsOf(shape) };
    return place < states ? undefined : standIn(shape, where);
  });
  const table: TensorTable = {
    ...tensors,
    leaf: ({ name }) => inside[Number(name)],
    output: (name) => stacked[Number(name.slice(STEP.length + 1))] as TensorId,
    updated: (name) => ({ tensor: inside[Number(name)], role: "state", shape: shapes[Number(name)] }),
  };
  const kernels = lower(stepProcedure(loop), table);
  const states0 = shapes.slice(0, states);
  return {
    core: {
      kind: "loop",
      turns: loop.turns,
      reverse: loop.reverse,
      before: states0.map((shape, place) =>
        copy(shape, operands[place], { tensor: inside[place], view: contiguous(shape) }),
      ),
      body: kernels.map((kernel) => placed(kernel, outside)),
      after: states0.map((shape, place) =>
        copy(
          shape,
          { tensor: inside[place], view: contiguous(shape) },
          { tensor: output, view: { ...contiguous(shape), offset: parts[place].start } },
        ),
      ),
      operands,
    },
    shape: [parts.at(-1)?.end ?? 0],
    stores: [
      { tensor: output, view: contiguous([parts.at(-1)?.end ?? 0]), value: { kind: "core" }, flush: false },
    ],
  };
}

const STEP = "step";

const operandShapes = ({ nodes }: Body): readonly TensorShape[] =>
  nodes.flatMap((node) => (node.kind === "operand" ? [node.shape] : []));

/** Leaves, outputs and updates are named by their places. */
function stepProcedure({ body, states }: Loop): Procedure {
  const nodes = body.nodes.map((node): GraphNode => {
    if (node.kind === "op") return node;
    const role: LeafNode["role"] = node.place < states ? "state" : "batch";
    return { kind: "leaf", id: node.id, role, name: `${node.place}`, shape: node.shape };
  });
  const named = body.results.map((id, place) => [`${place}`, id] as const);
  return {
    name: STEP,
    graph: { nodes },
    outputs: Object.fromEntries(named.slice(states)),
    updates: Object.fromEntries(named.slice(0, states)),
  };
}

const copy = (shape: TensorShape, from: Operand, to: Operand): Kernel => ({
  core: { kind: "elementwise" },
  shape,
  stores: [{ ...to, value: { kind: "load", ...from }, flush: false }],
});

/** The kernel with every stand-in replaced. */
function placed(kernel: Kernel, outside: ReadonlyMap<TensorId, Outside>): Kernel {
  const move = <O extends Operand>(operand: O): O => {
    const where = outside.get(operand.tensor);
    if (where === undefined) return operand;
    const { tensor, offset, turn } = where;
    return {
      ...operand,
      tensor,
      view: { ...operand.view, offset: operand.view.offset + offset, ...(turn === 0 ? {} : { turn }) },
    };
  };
  // Shared parts of expressions stay shared.
  const known = new Map<Expression, Expression>();
  const moved = (expression: Expression): Expression => {
    const before = known.get(expression);
    if (before !== undefined) return before;
    const after =
      expression.kind === "op"
        ? { ...expression, inputs: expression.inputs.map(moved) }
        : expression.kind === "load"
          ? move(expression)
          : expression;
    known.set(expression, after);
    return after;
  };
  const stores = kernel.stores.map((store): Store => move({ ...store, value: moved(store.value) }));
  return { ...kernel, stores, core: placedCore(kernel.core, move, moved, outside) };
}

function placedCore(
  core: Core,
  move: (operand: Operand) => Operand,
  moved: (expression: Expression) => Expression,
  outside: ReadonlyMap<TensorId, Outside>,
): Core {
  if (core.kind === "reduce") return { ...core, input: moved(core.input) };
  if (core.kind === "matmul") return { ...core, a: move(core.a), b: move(core.b) };
  assert(
    coreOperands(core).every(({ tensor }) => !outside.has(tensor)),
    "windows and loops inside a loop work on the step's own results",
  );
  return core;
}
