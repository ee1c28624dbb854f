/** What a stage leaves behind besides its tensor: its label as a name of the body, and its place among the stages. */
import type { Expression, Name, Span } from "../syntax/tree.ts";
import type { WrittenCall } from "./callee.ts";
import { declareSymbol, type Frame, here, type Labelled, report, type Tensor } from "./frame.ts";
import { wordOf } from "./names.ts";

export function declareLabel(
  frame: Frame,
  label: Name | undefined,
  labelled: Labelled | undefined,
  tensor: Tensor,
  expression: Expression,
): void {
  if (label === undefined || label.text === "") return;
  const word = wordOf(label);
  frame.later.delete(word);
  const place = here(frame, label.span);
  const first = frame.locals.get(word);
  if (first !== undefined) {
    const related = [{ place: first.place, message: `\`${word}\` is declared here first` }];
    const what = first.kind === "label" ? "layer" : first.kind;
    report(frame, "SOMA2003", label.span, { name: word, what }, { related });
    return;
  }
  frame.locals.set(
    word,
    labelled === undefined
      ? { kind: "tensor", tensor, place }
      : { kind: "label", tensor, layer: labelled, place },
  );
  declareSymbol(frame, label, {
    kind: "label",
    detail: `${word}: ${frame.questions.textOf(frame.declaration, expression.span)}`,
    scope: expression.span,
  });
}

/** A stage whose layer is not known still has its place among the stages: its input is. */
export function recordUnknown(
  frame: Frame,
  expression: Expression,
  written: WrittenCall | undefined,
  site: { readonly arrow?: Span; readonly label?: string },
  inputs: readonly Tensor[],
): void {
  if (frame.record === undefined || expression.kind === "missing") return;
  frame.record.stages.push({
    kind: written?.name.text ?? frame.questions.textOf(frame.declaration, expression.span),
    place: here(frame, expression.span),
    namePlace: here(frame, written?.name.span ?? expression.span),
    ...(site.arrow === undefined ? {} : { arrowPlace: here(frame, site.arrow) }),
    ...(site.label === undefined ? {} : { label: site.label }),
    owner: frame.build.name,
    step: "",
    inputs: inputs.map(({ shape }) => shape),
    output: undefined,
    parameters: undefined,
    weights: [],
  });
}
