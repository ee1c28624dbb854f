/** C23: a leaky integrate-and-fire neuron fires as often as its membrane equation says, and learns to. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { withFallbacks } from "../../catalog/attribute.ts";
import { differentiate } from "../../engine/graph/differentiate.ts";
import { interpret } from "../../engine/graph/interpret.ts";
import { makeProcedure } from "../../engine/graph/procedure.ts";
import { startTrace } from "../../engine/graph/trace.ts";
import { Run } from "../../engine/train/run.ts";
import { applyLayer } from "../../layers/apply.ts";
import { forwardLayer } from "../../layers/forward.ts";
import { findLayer } from "../../layers/index.ts";
import { compiled } from "../engine/compiled.ts";
import { call, experimentOf, networkOf } from "../engine/experiments.ts";
import { spikeRates } from "../golden/spike-rates.ts";
import { rowsToData } from "./data.ts";

const membrane = { tau: 20, threshold: 15, reset: 0, refractory: 2 };
const RESISTANCE = 10;
const CURRENTS = [1, 2, 3, 4, 5, 6, 7, 8];

/** f = 1000 / (2 + 20 · ln(RI / (RI − 15))) Hz, 0 up to RI = 15. */
const theory = (current: number): number => {
  const drive = RESISTANCE * current;
  return drive <= 15 ? 0 : 1000 / (2 + 20 * Math.log(drive / (drive - 15)));
};

/** The largest relative error, over currents that make it fire. */
async function errorAt(dt: number): Promise<number> {
  const rates = await spikeRates(
    CURRENTS,
    { duration: 2000, dt, resistance: RESISTANCE, membrane },
    compiled,
  );
  assert.equal(rates[0], 0, "silent below the threshold");
  return Math.max(
    ...CURRENTS.slice(1).map((current, place) => Math.abs(rates[place + 1]! / theory(current) - 1)),
  );
}

test("a spiking neuron's rate is that of theory, the nearer the smaller the steps of time", async () => {
  const errors = [await errorAt(1), await errorAt(0.5), await errorAt(0.1)];
  assert.ok(errors[2]! <= 0.005, `${errors}`);
  assert.ok(errors[0]! > 2 * errors[2]!, `${errors}`);
});

for (const [engine, make] of Object.entries({ interpret, compiled })) {
  test(`the slope that stands in for a spike's is that of a soft step, ${engine}`, async () => {
    const kind = findLayer("lif")!;
    const attributes = withFallbacks(kind.attributes, {
      ...{ units: 1, tau: 4, threshold: 1, sharpness: 10, bias: false },
    });
    const tracer = startTrace();
    const input = tracer.leaf("batch", "x", [1, 1, 1]);
    const weight = tracer.leaf("weight", "w", [1, 1]);
    const { output } = forwardLayer(tracer.ops, kind, {
      inputs: [input],
      weights: { weight },
      attributes,
      training: true,
      stream: 0,
    });
    const [slope] = differentiate(tracer, output, [weight]);
    const outputs = { spike: output, slope: slope! };
    const executable = await make({ procedures: [makeProcedure("run", tracer, { outputs })] });
    executable.write("x", [2]);
    for (const [w, spike] of [
      [1.5, 0],
      [1.9, 0],
      [2, 1],
      [2.2, 1],
    ] as const) {
      executable.write("w", [w]);
      executable.call("run");
      assert.equal(executable.read("run:spike")[0], spike, `w = ${w}`);
      // The potential after one step is 2 · w / 4.
      const expected = 0.5 / (1 + 10 * Math.abs(w / 2 - 1)) ** 2;
      assert.ok(Math.abs(executable.read("run:slope")[0]! - expected) < 1e-6, `w = ${w}`);
    }
  });
}

test("steps of time that are too long, and resets that fire again, are refused with the numbers", () => {
  const kind = findLayer("lif")!;
  const whatOf = (given: Readonly<Record<string, number>>): readonly string[] =>
    applyLayer(kind, {
      inputs: [[5, 3]],
      attributes: withFallbacks(kind.attributes, { units: 2, ...given }),
    }).findings.flatMap((finding) => ("problem" in finding ? [finding.problem.what] : []));
  assert.deepEqual(whatOf({ dt: 20 }), []);
  assert.deepEqual(whatOf({ dt: 30 }), ["A step of 30 ms is longer than the time constant of 20 ms."]);
  assert.deepEqual(whatOf({ reset: 1 }), ["The reset of 1 is not below the threshold of 1."]);
});

test("spiking neurons learn to tell early pulses from late ones", async () => {
  const TIME = 20;
  const rows = Array.from({ length: 80 }, (_, row) => {
    const label = row % 2;
    const start = label * 10 + (row % 7);
    return { input: Array.from({ length: TIME }, (_, at) => (at >= start && at < start + 3 ? 1 : 0)), label };
  });
  const experiment = experimentOf(
    networkOf(
      [TIME, 1],
      [
        { kind: "lif", attributes: { units: 12, tau: 5, threshold: 0.5 } },
        { kind: "rnn", attributes: { units: 8, return: "last" } },
        { kind: "dense", attributes: { units: 2 } },
      ],
    ),
    { loss: call("cross_entropy"), optimizer: call("adam", { lr: 0.01 }), batch: 20, epochs: 60 },
  );
  const data = rowsToData(2, [TIME, 1], rows);
  const run = await Run.open(experiment, data, compiled);
  const before = run.weight("0:lif.weight");
  run.train(run.totalSteps);
  assert.ok(run.evaluate().train.accuracy! >= 0.95, `${run.evaluate().train.accuracy}`);
  assert.notDeepEqual(run.weight("0:lif.weight"), before, "what stands in for the slope moves the weights");
});
