/** Offers to train each experiment, right above its text. */
import type { CheckedFile } from "../check/result.ts";
import type { Lens } from "./feature.ts";

export function lenses(checked: CheckedFile): readonly Lens[] {
  return checked.experiments.flatMap(({ name, keywordSpan, experiment }): Lens[] => {
    if (!experiment)
      return [{ span: keywordSpan, title: "Fix the errors to train", command: "open", experiment: name }];
    return [
      { span: keywordSpan, title: "▶ Train", command: "train", experiment: name },
      { span: keywordSpan, title: "Open in Soma Lab", command: "open", experiment: name },
    ];
  });
}
