import type { Workload } from "./workload.ts";
export declare function spiral(): Workload;
export declare const smallClassifier: () => Workload;
export declare const largeClassifier: () => Workload;
