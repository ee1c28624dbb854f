/** Answers the panel's side of the house: which experiments a file holds, each as the engine takes it, and what runs measured. */
import { dataFiles } from "../data/index.ts";
import type { CheckedExperiment, CheckedFile, Diagnostic } from "../language/index.ts";
import {
  type DocumentReference,
  type ExperimentReference,
  type ExperimentReply,
  type ExperimentsReply,
  experimentRequest,
  experimentsRequest,
  isRunSummaryNotice,
  type ListedExperiment,
  runSummaryNotification,
} from "../protocol/language-server.ts";
import { guarded } from "./guard.ts";
import { rangeOf } from "./render.ts";
import type { Session } from "./server.ts";

export function answerExperiments(session: Session): void {
  const { connection, open, measurements, findings, publish } = session;
  connection.onRequest(
    experimentsRequest,
    guarded(session, "experiments", { experiments: [] }, ({ uri }: DocumentReference): ExperimentsReply => {
      const entry = open.get(uri);
      if (!entry) return { experiments: [] };
      const { checked, document } = entry;
      const listed = checked.experiments.map(
        (found): ListedExperiment => ({
          name: found.name,
          range: rangeOf(document, found.span),
          keywordRange: rangeOf(document, found.keywordSpan),
          ready: found.experiment !== undefined,
          problems: found.experiment ? [] : problemsOf(checked, found).map(({ message }) => message),
        }),
      );
      return { experiments: listed };
    }),
  );

  const failed: ExperimentReply = { problem: "The checker failed on this file", advice: "See the Soma log." };
  connection.onRequest<ExperimentReply, unknown>(
    experimentRequest,
    guarded(session, "experiment", failed, ({ uri, name }: ExperimentReference): ExperimentReply => {
      const checked = open.get(uri)?.checked;
      if (!checked) return { problem: "The file is not open", advice: "Open it in an editor and try again." };
      const found =
        name === undefined
          ? (checked.experiments.find(({ experiment }) => experiment) ?? checked.experiments[0])
          : checked.experiments.find((candidate) => candidate.name === name);
      if (!found)
        return { problem: missing(name), advice: "Write `train Network on data { … }` to train something." };
      if (!found.experiment) return { ...firstProblem(checked, found) };
      return { experiment: found.experiment, files: dataFiles(found.experiment.data) };
    }),
  );

  connection.onNotification(runSummaryNotification, (notice: unknown) => {
    if (!isRunSummaryNotice(notice)) {
      connection.console.warn("A run's summary had another form than agreed and was dropped.");
      return;
    }
    measurements.keep(notice.uri, notice);
    if (findings.keep(notice)) publish(notice.uri);
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    findings.configure(settings);
    for (const uri of findings.documents()) publish(uri);
  });
}

const missing = (name: string | undefined): string =>
  name === undefined ? "This file trains nothing yet" : `There is no \`train\` named ${name} in this file`;

function firstProblem(checked: CheckedFile, found: CheckedExperiment): { problem: string; advice: string } {
  const [first, ...rest] = problemsOf(checked, found);
  const more = rest.length === 0 ? "" : ` (and ${rest.length} more)`;
  return {
    problem: first
      ? `${found.name} cannot be trained yet: ${first.message}${more}`
      : `${found.name} waits for its data file`,
    advice: first
      ? "Mend the error in the text; the Problems view lists them all."
      : "Try again in a moment.",
  };
}

/** The errors of the file that lie in the experiment, its network or its data; all errors if none does. */
function problemsOf(checked: CheckedFile, found: CheckedExperiment): readonly Diagnostic[] {
  const errors = checked.diagnostics.filter(({ severity }) => severity === "error");
  const inside = errors.filter(({ span }) => found.span.start <= span.start && span.end <= found.span.end);
  return inside.length > 0 ? inside : errors;
}
