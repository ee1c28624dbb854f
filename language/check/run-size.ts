/** How long a run may be, and what it keeps in memory, reckoned before anything is made. */
import { elementsOf } from "../../engine/ops/ops.ts";
import type { Training } from "../../network/experiment.ts";
import type { Setting, TrainDeclaration } from "../syntax/tree.ts";
import type { BuiltNetwork } from "./check-network.ts";
import { countParameters } from "./check-network.ts";
import { settingsOf } from "./check-settings.ts";
import { replace } from "./finding.ts";
import { type Frame, here, report } from "./frame.ts";
import { wordOf } from "./names.ts";
import { findOptimizer } from "./registry.ts";
import type { DataSet } from "./unit.ts";

export interface RunCase {
  readonly frame: Frame;
  readonly declaration: TrainDeclaration;
  readonly built: BuiltNetwork;
  readonly training: Training;
  readonly data: DataSet | undefined;
}

export function checkRunSize(facts: RunCase): void {
  checkLength(facts, "epochs", facts.frame.questions.limits.mostEpochs);
  checkLength(facts, "steps", facts.frame.questions.limits.mostRunSteps);
  checkMemory(facts);
}

function checkLength(
  { frame, declaration, training }: RunCase,
  name: "epochs" | "steps",
  most: number,
): void {
  const wanted = training[name];
  const setting = settingNamed(declaration, name);
  if (wanted === undefined || wanted <= most || setting === undefined) return;
  const candidates = [replace(`Change to ${most}`, here(frame, setting.value.span), String(most))];
  report(
    frame,
    "SOMA4025",
    setting.value.span,
    { name, wanted: wanted.toLocaleString("en"), limit: most.toLocaleString("en") },
    { candidates },
  );
}

const settingNamed = (declaration: TrainDeclaration, name: string): Setting | undefined =>
  settingsOf(declaration.body).find((each) => wordOf(each.name) === name);

const BYTES = 4;

/** Weights with their gradients and what the optimizer keeps, the batch's tensors with theirs, and all rows of the data. */
function checkMemory({ frame, declaration, built, training, data }: RunCase): void {
  const { mostBytes } = frame.questions.limits;
  const weights = Number(countParameters(built.frame.build));
  const { name, attributes } = training.optimizer;
  const kept = Object.keys(findOptimizer(name)?.moments(attributes as never) ?? {}).length;
  const row = built.frame.build.steps.reduce((sum, { shape }) => sum + elementsOf(shape as number[]), 0);
  const description = data?.description;
  const rows = description?.rows ?? 0;
  const input = description === undefined ? 0 : elementsOf(description.input);
  const bytes = {
    weights: weights * (2 + kept) * BYTES,
    batch: row * 2 * training.batch * BYTES,
    data: rows * (input + 1) * BYTES,
  };
  const total = bytes.weights + bytes.batch + bytes.data;
  if (!(total > mostBytes)) return;
  const setting = settingNamed(declaration, "batch");
  const rest = mostBytes - bytes.weights - bytes.data;
  const fitting = Math.floor(rest / (row * 2 * BYTES));
  const isBatch = bytes.batch >= bytes.weights && bytes.batch >= bytes.data;
  const advice =
    isBatch && fitting >= 1
      ? `A \`batch\` of ${fitting} would fit.`
      : bytes.data > bytes.weights
        ? "Take fewer rows, for instance with `limit`."
        : "Make the layers smaller.";
  report(
    frame,
    "SOMA4026",
    setting?.value.span ?? declaration.network.span,
    {
      total: inMebi(total),
      limit: inMebi(mostBytes),
      weights: inMebi(bytes.weights),
      batch: inMebi(bytes.batch),
      data: inMebi(bytes.data),
      advice,
    },
    {
      candidates:
        isBatch && fitting >= 1 && setting !== undefined
          ? [replace(`Change to ${fitting}`, here(frame, setting.value.span), String(fitting))]
          : [],
    },
  );
}

const inMebi = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20).toLocaleString("en")} MiB`;
