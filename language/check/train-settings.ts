/** The settings of an experiment: what is written, and the defaults for the rest. */
import type { Call } from "../../catalog/attribute.ts";
import type { EarlyStop, Training } from "../../network/experiment.ts";
import type { Setting, TrainDeclaration } from "../syntax/tree.ts";
import { checkSettings, settingsOf } from "./check-settings.ts";
import { replace } from "./finding.ts";
import { type Frame, here, report } from "./frame.ts";
import { wordOf } from "./names.ts";
import { findOptimizer } from "./registry.ts";
import { trainingDefaults, trainSettings } from "./settings.ts";
import type { DataSet } from "./unit.ts";

export interface TrainSettings {
  /** Where the setting for the loss stands, and its checked value; `undefined` where the optimizer corrects mistakes. */
  readonly loss: { readonly setting: Setting; readonly call: Call } | undefined;
  /** `undefined` where a setting is wrong or missing. */
  readonly training: Training | undefined;
  readonly split: number | undefined;
  /** The optimizer learns from wrong answers, and so needs no loss. */
  readonly correctsMistakes: boolean;
}

export function checkTrainSettings(
  frame: Frame,
  declaration: TrainDeclaration,
  data: DataSet | undefined,
): TrainSettings {
  const values = checkSettings(frame, declaration.body, trainSettings);
  const written = new Map(settingsOf(declaration.body).map((setting) => [wordOf(setting.name), setting]));
  if (values === undefined)
    return { loss: undefined, training: undefined, split: undefined, correctsMistakes: false };
  const isUnfinished = declaration.body.items.some(({ kind }) => kind === "skipped");
  const lossSetting = written.get("loss");
  const [epochs, steps] = [written.get("epochs"), written.get("steps")];
  if (epochs !== undefined && steps !== undefined) {
    const related = [{ place: here(frame, epochs.span), message: "`epochs` is set here" }];
    report(frame, "SOMA4005", steps.name.span, {}, { related });
  }
  const optimizer = (values.get("optimizer") as Call | undefined) ?? defaultOptimizer();
  const correctsMistakes = findOptimizer(optimizer.name)?.correctsMistakes === true;
  if (lossSetting === undefined && !isUnfinished && !correctsMistakes)
    reportMissingLoss(frame, declaration, data);
  if (!correctsMistakes) warnAboutRate(frame, written.get("optimizer"), optimizer);
  warnAboutBatch(frame, written.get("batch"), values.get("batch"), data, values.get("split"));
  const loss = values.get("loss") as Call | undefined;
  const split = values.get("split");
  return {
    loss: loss === undefined || lossSetting === undefined ? undefined : { setting: lossSetting, call: loss },
    training: correctsMistakes
      ? trainingOf(values, wrongAnswers, optimizer, 1)
      : loss && trainingOf(values, loss, optimizer, trainingDefaults.batch),
    split: typeof split === "number" ? split : undefined,
    correctsMistakes,
  };
}

/** What is shown of a network that answers 0 or 1: the share of wrong answers. */
const wrongAnswers: Call = { name: "mae", attributes: {} };

function trainingOf(
  values: ReadonlyMap<string, unknown>,
  loss: Call,
  optimizer: Call,
  usualBatch: number,
): Training {
  // Each value was checked against the setting's own type.
  const given = (name: string) => values.get(name) as number | undefined;
  const steps = given("steps");
  return {
    loss,
    optimizer,
    ...additionsOf(values),
    batch: given("batch") ?? usualBatch,
    ...(steps === undefined ? { epochs: given("epochs") ?? trainingDefaults.epochs } : { steps }),
    seed: given("seed") ?? trainingDefaults.seed,
    shuffle: (values.get("shuffle") as boolean | undefined) ?? trainingDefaults.shuffle,
  };
}

/** What is only there if it is written. */
function additionsOf(values: ReadonlyMap<string, unknown>): Partial<Training> {
  const [schedule, clip, stop] = ["schedule", "clip", "early_stop"].map(
    (name) => values.get(name) as Call | undefined,
  );
  const [l1, l2] = ["l1", "l2"].map((name) => values.get(name) as number | undefined);
  return {
    ...(schedule === undefined ? {} : { schedule }),
    ...(clip === undefined ? {} : { clip }),
    ...(l1 === undefined ? {} : { l1 }),
    ...(l2 === undefined ? {} : { l2 }),
    // The call's attributes were checked against the declaration of `patience`, which are these.
    ...(stop === undefined ? {} : { earlyStop: stop.attributes as unknown as EarlyStop }),
  };
}

/** The optimizer with all of its own fallbacks. */
function defaultOptimizer(): Call {
  const spec = findOptimizer(trainingDefaults.optimizer);
  const attributes = Object.entries(spec?.attributes ?? {}).map(([name, { fallback }]) => [name, fallback]);
  return { name: trainingDefaults.optimizer, attributes: Object.fromEntries(attributes) };
}

/** The loss that suits the labels, as a line to add. */
function reportMissingLoss(frame: Frame, declaration: TrainDeclaration, data: DataSet | undefined): void {
  const label = data?.description?.label;
  const suits =
    label?.kind === "values"
      ? "mse"
      : label?.kind === "classes" && label.names.length > 2
        ? "cross_entropy"
        : "binary_cross_entropy";
  const { span } = declaration.body;
  const place = here(frame, { start: span.start + 1, end: span.start + 1 });
  const line = frame.questions.textOf(declaration, span).includes("\n")
    ? `\n  loss: ${suits}`
    : ` loss: ${suits}${declaration.body.items.length === 0 ? " " : ";"}`;
  const candidates = span.end > span.start ? [replace(`Add \`loss: ${suits}\``, place, line)] : [];
  const where = declaration.network.kind === "missing" ? declaration.span : declaration.network.span;
  if (declaration.network.kind === "missing" || declaration.data.kind === "missing") return;
  report(frame, "SOMA4004", where, { name: "loss", example: `loss: ${suits}` }, { candidates });
}

/** What works for most networks; outside of it is possible, but rarely meant. */
const usualRates = { least: 1e-8, most: 10, words: "0.0001 to 1" } as const;

function warnAboutRate(frame: Frame, setting: Setting | undefined, { name, attributes }: Call): void {
  const rate = attributes.lr;
  if (setting === undefined || typeof rate !== "number" || rate === 0) return;
  if (rate >= usualRates.least && rate < usualRates.most) return;
  const written = setting.value.kind === "call" ? setting.value.arguments : [];
  const argument = written.find((each) => each.name?.text === "lr") ?? written[0];
  report(frame, "SOMA4006", argument?.span ?? setting.value.span, {
    optimizer: name,
    rate: String(rate),
    usual: usualRates.words,
  });
}

function warnAboutBatch(
  frame: Frame,
  setting: Setting | undefined,
  batch: unknown,
  data: DataSet | undefined,
  ownSplit: unknown,
): void {
  const rows = data?.description?.rows;
  if (setting === undefined || typeof batch !== "number" || rows === undefined || data === undefined) return;
  const split = typeof ownSplit === "number" ? ownSplit : (data.plan.settings.split ?? data.split);
  const limited = Math.min(rows, data.plan.settings.limit ?? rows);
  const trained = Math.max(1, Math.floor(limited * split));
  if (batch <= trained) return;
  const candidates = [replace(`Change to ${trained}`, here(frame, setting.value.span), String(trained))];
  report(
    frame,
    "SOMA4007",
    setting.value.span,
    { batch: String(batch), rows: String(trained) },
    { candidates },
  );
}
