/** The checked network: layer applications with their shapes, the one value that editor, engine and command line start from. Plain JSON. */
import type { AttributeValue, Call } from "../catalog/attribute.ts";
import type { Size } from "../shapes/size.ts";

/** A range of the source text in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** `S` is `Size` where symbols may be left, `number` once every size is known. */
export interface Network<S = Size> {
  readonly name: string;
  readonly inputs: readonly NetworkInput<S>[];
  /** In an order in which they can be computed. */
  readonly steps: readonly Step<S>[];
  readonly outputs: readonly NetworkOutput<S>[];
  readonly weights: readonly NetworkWeight<S>[];
}

/** A network whose sizes are all numbers: what the engine takes. */
export type ConcreteNetwork = Network<number>;

/** Tensors are named by the input or the step that makes them: "x", "h1", "Residual[0].conv2d". */
export type TensorName = string;

export interface NetworkInput<S> {
  readonly name: TensorName;
  readonly shape: readonly S[];
  /** For token inputs: the numbers are whole, 0 … vocabulary − 1. */
  readonly vocabulary?: S;
  readonly span: Span;
}

export interface NetworkOutput<S> {
  readonly name: string;
  readonly tensor: TensorName;
  readonly shape: readonly S[];
}

/** One application of a layer kind. */
export interface Step<S> {
  /** Unique in the network: the label if it has one, else the kind with a number ("dense_2"); inside a block "Residual[0].conv2d". */
  readonly name: TensorName;
  /** The layer kind, or an operator: "dense", "+". */
  readonly kind: string;
  readonly label?: string;
  readonly inputs: readonly TensorName[];
  readonly inputShapes: readonly (readonly S[])[];
  readonly shape: readonly S[];
  /** Sizes of the axes that the kind's pattern names. */
  readonly axes: Readonly<Record<string, S>>;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** The kind's own weight and state names → names in the network. */
  readonly weights: Readonly<Record<string, WeightUse>>;
  /** Where it is written: the whole stage without its label, in the file that was checked. */
  readonly span: Span;
}

export interface WeightUse {
  readonly name: string;
  /** Reads the weight's two axes swapped (`tie:`). */
  readonly transposed?: boolean;
}

export interface NetworkWeight<S> {
  /** "h1.weight". */
  readonly name: string;
  readonly shape: readonly S[];
  /** `state` is kept between steps and not learned. */
  readonly role: "weight" | "bias" | "state";
  /** How it starts, with the rule already chosen; a state starts as a constant. */
  readonly init: Call;
  readonly fanIn: S;
  readonly fanOut: S;
  readonly frozen: boolean;
}
