/** Keeps gradients from being too long, so that one bad batch cannot throw the weights far off. */
import { number } from "../../catalog/attribute.ts";
import type { Ops } from "../../engine/ops/ops.ts";
import { defineClipping } from "../define.ts";

export const clipNorm = defineClipping({
  name: "norm",
  doc: "Where all gradients together are longer than `max`, they are shortened to it and keep their direction. (Pascanu et al. 2013)",
  formula: "∇L ← ∇L · min(1, max / ‖∇L‖)",
  attributes: { max: number("Longest norm of all gradients together.", { above: 0, fallback: 1 }) },
  foreign: ["clip_grad_norm_", "clip_grad_norm", "clipnorm", "global_clipnorm"],
  foreignAttributes: { max_norm: "max" },
  clip: (ops, gradients, { max }) => {
    const squares = gradients.map((gradient) => total(ops, ops.mul(gradient, gradient)));
    const norm = ops.sqrt(squares.reduce((sum, square) => ops.add(sum, square), ops.constant(0)));
    const scale = ops.minimum(ops.div(ops.constant(max), ops.add(norm, ops.constant(1e-6))), ops.constant(1));
    return gradients.map((gradient) => ops.mul(gradient, scale));
  },
});

export const clipValue = defineClipping({
  name: "value",
  doc: "Each number of a gradient is kept between −`max` and `max`.",
  formula: "∇L ← min(max(∇L, −max), max)",
  attributes: { max: number("Largest size of a gradient.", { above: 0, fallback: 1 }) },
  foreign: ["clip_grad_value_", "clip_grad_value", "clipvalue"],
  foreignAttributes: { clip_value: "max" },
  clip: (ops, gradients, { max }) =>
    gradients.map((gradient) => ops.minimum(ops.maximum(gradient, ops.constant(-max)), ops.constant(max))),
});

/** [...] → [] */
const total = <T>(ops: Ops<T>, x: T): T =>
  ops.reshape(
    ops.sum(
      x,
      ops.shapeOf(x).map((_, axis) => axis),
    ),
    [],
  );
