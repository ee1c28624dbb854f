/** The space between two tokens on one line. */
import type { Piece } from "./pieces.ts";

const closers: ReadonlySet<Piece["kind"]> = new Set([",", ";", ":", ".", ")", "]"] as const);
const openers: ReadonlySet<Piece["kind"]> = new Set(["(", "[", "."] as const);

export function flatGap(before: Piece, piece: Piece): "" | " " {
  if (closers.has(piece.kind) || openers.has(before.kind)) return "";
  if (before.kind === "{" && piece.kind === "}") return "";
  const structure = piece.part?.structure;
  if (structure === undefined) return " ";
  return structure.clinging.has(piece.start) || structure.signs.has(before.start) ? "" : " ";
}
