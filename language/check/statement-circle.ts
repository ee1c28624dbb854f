/** Finds out whether a tensor that is used too early needs, in turn, the very statement that uses it. */
import { walk } from "../syntax/places.ts";
import type { Declaration, Name, Statement } from "../syntax/tree.ts";

/** The names of a circle through `used`, which stands in an earlier statement: a → b → a. */
export function pathBack(declaration: Declaration, used: Name): readonly string[] | undefined {
  if (declaration.kind !== "block" && declaration.kind !== "network") return undefined;
  const needs = new Map<string, ReadonlySet<string>>();
  let start: string | undefined;
  for (const statement of declaration.body.items) {
    if (statement.kind === "skipped") continue;
    const { made, read } = namesOf(statement);
    for (const name of made) if (!needs.has(name)) needs.set(name, read);
    const holds = statement.span.start <= used.span.start && used.span.end <= statement.span.end;
    if (holds) start = made[0];
  }
  if (start === undefined) return undefined;
  const back = pathBetween(needs, used.text, start);
  return back === undefined ? undefined : [start, ...back];
}

function namesOf(statement: Statement): {
  readonly made: readonly string[];
  readonly read: ReadonlySet<string>;
} {
  const made = statement.kind === "binding" ? [statement.name.text] : [];
  const read = new Set<string>();
  walk(statement, (node) => {
    if (node.kind === "name") read.add(node.name.text);
    if (node.kind === "stage" && node.label !== undefined) made.push(node.label.text);
    return true;
  });
  return { made, read };
}

/** Breadth first, so that the shortest circle is shown. */
function pathBetween(
  needs: ReadonlyMap<string, ReadonlySet<string>>,
  from: string,
  to: string,
): readonly string[] | undefined {
  const cameFrom = new Map<string, string | undefined>([[from, undefined]]);
  const queue = [from];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (next === to) {
      const path: string[] = [];
      for (let name: string | undefined = next; name !== undefined; name = cameFrom.get(name))
        path.push(name);
      return path.toReversed();
    }
    for (const name of needs.get(next) ?? []) {
      if (!needs.has(name) || cameFrom.has(name)) continue;
      cameFrom.set(name, next);
      queue.push(name);
    }
  }
  return undefined;
}
