import type { Workload, WorkloadName } from "./workload.ts";
export declare const workloadNames: readonly WorkloadName[];
export declare const workload: (name: WorkloadName) => Workload;
