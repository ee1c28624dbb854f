/** Which tokens start a line: the author's choice, and one stage a line where a single line would be too long. */
import type { Part, Piece } from "./pieces.ts";
import { flatGap } from "./spacing.ts";
import type { BodyPlaces, ItemPlace } from "./structure.ts";

/** Lines are broken where they would be longer. */
const longestLine = 100;
const itemIndent = 2;

/** Offsets of tokens that may start a line → whether they do. */
export type Breaks = Map<number, boolean>;

interface Text {
  readonly pieces: readonly Piece[];
  /** Where a piece starts or ends → its index. */
  readonly starting: ReadonlyMap<number, number>;
  readonly ending: ReadonlyMap<number, number>;
  /** Index → the width up to the piece's end, were everything on one line. */
  readonly widths: readonly number[];
}

export function breaksOf(pieces: readonly Piece[]): Breaks {
  const breaks: Breaks = new Map();
  const text = textOf(pieces);
  for (const part of new Set(pieces.map((piece) => piece.part))) {
    if (part?.structure === undefined) continue;
    const { body, pipelines } = part.structure;
    for (const arrows of pipelines.values()) breakPipeline(text, arrows, breaks);
    if (body !== undefined) breakBody(text, part, body, breaks);
  }
  return breaks;
}

function textOf(pieces: readonly Piece[]): Text {
  let width = 0;
  const widths = pieces.map((piece, index) => {
    const before = pieces[index - 1];
    const gap = before === undefined ? 0 : flatGap(before, piece).length;
    width += gap + piece.end - piece.start;
    return width;
  });
  return {
    pieces,
    starting: new Map(pieces.map(({ start }, index) => [start, index])),
    ending: new Map(pieces.map(({ end }, index) => [end, index])),
    widths,
  };
}

/** Whether a piece starts a line as the author wrote it. */
const startsLine = ({ pieces }: Text, index: number): boolean =>
  (pieces[index]?.breaks ?? 0) > 0 || (pieces[index - 1]?.isComment ?? false);

/** Whether the author wrote it all on one line, from the piece at `first` to the one at `last`. */
function isOneLine(text: Text, first: number, last: number): boolean {
  for (let index = first + 1; index <= last; index++) if (startsLine(text, index)) return false;
  return true;
}

const widthOf = ({ widths, pieces }: Text, first: number, last: number): number => {
  const { start = 0, end = 0 } = pieces[first] ?? {};
  return (widths[last] ?? 0) - (widths[first] ?? 0) + end - start;
};

/** Stages stay grouped on lines as the author grouped them: `-> conv2d(8) -> relu` is often one thought. */
function breakPipeline(text: Text, arrows: readonly number[], breaks: Breaks): void {
  for (const arrow of arrows) breaks.set(arrow, startsLine(text, text.starting.get(arrow) ?? 0));
}

function breakBody(text: Text, part: Part, { start, end, items }: BodyPlaces, breaks: Breaks): void {
  const open = text.starting.get(start) ?? 0;
  const close = text.ending.get(end) ?? 0;
  let head = text.starting.get(part.placed.at) ?? 0;
  while (text.pieces[head]?.isComment) head++;
  const places = items.map((item) => ({
    ...item,
    first: text.starting.get(item.start) ?? 0,
    last: text.ending.get(item.end) ?? 0,
  }));
  const separators = Math.max(0, items.length - 1);
  const isFlat = isOneLine(text, head, close) && widthOf(text, head, close) + separators <= longestLine;
  const isEmpty = close === open + 1;
  breaks.set(text.pieces[close]?.start ?? 0, !isFlat && !isEmpty);
  if (isFlat) {
    for (const { start: item } of places) breaks.set(item, false);
    return;
  }
  for (const line of linesOf(text, places)) breakLine(text, part, line, breaks);
}

interface Place extends ItemPlace {
  readonly first: number;
  readonly last: number;
}

/** The items as the author put them on lines. */
function linesOf(text: Text, items: readonly Place[]): readonly (readonly [Place, ...Place[]])[] {
  const lines: [Place, ...Place[]][] = [];
  for (const item of items) {
    const line = lines.at(-1);
    if (line === undefined || startsLine(text, item.first)) lines.push([item]);
    else line.push(item);
  }
  return lines;
}

/** Items stay side by side where they fit, unless the whole body was on one line. */
function breakLine(text: Text, part: Part, line: readonly [Place, ...Place[]], breaks: Breaks): void {
  const [{ first }] = line;
  const last = line.at(-1)?.last ?? first;
  const width = itemIndent + widthOf(text, first, last) + line.length - 1;
  const isKept = startsLine(text, first) && isOneLine(text, first, last) && width <= longestLine;
  for (const item of line) {
    breaks.set(item.start, item.first === first || !isKept);
    if (!isKept) breakStages(text, part, item, breaks);
  }
}

/** An item that is a pipeline and too long for its line gets one stage a line. */
function breakStages(text: Text, { structure }: Part, item: Place, breaks: Breaks): void {
  if (!isOneLine(text, item.first, item.last)) return;
  if (itemIndent + widthOf(text, item.first, item.last) <= longestLine) return;
  const arrows = item.value === undefined ? undefined : structure?.pipelines.get(item.value);
  for (const arrow of arrows ?? []) breaks.set(arrow, true);
}
