import type { LayerKind } from "../../layers/define.ts";
import type { Initialiser, Loss, Optimizer } from "../../training/define.ts";
/** Everything that may stand as a stage. */
export declare const layerKinds: readonly LayerKind[];
export declare const activations: readonly LayerKind[];
export declare const initialisers: readonly Initialiser[];
export declare const losses: readonly Loss[];
export declare const optimizers: readonly Optimizer[];
export declare const findInitialiser: (name: string) => Initialiser | undefined;
export declare const findOptimizer: (name: string) => Optimizer | undefined;
