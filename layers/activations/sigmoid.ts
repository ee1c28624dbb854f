/** sigmoid: the logistic function. */
import type { Ops } from "../../engine/ops/ops.ts";
import { defineActivation } from "./define-activation.ts";

export const sigmoid = defineActivation({
  name: "sigmoid",
  doc: "Squeezes any number into 0 … 1; reads as a probability. Nearly flat beyond ±5, where little gradient passes.",
  attributes: {},
  formula: "y = 1 / (1 + e^(−x))",
  family: "saturating",
  foreign: ["Sigmoid", "nn.Sigmoid", "logistic", "F.sigmoid"],
  apply: (ops, x) => logistic(ops, x),
});

/** 1 / (1 + e^(−x)) = (1 + tanh(x / 2)) / 2, which never overflows. */
export function logistic<T>(ops: Ops<T>, x: T): T {
  const half = ops.constant(0.5);
  return ops.add(ops.mul(ops.tanh(ops.mul(x, half)), half), half);
}
