/** `repeat(4, Residual(64))`: the same call several times in a row, each with weights of its own. */
import { formatSize } from "../../shapes/format.ts";
import { applyBlock, recordStage } from "./block-call.ts";
import { resolveCallee, writtenCall } from "./callee.ts";
import { evaluate } from "./evaluate.ts";
import { type Frame, here, report, type Tensor, unknownTensor } from "./frame.ts";
import { type Applied, applyLayer, type LayerSite, stepName } from "./layer-call.ts";
import { describeValue } from "./value.ts";

const nothing: Applied = { tensor: unknownTensor, labelled: undefined };

/** No network has more steps than this, so that no repeat can be meant to have more rounds. */
const mostRounds = 10_000;

export function repeatBlock(frame: Frame, site: LayerSite, tensors: readonly Tensor[]): Applied {
  const [count, body, ...more] = site.written.arguments;
  if (count === undefined || body === undefined || more.length > 0) {
    report(frame, "SOMA2012", site.written.name.span, {
      owner: "repeat",
      name: "a number and a layer",
      doc: "for example `repeat(4, Residual(64))`.",
    });
    return nothing;
  }
  const rounds = roundsOf(frame, count.value);
  const written = writtenCall(frame, body.value);
  const callee = written === undefined ? undefined : resolveCallee(frame, written);
  if (rounds === undefined || written === undefined || callee === undefined) return nothing;
  if (callee.kind === "repeat" || callee.kind === "shared") {
    report(frame, "SOMA2006", body.span, {
      name: written.name.text,
      is: callee.kind === "repeat" ? "itself a repeat" : "one layer with one set of weights",
      wanted: "a layer or a block",
    });
    return nothing;
  }
  if (rounds === 0) report(frame, "SOMA2021", site.span, { name: written.name.text });
  const firstError = frame.findings.length;
  const weightsBefore = frame.build.weights.size;
  const name = stepName(frame, site.label, written.name.text);
  let tensor: Tensor = tensors[0] ?? unknownTensor;
  for (let round = 0; round < rounds; round += 1) {
    const roundSite: LayerSite = {
      span: body.span,
      step: `${name.slice(frame.prefix.length)}[${round}]`,
      written,
    };
    // Only the first round is written in the text, so only it is described.
    const roundFrame: Frame = round === 0 ? frame : { ...frame, record: undefined };
    const applied =
      callee.kind === "layer"
        ? applyLayer(roundFrame, callee.layer, roundSite, [tensor])
        : applyBlock(roundFrame, callee.declaration, roundSite, [tensor]);
    tensor = applied.tensor;
    // What is wrong once is wrong in every round: it is said once.
    if (frame.findings.length > firstError || frame.build.expanded > mostRounds) break;
  }
  recordStage(frame, site, name, tensors, tensor, weightsBefore);
  return { tensor, labelled: undefined };
}

function roundsOf(frame: Frame, expression: Parameters<typeof evaluate>[1]): number | undefined {
  const value = evaluate(frame, expression);
  if (value.kind === "unknown") return undefined;
  const size = value.kind === "size" ? value.size : undefined;
  // On a block's own terms the number may be a symbol: one round shows what there is to see.
  if (typeof size === "object") return 1;
  if (size !== undefined && size >= 0 && size <= mostRounds) return size;
  report(
    frame,
    "SOMA2015",
    expression.span,
    {
      name: "repeat",
      found: describeValue(value, formatSize),
      range: `a whole number from 0 to ${mostRounds}`,
    },
    { candidates: [{ title: "Repeat once", edits: [{ place: here(frame, expression.span), text: "1" }] }] },
  );
  return undefined;
}
