/** The quick fix that states a condition with `require`, behind the last input. */
import type { Condition } from "../../shapes/facts.ts";
import type { FixDraft } from "./finding.ts";
import { type Frame } from "./frame.ts";
export declare function requireFixes(frame: Frame, condition: Condition): readonly FixDraft[];
