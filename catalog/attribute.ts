/** Attributes: what an author may write in the brackets of a layer, a data source, a loss or an optimizer. */
import type { Size } from "../shapes/size.ts";

/** What kind of value is accepted, as plain data: the checker, completion, hovers and the reference all read this. */
export type AttributeType =
  /** A whole number or a size expression such as `4 * width`. */
  | { readonly kind: "size"; readonly min: number; readonly max?: number }
  /** One size for all axes, or a list with one for each. */
  | { readonly kind: "sizes"; readonly axes: number; readonly min: number }
  /** A list of sizes of any length. */
  | { readonly kind: "shape"; readonly min: number }
  /** A size for all sides, a list with one for each axis, or the word `same`. */
  | { readonly kind: "padding"; readonly axes: number }
  | { readonly kind: "number"; readonly range: NumberRange }
  | { readonly kind: "numbers" }
  | { readonly kind: "flag" }
  | { readonly kind: "choice"; readonly options: readonly string[] }
  /** The name of an activation, or a call of one: `relu`, `leaky_relu(slope: 0.1)`. */
  | { readonly kind: "activation" }
  /** The name or a call of an initialiser: `he_normal`, `normal(0.02)`. */
  | { readonly kind: "initialiser" }
  /** `true`, `false`, or an initialiser for the bias. */
  | { readonly kind: "bias" }
  /** The label of another layer. */
  | { readonly kind: "layer" }
  /** The name of a tensor. */
  | { readonly kind: "tensor" }
  /** Text in quotes. */
  | { readonly kind: "text" }
  /** A file inside the workspace, in quotes. */
  | { readonly kind: "file"; readonly extensions: readonly string[] }
  /** A column of a table: a bare word or text in quotes. */
  | { readonly kind: "column" }
  /** Points with their label: `[[0, 0] -> 0, [1, 1] -> 1]`. */
  | { readonly kind: "points" };

/** Bounds of a real number; absent means unbounded. `above`/`below` are exclusive. */
export interface NumberRange {
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
  readonly below?: number;
}

/**
 * One attribute. `Symbolic` is what shape rules get (sizes may be polynomials); `Concrete` is what `forward` gets (numbers).
 * Without a fallback the attribute is required, unless it is optional: its value is then `undefined` where it is not given.
 */
export interface Attribute<Symbolic = unknown, Concrete = unknown> {
  readonly type: AttributeType;
  readonly doc: string;
  readonly fallback?: Symbolic;
  readonly optional?: true;
  /** True for what can only be given by name, never by position. */
  readonly namedOnly?: boolean;
  /** Never set: carries the two value types for inference. */
  readonly values?: { readonly symbolic: Symbolic; readonly concrete: Concrete };
}

export type Attributes = Readonly<Record<string, Attribute>>;

export type Symbolic<A extends Attributes> = {
  readonly [K in keyof A]: A[K] extends Attribute<infer S, unknown> ? S : never;
};
export type Concrete<A extends Attributes> = {
  readonly [K in keyof A]: NonNullable<A[K]["values"]> extends { readonly concrete: infer C } ? C : never;
};

