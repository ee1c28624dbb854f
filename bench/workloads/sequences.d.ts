import type { Workload } from "./workload.ts";
export declare function recurrent(): Workload;
/** The names: token and position vectors, three norms (g, h), the projections, the MLP (f, p), the logits (l). */
export declare function transformer(): Workload;
