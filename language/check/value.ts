/** What an expression that is no tensor comes to: a size, a number, a word, a list. */
import { type Size, symbol } from "../../shapes/size.ts";
import { symbolsOf } from "../../shapes/substitution.ts";
import type { Origin } from "./origin.ts";

export type Value =
  /** A whole number or an expression of symbols; `text` is set where a literal was too long to be kept exactly. */
  | { readonly kind: "size"; readonly size: Size; readonly origin?: Origin; readonly text?: string }
  | { readonly kind: "real"; readonly value: number }
  | { readonly kind: "flag"; readonly value: boolean }
  | { readonly kind: "text"; readonly text: string }
  /** A bare word that stands for something Soma brings along: `relu`, `same`, `he_normal`. */
  | { readonly kind: "word"; readonly word: string }
  | { readonly kind: "list"; readonly items: readonly Value[] }
  /** Could not be understood; whatever is wrong has been reported. */
  | { readonly kind: "unknown" };

export const unknownValue: Value = { kind: "unknown" };

/** Symbols that stand for sizes nobody could work out start with this; an author cannot write it. */
const unknownMark = "?";

export const unknownSize = (index: number): Size => symbol(`${unknownMark}${index}`);

export const hasUnknown = (size: Size): boolean =>
  symbolsOf(size).some((name) => name.startsWith(unknownMark));

/** "64", "[1, 28, 28]", "`relu`", "\"iris.csv\"": how a value is called in a message. */
export function describeValue(value: Value, formatSize: (size: Size) => string): string {
  switch (value.kind) {
    case "size":
      return value.text ?? formatSize(value.size);
    case "real":
      return String(value.value);
    case "flag":
      return String(value.value);
    case "text":
      return JSON.stringify(value.text);
    case "word":
      return `\`${value.word}\``;
    case "list":
      return `[${value.items.map((item) => describeValue(item, formatSize)).join(", ")}]`;
    case "unknown":
      return "unknown";
    default:
      return value satisfies never;
  }
}
