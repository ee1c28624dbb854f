import { type Size } from "../../shapes/size.ts";
import type { BinaryOperator } from "../syntax/tree.ts";
export type Calculated =
  | {
      readonly size: Size;
    }
  | {
      readonly real: number;
    }
  | {
      readonly what: string;
      readonly advice: string;
    };
export declare function calculate(operator: BinaryOperator, a: Size, b: Size): Calculated;
