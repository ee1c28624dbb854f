/** The settings of an experiment: what is written, and the defaults for the rest. */
import type { Call } from "../../catalog/attribute.ts";
import type { Training } from "../../network/experiment.ts";
import type { Setting, TrainDeclaration } from "../syntax/tree.ts";
import { type Frame } from "./frame.ts";
import type { DataSet } from "./unit.ts";
export interface TrainSettings {
  /** Where the setting for the loss stands, and its checked value. */
  readonly loss:
    | {
        readonly setting: Setting;
        readonly call: Call;
      }
    | undefined;
  /** `undefined` where a setting is wrong or missing. */
  readonly training: Training | undefined;
  readonly split: number | undefined;
}
export declare function checkTrainSettings(
  frame: Frame,
  declaration: TrainDeclaration,
  data: DataSet | undefined,
): TrainSettings;
