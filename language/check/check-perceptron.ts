/** Whether a network can learn by Rosenblatt's rule: one unit that ends in `step`, and two classes. */
import type { Call } from "../../catalog/attribute.ts";
import type { Step } from "../../network/network.ts";
import { formatShape } from "../../shapes/format.ts";
import type { Size } from "../../shapes/size.ts";
import type { NetworkDeclaration, Span, TrainDeclaration } from "../syntax/tree.ts";
import type { BuiltNetwork } from "./check-network.ts";
import { settingsOf } from "./check-settings.ts";
import { dataPlace } from "./data-place.ts";
import { replace } from "./finding.ts";
import { type Frame, here, report } from "./frame.ts";
import { wordOf } from "./names.ts";
import type { DataSet } from "./unit.ts";

export interface PerceptronCase {
  readonly frame: Frame;
  readonly declaration: TrainDeclaration;
  readonly network: NetworkDeclaration;
  readonly built: BuiltNetwork;
  readonly data: DataSet | undefined;
}

export function checkPerceptron(facts: PerceptronCase): void {
  const { frame, declaration, network } = facts;
  const settings = settingsOf(declaration.body);
  for (const setting of settings) {
    const name = wordOf(setting.name);
    if (!unused.has(name)) continue;
    const problem = `\`perceptron\` learns from wrong answers alone and would not look at \`${name}\`. Delete it.`;
    const candidates = [replace("Delete this setting", here(frame, setting.span), "")];
    report(frame, "SOMA4018", setting.name.span, { problem }, { candidates });
  }
  const optimizer = settings.find(({ name }) => wordOf(name) === "optimizer");
  const span = optimizer?.value.span ?? declaration.network.span;
  checkUnit(facts, span, network.name.text);
  checkAnswers(facts, span);
}

const advice = "End the network with `dense(1, step)`, and let no layer before it learn.";

function checkUnit({ frame, built }: PerceptronCase, span: Span, network: string): void {
  const { outputs, steps, weights } = built.frame.build;
  const [output] = outputs;
  const last = steps.find(({ name }) => name === output?.tensor);
  if (output === undefined || last === undefined) return;
  const learns = (name: string): boolean => {
    const weight = weights.get(name);
    return weight !== undefined && weight.role !== "state" && !weight.frozen;
  };
  const learning = steps.filter((step) => Object.values(step.weights).some(({ name }) => learns(name)));
  const made = [{ place: last.place, message: "The output is made here" }];
  if (!endsInStep(last)) {
    const problem = `\`perceptron\` corrects a unit that answers yes or no, but \`${network}\` does not end in \`step\`. ${advice}`;
    report(frame, "SOMA4018", span, { problem }, { related: made });
  } else if (learning.length > 1) {
    const problem = `\`perceptron\` can teach one layer only, but ${learning.length} layers of \`${network}\` have weights. ${advice}`;
    const related = learning.map(({ place, kind }) => ({ place, message: `\`${kind}\` has weights` }));
    report(frame, "SOMA4018", span, { problem }, { related });
  } else if (formatShape(output.shape) !== "[1]") {
    const wanted = "one number with the label";
    const facts = { loss: "perceptron", wanted, output: formatShape(output.shape), advice };
    report(frame, "SOMA4013", span, facts, { related: made });
  }
}

function checkAnswers({ frame, declaration, data }: PerceptronCase, span: Span): void {
  const label = data?.description?.label;
  if (label === undefined || (label.kind === "classes" && label.names.length === 2)) return;
  const found =
    label.kind === "classes"
      ? `${label.names.length} classes`
      : label.kind === "values"
        ? "numbers as labels"
        : "no labels";
  const facts = {
    loss: "perceptron",
    wanted: "two classes",
    data: data?.plan.name ?? "",
    found,
    advice: "Use data with two classes, or another optimizer.",
  };
  report(frame, "SOMA4014", span, facts, { related: dataPlace(frame, declaration) });
}

const unused = new Set(["loss", "l1", "l2"]);

const endsInStep = ({ kind, attributes }: Pick<Step<Size>, "kind" | "attributes">): boolean =>
  kind === "step" || (attributes.activation as Call | undefined)?.name === "step";
