import type { DataDeclaration, Expression } from "../syntax/tree.ts";
import { type Frame } from "./frame.ts";
import type { Questions } from "./memory.ts";
import { type DataSet, type Unit } from "./unit.ts";
export declare function checkData(questions: Questions, declaration: DataDeclaration): Unit;
/** What a data set is; its own check, of which this is a part, reports what is wrong with it. */
export declare const dataSetOf: (questions: Questions, declaration: DataDeclaration) => DataSet | undefined;
/** `on spiral(points: 100)`: a data set without a declaration. */
export declare function inlineData(frame: Frame, source: Expression): DataSet | undefined;
