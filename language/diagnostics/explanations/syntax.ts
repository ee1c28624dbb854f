/** How a file is written, by example: `SOMA1xxx`. */
import type { SyntaxCode } from "../../syntax/problems.ts";
import { type Explanation, network } from "./define.ts";

const right = network("input x: [2]", "output x -> dense(1)");

export const syntaxExplanations: Readonly<Record<SyntaxCode, Explanation>> = {
  SOMA1001: { fails: network("input x: [2]", "output x ->"), works: right },
  SOMA1002: { fails: network("input x: [2]", "output x -> dense(1"), works: right },
  SOMA1003: { fails: right.replace("network", "model"), works: right },
  SOMA1004: {
    fails: network("input x: [2]", "= x -> dense(1)", "output x -> relu"),
    works: network("input x: [2]", "y = x -> dense(1)", "output y -> relu"),
  },
  SOMA1005: {
    fails: network("input x: [2]", "output x y -> dense(1)"),
    works: network("input x: [2]", "y = x", "output y -> dense(1)"),
  },
  SOMA1006: {
    fails: 'import Mlp from "std/mlp',
    works: ['import Mlp from "std/mlp"', network("input x: [2]", "output x -> Mlp(8, 1)")].join("\n"),
  },
  SOMA1007: {
    fails: 'const note = "50\\% of the leaf"',
    works: 'const note = "50% of the leaf"',
  },
  SOMA1008: {
    fails: network("input x: [2]", "output x -> dropout(.5) -> dense(1)"),
    works: network("input x: [2]", "output x -> dropout(0.5) -> dense(1)"),
  },
  SOMA1009: {
    fails: network("input x: [2]", "output x => dense(1)"),
    works: right,
  },
  SOMA1010: {
    fails: network("input größe: [2]", "output größe -> dense(1)"),
    works: network("input size: [2]", "output size -> dense(1)"),
  },
  SOMA1011: {
    fails: network("input data: [2]", "output data -> dense(1)"),
    works: network("input points: [2]", "output points -> dense(1)"),
  },
  SOMA1012: {
    comesFrom: "Hundreds of brackets stand inside each other, as in a file that a program has written.",
    helps: "Give a name to a part: `a = x -> dense(8)`, then use `a`.",
  },
  SOMA1013: {
    fails: network("input x: [2]", "output x -> dense(2) + x"),
    works: network("input x: [2]", "output (x -> dense(2)) + x"),
  },
  SOMA1014: { fails: network("input x: [2]", "output x -> dense(1))"), works: right },
  SOMA1015: {
    comesFrom:
      "The file holds bytes that no text has, as a picture or an archive does that was renamed to `.soma`.",
    helps: "Open the file that was meant.",
  },
  SOMA1016: {
    fails: network("input x: [2] // \u202Eelbissop si ti", "output x -> dense(1)"),
    works: network("input x: [2] // it is possible", "output x -> dense(1)"),
  },
  SOMA1017: { fails: network("input x:\u00A0[2]", "output x -> dense(1)"), works: right },
  SOMA1018: {
    comesFrom:
      "A very long file has more than 200 problems with how it is written, usually because it is no Soma file.",
    helps: "Put the first ones right: the others show, or are gone.",
  },
  SOMA1019: {
    comesFrom: "A file is longer than 1 Mi characters; above 5 Mi nothing in it is read.",
    helps: "Split it: blocks that stand in a file of their own can be imported.",
  },
  SOMA1020: {
    comesFrom:
      "The language server ended or gave no sign of life, two times, and this file was in use both times.",
    helps: "Change the part that was written last; any edit has the whole file checked again.",
  },
};
