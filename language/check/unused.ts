/** Names of a body that nothing reads: shown greyed. */
import type { BlockDeclaration, NetworkDeclaration } from "../syntax/tree.ts";
import { finding } from "./finding.ts";
import type { Frame, NamedTensor } from "./frame.ts";

const words = { binding: "tensor", parameter: "parameter", input: "input" } as const;

export function reportUnused(
  frame: Frame,
  declaration: BlockDeclaration | NetworkDeclaration,
  outputs: readonly NamedTensor[],
): void {
  const { record } = frame;
  // While something is missing or wrong, what is unused now may be what is being written.
  if (record === undefined || frame.build.broken) return;
  const used = new Set(
    record.uses.flatMap(({ declaration: of, local }) =>
      of === declaration && local !== undefined ? [local] : [],
    ),
  );
  const returned = new Set(outputs.map(({ name }) => name));
  for (const { name, kind, place } of record.symbols) {
    if (kind !== "binding" && kind !== "parameter" && kind !== "input") continue;
    if (used.has(name) || (kind === "binding" && returned.has(name))) continue;
    frame.findings.push(finding("SOMA2020", place, { what: words[kind], name }));
  }
}
