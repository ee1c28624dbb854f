/** What can be computed but is most likely not meant: a dense layer on a feature map, channels written last. */
import type { LayerKind } from "../../layers/define.ts";
import { findLayer } from "../../layers/index.ts";
import { formatShape, formatSize } from "../../shapes/format.ts";
import type { Shape } from "../../shapes/size.ts";
import { elementsOf, symbolsOf } from "../../shapes/substitution.ts";
import type { NetworkBuild } from "./draft.ts";
import { type FixDraft, replace } from "./finding.ts";
import { type Frame, here, report, type Tensor } from "./frame.ts";
import type { LayerSite } from "./layer-call.ts";
import { insertFlatten } from "./layer-fixes.ts";
import { stationsOf } from "./origin.ts";
import { hasUnknown } from "./value.ts";

export function warnAboutLayer(
  frame: Frame,
  kind: LayerKind,
  site: LayerSite,
  inputs: readonly Tensor[],
  output: Shape,
): void {
  const [input] = inputs;
  if (input?.shape === undefined || input.shape.some(hasUnknown)) return;
  if (kind.group === "dense" && input.shape.length === 3 && originOf(frame, input)?.kind !== kind.name)
    warnAboutFeatureMap(frame, site, input, input.shape, output);
  if (kind.name === "reshape") warnAboutOrder(frame, site, input, input.shape, output);
  if (kind.weights !== undefined) warnAboutOpenWeights(frame, site, input, input.shape);
  if (kind.input === "channels height width") warnAboutChannelOrder(frame, site, input);
}

function warnAboutFeatureMap(
  frame: Frame,
  site: LayerSite,
  input: Tensor,
  shape: Shape,
  output: Shape,
): void {
  report(
    frame,
    "SOMA3030",
    site.written.name.span,
    {
      input: formatShape(shape),
      output: formatShape(output),
      units: formatSize(output.at(-1) ?? 0),
      features: formatSize(elementsOf(shape)),
      last: formatSize(shape.at(-1) ?? 0),
    },
    { related: stationsOf(...input.origins), candidates: insertFlatten({ frame, site }) },
  );
}

function warnAboutChannelOrder(frame: Frame, site: LayerSite, input: Tensor): void {
  const found = channelsLast(frame, input);
  if (found === undefined) return;
  const { words, candidates } = found;
  report(
    frame,
    "SOMA3031",
    site.written.name.span,
    { words },
    { related: stationsOf(...input.origins), candidates },
  );
}

/** [28, 28, 1]: the last axis is as small as channels are, the first as large as a side. */
export function channelsLast(
  frame: Frame,
  input: Tensor | undefined,
): { readonly words: string; readonly candidates: readonly FixDraft[] } | undefined {
  const shape = input?.shape ?? [];
  const [channels, height, width] = shape;
  if (typeof channels !== "number" || typeof width !== "number" || height === undefined) return undefined;
  const isFromOutside = frame.build.inputs.some(({ name }) => name === input?.name);
  if (shape.length !== 3 || !isFromOutside || ![1, 3, 4].includes(width) || channels < 8) return undefined;
  const swapped = formatShape([width, channels, height]);
  const { declaration } = frame;
  const items = declaration.kind === "block" || declaration.kind === "network" ? declaration.body.items : [];
  const statement = items.find((item) => item.kind === "input" && item.name.text === input?.name);
  const candidates =
    statement?.kind === "input" && statement.shape.kind === "list"
      ? [replace(`Write ${swapped}`, here(frame, statement.shape.span), swapped)]
      : [];
  const words = `${formatShape(shape)} looks like [height, width, channels], but images are [channels, height, width] here: this reads as ${channels} channels. Did you mean ${swapped}?`;
  return { words, candidates };
}

/** Behind a flatten: a number of features that grows with the size of the input, such as 64 * h * w. */
function warnAboutOpenWeights(frame: Frame, site: LayerSite, input: Tensor, shape: Shape): void {
  const { openSizes } = frame.build;
  const [features] = shape;
  if (features === undefined || shape.length > 1 || openSizes.size === 0 || !isFlattened(frame, input))
    return;
  const symbols = symbolsOf(features).filter((name) => openSizes.has(name));
  if (symbols.length === 0) return;
  report(
    frame,
    "SOMA3033",
    site.written.name.span,
    {
      layer: site.written.name.text,
      features: formatSize(features),
      symbols: symbols.map((name) => `\`${name}\``).join(" and "),
    },
    { related: stationsOf(...input.origins), candidates: poolInstead(frame, input) },
  );
}

/** A pooling over the whole image, whatever its size, in the place of the flatten. */
function poolInstead(frame: Frame, input: Tensor): readonly FixDraft[] {
  const step = originOf(frame, input);
  if (step === undefined) return [];
  return [replace("Use `global_avg_pool` instead of `flatten`", step.place, "global_avg_pool")];
}

/** [3, 16, 16, 8] read as [16, 3, 16, 8]: the same sizes in another order, which mixes the numbers of all axes. */
function warnAboutOrder(frame: Frame, site: LayerSite, input: Tensor, shape: Shape, output: Shape): void {
  const before = shape.map((size) => formatSize(size));
  const after = output.map((size) => formatSize(size));
  const isOrder = before.toSorted().join() === after.toSorted().join();
  const [first, ...others] = before.filter((size) => size !== "1");
  if (!isOrder || others.every((size) => size === first)) return;
  const real = (sizes: readonly string[]) => sizes.filter((size) => size !== "1").join();
  if (real(before) === real(after)) return;
  const left = before.map((size, axis) => ({ size, axis }));
  const order = after.map((size) => {
    const index = left.findIndex((each) => each.size === size);
    return left.splice(index, 1)[0]?.axis ?? 0;
  });
  const written = `permute([${order.join(", ")}])`;
  report(
    frame,
    "SOMA3036",
    site.written.name.span,
    { input: formatShape(shape), output: formatShape(output), permute: written },
    {
      related: stationsOf(...input.origins),
      candidates: [replace(`Write \`${written}\``, here(frame, site.span), written)],
    },
  );
}

/** Whether a flatten of several axes made it. */
function isFlattened(frame: Frame, input: Tensor): boolean {
  const step = originOf(frame, input);
  return step?.kind === "flatten" && (step.inputShapes[0]?.length ?? 0) > 1;
}

/** The step that made a tensor, with nothing but activations and noise in between. */
function originOf({ build }: Frame, input: Tensor): NetworkBuild["steps"][number] | undefined {
  let step = build.steps.find(({ name }) => name === input.name);
  while (step !== undefined && ["activation", "noise"].includes(findLayer(step.kind)?.group ?? "")) {
    const before: string | undefined = step.inputs[0];
    step = build.steps.find(({ name }) => name === before);
  }
  return step;
}
