/** What a growing selection takes in: the word, what it is part of, its statement, its declaration, the file. */
import type { Span } from "../../network/network.ts";
import { absolute, nodesAt, tokenAt } from "../syntax/places.ts";
import type { Node, SourceFile } from "../syntax/tree.ts";

/** From the innermost on; each holds the one before it. */
export function selectionAt(source: SourceFile, offset: number): readonly Span[] {
  const path = nodesAt(source, offset);
  const token = tokenAt(source, offset);
  const word = token === undefined ? [] : [{ start: token.start, end: token.end }];
  const around =
    path?.nodes.toReversed().flatMap((node) => spansOf(node).map((span) => absolute(path.placed, span))) ??
    [];
  const candidates = [...word, ...around, { start: 0, end: source.text.length }];
  const growing: Span[] = [];
  for (const span of candidates) {
    const inner = growing.at(-1);
    if (span.start > offset || offset > span.end) continue;
    if (inner === undefined || holds(span, inner)) growing.push(span);
  }
  return growing;
}

/** The inner span first. */
function spansOf(node: Node): readonly Span[] {
  if (node.kind === "call") return [between(node.argumentsSpan), node.argumentsSpan, node.span];
  return node.kind === "list" || node.kind === "body" || node.kind === "group"
    ? [between(node.span), node.span]
    : [node.span];
}

/** What stands between brackets. */
const between = ({ start, end }: Span): Span => ({ start: start + 1, end: Math.max(start + 1, end - 1) });

/** Whether `span` is larger than `inner` and has it inside. */
const holds = (span: Span, inner: Span): boolean =>
  span.start <= inner.start && inner.end <= span.end && span.end - span.start > inner.end - inner.start;
