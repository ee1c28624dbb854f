/** How often a leaky integrate-and-fire neuron of our layer fires at constant currents. */
import { type AttributeValue, withFallbacks } from "../../catalog/attribute.ts";
import type { MakeExecutable } from "../../engine/graph/executable.ts";
import type { GraphNode } from "../../engine/graph/graph.ts";
import { makeProcedure } from "../../engine/graph/procedure.ts";
import { startTrace } from "../../engine/graph/trace.ts";
import { forwardLayer } from "../../layers/forward.ts";
import { findLayer } from "../../layers/index.ts";

export interface Simulation {
  /** Milliseconds in all, and of one step. */
  readonly duration: number;
  readonly dt: number;
  /** The weight of the current. */
  readonly resistance: number;
  /** tau, threshold, reset, refractory. */
  readonly membrane: Readonly<Record<string, AttributeValue>>;
}

/** In hertz: one over the mean time between two spikes, 0 for a neuron that fires less than twice. */
export async function spikeRates(
  currents: readonly number[],
  { duration, dt, resistance, membrane }: Simulation,
  make: MakeExecutable,
): Promise<readonly number[]> {
  const kind = findLayer("lif")!;
  const time = Math.round(duration / dt);
  const tracer = startTrace();
  const current: GraphNode = tracer.leaf("batch", "current", [currents.length, 1, 1]);
  const weight: GraphNode = tracer.leaf("weight", "weight", [1, 1]);
  const { output } = forwardLayer(tracer.ops, kind, {
    inputs: [tracer.ops.broadcast(current, [currents.length, time, 1])],
    weights: { weight },
    attributes: withFallbacks(kind.attributes, { ...membrane, units: 1, bias: false, dt }),
    training: false,
    stream: 0,
  });
  const executable = await make({
    procedures: [makeProcedure("run", tracer, { outputs: { spikes: output } })],
  });
  executable.write("current", currents);
  executable.write("weight", [resistance]);
  executable.call("run");
  const spikes = executable.read("run:spikes");
  return currents.map((_, row) => {
    const train = spikes.subarray(row * time, (row + 1) * time);
    if (train.some((value) => value !== 0 && value !== 1)) return Number.NaN;
    const count = train.reduce((sum, value) => sum + value, 0);
    const between = (train.lastIndexOf(1) - train.indexOf(1)) * dt;
    return count < 2 ? 0 : (1000 * (count - 1)) / between;
  });
}
