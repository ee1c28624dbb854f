/** Which declarations need each other in a circle, and an order in which the others can be checked one by one. */
import { walk } from "../syntax/places.ts";
import type { Declaration, Expression } from "../syntax/tree.ts";

export interface DependencyOrder {
  /** What is needed comes before what needs it. */
  readonly order: readonly Declaration[];
  /** Names of the circle a declaration is part of, starting anywhere. */
  readonly circles: ReadonlyMap<Declaration, readonly string[]>;
}

/** Words that a declaration uses, whatever they mean: a pure function of the tree. */
const wordsOf = new WeakMap<Declaration, ReadonlySet<string>>();

function namesIn(declaration: Declaration): ReadonlySet<string> {
  const known = wordsOf.get(declaration);
  if (known !== undefined) return known;
  const words = new Set<string>();
  const source = sourceName(declaration);
  walk(declaration, (node) => {
    if (node === source) return false;
    if (node.kind === "name") words.add(node.name.text);
    return true;
  });
  // A parameter, an input or a tensor of the same name hides the file's.
  if (declaration.kind === "block" || declaration.kind === "network") {
    for (const { name } of declaration.parameters) words.delete(name.text);
    for (const item of declaration.body.items) {
      if (item.kind === "input" || item.kind === "binding") words.delete(item.name.text);
    }
  }
  wordsOf.set(declaration, words);
  return words;
}

/** What stands for the data source in `data spiral = spiral()`: never the name of a declaration, though the word may be one. */
function sourceName(declaration: Declaration): Expression | undefined {
  if (declaration.kind !== "data") return undefined;
  const { source } = declaration;
  return source.kind === "call" ? source.callee : source;
}

interface Visit {
  readonly declaration: Declaration;
  readonly needs: Iterator<Declaration>;
}

/** Tarjan's strongly connected components (1972), with a stack of its own: circles may be thousands long. */
export function dependencyOrder(
  declarations: readonly Declaration[],
  resolve: (name: string) => Declaration | undefined,
): DependencyOrder {
  const order: Declaration[] = [];
  const circles = new Map<Declaration, readonly string[]>();
  const index = new Map<Declaration, number>();
  const low = new Map<Declaration, number>();
  const open: Declaration[] = [];
  const isOpen = new Set<Declaration>();
  const lower = (declaration: Declaration, to: number) =>
    low.set(declaration, Math.min(low.get(declaration) ?? to, to));

  const enter = (declaration: Declaration): Visit => {
    index.set(declaration, index.size);
    low.set(declaration, index.get(declaration) ?? 0);
    open.push(declaration);
    isOpen.add(declaration);
    return { declaration, needs: neededBy(declaration, resolve)[Symbol.iterator]() };
  };
  const leave = (declaration: Declaration) => {
    if (low.get(declaration) !== index.get(declaration)) return;
    const group = open.splice(open.lastIndexOf(declaration));
    for (const member of group) isOpen.delete(member);
    order.push(...group);
    const isCircle = group.length > 1 || neededBy(declaration, resolve).includes(declaration);
    if (!isCircle) return;
    const names = circlePath(group, resolve);
    for (const member of group) circles.set(member, names);
  };

  for (const start of declarations) {
    if (index.has(start)) continue;
    const visits = [enter(start)];
    for (let top = visits.at(-1); top !== undefined; top = visits.at(-1)) {
      const next = top.needs.next();
      if (next.done === true) {
        leave(top.declaration);
        visits.pop();
        const above = visits.at(-1);
        if (above !== undefined) lower(above.declaration, low.get(top.declaration) ?? 0);
      } else if (!index.has(next.value)) visits.push(enter(next.value));
      else if (isOpen.has(next.value)) lower(top.declaration, index.get(next.value) ?? 0);
    }
  }
  return { order, circles };
}

function neededBy(
  declaration: Declaration,
  resolve: (name: string) => Declaration | undefined,
): readonly Declaration[] {
  return [...namesIn(declaration)].flatMap((name) => {
    const needed = resolve(name);
    if (needed === undefined) return [];
    const isBuilt =
      needed.kind === "const" ||
      needed.kind === "block" ||
      needed.kind === "network" ||
      needed.kind === "data";
    return isBuilt ? [needed] : [];
  });
}

/** Walks from the first member along what it needs until a member comes again. */
function circlePath(
  group: readonly Declaration[],
  resolve: (name: string) => Declaration | undefined,
): readonly string[] {
  const members = new Set(group);
  const path: Declaration[] = [];
  let next = group[0];
  while (next !== undefined && !path.includes(next)) {
    path.push(next);
    next = neededBy(next, resolve).find((needed) => members.has(needed));
  }
  const start = next === undefined ? 0 : path.indexOf(next);
  return path.slice(start).map(nameOf);
}

const nameOf = (declaration: Declaration): string =>
  "name" in declaration && declaration.name !== undefined ? declaration.name.text : "";
