/** Repairs for a layer that does not fit: candidates, each tried on the text before it is offered. */
import type { LayerFinding } from "../../layers/apply.ts";
import { type FixDraft } from "./finding.ts";
import type { LayerContext } from "./report-layer.ts";
export declare function layerFixes(context: LayerContext, found: LayerFinding): readonly FixDraft[];
/** `flatten -> ` in front of the stage, behind its arrow. */
export declare function insertFlatten({
  frame,
  site,
}: Pick<LayerContext, "frame" | "site">): readonly FixDraft[];
