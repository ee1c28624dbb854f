/** Golden truth tables of McCulloch and Pitts' unit. */
import { withFallbacks } from "../../catalog/attribute.ts";
import type { MakeExecutable } from "../../engine/graph/executable.ts";
import type { GraphNode } from "../../engine/graph/graph.ts";
import { makeProcedure } from "../../engine/graph/procedure.ts";
import { startTrace } from "../../engine/graph/trace.ts";
import { forwardLayer } from "../../layers/forward.ts";
import { findLayer } from "../../layers/index.ts";
import type { GoldenCase } from "./case.ts";
import { compare } from "./compare.ts";
import type { Unknown } from "./model.ts";

interface Gate {
  readonly weights: readonly number[];
  readonly threshold: number;
  readonly rows: readonly { readonly x: readonly number[]; readonly y: number }[];
}

/** Lines that say which gate gives what it should not. */
export async function checkGates(
  given: GoldenCase,
  make: MakeExecutable,
): Promise<readonly string[] | Unknown> {
  const kind = findLayer("neuron");
  if (kind === undefined) return { unknown: "neuron" };
  const gates = Object.entries(given.values as Readonly<Record<string, Gate>>);
  const procedures = gates.map(([name, { weights, threshold, rows }]) => {
    const tracer = startTrace();
    const x: GraphNode = tracer.leaf("batch", `${name}.x`, [rows.length, weights.length]);
    const attributes = withFallbacks(kind.attributes, { weights, threshold });
    const call = { inputs: [x], weights: {}, attributes, training: false, stream: 0 };
    return makeProcedure(name, tracer, { outputs: { y: forwardLayer(tracer.ops, kind, call).output } });
  });
  const executable = await make({ procedures });
  return gates.flatMap(([name, { rows }]) => {
    executable.write(
      `${name}.x`,
      rows.flatMap(({ x }) => x),
    );
    executable.call(name);
    const want = { [name]: { shape: [rows.length], data: rows.map(({ y }) => y) } };
    return compare(given, want, () => executable.read(`${name}:y`));
  });
}
