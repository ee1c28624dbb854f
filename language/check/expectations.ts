/** `expect accuracy >= 0.95 in 9/10 seeds`: what is measured, what it is compared with, and in how many runs. */
import type { DataDescription } from "../../data/define.ts";
import { nearestName } from "../../data/nearest-name.ts";
import type { Expectation as NetworkExpectation } from "../../network/experiment.ts";
import { walk } from "../syntax/places.ts";
import type {
  Expectation,
  Expression,
  Name,
  NetworkDeclaration,
  SeedShare,
  TrainDeclaration,
} from "../syntax/tree.ts";
import { calledName } from "./call-value.ts";
import type { Placed } from "./draft.ts";
import { evaluate } from "./evaluate.ts";
import { replace } from "./finding.ts";
import { type Frame, here, noteUse, report } from "./frame.ts";
import { reportUnknown, wordOf } from "./names.ts";
import { type Metric, metrics } from "./settings.ts";

type Checked = Placed<NetworkExpectation>;

export const checkExpectations = (
  frame: Frame,
  { body }: TrainDeclaration,
  network: NetworkDeclaration | undefined,
  data: DataDescription | undefined,
): readonly Checked[] =>
  body.items.flatMap((item) => {
    const checked = item.kind === "expect" ? checkExpectation(frame, item, network, data) : undefined;
    return checked === undefined ? [] : [checked];
  });

function checkExpectation(
  frame: Frame,
  expectation: Expectation,
  network: NetworkDeclaration | undefined,
  data: DataDescription | undefined,
): Checked | undefined {
  const measured = measureOf(frame, expectation.measure, network);
  const bound = numberOf(frame, expectation.bound);
  const seeds = expectation.seeds === undefined ? undefined : shareOf(frame, expectation.seeds);
  const { operator } = expectation;
  if (measured === undefined || bound === undefined || operator === undefined || seeds === "wrong")
    return undefined;
  if (operator === "!=") {
    report(frame, "SOMA4021", expectation.span, {
      found: "The comparison",
      wanted: "one of `>=`, `>`, `<=`, `<` and `==`",
    });
    return undefined;
  }
  const { metric, of } = measured;
  const labels = data?.label.kind;
  if (
    metric.needs !== undefined &&
    (labels === "classes" || labels === "values") &&
    labels !== metric.needs
  ) {
    report(frame, "SOMA4021", expectation.measure.span, labelFacts(metric.name, metric.needs));
    return undefined;
  }
  if (metric.isShare) warnIfPointless(frame, expectation.bound, metric.name, operator, bound);
  return {
    metric: metric.name,
    ...(of === undefined ? {} : { of }),
    comparison: operator,
    value: bound,
    ...(seeds === undefined ? {} : { seeds }),
    place: here(frame, expectation.span),
  };
}

const labelFacts = (name: string, needs: "classes" | "values") =>
  needs === "classes"
    ? {
        found: `The labels are numbers, and what \`${name}\` counts`,
        wanted: "classes; expect something of `loss` instead",
      }
    : {
        found: `The labels are classes, and what \`${name}\` compares`,
        wanted: "numbers; expect something of `accuracy` instead",
      };

function measureOf(
  frame: Frame,
  measure: Expression,
  network: NetworkDeclaration | undefined,
): { readonly metric: Metric; readonly of?: string } | undefined {
  if (measure.kind === "missing") return undefined;
  const name = calledName(measure);
  const word = name === undefined ? undefined : wordOf(name);
  const metric = metrics.find((each) => each.name === word);
  if (name === undefined || metric === undefined) {
    reportUnknownMetric(frame, measure, name);
    return undefined;
  }
  const given = measure.kind === "call" ? measure.arguments : [];
  if (!metric.ofLayer) {
    if (given.length === 0) return { metric };
    report(frame, "SOMA2013", measure.span, { owner: metric.name, known: [] });
    return undefined;
  }
  const [layer] = given;
  if (layer === undefined || layer.value.kind !== "name") {
    if (layer?.value.kind === "missing") return undefined;
    report(frame, "SOMA2012", name.span, {
      owner: metric.name,
      name: "a layer",
      doc: "write its label in brackets: `dead(h1)`.",
    });
    return undefined;
  }
  const label = layer.value.name;
  if (network === undefined) return undefined;
  const labels = labelsOf(network);
  if (!labels.includes(wordOf(label))) {
    reportUnknown(frame, label, {
      wanted: "label",
      candidates: labels,
    });
    return undefined;
  }
  noteUse(frame, network, label, wordOf(label));
  return { metric, of: wordOf(label) };
}

function reportUnknownMetric(frame: Frame, measure: Expression, name: Name | undefined): void {
  const known = metrics.map((each) => each.name);
  const found = name?.text ?? frame.questions.textOf(frame.declaration, measure.span);
  const nearest = name === undefined ? undefined : nearestName(found, known);
  const suggestions = nearest === undefined ? [] : [nearest];
  const span = name?.span ?? measure.span;
  const candidates = suggestions.map((word) => replace(`Change to \`${word}\``, here(frame, span), word));
  report(frame, "SOMA4020", span, { name: found, suggestions, known }, { candidates });
}

function labelsOf(network: NetworkDeclaration): readonly string[] {
  const labels: string[] = [];
  walk(network, (node) => {
    if (node.kind === "stage" && node.label !== undefined) labels.push(wordOf(node.label));
    return true;
  });
  return labels;
}

function numberOf(frame: Frame, expression: Expression): number | undefined {
  const value = evaluate(frame, expression);
  if (value.kind === "unknown") return undefined;
  const number = value.kind === "real" ? value.value : value.kind === "size" ? value.size : undefined;
  if (typeof number === "number" && Number.isFinite(number)) return number;
  report(frame, "SOMA4021", expression.span, { found: "The bound", wanted: "a number" });
  return undefined;
}

/** The most runs one expectation may ask for. */
const mostSeeds = 1000;

function shareOf(frame: Frame, seeds: SeedShare): { readonly pass: number; readonly of: number } | "wrong" {
  const [pass, of] = [numberOf(frame, seeds.passing), numberOf(frame, seeds.of)];
  if (pass === undefined || of === undefined) return "wrong";
  const isShare =
    Number.isInteger(pass) && Number.isInteger(of) && pass >= 1 && pass <= of && of <= mostSeeds;
  if (isShare) return { pass, of };
  report(frame, "SOMA4023", seeds.span, { passing: String(pass), of: String(of) });
  return "wrong";
}

function warnIfPointless(
  frame: Frame,
  bound: Expression,
  metric: string,
  operator: NetworkExpectation["comparison"],
  value: number,
): void {
  const always =
    (operator === ">=" && value <= 0) ||
    (operator === ">" && value < 0) ||
    (operator === "<=" && value >= 1) ||
    (operator === "<" && value > 1);
  const never =
    (operator === ">=" && value > 1) ||
    (operator === ">" && value >= 1) ||
    (operator === "<=" && value < 0) ||
    (operator === "<" && value <= 0);
  if (!always && !never) return;
  report(frame, "SOMA4022", bound.span, {
    metric,
    comparison: `${operator} ${value}`,
    verdict: always ? "always" : "never",
  });
}
