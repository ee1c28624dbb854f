/** The quick fix that states a condition with `require`, behind the last input. */
import type { Condition } from "../../shapes/facts.ts";
import { formatRequirement } from "../../shapes/format.ts";
import type { FixDraft } from "./finding.ts";
import { type Frame, here } from "./frame.ts";
import { inputStatements } from "./inputs.ts";

export function requireFixes(frame: Frame, condition: Condition): readonly FixDraft[] {
  const { declaration } = frame;
  if (declaration.kind !== "block" && declaration.kind !== "network") return [];
  const last = inputStatements(declaration).at(-1);
  if (last === undefined) return [];
  const statements = formatRequirement(condition).map((text) => `require ${text}`);
  const place = here(frame, { start: last.span.end, end: last.span.end });
  return [
    {
      title: `Add \`${statements.join("; ")}\``,
      edits: [{ place, text: statements.map((statement) => `\n  ${statement}`).join("") }],
    },
  ];
}
