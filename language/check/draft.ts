/** Networks and experiments as the checker builds them: as in their final form, but with places instead of spans. */
import type { Expectation, Experiment } from "../../network/experiment.ts";
import type { Network, NetworkInput, NetworkOutput, NetworkWeight, Step } from "../../network/network.ts";
import type { Size } from "../../shapes/size.ts";
import type { Declaration } from "../syntax/tree.ts";
import type { Place } from "./place.ts";

/** The same with a place where the final form has a span. */
export type Placed<T> = Omit<T, "span"> & {
  readonly place: Place;
  /** The call in the checked file that leads there, for what is written in another file. */
  readonly outer?: Place | undefined;
};

export interface NetworkBuild {
  readonly name: string;
  readonly inputs: Placed<NetworkInput<Size>>[];
  readonly steps: Placed<Step<Size>>[];
  readonly outputs: NetworkOutput<Size>[];
  readonly weights: Map<string, NetworkWeight<Size>>;
  /** Step names in use. */
  readonly names: Set<string>;
  /** Label or kind with its prefix → the last number given to it. */
  readonly counts: Map<string, number>;
  /** Symbols of the network's inputs, which the data decides. */
  readonly openSizes: Set<string>;
  /** Blocks called in it whose arguments settle everything that their parameters leave open. */
  readonly decided: Set<Declaration>;
  /** How many steps have been asked for, built or not: what the limit counts. */
  expanded: number;
  /** True once something could not be understood. */
  broken: boolean;
  /** True once it was because of a block that is wrong itself, and says so. */
  usesWrongBlock: boolean;
}

export const startBuild = (name: string): NetworkBuild => ({
  name,
  inputs: [],
  steps: [],
  outputs: [],
  weights: new Map(),
  names: new Set(),
  counts: new Map(),
  openSizes: new Set(),
  decided: new Set(),
  expanded: 0,
  broken: false,
  usesWrongBlock: false,
});

export interface NetworkDraft {
  readonly name: string;
  readonly kind: "block" | "network";
  readonly place: Place;
  readonly namePlace: Place;
  readonly build: NetworkBuild;
  readonly parameters: Size;
}

export interface ExperimentDraft {
  readonly name: string;
  readonly place: Place;
  readonly keywordPlace: Place;
  readonly data?: string;
  /** The name of the network that is trained. */
  readonly network?: string;
  readonly ready?: {
    readonly build: NetworkBuild;
    readonly plan: Experiment["data"];
    readonly training: Experiment["training"];
    readonly expectations: readonly Placed<Expectation>[];
  };
}

/** The final form of a build; `spanOf` says where a place is now. */
export function toNetwork(build: NetworkBuild, spanOf: (place: Place) => Step<Size>["span"]): Network<Size> {
  const settle = <T extends Placed<unknown>>({ place, outer, ...rest }: T) => ({
    ...rest,
    span: spanOf(outer ?? place),
  });
  return {
    name: build.name,
    inputs: build.inputs.map(settle),
    steps: build.steps.map(settle),
    outputs: build.outputs,
    weights: [...build.weights.values()],
  };
}
