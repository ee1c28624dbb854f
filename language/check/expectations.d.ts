/** `expect accuracy >= 0.95 in 9/10 seeds`: what is measured, what it is compared with, and in how many runs. */
import type { DataDescription } from "../../data/define.ts";
import type { Expectation as NetworkExpectation } from "../../network/experiment.ts";
import type { NetworkDeclaration, TrainDeclaration } from "../syntax/tree.ts";
import type { Placed } from "./draft.ts";
import { type Frame } from "./frame.ts";

type Checked = Placed<NetworkExpectation>;
export declare const checkExpectations: (
  frame: Frame,
  { body }: TrainDeclaration,
  network: NetworkDeclaration | undefined,
  data: DataDescription | undefined,
) => readonly Checked[];
