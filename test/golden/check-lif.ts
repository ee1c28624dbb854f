/** The golden rates of a leaky integrate-and-fire neuron, which a simulation in steps of time comes near. */
import type { MakeExecutable } from "../../engine/graph/executable.ts";
import type { GoldenCase } from "./case.ts";
import { spikeRates } from "./spike-rates.ts";

/** The case's own tolerance is that of the formula; steps of 0.1 ms are within 1 % of it, and of 0.02 ms within 0.2 %. */
const TOLERANCES = [
  { dt: 0.1, share: 0.01 },
  { dt: 0.02, share: 0.002 },
];

interface Row {
  readonly I: number;
  readonly rate_hz: number;
}

export async function checkLif(given: GoldenCase, make: MakeExecutable): Promise<readonly string[]> {
  const config = given.config as Readonly<Record<string, number>>;
  const { rows } = given.values as unknown as { readonly rows: readonly Row[] };
  const membrane = {
    tau: config.tau_ms!,
    threshold: config.v_threshold!,
    reset: config.v_reset!,
    refractory: config.t_ref_ms!,
  };
  const currents = rows.map(({ I }) => I);
  const problems: string[] = [];
  for (const { dt, share } of TOLERANCES) {
    const rates = await spikeRates(currents, { duration: 200, dt, resistance: config.R!, membrane }, make);
    rows.forEach(({ I, rate_hz: expected }, row) => {
      const rate = rates[row]!;
      // Written so that a NaN is a failure.
      if (Math.abs(rate - expected) <= share * expected) return;
      problems.push(`at I = ${I} and steps of ${dt} ms the rate is ${rate} Hz, expected ${expected} Hz`);
    });
  }
  return problems;
}
