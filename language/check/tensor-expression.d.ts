/** Expressions that are tensors: names, pipelines, calls and operators. */
import type { Expression } from "../syntax/tree.ts";
import { type Frame, type Tensor } from "./frame.ts";
export declare function evaluateTensor(frame: Frame, expression: Expression): Tensor;
