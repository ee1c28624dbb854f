/** From the imports of a file to checked files: opens what is named, finds circles, and checks each file once, those it needs first. */
import { type DataProblem, isProblem } from "../data/define.ts";
import { nearestName } from "../data/nearest-name.ts";
import { checkFile } from "./check/check-file.ts";
import { type Limits, trustedLimits } from "./check/limits.ts";
import { sameImport } from "./check/memory.ts";
import { type CheckedFile, type Imported, isImported } from "./check/result.ts";
import { standardSources } from "./standard-sources.ts";
import { parse } from "./syntax/parser.ts";
import type { SourceFile } from "./syntax/tree.ts";

/** A file that an import names: what the host calls it, the same for every path that leads there, and its text. */
export interface OpenedFile {
  readonly file: string;
  readonly text: string;
}

/** Opens the file that `path`, as it is written in the file `from`, names; `undefined` while it is read. */
export type OpenSource = (from: string, path: string) => OpenedFile | DataProblem | undefined;

export interface ImportOptions {
  /** What the host calls the file whose imports are wanted. */
  readonly file: string;
  readonly open: OpenSource;
  readonly limits?: Limits;
  /** The last check of that file, whose imports are kept as far as they are the same. */
  readonly previous?: CheckedFile | undefined;
}

/** The checked file of that name among all that a file imports from, however far away. */
export function importedFile(checked: CheckedFile, file: string): CheckedFile | undefined {
  const known = new Map<string, CheckedFile>();
  collect(checked, known);
  return known.get(file);
}

/** One file of the graph; `undefined` edges are files on their way. */
interface Node {
  readonly file: string;
  readonly text: string;
  readonly source: SourceFile;
  readonly edges: ReadonlyMap<string, OpenedFile | DataProblem | undefined>;
}

/** Files beyond these are not followed. */
const mostFiles = 200;
const mostCharacters = 2 ** 20;

/** What each path that the file imports from leads to. */
export function importsOf(source: SourceFile, options: ImportOptions): (path: string) => Imported {
  const known = new Map<string, CheckedFile>();
  if (options.previous !== undefined) collect(options.previous, known);
  const nodes = gather(source, options, known);
  const root = nodes.get(options.file);
  if (root === undefined || root.edges.size === 0) return () => undefined;
  const checked = new Map<string, CheckedFile | undefined>();
  for (const node of inOrder(nodes, root)) {
    if (node !== root) checked.set(node.file, check(node, nodes, checked, known, options.limits));
  }
  return (path) => outcome(root, path, nodes, checked);
}

/** Every file that the last check has seen, so that none is checked twice. */
function collect({ imports }: CheckedFile, known: Map<string, CheckedFile>): void {
  for (const imported of imports.values()) {
    if (!isImported(imported) || imported.file === undefined || known.has(imported.file)) continue;
    known.set(imported.file, imported);
    collect(imported, known);
  }
}

function gather(
  source: SourceFile,
  { file, open }: ImportOptions,
  known: ReadonlyMap<string, CheckedFile>,
): ReadonlyMap<string, Node> {
  const nodes = new Map<string, Node>();
  const waiting = [{ file, text: source.text, source }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (nodes.has(next.file)) continue;
    const edges = new Map<string, OpenedFile | DataProblem | undefined>();
    for (const path of pathsIn(next.source)) {
      const target = nodes.size >= mostFiles ? tooMany : openPath(next.file, path, open);
      edges.set(path, target);
      if (target === undefined || isProblem(target)) continue;
      const before = known.get(target.file);
      const tree = before?.text === target.text ? before.source : parse(target.text);
      waiting.push({ ...target, source: tree });
    }
    nodes.set(next.file, { ...next, edges });
  }
  return nodes;
}

const tooMany: DataProblem = {
  problem: `More than ${mostFiles} files import from each other`,
  advice: "Join some of them.",
};

const pathsIn = ({ declarations }: SourceFile): readonly string[] =>
  declarations.flatMap(({ declaration }) =>
    declaration.kind === "import" && declaration.from.kind === "string" ? [declaration.from.value] : [],
  );

const standardPrefix = "std/";

