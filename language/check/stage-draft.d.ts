/** What hovers and hints are told about one stage. */
import type { AttributeValue } from "../../catalog/attribute.ts";
import type { AppliedLayer } from "../../layers/apply.ts";
import type { LayerKind } from "../../layers/define.ts";
import type { Shape } from "../../shapes/size.ts";
import { type Frame, type Tensor } from "./frame.ts";
import type { LayerSite } from "./layer-call.ts";
import type { StageDraft } from "./unit.ts";
export interface StageFacts {
  readonly kind: LayerKind;
  readonly step: string;
  readonly inputs: readonly Tensor[];
  readonly applied: AppliedLayer | undefined;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly guessed?: Shape | undefined;
}
export declare const knownShape: (shape: Shape | undefined) => Shape | undefined;
/** Only bodies that are checked on their own terms have their stages described: each is written once. */
export declare function describeStage(frame: Frame, site: LayerSite, facts: StageFacts): void;
export declare function placesOf(
  frame: Frame,
  site: LayerSite,
): Pick<StageDraft, "place" | "namePlace" | "arrowPlace" | "label" | "owner">;
