/** Everything to say about data sets: `SOMA5xxx`. */
import { kind } from "./define.ts";

export const dataDiagnostics = {
  SOMA5001: kind({
    severity: "error",
    title: "Data set that cannot be made",
    why: "Training needs every row; nothing is repaired or dropped silently.",
    message: (f: { problem: string; advice: string }) => `${f.problem} ${f.advice}`.trim(),
  }),
  SOMA5002: kind({
    severity: "error",
    title: "Not a data source",
    why: "A data set is made by a source with its values in brackets.",
    message: (f: { found: string }) =>
      `${f.found} is no data source. Write one such as \`spiral(points: 500)\` or \`csv("data/iris.csv", label: species)\`.`,
  }),
} as const;
