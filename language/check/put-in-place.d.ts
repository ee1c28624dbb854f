import { type Offsets } from "./place.ts";
import type { CheckedExperiment, CheckedNetwork, StageInfo, SymbolInfo } from "./result.ts";
import type { Unit } from "./unit.ts";
export declare function placeNetworks(units: readonly Unit[], offsets: Offsets): readonly CheckedNetwork[];
export declare function placeExperiments(
  units: readonly Unit[],
  offsets: Offsets,
): readonly CheckedExperiment[];
/** In text order; with the sizes of the first experiment that trains the network, where they are symbols. */
export declare function placeStages(
  units: readonly Unit[],
  offsets: Offsets,
  experiments: readonly CheckedExperiment[],
): readonly StageInfo[];
/** Every declared name with all places that use it, in whatever declaration they stand. */
export declare function placeSymbols(
  units: readonly Unit[],
  offsets: Offsets,
  text: string,
): readonly SymbolInfo[];
