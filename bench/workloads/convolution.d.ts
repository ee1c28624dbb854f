import type { Workload } from "./workload.ts";
export declare function convolution(): Workload;
