/** How a layer kind is declared: once, with everything that checks, hovers, counts, trains and documents it. */
import type { Attributes, Call, Concrete, Symbolic } from "../catalog/attribute.ts";
import type { Signature } from "../catalog/signature.ts";
import type { Ops, TensorShape } from "../engine/ops/ops.ts";
import type { Shape, Size } from "../shapes/size.ts";

export type LayerGroup =
  | "activation"
  | "dense"
  | "convolution"
  | "pooling"
  | "shape"
  | "normalisation"
  | "noise"
  | "sequence"
  | "operator";

/**
 * The axes a layer works on, by name, outermost first: "channels height width". A `...` before or after the names stands for
 * any axes that pass through unchanged, none included; "..." alone takes any shape, and nothing passes by itself.
 */
export type AxisPattern = string;

/** `relu`: silences one side and keeps a slope near 1 on the other. */
export type ActivationFamily = "relu" | "saturating" | "linear";

export interface LayerSpec<
  Input extends AxisPattern,
  A extends Attributes,
  W extends string,
  S extends string,
> extends Signature {
  readonly group: LayerGroup;
  readonly attributes: A;
  readonly input: Input;
  /** How many tensors it takes; 1 unless stated. `concat` takes { min: 2 }, `+` takes { min: 2, max: 2 }. */
  readonly arity?: { readonly min: number; readonly max?: number };
  /** It takes whole numbers 0 … n − 1. The checker fills in n, where the input says it, as the attribute `vocabulary`. */
  readonly tokens?: true;
  /** The formula with names, for hovers: "y = f(x · W + b)". */
  readonly formula: string;
  /** The arithmetic with this application's numbers, for hovers: "1·28·28 = 784 features". Absent: the formula says it all. */
  readonly arithmetic?: (axes: Axes<Input>, attributes: Concrete<A>) => string;
  /**
   * Sizes of the output's axes (those that the pattern names; passing axes are added; all of them for the pattern "...").
   * Absent: the shape of the input. Whatever must hold is said to `rule`, which answers for symbols too; after a failed rule the result is not used.
   */
  readonly shape?: (call: ShapeCall<Input, A>, rule: ShapeRule) => readonly OutputAxis[];
  /** Learned tensors by name, in the order in which they are listed. */
  readonly weights?: (
    axes: Axes<Input, Size>,
    attributes: Symbolic<A>,
  ) => Readonly<Record<W, WeightSpec | undefined>>;
  /** Tensors kept between steps but not learned: running statistics. Filled with one number at the start. */
  readonly state?: (axes: Axes<Input, Size>, attributes: Symbolic<A>) => Readonly<Record<S, StateSpec>>;
  /** The computation in primitive ops; tensors carry the batch axis in front. Returns the output, with new states if it has any. */
  readonly forward: <T>(ops: Ops<T>, call: ForwardCall<T, Input, A, W, S>) => T | Forwarded<T, S>;
  /** For activations: a value of its slope family, used to choose initial values ("relu" family → He, others → Xavier). */
  readonly family?: ActivationFamily;
  readonly examples: readonly LayerExample[];
}

/** A size, or a size with the arithmetic that gave it: { size: 24, by: "(28 + 2·0 − 5) / 1 + 1" }. */
export type OutputAxis = Size | { readonly size: Size; readonly by: string };

export interface ShapeCall<Input extends AxisPattern, A extends Attributes> {
  readonly axes: Axes<Input, Size>;
  /** The whole shape of each input, passing axes included. */
  readonly inputs: readonly Shape[];
  readonly attributes: Symbolic<A>;
}

/** What must hold for a layer to fit. Each has three outcomes: it holds, it fails, or it holds only for some values of a symbol. */
export interface ShapeRule {
  atLeast(size: Size, minimum: Size, problem: Problem): void;
  divides(divisor: Size, size: Size, problem: Problem): void;
  equal(a: Size, b: Size, problem: Problem): void;
  fail(problem: Problem): void;
  /** Can be computed, but is most likely not meant. */
  warn(problem: Problem): void;
}

/** What to say where a rule fails; `what` has this call's numbers in it. */
export interface Problem {
  readonly kind:
    | "window-too-large"
    | "not-divisible"
    | "sizes-differ"
    | "wrong-axis"
    | "wrong-attribute"
    | "grows"
    | "count-differs";
  readonly what: string;
  readonly why: string;
  readonly advice: string;
  /** The axis or the attribute at fault. */
  readonly axis?: string;
  readonly attribute?: string;
}

export interface WeightSpec {
  readonly shape: Shape;
  /** How many numbers flow into and out of one unit: what He's and Xavier's rules divide by. */
  readonly fanIn: Size;
  readonly fanOut: Size;
  /** `weight`: by the `init` attribute or the rule for the activation. `bias`: zeros or the `bias` attribute. A call: always that. */
  readonly starts: "weight" | "bias" | Call;
  /** The label of the layer whose weight of the same name is used instead, its two axes swapped. */
  readonly tied?: string;
  readonly doc: string;
}

export interface StateSpec {
  readonly shape: Shape;
  readonly starts: number;
  readonly doc: string;
}

export interface ForwardCall<
  T,
  Input extends AxisPattern,
  A extends Attributes,
  W extends string,
  S extends string,
> {
  /** The first input; all of them in `inputs`. Shape [batch, ...]. `axes` are the first input's. */
  readonly input: T;
  readonly inputs: readonly T[];
  /** Those that `weights` gave a specification for. */
  readonly weights: Readonly<Record<W, T>>;
  readonly state: Readonly<Record<S, T>>;
  readonly axes: Axes<Input>;
  readonly attributes: Concrete<A>;
  /** Applies the `activation` attribute. */
  readonly activate: (x: T) => T;
  readonly training: boolean;
  /** Different for each application in a network: the stream its random numbers come from. */
  readonly stream: number;
}

export interface Forwarded<T, S extends string> {
  readonly output: T;
  readonly state: Readonly<Record<S, T>>;
}

/** A line of source that must check, and what it must check to; shown in the reference and run by the tests. */
export interface LayerExample {
  /** As a stage, or as an expression over `x` and `y`: "dense(8, tanh)", "x + y". */
  readonly source: string;
  readonly inputs: readonly TensorShape[];
  readonly output: TensorShape;
  readonly parameters: number;
}

/** Axis names of a pattern → sizes. */
export type Axes<Pattern extends AxisPattern, S = number> = string extends Pattern
  ? Readonly<Record<string, S>>
  : { readonly [Name in Words<Pattern>]: S };
type Words<Text extends string> = Text extends `${infer First} ${infer Rest}`
  ? Exclude<First, "..."> | Words<Rest>
  : Exclude<Text, "...">;

/** A layer kind as the registry keeps it, its own attribute names forgotten. */
export type LayerKind = LayerSpec<AxisPattern, Attributes, string, string>;

/** Checks a declaration against its own types, and forgets them. */
export function defineLayer<
  const Input extends AxisPattern,
  const A extends Attributes,
  W extends string = never,
  S extends string = never,
>(spec: LayerSpec<Input, A, W, S>): LayerKind {
  // The registry's users look attributes and axes up by name; the declaration itself was checked just now.
  return spec as unknown as LayerKind;
}
