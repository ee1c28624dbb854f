/** The learning rate of each step: the one that is set, times the share that the schedule gives the step. */
import type { Call } from "../../catalog/attribute.ts";
import type { RunLength } from "../../training/define.ts";
import { schedules } from "../../training/index.ts";
import type { GraphNode } from "../graph/graph.ts";
import type { Tracer } from "../graph/trace.ts";
import { attributesOf } from "./attributes.ts";
import { known } from "./lookup.ts";

/** The setting that holds the learning rate. No name in a source has a "#". */
export const RATE = "#rate";

export interface ScheduledRate {
  /** [] */
  readonly rate: GraphNode;
  /** New counters by the names of their leaves, "#schedule.step": they are kept with the weights, so that a run resumes exactly. */
  readonly updates: Readonly<Record<string, GraphNode>>;
}

export function traceRate(tracer: Tracer, schedule: Call | undefined, length: RunLength): ScheduledRate {
  const rate: GraphNode = tracer.leaf("setting", RATE, []);
  if (schedule === undefined) return { rate, updates: {} };
  const spec = known(schedules, schedule.name, "a schedule");
  const attributes = attributesOf(spec, schedule);
  const names = Object.keys(spec.counters(attributes));
  const counters = Object.fromEntries(
    names.map((name) => [name, tracer.leaf("state", path(name), []) as GraphNode]),
  );
  const { share, counters: next } = spec.share<GraphNode>(tracer.ops, { counters, attributes, length });
  const updates = Object.entries(next).map(([name, value]) => [path(name), value]);
  return { rate: tracer.ops.mul(rate, share), updates: Object.fromEntries(updates) };
}

/** What the counters are before the first step, by the names of their leaves. */
export function startsOfSchedule(schedule: Call | undefined): Readonly<Record<string, number>> {
  if (schedule === undefined) return {};
  const spec = known(schedules, schedule.name, "a schedule");
  const starts = Object.entries(spec.counters(attributesOf(spec, schedule)));
  return Object.fromEntries(starts.map(([name, start]) => [path(name), start]));
}

const path = (name: string): string => `#schedule.${name}`;
