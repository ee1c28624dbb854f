/**
 * Text to tree. Parsing never fails: the result is a tree and its problems. A tree is made of declarations that were each
 * parsed from nothing but the text from their start on, so that after an edit the ones it did not reach are kept.
 */
import { Cursor } from "./cursor.ts";
import { parseDeclaration } from "./declarations.ts";
import { hiddenCharacters, isBinary } from "./hidden-characters.ts";
import type { Placed, SourceFile } from "./tree.ts";

/** An edit of a text: what was between `start` and `end` is now `inserted` units long. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly inserted: number;
}

export function parse(text: string): SourceFile {
  return parseRest(text, [], 0, () => undefined);
}

/**
 * The tree of `text`, which is the text of `old` after `edit`. Equal to `parse(text)`; declarations that the edit did not
 * reach are the same objects as before.
 */
export function reparse(old: SourceFile, text: string, edit: Edit): SourceFile {
  const kept: Placed[] = [];
  for (const placed of old.declarations) {
    if (placed.at + placed.declaration.reach > edit.start) break;
    kept.push(placed);
  }
  const last = kept.at(-1);
  const from = last === undefined ? 0 : last.at + last.declaration.span.end;
  const shift = edit.inserted - (edit.end - edit.start);
  const later = old.declarations.slice(kept.length).filter((placed) => placed.at >= edit.end);
  let next = 0;
  return parseRest(text, kept, from, (at) => {
    while (next < later.length && (later[next] as Placed).at + shift < at) next++;
    if (later[next]?.at !== at - shift) return undefined;
    return later.slice(next).map(({ at: before, declaration }) => ({ at: before + shift, declaration }));
  });
}

/**
 * Parses from `offset` on behind the declarations of `kept`. `sameFrom` knows whether the declaration that starts at an
 * offset, and with it all that follow, is as it was.
 */
function parseRest(
  text: string,
  kept: readonly Placed[],
  offset: number,
  sameFrom: (at: number) => readonly Placed[] | undefined,
): SourceFile {
  if (isBinary(text)) {
    return {
      text,
      declarations: [],
      problems: [{ code: "SOMA1015", span: { start: 0, end: 0 }, texts: {} }],
    };
  }
  const declarations = [...kept];
  const cursor = new Cursor(text, offset);
  while (!cursor.at("end") || cursor.hasStrays) {
    cursor.begin();
    const same = sameFrom(cursor.base);
    if (same !== undefined) {
      declarations.push(...same);
      break;
    }
    declarations.push({ at: cursor.base, declaration: parseDeclaration(cursor) });
  }
  return { text, declarations, problems: hiddenCharacters(text) };
}
