/** Offers to train each experiment, right above its text. */
import type { CheckedFile } from "../check/result.ts";
import type { Lens } from "./feature.ts";

export function lenses(checked: CheckedFile): readonly Lens[] {
  const hasErrors = checked.diagnostics.some(({ severity }) => severity === "error");
  const obstacle = hasErrors ? "Fix the errors to train" : "Reading the data…";
  return checked.experiments.flatMap(({ name, keywordSpan, experiment }): Lens[] => {
    if (!experiment) return [{ span: keywordSpan, title: obstacle, command: "open", experiment: name }];
    return [
      { span: keywordSpan, title: "▶ Train", command: "train", experiment: name },
      { span: keywordSpan, title: "Open in Soma Lab", command: "open", experiment: name },
    ];
  });
}
