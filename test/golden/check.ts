/** Runs golden cases, one after another, and counts. */
import type { Call } from "../../catalog/attribute.ts";
import type { MakeExecutable } from "../../engine/graph/executable.ts";
import type { GoldenCase } from "./case.ts";
import { checkClipping } from "./check-clipping.ts";
import { checkGates } from "./check-gates.ts";
import { checkInitialisers } from "./check-initialisers.ts";
import { checkLif } from "./check-lif.ts";
import { checkModel } from "./check-model.ts";
import { checkRosenblatt } from "./check-rosenblatt.ts";
import { checkSchedule } from "./check-schedule.ts";
import { checkWaves } from "./check-waves.ts";
import { layerModel } from "./layer-models.ts";
import { lossModel } from "./loss-models.ts";
import { mlpModel } from "./mlp-model.ts";
import { isUnknown, type Model, type Unknown } from "./model.ts";
import { optimizerCall } from "./optimizer-settings.ts";

export interface Summary {
  readonly passed: readonly string[];
  /** Each case that failed, with its reasons. */
  readonly failed: readonly { readonly id: string; readonly problems: readonly string[] }[];
  /** Each case that we have no counterpart for, with what is missing. */
  readonly unknown: readonly { readonly id: string; readonly what: string }[];
}

export async function checkCases(cases: readonly GoldenCase[], make: MakeExecutable): Promise<Summary> {
  const passed: string[] = [];
  const failed: { id: string; problems: readonly string[] }[] = [];
  const unknown: { id: string; what: string }[] = [];
  for (const given of cases) {
    const result = await checkCase(given, make).catch((error: unknown) => [String(error)]);
    if (isUnknown(result)) unknown.push({ id: given.id, what: (result as Unknown).unknown });
    else if ((result as readonly string[]).length > 0)
      failed.push({ id: given.id, problems: result as readonly string[] });
    else passed.push(given.id);
  }
  return { passed, failed, unknown };
}

async function checkCase(given: GoldenCase, make: MakeExecutable): Promise<readonly string[] | Unknown> {
  if (given.kind === "init") return checkInitialisers(given);
  if (given.op === "mcp") return checkGates(given, make);
  if (given.op === "perceptron" && given.kind === "science") return checkRosenblatt(given, make);
  if (given.op === "lif") return checkLif(given, make);
  if (given.kind === "schedule") return checkSchedule(given, make);
  if (given.op.startsWith("clip_grad_")) return checkClipping(given, make);
  if (given.op === "positional_sinusoidal") return checkWaves(given, make);
  const model = modelOf(given);
  if (isUnknown(model)) return model as Unknown;
  const optimizer = given.train === undefined ? undefined : optimizerCall(given.train.optimizer);
  if (optimizer !== undefined && isUnknown(optimizer)) return optimizer as Unknown;
  return checkModel(given, model as Model, optimizer as Call | undefined, make);
}

function modelOf(given: GoldenCase): Model | Unknown {
  switch (given.kind) {
    case "activation":
    case "layer":
      return layerModel(given);
    case "loss":
      return lossModel(given);
    default:
      return given.op === "mlp" ? mlpModel(given) : { unknown: `${given.kind} ${given.op}` };
  }
}
