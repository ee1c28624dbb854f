import type { TrainDeclaration } from "../syntax/tree.ts";
import type { Questions } from "./memory.ts";
import { type Unit } from "./unit.ts";
export declare function checkTrain(questions: Questions, declaration: TrainDeclaration): Unit;
