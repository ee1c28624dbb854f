/** Shapes and sizes, by example: `SOMA3xxx`. */
import type { shapeDiagnostics } from "../shapes.ts";
import { declared, type Explanation, experiment, file, network } from "./define.ts";

const image = (...stages: readonly string[]): string =>
  network("input x: [1, 28, 28]", `output x -> ${stages.join(" -> ")}`);

const row = (output: string): string => network("input x: [12]", `output ${output}`);

const half = declared("block Half", ["input x: [n]", "require n % 2 == 0", "output x -> dense(n div 2)"]);
const tower = declared("block Tower", ["input x: [n]", "output x -> repeat(10, dense(n))"]);
const convolved = declared("block Convolved(kernel)", [
  "input x: [1, h, w]",
  "output x -> conv2d(4, kernel: kernel)",
]);

export const shapeExplanations: Readonly<Record<keyof typeof shapeDiagnostics, Explanation>> = {
  SOMA3001: {
    fails: network("input x: [784]", "output x -> conv2d(8, kernel: 3)"),
    works: network("input x: [784]", "output x -> reshape([1, 28, 28]) -> conv2d(8, kernel: 3)"),
  },
  SOMA3002: { fails: image("conv2d(8, kernel: 31)"), works: image("conv2d(8, kernel: 3)") },
  SOMA3003: {
    fails: network("input x: [6, 8, 8]", "output x -> group_norm(4)"),
    works: network("input x: [6, 8, 8]", "output x -> group_norm(3)"),
  },
  SOMA3004: { fails: row("x + (x -> dense(10))"), works: row("x + (x -> dense(12))") },
  SOMA3005: { fails: row("x -> mean(1)"), works: row("x -> mean(0)") },
  SOMA3006: {
    fails: network("input x: [3, 8]", "output x -> slice(2, 12, axis: 1)"),
    works: network("input x: [3, 8]", "output x -> slice(2, 7, axis: 1)"),
  },
  SOMA3007: { fails: row("x -> reshape([3, 5])"), works: row("x -> reshape([3, 4])") },
  SOMA3008: {
    fails: declared("block Sum", ["input x: [n]", "input y: [m]", "output x + y"]),
    works: declared("block Sum", ["input x: [n]", "input y: [n]", "output x + y"]),
  },
  SOMA3010: { fails: row("x -> dense(10): [12]"), works: row("x -> dense(10): [10]") },
  SOMA3011: {
    fails: file(
      declared("block Residual(width)", ["input x: [width]", "output x + (x -> dense(width))"]),
      row("x -> Residual(10)"),
    ),
    works: file(
      declared("block Residual(width)", ["input x: [width]", "output x + (x -> dense(width))"]),
      row("x -> Residual(12)"),
    ),
  },
  SOMA3012: {
    fails: file(half, network("input x: [7]", "output x -> Half")),
    works: file(half, network("input x: [8]", "output x -> Half")),
  },
  SOMA3013: {
    fails: file(convolved, network("input x: [1, 8, 8]", "output x -> Convolved(9)")),
    works: file(convolved, network("input x: [1, 8, 8]", "output x -> Convolved(3)")),
  },
  SOMA3014: {
    fails: network("input a: [8]", "input b: [6]", "p = a -> h: dense(4)", "q = b -> h", "output p + q"),
    works: network("input a: [8]", "input b: [8]", "p = a -> h: dense(4)", "q = b -> h", "output p + q"),
  },
  SOMA3015: {
    fails: row("x -> down: dense(3) -> dense(10, tie: down)"),
    works: row("x -> down: dense(3) -> dense(12, tie: down)"),
  },
  SOMA3016: {
    fails: file(declared("block Narrow", ["input x: [n * m]", "output x -> dense(n)"]), row("x -> Narrow")),
    works: file(
      declared("block Narrow(n)", ["input x: [n * m]", "output x -> dense(n)"]),
      row("x -> Narrow(3)"),
    ),
  },
  SOMA3017: {
    fails: file(half, declared("block Quarter", ["input x: [k]", "output x -> Half"])),
    works: file(half, declared("block Quarter", ["input x: [k]", "require k % 2 == 0", "output x -> Half"])),
  },
  SOMA3020: {
    fails: network("input x: [5000000000]", "output x -> relu"),
    works: network("input x: [5000]", "output x -> relu"),
  },
  SOMA3021: {
    fails: network("input x: [100000, 100000]", "output x -> relu"),
    works: network("input x: [1000, 1000]", "output x -> relu"),
  },
  SOMA3022: {
    fails: network("input x: [10000]", "output x -> dense(8000)"),
    works: network("input x: [10000]", "output x -> dense(80)"),
  },
  SOMA3023: {
    fails: file(tower, row("x -> repeat(2000, Tower)")),
    works: file(tower, row("x -> repeat(20, Tower)")),
  },
  SOMA3024: {
    comesFrom: "A block uses a block that uses a block, and so on, for hundreds of levels.",
    helps: "Join some of the blocks, or write `repeat(100, Block)` where each holds one more of the same.",
  },
  SOMA3030: {
    fails: image("conv2d(4, kernel: 5)", "dense(10)"),
    works: image("conv2d(4, kernel: 5)", "flatten", "dense(10)"),
  },
  SOMA3031: {
    fails: network("input x: [28, 28, 1]", "output x -> conv2d(8, kernel: 1)"),
    works: network("input x: [1, 28, 28]", "output x -> conv2d(8, kernel: 1)"),
  },
  SOMA3032: {
    fails: network("input x: [8, 1]", "input y: [1, 8]", "output x + y"),
    works: network("input x: [8, 1]", "input y: [8, 1]", "output x + y"),
  },
  SOMA3033: {
    fails: network("input x: [3, h, w]", "output x -> flatten -> dense(2)"),
    works: network("input x: [3, h, w]", "output x -> global_avg_pool -> dense(2)"),
  },
  SOMA3034: {
    fails: experiment("loss: binary_cross_entropy").replace("[2]", "[n * m]"),
    works: experiment("loss: binary_cross_entropy").replace("[2]", "[n]"),
  },
  SOMA3036: {
    fails: network("input x: [3, 16]", "output x -> reshape([16, 3])"),
    works: network("input x: [3, 16]", "output x -> permute([1, 0])"),
  },
  SOMA3035: {
    fails: network("input x: [1, 28, 28]", "output x -> conv2d(4, kernel: 5) -> dense(10): [10]"),
    works: network("input x: [1, 28, 28]", "output x -> conv2d(4, kernel: 5) -> flatten -> dense(10): [10]"),
  },
};
