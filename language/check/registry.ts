/** What Soma brings along, as the checker asks for it. */
import { activations as activationKinds } from "../../layers/activations/index.ts";
import type { LayerKind } from "../../layers/define.ts";
import { layers } from "../../layers/index.ts";
import type { Clipping, Initialiser, Loss, Optimizer, Schedule } from "../../training/define.ts";
import {
  clippings as clippingsByName,
  initialisers as initialisersByName,
  losses as lossesByName,
  optimizers as optimizersByName,
  schedules as schedulesByName,
} from "../../training/index.ts";

/** Everything that may stand as a stage. */
export const layerKinds: readonly LayerKind[] = layers.filter(({ group }) => group !== "operator");
export const activations: readonly LayerKind[] = activationKinds;
export const initialisers: readonly Initialiser[] = [...initialisersByName.values()];
export const losses: readonly Loss[] = [...lossesByName.values()];
export const optimizers: readonly Optimizer[] = [...optimizersByName.values()];

export const schedules: readonly Schedule[] = [...schedulesByName.values()];
export const clippings: readonly Clipping[] = [...clippingsByName.values()];

export const findInitialiser = (name: string): Initialiser | undefined => initialisersByName.get(name);

export const findOptimizer = (name: string): Optimizer | undefined => optimizersByName.get(name);
