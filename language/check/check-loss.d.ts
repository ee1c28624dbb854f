/** Whether output, loss and labels go together. */
import type { Call } from "../../catalog/attribute.ts";
import type { NetworkDeclaration, Setting, TrainDeclaration } from "../syntax/tree.ts";
import type { BuiltNetwork } from "./check-network.ts";
import { type Frame } from "./frame.ts";
import type { DataSet } from "./unit.ts";
export interface LossCase {
  readonly frame: Frame;
  readonly declaration: TrainDeclaration;
  readonly network: NetworkDeclaration;
  readonly built: BuiltNetwork;
  readonly data: DataSet | undefined;
  readonly loss: {
    readonly setting: Setting;
    readonly call: Call;
  };
}
export declare function checkLoss(facts: LossCase): void;
