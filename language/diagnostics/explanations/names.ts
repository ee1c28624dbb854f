/** Names, attributes and imports, by example: `SOMA2xxx`. */
import type { nameDiagnostics } from "../names.ts";
import { declared, type Explanation, file, network } from "./define.ts";

const plain = network("input x: [2]", "output x -> dense(1)");

const twoLayers = (second: string): string =>
  network("input x: [2]", "a = x -> h: dense(4)", `b = x -> ${second}`, "output a + b");

const halves = declared("block Halves", [
  "input x: [n]",
  "left = x -> dense(n)",
  "right = x -> dense(n)",
  "output left",
  "output right",
]);

export const nameExplanations: Readonly<Record<keyof typeof nameDiagnostics, Explanation>> = {
  SOMA2000: {
    comesFrom: "A file has more than 200 diagnostics; the list ends there.",
    helps: "Put the first ones right: often one of them is the cause of many.",
  },
  SOMA2001: { fails: network("input x: [2]", "output x -> dence(1)"), works: plain },
  SOMA2002: { fails: network("input x: [2]", "output x -> Linear(1)"), works: plain },
  SOMA2003: {
    fails: network("input x: [2]", "y = x -> dense(4)", "y = x -> dense(1)", "output y"),
    works: network("input x: [2]", "hidden = x -> dense(4)", "y = hidden -> dense(1)", "output y"),
  },
  SOMA2004: {
    fails: network("input x: [2]", "y = hidden -> dense(1)", "hidden = x -> dense(4)", "output y"),
    works: network("input x: [2]", "hidden = x -> dense(4)", "y = hidden -> dense(1)", "output y"),
  },
  SOMA2005: { fails: "const a = b + 1\nconst b = a + 1", works: "const a = 1\nconst b = a + 1" },
  SOMA2006: {
    fails: network("input x: [2]", "y = x -> dense(4)", "output x -> dense(y)"),
    works: network("input x: [2]", "y = x -> dense(4)", "output y -> dense(1)"),
  },
  SOMA2007: {
    fails: network("input x: [2]", "y = x -> h: dense(4)", "output h[0]"),
    works: network("input x: [2]", "y = x -> h: dense(4)", "output y -> slice(0, 1)"),
  },
  SOMA2010: {
    fails: network("input x: [2]", "output x -> dense(1, size: 3)"),
    works: plain,
  },
  SOMA2011: { fails: network("input x: [2]", "output x -> dense(units: 1, units: 2)"), works: plain },
  SOMA2012: { fails: network("input x: [2]", "output x -> dense"), works: plain },
  SOMA2013: {
    fails: network("input x: [2]", "output x -> dense(4, 1)"),
    works: network("input x: [2]", "output x -> dense(4) -> dense(1)"),
  },
  SOMA2014: {
    fails: network("input x: [2]", "output x -> dense(1, bias: 3)"),
    works: network("input x: [2]", "output x -> dense(1, bias: constant(3))"),
  },
  SOMA2015: {
    fails: network("input x: [2]", "output x -> dropout(1.5) -> dense(1)"),
    works: network("input x: [2]", "output x -> dropout(0.5) -> dense(1)"),
  },
  SOMA2016: {
    fails: network("input x: [3, 8, 8]", "output x -> conv2d(4, kernel: [3, 3, 3])"),
    works: network("input x: [3, 8, 8]", "output x -> conv2d(4, kernel: [3, 3])"),
  },
  SOMA2017: { fails: "const half = 3 / 0", works: "const half = 3 / 2" },
  SOMA2020: {
    fails: network("input x: [2]", "y = x -> dense(3)", "output x -> dense(1)"),
    works: network("input x: [2]", "y = x -> dense(3)", "output y -> dense(1)"),
  },
  SOMA2021: {
    fails: network("input x: [2]", "output x -> repeat(0, dense(2)) -> dense(1)"),
    works: network("input x: [2]", "output x -> repeat(3, dense(2)) -> dense(1)"),
  },
  SOMA2022: { fails: network("input x: [2]"), works: plain },
  SOMA2023: {
    fails: network("input x: [2]", "output concat(x, axis: 0)"),
    works: network("input x: [2]", "input y: [3]", "output concat(x, y, axis: 0)"),
  },
  SOMA2024: { fails: twoLayers("h(4)"), works: twoLayers("h") },
  SOMA2025: {
    fails: network("input x: [1, 4, 4]", "output x -> upsample(2, mode: cubic)"),
    works: network("input x: [1, 4, 4]", "output x -> upsample(2, mode: bilinear)"),
  },
  SOMA2030: {
    fails: file('import Residual from "std/residul"', network("input x: [2]", "output x -> dense(1)")),
    works: file(
      'import ResidualDense from "std/residual"',
      network("input x: [2]", "output x -> ResidualDense(2)"),
    ),
  },
  SOMA2026: {
    fails: file(halves, network("input x: [4]", "output x -> Halves -> relu")),
    works: file(halves, network("input x: [4]", "both = x -> Halves", "output both.left -> relu")),
  },
  SOMA2027: {
    fails: file(halves, network("input x: [4]", "both = x -> Halves", "output both.top")),
    works: file(halves, network("input x: [4]", "both = x -> Halves", "output both.left")),
  },
  SOMA2031: {
    fails: file('import Mpl from "std/mlp"', network("input x: [2]", "output x -> Mpl(8, 1)")),
    works: file('import Mlp from "std/mlp"', network("input x: [2]", "output x -> Mlp(8, 1)")),
  },
  SOMA2032: {
    fails: file('import Wrong from "./blocks.soma"', network("input x: [2]", "output x -> Wrong")),
    works: file('import Right from "./blocks.soma"', network("input x: [2]", "output x -> Right")),
    beside: {
      "blocks.soma": file(
        declared("block Wrong", ["input x: [n]", "output x -> dence(n)"]),
        declared("block Right", ["input x: [n]", "output x -> dense(n)"]),
      ),
    },
  },
};
