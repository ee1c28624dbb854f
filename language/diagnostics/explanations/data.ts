/** Data sets, by example: `SOMA5xxx`. */
import type { dataDiagnostics } from "../data.ts";
import type { Explanation } from "./define.ts";

export const dataExplanations: Readonly<Record<keyof typeof dataDiagnostics, Explanation>> = {
  SOMA5001: {
    fails: 'data flowers = csv("iris.csv", label: specie)',
    works: 'data flowers = csv("iris.csv", label: species)',
    beside: { "iris.csv": "length,width,species\n5.1,3.5,setosa\n6.3,2.9,virginica\n" },
  },
  SOMA5002: {
    fails: "data corners = [[0, 0], [1, 1]]",
    works: "data corners = points([[0, 0] -> 0, [1, 1] -> 1])",
  },
};
