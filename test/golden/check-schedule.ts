/** Golden learning rates, step by step. */
import type { MakeExecutable } from "../../engine/graph/executable.ts";
import { makeProcedure } from "../../engine/graph/procedure.ts";
import { startTrace } from "../../engine/graph/trace.ts";
import { RATE, startsOfSchedule, traceRate } from "../../engine/train/schedule.ts";
import type { GoldenCase } from "./case.ts";
import { compare } from "./compare.ts";
import { isUnknown, type Unknown } from "./model.ts";
import { type SettingRule, translate } from "./settings.ts";

interface Counterpart {
  readonly schedule: string;
  readonly settings: Readonly<Record<string, SettingRule>>;
  readonly also?: Readonly<Record<string, number | string>>;
  /** The setting that says how long the run is. */
  readonly steps?: string;
}

const counterparts: Readonly<Record<string, Counterpart>> = {
  step: { schedule: "step", settings: { step: { attribute: "every" }, gamma: { attribute: "factor" } } },
  exponential: { schedule: "step", settings: { gamma: { attribute: "factor" } }, also: { every: 1 } },
  cosine: { schedule: "cosine", settings: { eta_min: { only: 0 }, t_max: "implied" }, steps: "t_max" },
  warmup_cosine: {
    schedule: "warmup",
    settings: { warmup: { attribute: "over" }, total: "implied" },
    also: { after: "cosine" },
    steps: "total",
  },
};

/** Lines that say at which step the rate is another. */
export async function checkSchedule(
  given: GoldenCase,
  make: MakeExecutable,
): Promise<readonly string[] | Unknown> {
  const counterpart = counterparts[given.op];
  if (counterpart === undefined) return { unknown: `schedule ${given.op}` };
  const { lr, ...config } = given.config;
  const attributes = translate(given.op, config, counterpart.settings);
  if (isUnknown(attributes)) return attributes as Unknown;
  const rates = given.values!.lr as readonly number[];
  const steps = counterpart.steps === undefined ? rates.length : Number(config[counterpart.steps]);
  const schedule = { name: counterpart.schedule, attributes: { ...attributes, ...counterpart.also } };
  const tracer = startTrace();
  const { rate, updates } = traceRate(tracer, schedule, { steps, unit: 1 });
  const procedure = makeProcedure("step", tracer, { outputs: { rate }, updates });
  const executable = await make({ procedures: [procedure] });
  executable.write(RATE, [Number(lr)]);
  for (const [name, start] of Object.entries(startsOfSchedule(schedule))) executable.write(name, [start]);
  const got = rates.map(() => {
    executable.call("step");
    return executable.read("step:rate")[0]!;
  });
  return compare(given, { rate: { shape: [rates.length], data: rates } }, () => got);
}
