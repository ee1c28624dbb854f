/** What can only be said once every declaration has been checked: what nobody uses, and what another report has said better. */
import type { Declaration, SourceFile } from "../syntax/tree.ts";
import { namesOf } from "./declarations.ts";
import { type Finding, finding, isError } from "./finding.ts";
import { wordOf } from "./names.ts";
import { type Place, placeOf } from "./place.ts";
import type { Unit } from "./unit.ts";

/** All findings of the units but those that a call or a report about the same cause has made superfluous. */
export function settledFindings(units: readonly Unit[]): readonly Finding[] {
  const findings: Finding[] = [];
  for (const unit of units) if (unit.findings.length > 0) findings.push(...unit.findings);
  const said = findings.flatMap(({ instead }) => instead ?? []);
  const isOpen = findings.some(({ decidedByCall }) => decidedByCall === true);
  if (said.length === 0 && !isOpen) return findings;
  const isDecided = (declaration: Declaration) => units.some(({ decided }) => decided.has(declaration));
  return findings.filter(
    (each) =>
      !(each.decidedByCall === true && isDecided(each.place.declaration)) &&
      !said.some((other) => isSame(other, each)),
  );
}

const isSame = (a: Finding, b: Finding): boolean =>
  a.code === b.code &&
  a.place.declaration === b.place.declaration &&
  a.place.span.start === b.place.span.start;

/**
 * Names of the file that nothing reads. A file without an experiment is a collection for others to import from, and
 * while something is wrong, what is unused may be what is being written.
 */
export function reportUnusedDeclarations(
  source: SourceFile,
  units: readonly Unit[],
  resolve: (name: string) => Declaration | undefined,
): readonly Finding[] {
  // At every keystroke, of thousands of declarations: plain loops, and no further than need be.
  if (source.problems.length > 0) return [];
  let isWhole = false;
  for (const { declaration, findings, experiment } of units) {
    if (declaration.problems.length > 0 || (findings.length > 0 && findings.some(isError))) return [];
    isWhole ||= experiment?.ready !== undefined;
  }
  const names: NameToUse[] = [];
  for (const { declaration } of units) {
    if (isWhole ? ofWholeFiles.has(declaration.kind) : declaration.kind === "import")
      names.push(...namesToUse(declaration, resolve));
  }
  const open = new Set(names.map(({ target }) => target));
  // Experiments stand at the end, and use most.
  for (let index = units.length - 1; index >= 0 && open.size > 0; index -= 1) {
    for (const { declaration, local } of units[index]?.uses ?? []) {
      if (local === undefined) open.delete(declaration);
    }
  }
  return names
    .filter(({ target }) => open.has(target))
    .map(({ what, name, place }) => finding("SOMA2020", place, { what, name }));
}

const words: ReadonlyMap<Declaration["kind"], string> = new Map([
  ["const", "constant"],
  ["data", "data set"],
  ["block", "block"],
  ["import", "import"],
]);
const ofWholeFiles: ReadonlySet<Declaration["kind"]> = new Set(words.keys());

interface NameToUse {
  readonly what: string;
  readonly name: string;
  /** What it stands for. */
  readonly target: Declaration;
  readonly place: Place;
}

function namesToUse(
  declaration: Declaration,
  resolve: (name: string) => Declaration | undefined,
): readonly NameToUse[] {
  const what = words.get(declaration.kind) ?? "";
  return namesOf(declaration).flatMap((name) => {
    const target = declaration.kind === "import" ? resolve(wordOf(name)) : declaration;
    // An import that leads nowhere yet may be used.
    if (wordOf(name) === "" || target === undefined || target.kind === "import") return [];
    return [{ what, name: name.text, target, place: placeOf(declaration, name.span) }];
  });
}
