/** The ops sorted by how they are compiled. */
import type { OpName } from "../../ops/ops.ts";

const MOVEMENTS = ["reshape", "permute", "broadcast", "slice"] as const;
const ELEMENTWISE = [
  "neg",
  "exp",
  "log",
  "log1p",
  "expm1",
  "tanh",
  "sqrt",
  "abs",
  "erf",
  "sin",
  "add",
  "sub",
  "mul",
  "div",
  "maximum",
  "minimum",
  "greater",
  "greaterEqual",
  "equal",
  "select",
  "detach",
  "range",
  "uniform",
  "oneHot",
] as const;

/** Ops that only say where elements lie: they become views. */
export type MovementName = (typeof MOVEMENTS)[number];
/** Ops computed anew for each element, and fused with their neighbours. `detach` stands for a copy. */
export type ElementwiseName = (typeof ELEMENTWISE)[number];

const movements: ReadonlySet<OpName> = new Set(MOVEMENTS);
const elementwise: ReadonlySet<OpName> = new Set(ELEMENTWISE);

export const isMovement = (op: OpName): op is MovementName => movements.has(op);
export const isElementwise = (op: OpName): op is ElementwiseName => elementwise.has(op);

/** Whether the op's kernel reads its operands out of order or more than once, so that they must be in memory. */
export const readsWhole = (op: OpName): boolean =>
  !isElementwise(op) && !isMovement(op) && !["constant", "sum", "max", "pad", "concat"].includes(op);

/** About how many instructions one vector of the op takes. */
export function instructionCost(op: ElementwiseName): number {
  switch (op) {
    case "exp":
    case "expm1":
    case "tanh":
    case "log":
    case "log1p":
    case "erf":
    case "sin":
    case "uniform":
      return 24;
    case "div":
    case "sqrt":
      return 6;
    case "detach":
      return 0;
    default:
      return 1;
  }
}
