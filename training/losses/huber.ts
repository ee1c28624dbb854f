/** Huber's loss: squared near zero, absolute far out. */
import { number } from "../../catalog/attribute.ts";
import { defineLoss } from "../define.ts";
import { meanOfRows } from "./rows.ts";

export const huber = defineLoss({
  name: "huber",
  doc: "Squared for errors up to `delta`, absolute beyond: smooth at the target and calm about outliers. (Huber 1964)",
  formula: "L = mean(½e² where |e| ≤ δ, else δ(|e| − ½δ)), e = y − t",
  attributes: { delta: number("Where the square ends.", { above: 0, fallback: 1 }) },
  target: ["values", "binary"],
  takesLogits: false,
  foreign: ["HuberLoss", "nn.HuberLoss", "huber_loss", "Huber", "SmoothL1Loss", "smooth_l1_loss"],
  foreignAttributes: { beta: "delta" },
  rows: (ops, output, target, { delta }) => {
    const distance = ops.abs(ops.sub(output, target));
    const near = ops.minimum(distance, ops.constant(delta));
    // near · (|e| − ½ near) is both branches at once.
    return meanOfRows(ops, ops.mul(near, ops.sub(distance, ops.mul(near, ops.constant(0.5)))));
  },
});
