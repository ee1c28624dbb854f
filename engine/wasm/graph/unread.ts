/** Loops give out only what is read: what they keep for the way back is dropped where nobody goes back. */
import type { GraphNode, OpNode, Procedure } from "../../graph/graph.ts";
import { type Loop, type Part, partsOf } from "../../ops/loop.ts";

/** A loop whose result is read part by part gets shorter by the parts that are not. */
export function dropUnread(procedure: Procedure): Procedure {
  const { nodes } = procedure.graph;
  const held = new Set([...Object.values(procedure.outputs), ...Object.values(procedure.updates)]);
  const replaced = new Map<number, OpNode>();
  for (const node of nodes) {
    if (node.kind !== "op" || node.op !== "scan" || held.has(node.id)) continue;
    for (const shorter of shorten(nodes, node)) replaced.set(shorter.id, shorter);
  }
  if (replaced.size === 0) return procedure;
  return { ...procedure, graph: { nodes: nodes.map((node) => replaced.get(node.id) ?? node) } };
}

/** The loop and its readers as they are then; nothing where a reader takes anything but one part. */
function shorten(nodes: readonly GraphNode[], node: OpNode): readonly OpNode[] {
  const { backwards: _, ...loop } = node.settings[0] as Loop;
  const parts = partsOf(loop);
  const readers = nodes.filter(
    (other): other is OpNode => other.kind === "op" && other.inputs.includes(node.id),
  );
  const places = readers.map((reader) => partRead(reader, parts));
  if (places.includes(-1)) return [];
  const { body, states } = loop;
  const kept = body.results
    .map((_, place) => place)
    .filter((place) => place < states || places.includes(place));
  const shorter: Loop = { ...loop, body: { ...body, results: kept.map((place) => body.results[place]) } };
  const left = partsOf(shorter);
  return [
    { ...node, settings: [shorter], shape: [left.at(-1)?.end ?? 0] },
    ...readers.map((reader, index) => {
      const { start, end } = left[kept.indexOf(places[index])];
      return { ...reader, settings: [0, start, end] };
    }),
  ];
}

/** Which part a reader takes, or −1. */
function partRead({ op, settings: [, start, end] }: OpNode, parts: readonly Part[]): number {
  return op === "slice" ? parts.findIndex((part) => part.start === start && part.end === end) : -1;
}
