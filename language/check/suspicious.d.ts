/** What can be computed but is most likely not meant: a dense layer on a feature map, channels written last. */
import type { LayerKind } from "../../layers/define.ts";
import type { Shape } from "../../shapes/size.ts";
import { type FixDraft } from "./finding.ts";
import { type Frame, type Tensor } from "./frame.ts";
import type { LayerSite } from "./layer-call.ts";
export declare function warnAboutLayer(
  frame: Frame,
  kind: LayerKind,
  site: LayerSite,
  inputs: readonly Tensor[],
  output: Shape,
): void;
/** [28, 28, 1]: the last axis is as small as channels are, the first as large as a side. */
export declare function channelsLast(
  frame: Frame,
  input: Tensor | undefined,
):
  | {
      readonly words: string;
      readonly candidates: readonly FixDraft[];
    }
  | undefined;