/** A named choice with attributes of its own, after checking: `leaky_relu(slope: 0.1)`, `adam(lr: 0.03)`. Plain JSON. */
export interface Call {
  readonly name: string;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** A checked attribute value as plain JSON; in a concrete network all sizes are numbers. */
export type AttributeValue =
  | number
  | boolean
  | string
  | Size
  | Call
  | readonly Size[]
  | readonly (readonly Size[])[]
  | readonly Point[];

export interface Point {
  readonly at: readonly number[];
  readonly label: number;
}

type SizesOf<N extends number> = N extends 1
  ? readonly [Size]
  : N extends 2
    ? readonly [Size, Size]
    : N extends 3
      ? readonly [Size, Size, Size]
      : readonly Size[];
type NumbersOf<N extends number> = N extends 1
  ? readonly [number]
  : N extends 2
    ? readonly [number, number]
    : N extends 3
      ? readonly [number, number, number]
      : readonly number[];

interface Options<S> {
  readonly fallback?: S;
  readonly namedOnly?: boolean;
}

const attribute = <S, C>(type: AttributeType, doc: string, options: Options<S> = {}): Attribute<S, C> => ({
  type,
  doc,
  ...options,
});

/** An attribute that may be left out without anything taking its place. */
export const optional = <S, C>(required: Attribute<S, C>): Attribute<S | undefined, C | undefined> => ({
  type: required.type,
  doc: required.doc,
  optional: true,
  ...(required.namedOnly === undefined ? {} : { namedOnly: required.namedOnly }),
});

/** The values given, and the fallbacks of those that were not. */
export function withFallbacks(
  attributes: Attributes,
  given: Readonly<Record<string, AttributeValue | undefined>>,
): Readonly<Record<string, AttributeValue | undefined>> {
  const fallbacks = Object.entries(attributes).map(([name, { fallback }]) => [name, fallback] as const);
  return { ...Object.fromEntries(fallbacks), ...given } as Readonly<
    Record<string, AttributeValue | undefined>
  >;
}

/** True for an attribute that an author must write. */
export const isRequired = ({ fallback, optional: mayBeLeftOut }: Attribute): boolean =>
  fallback === undefined && mayBeLeftOut !== true;

export const size = (
  doc: string,
  { min = 1, max, ...options }: Options<Size> & { min?: number; max?: number } = {},
) => attribute<Size, number>({ kind: "size", min, ...(max === undefined ? {} : { max }) }, doc, options);

/** Always one size an axis in the checked value, however it was written. */
export const sizes = <const N extends number>(
  axes: N,
  doc: string,
  { min = 1, ...options }: Options<SizesOf<N>> & { min?: number } = {},
) => attribute<SizesOf<N>, NumbersOf<N>>({ kind: "sizes", axes, min }, doc, options);

export const shape = (
  doc: string,
  { min = 1, ...options }: Options<readonly Size[]> & { min?: number } = {},
) => attribute<readonly Size[], readonly number[]>({ kind: "shape", min }, doc, options);

/** `"same"`, or one [before, after] pair for each axis. */
export const padding = (
  axes: number,
  doc: string,
  options?: Options<"same" | readonly (readonly [Size, Size])[]>,
) =>
  attribute<"same" | readonly (readonly [Size, Size])[], "same" | readonly (readonly [number, number])[]>(
    { kind: "padding", axes },
    doc,
    options,
  );

export const number = (doc: string, { fallback, namedOnly, ...range }: Options<number> & NumberRange = {}) =>
  attribute<number, number>({ kind: "number", range }, doc, {
    ...(fallback === undefined ? {} : { fallback }),
    ...(namedOnly === undefined ? {} : { namedOnly }),
  });

export const numbers = (doc: string, options?: Options<readonly number[]>) =>
  attribute<readonly number[], readonly number[]>({ kind: "numbers" }, doc, options);

export const flag = (doc: string, options?: Options<boolean>) =>
  attribute<boolean, boolean>({ kind: "flag" }, doc, options);

export const choice = <const Option extends string>(
  options: readonly Option[],
  doc: string,
  rest?: Options<NoInfer<Option>>,
) => attribute<Option, Option>({ kind: "choice", options }, doc, rest);

export const activation = (
  doc: string,
  options: Options<Call> = { fallback: { name: "identity", attributes: {} } },
) => attribute<Call, Call>({ kind: "activation" }, doc, options);

export const initialiser = (doc: string) =>
  optional(attribute<Call, Call>({ kind: "initialiser" }, doc, { namedOnly: true }));

export const bias = (doc: string) =>
  attribute<boolean | Call, boolean | Call>({ kind: "bias" }, doc, { fallback: true, namedOnly: true });

export const layerReference = (doc: string) =>
  optional(attribute<string, string>({ kind: "layer" }, doc, { namedOnly: true }));

/** A second input that is given by name. The checker moves it behind the other inputs: rules and `forward` find it there. */
export const tensorReference = (doc: string) =>
  optional(attribute<string, string>({ kind: "tensor" }, doc, { namedOnly: true }));

export const text = (doc: string, options?: Options<string>) =>
  attribute<string, string>({ kind: "text" }, doc, options);

export const file = (doc: string, extensions: readonly string[], options?: Options<string>) =>
  attribute<string, string>({ kind: "file", extensions }, doc, options);

export const column = (doc: string, options?: Options<string>) =>
  attribute<string, string>({ kind: "column" }, doc, options);

export const points = (doc: string) => attribute<readonly Point[], readonly Point[]>({ kind: "points" }, doc);