function openPath(from: string, path: string, open: OpenSource): OpenedFile | DataProblem | undefined {
  if (path.startsWith(standardPrefix)) {
    const text = standardSources.get(path);
    if (text !== undefined) return { file: path, text };
    const names = [...standardSources.keys()];
    const nearest = nearestName(path, names);
    const advice = nearest === undefined ? `There are ${names.join(", ")}.` : `Did you mean "${nearest}"?`;
    return { problem: `Soma brings along no "${path}"`, advice };
  }
  if (!path.startsWith("./") && !path.startsWith("../")) {
    const problem = `"${path}" is no path to a file of the workspace`;
    const advice = /^[a-z][a-z0-9+.-]+:/i.test(path)
      ? "Soma reads no addresses; put the file into the workspace."
      : 'Write it from here, as in "./blocks.soma", or "std/…" for what Soma brings along.';
    return { problem, advice };
  }
  if (!path.endsWith(".soma")) {
    return { problem: `"${path}" is no Soma file`, advice: "The name of one ends in `.soma`." };
  }
  const opened = open(from, path);
  if (opened === undefined || isProblem(opened) || opened.text.length <= mostCharacters) return opened;
  return { problem: `"${path}" is too long to be checked`, advice: "Split it." };
}

/** What is needed before what needs it; files in a circle in any order, for nothing is followed round it. */
function inOrder(nodes: ReadonlyMap<string, Node>, root: Node): readonly Node[] {
  const order: Node[] = [];
  const seen = new Set<Node>([root]);
  const stack = [{ node: root, targets: targetsOf(root, nodes)[Symbol.iterator]() }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const next = top.targets.next();
    if (next.done === true) {
      order.push(top.node);
      stack.pop();
    } else if (!seen.has(next.value)) {
      seen.add(next.value);
      stack.push({ node: next.value, targets: targetsOf(next.value, nodes)[Symbol.iterator]() });
    }
  }
  return order;
}

const targetsOf = ({ edges }: Node, nodes: ReadonlyMap<string, Node>): readonly Node[] =>
  [...edges.values()].flatMap((target) => {
    const node = target === undefined || isProblem(target) ? undefined : nodes.get(target.file);
    return node === undefined ? [] : [node];
  });

/** `undefined` while it, or something it needs, is on its way. */
function check(
  node: Node,
  nodes: ReadonlyMap<string, Node>,
  checked: ReadonlyMap<string, CheckedFile | undefined>,
  known: ReadonlyMap<string, CheckedFile>,
  limits: Limits = trustedLimits,
): CheckedFile | undefined {
  const imports = new Map([...node.edges.keys()].map((path) => [path, outcome(node, path, nodes, checked)]));
  if ([...imports.values()].includes(undefined)) return undefined;
  const previous = known.get(node.file);
  const isSame =
    previous !== undefined &&
    previous.text === node.text &&
    previous.memory.limits === limits &&
    [...imports].every(([path, imported]) => sameImport(previous.imports.get(path), imported));
  if (isSame) return previous;
  return checkFile(node.source, node.text, {
    // Data cannot be imported, so that no data file is read for it.
    files: () => undefined,
    file: node.file,
    imports: (path) => imports.get(path),
    limits,
    ...(previous === undefined ? {} : { previous }),
  });
}

function outcome(
  from: Node,
  path: string,
  nodes: ReadonlyMap<string, Node>,
  checked: ReadonlyMap<string, CheckedFile | undefined>,
): Imported {
  const target = from.edges.get(path);
  if (target === undefined || isProblem(target)) return target;
  const back = pathBetween(target.file, from.file, nodes);
  if (back === undefined) return checked.get(target.file);
  const circle = [from.file, ...back].map((file) => file.slice(file.lastIndexOf("/") + 1));
  return { problem: `"${path}" imports this file`, advice: "Move what both need into a third one.", circle };
}

/** The files from one to another along imports, both included; `undefined` if none lead there. */
function pathBetween(
  start: string,
  end: string,
  nodes: ReadonlyMap<string, Node>,
): readonly string[] | undefined {
  const cameFrom = new Map<string, string | undefined>([[start, undefined]]);
  const queue = [start];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (next === end) {
      const path: string[] = [];
      for (let file: string | undefined = next; file !== undefined; file = cameFrom.get(file))
        path.push(file);
      return path.toReversed();
    }
    const node = nodes.get(next);
    for (const { file } of node === undefined ? [] : targetsOf(node, nodes)) {
      if (cameFrom.has(file)) continue;
      cameFrom.set(file, next);
      queue.push(file);
    }
  }
  return undefined;
}
