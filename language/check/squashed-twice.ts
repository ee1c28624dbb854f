/** A softmax or sigmoid in front of a loss that applies it itself. */
import type { Loss } from "../../training/define.ts";
import { walk } from "../syntax/places.ts";
import type { NetworkDeclaration, Span, Stage } from "../syntax/tree.ts";
import type { LastStep, LossCase } from "./check-loss.ts";
import { type FixDraft, replace } from "./finding.ts";
import { type Frame, here, report } from "./frame.ts";
import { type Place, placeOf, sameSpan } from "./place.ts";

const squashing = new Set(["softmax", "log_softmax", "sigmoid", "hard_sigmoid"]);

/** The last step's activation, its own or written as a stage. */
function activationOf(last: LastStep): string | undefined {
  if (last === undefined) return undefined;
  if (squashing.has(last.kind)) return last.kind;
  const { activation } = last.attributes;
  return typeof activation === "object" && "name" in activation ? activation.name : undefined;
}

/** What a loss does to logits itself, where it is not a softmax. */
const inLoss: Readonly<Record<string, string>> = {
  binary_cross_entropy: "the sigmoid",
  hinge: "a margin on both sides of 0",
};

export function warnAboutSquashing({ frame, loss, network }: LossCase, spec: Loss, last: LastStep): void {
  const activation = activationOf(last);
  if (activation === undefined || last === undefined || !squashing.has(activation)) return;
  const already = inLoss[spec.name] ?? "the softmax";
  const related = [
    { place: last.place, message: `\`${activation}\` is applied here` },
    { place: here(frame, loss.setting.span), message: `\`${spec.name}\` takes logits` },
  ];
  report(
    frame,
    "SOMA4015",
    loss.setting.value.span,
    { loss: spec.name, activation, already },
    {
      related,
      candidates: withoutActivation(frame, network, last.place, activation),
    },
  );
}

/** Deletes the stage `-> softmax`, or the argument `softmax` of the last layer. */
function withoutActivation(
  frame: Frame,
  network: NetworkDeclaration,
  place: Place,
  activation: string,
): readonly FixDraft[] {
  if (place.declaration !== network) return [];
  let removed: Span | undefined;
  walk(network, (node) => {
    if (node.kind === "stage" && sameSpan(node.value.span, place.span))
      removed = spanWithout(frame, network, node, activation);
    return true;
  });
  return removed === undefined ? [] : [replace(`Remove \`${activation}\``, placeOf(network, removed), "")];
}

function spanWithout(
  frame: Frame,
  network: NetworkDeclaration,
  stage: Stage,
  activation: string,
): Span | undefined {
  const { value } = stage;
  if (
    value.kind === "name" ||
    (value.kind === "call" && value.callee.kind === "name" && value.callee.name.text === activation)
  ) {
    const before = frame.questions.textOf(network, { start: 0, end: stage.arrow.start });
    return { start: before.trimEnd().length, end: stage.span.end };
  }
  if (value.kind !== "call") return undefined;
  const index = value.arguments.findIndex(({ value: given }) => {
    const name = given.kind === "name" ? given : given.kind === "call" ? given.callee : undefined;
    return name?.kind === "name" && name.name.text === activation;
  });
  const argument = value.arguments[index];
  const before = value.arguments[index - 1];
  return argument === undefined || before === undefined
    ? undefined
    : { start: before.span.end, end: argument.span.end };
}
