/** Blocks with several outputs: each is chosen by its name, `halves.left`. */
import { nearestName } from "../../data/nearest-name.ts";
import type { MemberExpression, Span } from "../syntax/tree.ts";
import { replace } from "./finding.ts";
import { type Frame, here, noteUse, report, type Tensor, unknownTensor } from "./frame.ts";
import { wordOf } from "./names.ts";

/** The tensor itself; of several outputs none is the one that is meant, which is reported. */
export function single(frame: Frame, tensor: Tensor, span: Span): Tensor {
  const { parts } = tensor;
  if (parts === undefined) return tensor;
  const names = parts.map(({ name }) => name);
  const end = here(frame, { start: span.end, end: span.end });
  const isName = /^\w+$/.test(frame.questions.textOf(frame.declaration, span));
  const candidates = isName ? names.map((name) => replace(`Take \`${name}\``, end, `.${name}`)) : [];
  report(frame, "SOMA2026", span, { names }, { candidates });
  frame.build.broken = true;
  return unknownTensor;
}

/** `halves.left`, where `halves` names what a block with several outputs has given. */
export function evaluateMember(frame: Frame, { object, name, span }: MemberExpression): Tensor {
  const word = object.kind === "name" ? wordOf(object.name) : undefined;
  const local = word === undefined ? undefined : frame.locals.get(word);
  if (object.kind !== "name" || word === undefined || (local?.kind !== "tensor" && local?.kind !== "label")) {
    const what = `\`${frame.questions.textOf(frame.declaration, span)}\` as a tensor`;
    report(frame, "SOMA2007", span, { what });
    return unknownTensor;
  }
  noteUse(frame, frame.declaration, object.name, word);
  const { parts } = local.tensor;
  if (parts === undefined) {
    // While it is not known what it is, nothing can be said about its parts.
    if (local.tensor.shape !== undefined)
      reportPart(frame, name.span, { name: name.text, of: word, names: [] });
    return unknownTensor;
  }
  const part = parts.find((each) => each.name === wordOf(name));
  if (part !== undefined) return part.tensor;
  if (name.text !== "") {
    const names = parts.map((each) => each.name);
    reportPart(frame, name.span, { name: name.text, of: word, names });
  }
  return unknownTensor;
}

function reportPart(
  frame: Frame,
  span: Span,
  facts: { readonly name: string; readonly of: string; readonly names: readonly string[] },
): void {
  const nearest = nearestName(facts.name, facts.names) ?? facts.names[0];
  const candidates =
    nearest === undefined ? [] : [replace(`Change to \`${nearest}\``, here(frame, span), nearest)];
  report(frame, "SOMA2027", span, facts, { candidates });
}
