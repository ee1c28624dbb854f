/** The tensors of a program: leaves and outputs by name, and what lies between them. */
import type { LeafNode, Program } from "../../graph/graph.ts";
import { assert } from "../../ops/assert.ts";
import { elementsOf, type TensorShape } from "../../ops/ops.ts";
import type { TensorId } from "../kernels/kernel.ts";
import { sameShape } from "./view.ts";

export type TensorRole = LeafNode["role"] | "output" | LoopRole | "intermediate";

/** In a loop: a state that goes from step to step; one step's part of a tensor outside, which has no memory of its own. */
export type LoopRole = "carry" | "part";

export interface TensorInfo {
  readonly role: TensorRole;
  readonly shape: TensorShape;
  readonly name?: string;
}

export interface TensorTable {
  readonly tensors: readonly TensorInfo[];
  readonly byName: ReadonlyMap<string, TensorId>;
  leaf(leaf: LeafNode): TensorId;
  output(name: string, shape: TensorShape): TensorId;
  intermediate(shape: TensorShape): TensorId;
  looped(role: LoopRole, shape: TensorShape): TensorId;
  /** The leaf that an update of this name stores into. */
  updated(name: string): {
    readonly tensor: TensorId;
    readonly role: TensorRole;
    readonly shape: TensorShape;
  };
}

/** Starts with every leaf of the program, also those that only an update mentions. */
export function tensorTable(program: Program): TensorTable {
  const tensors: TensorInfo[] = [];
  const byName = new Map<string, TensorId>();
  const named = (name: string, shape: TensorShape, role: TensorRole): TensorId => {
    const known = byName.get(name);
    if (known !== undefined) {
      if (role === "batch") {
        // Procedures for fewer rows use the first rows of the largest batch.
        if (elementsOf(shape) > elementsOf(tensors[known].shape)) tensors[known] = { role, shape, name };
      } else assert(sameShape(tensors[known].shape, shape), `"${name}" has one shape in all procedures`);
      return known;
    }
    const tensor = tensors.push({ role, shape, name }) - 1;
    byName.set(name, tensor);
    return tensor;
  };
  const table: TensorTable = {
    tensors,
    byName,
    leaf: (leaf) => named(leaf.name, leaf.shape, leaf.role),
    output: (name, shape) => named(name, shape, "output"),
    intermediate: (shape) => tensors.push({ role: "intermediate", shape }) - 1,
    looped: (role, shape) => tensors.push({ role, shape }) - 1,
    updated(name) {
      const tensor = byName.get(name);
      assert(tensor !== undefined, `an update names a weight or state: "${name}"`);
      const { role, shape } = tensors[tensor];
      assert(role === "weight" || role === "state", `an update stores into a weight or state: "${name}"`);
      return { tensor, role, shape };
    },
  };
  for (const { graph } of program.procedures)
    for (const node of graph.nodes) if (node.kind === "leaf") table.leaf(node);
  return table;
}

export const bytesOf = (shape: TensorShape): number => 4 * elementsOf(shape);
