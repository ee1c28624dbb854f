/** A checked call as it would be written: "normal(std: 0.02)". */
import type { Call } from "../../catalog/attribute.ts";
export declare function formatCall({ name, attributes }: Call): string;
