/** What the convolutions of one, two and three axes share: attributes, shape rule, weights and their count. */
import { padding, size, sizes } from "../catalog/attribute.ts";
import { multiply } from "../shapes/arithmetic.ts";
import { floorDivide } from "../shapes/division.ts";
import type { Size } from "../shapes/size.ts";
import type { OutputAxis, ShapeRule, WeightSpec } from "./define.ts";
import { mustSplit } from "./divisible.ts";
import { biasFor, weightAttributes } from "./weight-attributes.ts";
import { noPadding, type Padding, slideWindows } from "./window.ts";

type Ones<N extends number> = N extends 1 ? readonly [1] : N extends 2 ? readonly [1, 1] : readonly [1, 1, 1];

/** `axes` is how many the window slides along, and `sides` what they are called together. */
export const convolutionAttributes = <const N extends 1 | 2 | 3>(axes: N, sides: string) => {
  // As many ones as there are axes, which a list made at run time does not show.
  const ones = Array.from({ length: axes }, () => 1) as unknown as Ones<N>;
  return {
    filters: size("How many patterns: the channels of the output."),
    kernel: sizes(axes, `${sides} of the window${axes === 1 ? "." : "; one number for all."}`),
    stride: sizes(axes, "How far the window moves.", { fallback: ones as never }),
    padding: padding(
      axes,
      "Zeros around the input: a number, one for each axis, or `same` to keep the size at stride 1.",
      { fallback: noPadding(axes) },
    ),
    dilation: sizes(axes, "Distance between the cells that the window looks at.", {
      fallback: ones as never,
    }),
    groups: size("Splits channels and filters into groups that do not see each other.", { fallback: 1 }),
    ...weightAttributes,
  };
};

export const convolutionForeignAttributes = {
  out_channels: "filters",
  kernel_size: "kernel",
  strides: "stride",
  dilation_rate: "dilation",
  use_bias: "bias",
  kernel_initializer: "init",
};

interface Convolution {
  readonly filters: Size;
  readonly kernel: readonly Size[];
  readonly stride: readonly Size[];
  readonly padding: Padding;
  readonly dilation: readonly Size[];
  readonly groups: Size;
}

/** [channels, ...sides] → [filters, ...places] */
export function convolutionShape(
  channels: Size,
  sides: readonly Size[],
  { filters, groups, kernel, stride, padding: around, dilation }: Convolution,
  rule: ShapeRule,
): readonly OutputAxis[] {
  splitIntoGroups(channels, filters, groups, rule);
  return [filters, ...slideWindows({ sizes: sides, kernel, stride, padding: around, dilation }, rule)];
}

export function splitIntoGroups(channels: Size, filters: Size, groups: Size, rule: ShapeRule): void {
  const split = {
    parts: groups,
    called: "groups",
    why: "Each group takes as many channels and filters as the others.",
  };
  mustSplit(rule, { size: channels, of: "input channels", ...split });
  mustSplit(rule, { size: filters, of: "filters", ...split });
}

interface Weighted<S> {
  readonly filters: S;
  readonly kernel: readonly S[];
  readonly groups: S;
}

/** One window [filters, channels / groups, ...kernel] and one bias for each filter. */
export function convolutionWeights(
  channels: Size,
  { filters, kernel, groups, bias }: Weighted<Size> & { readonly bias: Parameters<typeof biasFor>[1] },
): { readonly weight: WeightSpec; readonly bias: WeightSpec | undefined } {
  const inputs = floorDivide(channels, groups);
  const fanIn = multiply(inputs, ...kernel);
  return {
    weight: {
      shape: [filters, inputs, ...kernel],
      fanIn,
      fanOut: multiply(filters, ...kernel),
      starts: "weight",
      doc: "One window for each filter and channel.",
    },
    bias: biasFor(filters, bias, fanIn),
  };
}

/** "6·1·5·5 + 6 = 156 parameters" */
export function countConvolution(
  channels: number,
  { filters, kernel, groups, bias }: Weighted<number> & { readonly bias: unknown },
): string {
  const factors = [filters, channels / groups, ...kernel];
  const [shift, offsets] = bias === false ? ["", 0] : [` + ${filters}`, filters];
  const count = factors.reduce((product, each) => product * each, 1) + offsets;
  return `${factors.join("·")}${shift} = ${count} parameters`;
}
