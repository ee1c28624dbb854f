/** The list of workloads. Each is made where it is asked for: the recipes give the same numbers in every process. */
import { convolution } from "./convolution.ts";
import { largeClassifier, smallClassifier, spiral } from "./dense.ts";
import { recurrent, transformer } from "./sequences.ts";
import type { Workload, WorkloadName } from "./workload.ts";

const recipes: Readonly<Record<WorkloadName, () => Workload>> = {
  W1: spiral,
  W2: smallClassifier,
  W3: largeClassifier,
  W4: convolution,
  W5: recurrent,
  W6: transformer,
};

export const workloadNames = Object.keys(recipes) as readonly WorkloadName[];

export const workload = (name: WorkloadName): Workload => recipes[name]();
