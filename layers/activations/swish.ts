/** swish: a sigmoid-weighted linear unit (Ramachandran et al. 2017), SiLU for beta 1. */
import { number } from "../../catalog/attribute.ts";
import { defineActivation } from "./define-activation.ts";
import { logistic } from "./sigmoid.ts";

export const swish = defineActivation({
  name: "swish",
  doc: "A smooth `relu` that dips a little below 0. With beta 1 it is also called SiLU.",
  attributes: { beta: number("How sharp the bend is.", { fallback: 1 }) },
  formula: "y = x · sigmoid(beta · x)",
  family: "relu",
  foreign: ["SiLU", "nn.SiLU", "silu", "Swish", "F.silu"],
  apply: (ops, x, { beta }) => ops.mul(x, logistic(ops, beta === 1 ? x : ops.mul(x, ops.constant(beta)))),
  examples: ["swish(1.5)"],
});
