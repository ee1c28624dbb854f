/** From a tree to its nodes and from a place in the text to the nodes there: what editor features start from. */
import { lex } from "./lexer.ts";
import type { Token } from "./token.ts";
import type { Argument, CallExpression, Declaration, Name, Node, Placed, SourceFile, Span } from "./tree.ts";

/** The nodes directly inside a node, in the order of the text. */
export function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) children.push(child);
  }
  return children.sort((a, b) => a.span.start - b.span.start);
}

/** A node has a kind; problems have a code, spans and foreign letters neither. */
function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "kind" in value;
}

/** Visits a node and everything in it, from the outside in; `visit` returns false to leave out what is inside. */
export function walk(node: Node, visit: (node: Node) => boolean | undefined): void {
  if (visit(node) === false) return;
  for (const child of childrenOf(node)) walk(child, visit);
}

/** The span of a node of `placed` in the file. */
export function absolute(placed: Placed, span: Span): Span {
  return { start: placed.at + span.start, end: placed.at + span.end };
}

/** The declaration at an offset of the file. At the seam between two it is the later one. */
export function declarationAt(file: SourceFile, offset: number): Placed | undefined {
  let low = 0;
  let high = file.declarations.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((file.declarations[middle] as Placed).at <= offset) low = middle + 1;
    else high = middle;
  }
  const placed = file.declarations[low - 1];
  return placed !== undefined && offset <= placed.at + placed.declaration.span.end ? placed : undefined;
}

/** The nodes around an offset of the file, from the declaration to the innermost one. */
export interface NodePath {
  readonly placed: Placed;
  readonly nodes: readonly [Declaration, ...Node[]];
}

export function nodesAt(file: SourceFile, offset: number): NodePath | undefined {
  const placed = declarationAt(file, offset);
  if (placed === undefined) return undefined;
  const nodes: [Declaration, ...Node[]] = [placed.declaration];
  for (let node: Node | undefined = placed.declaration; node !== undefined; ) {
    node = childAt(node, offset - placed.at);
    if (node !== undefined) nodes.push(node);
  }
  return { placed, nodes };
}

/** The child at an offset of the declaration; where two touch, a word wins over what is not one, and then the later. */
export function childAt(node: Node, offset: number): Node | undefined {
  const touching = childrenOf(node).filter(({ span }) => span.start <= offset && offset <= span.end);
  return touching.find(isWordLike) ?? touching.at(-1);
}

function isWordLike(node: Node): node is Name {
  return node.kind === "word" || node.kind === "name";
}

/** The token at an offset of the file: the one it stands in or right behind; a word wins over the sign it touches. */
export function tokenAt(file: SourceFile, offset: number): Token | undefined {
  const { text } = file;
  const placed = declarationAt(file, offset);
  const start = placed?.at ?? 0;
  const end = placed === undefined ? text.length : start + placed.declaration.span.end;
  const touching = lex(text.slice(start, end))
    .map((token) => ({ ...token, start: token.start + start, end: token.end + start }))
    .filter((token) => token.start <= offset && offset <= token.end);
  return touching.find((token) => /^\w/.test(text.slice(token.start, token.end))) ?? touching.at(-1);
}

/** The call whose argument is being written at an offset. */
export interface EnclosingCall {
  readonly placed: Placed;
  readonly call: CallExpression;
  /** How many commas of this call stand before the offset. */
  readonly index: number;
  /** The argument that the offset stands in, where it is written already. */
  readonly argument?: Argument;
}

/** The innermost call between whose parentheses the offset stands; a call that is not closed reaches to its line's end. */
export function enclosingCall(file: SourceFile, offset: number): EnclosingCall | undefined {
  const placed = placedBefore(file, offset);
  if (placed === undefined) return undefined;
  let innermost: CallExpression | undefined;
  walk(placed.declaration, (node) => {
    if (node.kind === "call" && isInArguments(file.text, placed.at, node, offset)) innermost = node;
    return node.kind === "block" || node.kind === "network" || placed.at + node.span.start <= offset;
  });
  if (innermost === undefined) return undefined;
  const place = offset - placed.at;
  const argument = innermost.arguments.findLast(({ span }) => span.start <= place && place <= span.end);
  const written = file.text.slice(placed.at + innermost.argumentsSpan.start + 1, offset);
  return { placed, call: innermost, index: commasIn(written), ...(argument && { argument }) };
}

/** The last declaration that starts before the offset. */
function placedBefore(file: SourceFile, offset: number): Placed | undefined {
  return file.declarations.findLast(({ at }) => at < offset);
}

function isInArguments(text: string, at: number, call: CallExpression, offset: number): boolean {
  const { start, end } = absolute({ at } as Placed, call.argumentsSpan);
  if (offset <= start) return false;
  const isClosed = text[end - 1] === ")" && end - start > 1 && bracketsIn(text.slice(start, end)) === 0;
  if (isClosed) return offset < end;
  return offset <= end || /^[^\S\r\n]*$/.test(text.slice(end, offset));
}

/** How many more brackets open than close. */
function bracketsIn(text: string): number {
  let open = 0;
  for (const { kind } of lex(text)) {
    if (kind === "(" || kind === "[") open++;
    else if (kind === ")" || kind === "]") open--;
  }
  return open;
}

/** Commas outside of any bracket. */
function commasIn(text: string): number {
  let open = 0;
  let commas = 0;
  for (const { kind } of lex(text)) {
    if (kind === "(" || kind === "[") open++;
    else if (kind === ")" || kind === "]") open--;
    else if (kind === "," && open === 0) commas++;
  }
  return commas;
}
