/** What an expression that is no tensor comes to: a size, a number, a word, a list. */
import { type Shape, type Size } from "../../shapes/size.ts";
import type { Origin } from "./origin.ts";
export type Value =
  /** A whole number or an expression of symbols; `text` is set where a literal was too long to be kept exactly. */
  | {
      readonly kind: "size";
      readonly size: Size;
      readonly origin?: Origin;
      readonly text?: string;
    }
  | {
      readonly kind: "real";
      readonly value: number;
    }
  | {
      readonly kind: "flag";
      readonly value: boolean;
    }
  | {
      readonly kind: "text";
      readonly text: string;
    }
  /** A bare word that stands for something Soma brings along: `relu`, `same`, `he_normal`. */
  | {
      readonly kind: "word";
      readonly word: string;
    }
  | {
      readonly kind: "list";
      readonly items: readonly Value[];
    }
  /** Could not be understood; whatever is wrong has been reported. */
  | {
      readonly kind: "unknown";
    };
export declare const unknownValue: Value;
export declare const unknownSize: (index: number) => Size;
export declare const hasUnknown: (size: Size) => boolean;
/** "64", "[1, 28, 28]", "`relu`", "\"iris.csv\"": how a value is called in a message. */
export declare function describeValue(value: Value, formatSize: (size: Size) => string): string;
/** The sizes of a list that holds sizes only. */
export declare function sizesOf(value: Value): Shape | undefined;
