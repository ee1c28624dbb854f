/** Declares an activation: a function of one number, applied to every element of any shape. */
import type { Attributes, Concrete } from "../../catalog/attribute.ts";
import type { Signature } from "../../catalog/signature.ts";
import type { Ops } from "../../engine/ops/ops.ts";
import { type ActivationFamily, defineLayer, type LayerKind } from "../define.ts";

export interface ActivationSpec<A extends Attributes> extends Signature {
  readonly attributes: A;
  readonly formula: string;
  readonly family: ActivationFamily;
  readonly apply: <T>(ops: Ops<T>, x: T, attributes: Concrete<A>) => T;
  /** As written in examples, other than by the bare name: "leaky_relu(0.2)". */
  readonly examples?: readonly string[];
}

export function defineActivation<const A extends Attributes>(spec: ActivationSpec<A>): LayerKind {
  const { apply, examples = [], ...signature } = spec;
  return defineLayer({
    ...signature,
    group: "activation",
    input: "...",
    forward: (ops, { input, attributes }) => apply(ops, input, attributes),
    examples: [
      { source: spec.name, inputs: [[8]], output: [8], parameters: 0 },
      { source: spec.name, inputs: [[6, 4, 4]], output: [6, 4, 4], parameters: 0 },
      ...examples.map((source) => ({ source, inputs: [[8]], output: [8], parameters: 0 })),
    ],
  });
}
