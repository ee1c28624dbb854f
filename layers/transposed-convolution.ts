/** What the transposed convolutions share: attributes, shape rule, weights and their count. */
import { size, sizes } from "../catalog/attribute.ts";
import { add, multiply, subtract } from "../shapes/arithmetic.ts";
import { floorDivide } from "../shapes/division.ts";
import { formatSize } from "../shapes/format.ts";
import type { Size } from "../shapes/size.ts";
import { splitIntoGroups } from "./convolution.ts";
import type { OutputAxis, ShapeRule, WeightSpec } from "./define.ts";
import { biasFor, weightAttributes } from "./weight-attributes.ts";
import { factor } from "./window.ts";

type Each<N extends number, S> = N extends 1 ? readonly [S] : readonly [S, S];

/** `axes` is how many the patterns are stamped along. */
export const transposedAttributes = <const N extends 1 | 2>(axes: N, kernelDoc: string) => {
  // As many numbers as there are axes, which a list made at run time does not show.
  const each = (value: number) =>
    Array.from({ length: axes }, () => value) as unknown as Each<N, number> as never;
  return {
    filters: size("How many patterns: the channels of the output."),
    kernel: sizes(axes, kernelDoc),
    stride: sizes(axes, "How far apart neighbouring numbers of the input stamp.", { fallback: each(1) }),
    padding: sizes(axes, "How much of each edge is cut off afterwards.", { fallback: each(0), min: 0 }),
    output_padding: sizes(axes, "Rows added at the end, where several sizes would shrink to the input's.", {
      fallback: each(0),
      min: 0,
    }),
    dilation: sizes(axes, "Distance between the cells of a pattern.", { fallback: each(1) }),
    groups: size("Splits channels and filters into groups that do not see each other.", { fallback: 1 }),
    ...weightAttributes,
  };
};

interface Transposed<S> {
  readonly filters: S;
  readonly kernel: readonly S[];
  readonly stride: readonly S[];
  readonly padding: readonly S[];
  readonly output_padding: readonly S[];
  readonly dilation: readonly S[];
  readonly groups: S;
}

/** The output's size along one axis in numbers. */
export function sizeAfter(length: number, axis: number, call: Omit<Transposed<number>, "filters">): number {
  const of = (values: readonly number[]) => values[axis] ?? 1;
  const reach = of(call.dilation) * (of(call.kernel) - 1) + 1;
  return (length - 1) * of(call.stride) - 2 * of(call.padding) + reach + of(call.output_padding);
}

/** [channels, ...sides] → [filters, ...grown sides] */
export function transposedShape(
  channels: Size,
  sides: readonly Size[],
  call: Transposed<Size>,
  rule: ShapeRule,
): readonly OutputAxis[] {
  splitIntoGroups(channels, call.filters, call.groups, rule);
  const grown = sides.map((length, axis) => grow(length, axis, call));
  for (const [axis, each] of grown.entries()) {
    // Two axes with the same numbers are one question.
    if (!grown.slice(0, axis).some(({ by }) => by === each.by)) checkGrown(each, rule);
  }
  return [call.filters, ...grown.map(({ size, by }) => ({ size, by }))];
}

interface Grown {
  readonly size: Size;
  readonly by: string;
  readonly length: Size;
  readonly stride: Size;
  readonly padding: Size;
  readonly extra: Size;
}

function grow(length: Size, axis: number, call: Transposed<Size>): Grown {
  const of = (values: readonly Size[]) => values[axis] ?? 1;
  const [kernel, stride, padding] = [of(call.kernel), of(call.stride), of(call.padding)];
  const [extra, dilation] = [of(call.output_padding), of(call.dilation)];
  const reach = add(multiply(dilation, subtract(kernel, 1)), 1);
  const size = add(multiply(subtract(length, 1), stride), multiply(-2, padding), reach, extra);
  const spread = dilation === 1 ? factor(kernel) : `${factor(dilation)}·(${factor(kernel)} − 1) + 1`;
  const by = `(${factor(length)} − 1)·${factor(stride)} − 2·${factor(padding)} + ${spread} + ${factor(extra)}`;
  return { size, by, length, stride, padding, extra };
}

function checkGrown({ size, by, length, stride, padding, extra }: Grown, rule: ShapeRule): void {
  rule.atLeast(subtract(stride, 1), extra, {
    kind: "wrong-attribute",
    what: `The output padding ${formatSize(extra)} is not below the stride ${formatSize(stride)}.`,
    why: "It only chooses among the sizes that a convolution with this stride would shrink to the input's.",
    advice: "Use a smaller output padding, or a larger kernel.",
    attribute: "output_padding",
  });
  rule.atLeast(size, 1, {
    kind: "window-too-large",
    what: `The padding ${formatSize(padding)} cuts everything off: the input is ${formatSize(length)} long.`,
    why: `${by} = ${formatSize(size).replace("-", "−")}.`,
    advice: "Use less padding, or a larger kernel or stride.",
    attribute: "padding",
  });
}

/** One pattern [channels, filters / groups, ...kernel] for each channel and filter. */
export function transposedWeights(
  channels: Size,
  {
    filters,
    kernel,
    groups,
    bias,
  }: Pick<Transposed<Size>, "filters" | "kernel" | "groups"> & {
    readonly bias: Parameters<typeof biasFor>[1];
  },
): { readonly weight: WeightSpec; readonly bias: WeightSpec | undefined } {
  const outputs = floorDivide(filters, groups);
  const fanIn = multiply(floorDivide(channels, groups), ...kernel);
  return {
    weight: {
      shape: [channels, outputs, ...kernel],
      fanIn,
      fanOut: multiply(outputs, ...kernel),
      starts: "weight",
      doc: "One pattern for each channel and filter.",
    },
    bias: biasFor(filters, bias, fanIn),
  };
}

/** "3·4·2·2 + 4 = 52 parameters" */
export function countTransposed(
  channels: number,
  {
    filters,
    kernel,
    groups,
    bias,
  }: Pick<Transposed<number>, "filters" | "kernel" | "groups"> & {
    readonly bias: unknown;
  },
): string {
  const factors = [channels, filters / groups, ...kernel];
  const [shift, offsets] = bias === false ? ["", 0] : [` + ${filters}`, filters];
  const count = factors.reduce((product, each) => product * each, 1) + offsets;
  return `${factors.join("·")}${shift} = ${count} parameters`;
}
