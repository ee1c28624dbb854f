/** Points with their label, as the `points` data source takes them: `[[0, 0] -> 0, [1, 1] -> 1]`. */
import type { Point } from "../../catalog/attribute.ts";
import type { Expression } from "../syntax/tree.ts";
import { type Frame } from "./frame.ts";
/** `undefined` where something is wrong, which has been reported. */
export declare function pointsValue(
  frame: Frame,
  name: string,
  expression: Expression,
):
  | {
      readonly value: readonly Point[];
    }
  | undefined;
