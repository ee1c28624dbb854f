/** What can only be said once every declaration has been checked: what nobody uses, and what another report has said better. */
import type { Declaration, SourceFile } from "../syntax/tree.ts";
import { namesOf } from "./declarations.ts";
import { type Finding, finding, isError } from "./finding.ts";
import { wordOf } from "./names.ts";
import { placeOf } from "./place.ts";
import type { Unit } from "./unit.ts";

/** All findings of the units but those that a call or a report about the same cause has made superfluous. */
export function settledFindings(units: readonly Unit[]): readonly Finding[] {
  const findings = units.flatMap((unit) => unit.findings);
  const decided = new Set<Declaration>();
  for (const unit of units) for (const declaration of unit.decided) decided.add(declaration);
  const said = findings.flatMap(({ instead }) => instead ?? []);
  return findings.filter(
    (each) =>
      !(each.decidedByCall === true && decided.has(each.place.declaration)) &&
      !said.some((other) => isSame(other, each)),
  );
}

const isSame = (a: Finding, b: Finding): boolean =>
  a.code === b.code &&
  a.place.declaration === b.place.declaration &&
  a.place.span.start === b.place.span.start;

const words = { const: "constant", data: "data set", block: "block", import: "import" } as const;

/**
 * Names of the file that nothing reads. A file without an experiment is a collection for others to import from, and
 * while something is wrong, what is unused may be what is being written.
 */
export function reportUnusedDeclarations(
  source: SourceFile,
  units: readonly Unit[],
  resolve: (name: string) => Declaration | undefined,
): readonly Finding[] {
  const isWhole = units.some(({ experiment }) => experiment?.ready !== undefined);
  const isWrong =
    source.problems.length > 0 ||
    units.some(({ declaration, findings }) => declaration.problems.length > 0 || findings.some(isError));
  if (isWrong) return [];
  const used = new Set<Declaration>();
  for (const { uses } of units) {
    for (const { declaration, local } of uses) if (local === undefined) used.add(declaration);
  }
  return units.flatMap(({ declaration }) => {
    const { kind } = declaration;
    const isAsked =
      kind === "import" || (isWhole && (kind === "const" || kind === "data" || kind === "block"));
    if (!isAsked) return [];
    return namesOf(declaration)
      .filter((name) => {
        const target = kind === "import" ? resolve(wordOf(name)) : declaration;
        // An import that leads nowhere yet may be used.
        return wordOf(name) !== "" && target !== undefined && target.kind !== "import" && !used.has(target);
      })
      .map((name) =>
        finding("SOMA2020", placeOf(declaration, name.span), { what: words[kind], name: name.text }),
      );
  });
}
