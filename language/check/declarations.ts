/** The names that a file declares: which declaration has which, and what is wrong with that. */

import { walk } from "../syntax/places.ts";
import type { Declaration, Name } from "../syntax/tree.ts";
import { calledName } from "./call-value.ts";
import { type Finding, finding, replace } from "./finding.ts";
import { describeDeclaration, wordOf } from "./names.ts";
import { type Place, placeOf } from "./place.ts";

export interface DeclarationNames {
  readonly byName: ReadonlyMap<string, Declaration>;
  /** All names and what they are, in one text, for suggestions. */
  readonly allNames: string;
}

/** A name that is declared twice is the first declaration's. */
export function declarationNames(declarations: readonly Declaration[]): DeclarationNames {
  const byName = new Map<string, Declaration>();
  for (const declaration of declarations) {
    for (const name of namesOf(declaration)) {
      const word = wordOf(name);
      if (word !== "" && !byName.has(word)) byName.set(word, declaration);
    }
  }
  return { byName, allNames: [...byName.keys()].join(" ") };
}

/** The names under which a declaration can be referred to; an experiment's name is only read by people. */
export function namesOf(declaration: Declaration): readonly Name[] {
  switch (declaration.kind) {
    case "const":
    case "data":
    case "block":
    case "network":
      return [declaration.name];
    case "import":
      return declaration.names;
    case "train":
    case "skipped":
      return [];
    default:
      return declaration satisfies never;
  }
}

export function reportDuplicates(
  declarations: readonly Declaration[],
  byName: ReadonlyMap<string, Declaration>,
): readonly Finding[] {
  return declarations.flatMap((declaration) =>
    namesOf(declaration).flatMap((name) => {
      const first = byName.get(wordOf(name));
      if (first === undefined || first === declaration) return [];
      const [firstName] = namesOf(first).filter((each) => wordOf(each) === wordOf(name));
      const related = [
        {
          place: placeOf(first, firstName?.span ?? first.span),
          message: `\`${name.text}\` is declared here first, as ${describeDeclaration(first)}`,
        },
      ];
      const what = describeDeclaration(first).replace(/^an? /, "");
      return [finding("SOMA2003", placeOf(declaration, name.span), { name: name.text, what }, { related })];
    }),
  );
}

/** Runs are kept by the experiment's name: its own, else its network's. */
export function reportSameExperiments(declarations: readonly Declaration[]): readonly Finding[] {
  const first = new Map<string, Place>();
  return declarations.flatMap((declaration) => {
    if (declaration.kind !== "train") return [];
    const name = declaration.name ?? calledName(declaration.network);
    if (name === undefined || name.text === "") return [];
    const place = placeOf(declaration, name.span);
    const earlier = first.get(name.text);
    if (earlier === undefined) {
      first.set(name.text, place);
      return [];
    }
    const start = { start: name.span.start, end: name.span.start };
    const candidates =
      declaration.name === undefined
        ? [replace("Give it a name", placeOf(declaration, start), `${name.text.toLowerCase()}_2: `)]
        : [];
    const related = [{ place: earlier, message: `\`${name.text}\` is trained here first` }];
    return [finding("SOMA4024", place, { name: name.text }, { related, candidates })];
  });
}

/** One report a circle, at the first of its declarations, where it names the next one. */
export function reportCircles(
  declarations: readonly Declaration[],
  circles: ReadonlyMap<Declaration, readonly string[]>,
  resolve: (name: string) => Declaration | undefined,
): readonly Finding[] {
  const reported = new Set<readonly string[]>();
  return declarations.flatMap((declaration) => {
    const circle = circles.get(declaration);
    if (circle === undefined || reported.has(circle)) return [];
    const own = namesOf(declaration)[0]?.text ?? "";
    const at = circle.indexOf(own);
    if (at < 0) return [];
    reported.add(circle);
    const path = [...circle.slice(at), ...circle.slice(0, at), own];
    const next = path[1] ?? own;
    const related = path.slice(1, -1).flatMap((name) => {
      const member = resolve(name);
      const span = member === undefined ? undefined : findName(member, path[path.indexOf(name) + 1] ?? own);
      return member === undefined || span === undefined
        ? []
        : [
            {
              place: placeOf(member, span),
              message: `\`${name}\` needs \`${path[path.indexOf(name) + 1] ?? own}\``,
            },
          ];
    });
    const what =
      declaration.kind === "const" ? "These constants need each other" : "These blocks hold each other";
    const span = findName(declaration, next) ?? declaration.span;
    return [
      finding("SOMA2005", placeOf(declaration, span), { path, what }, { related: related.slice(0, 8) }),
    ];
  });
}

function findName(declaration: Declaration, name: string): Name["span"] | undefined {
  let found: Name["span"] | undefined;
  walk(declaration, (node) => {
    if (found === undefined && node.kind === "name" && node.name.text === name) found = node.name.span;
    return found === undefined;
  });
  return found;
}
