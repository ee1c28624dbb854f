/** How large weights, their gradients and their next updates are, on demand: whether layers learn at like speeds. */
import type { MakeExecutable } from "../graph/executable.ts";
import type { GraphNode } from "../graph/graph.ts";
import { makeProcedure } from "../graph/procedure.ts";
import { startTrace, type Tracer } from "../graph/trace.ts";
import { elementsOf } from "../ops/ops.ts";
import { traceStep } from "../train/assemble.ts";
import { TARGET } from "../train/objective.ts";
import type { Run } from "../train/run.ts";

/** Euclidean norms over all numbers of a weight. */
export interface WeightNorms {
  /** The weight's name: "h1.weight". */
  readonly name: string;
  readonly weight: number;
  /** Of what training makes small, before any clipping. */
  readonly gradient: number;
  /** Of what the optimizer would add to the weight now. */
  readonly update: number;
  /** Update to weight; about 0.001 is usual. `undefined` while the weight is 0. */
  readonly ratio: number | undefined;
}

export interface NormProbe {
  /** On the batch that starts with row `first` of those trained on; nothing is trained. */
  measure(first?: number): readonly WeightNorms[];
}

/** Compiles a step that trains nothing and gives norms instead. */
export async function openNormProbe(run: Run, make: MakeExecutable): Promise<NormProbe> {
  const { assembly, data, experiment } = run;
  const batch = assembly.loop.batch;
  const tracer = startTrace();
  const plan = { experiment, output: assembly.outputTensor, target: assembly.target };
  const { leaves, gradients, updates } = traceStep(tracer, plan, assembly.length, batch);
  const outputs: Record<string, GraphNode> = {};
  leaves.forEach((leaf, place) => {
    outputs[`${leaf.name}:weight`] = normOf(tracer, leaf);
    outputs[`${leaf.name}:gradient`] = normOf(tracer, gradients[place]);
    outputs[`${leaf.name}:update`] = normOf(tracer, tracer.ops.sub(updates[leaf.name], leaf));
  });
  const procedure = makeProcedure("norms", tracer, { outputs });
  const executable = await make({ procedures: [procedure] });
  const kept = procedure.graph.nodes.flatMap((node) =>
    node.kind === "leaf" && node.role !== "batch" ? [node.name] : [],
  );
  const columns = [
    { name: assembly.input.name, values: data.inputs, size: elementsOf(assembly.input.shape) },
    { name: TARGET, values: data.labels, size: elementsOf(assembly.target) },
  ].filter(({ name }) => executable.tensors.has(name));
  return {
    measure(first = 0) {
      const start = Math.max(0, Math.min(first, data.trainRows - batch));
      for (const name of kept) executable.write(name, run.weight(name));
      for (const { name, values, size } of columns) {
        executable.write(name, values.subarray(start * size, (start + batch) * size));
      }
      executable.call("norms");
      const norm = (name: string, of: string): number => executable.read(`norms:${name}:${of}`)[0];
      return leaves.map(({ name }) => {
        const [weight, update] = [norm(name, "weight"), norm(name, "update")];
        const ratio = weight === 0 ? undefined : update / weight;
        return { name, weight, gradient: norm(name, "gradient"), update, ratio };
      });
    },
  };
}

const normOf = ({ ops }: Tracer, x: GraphNode): GraphNode => {
  const axes = x.shape.map((_, axis) => axis);
  return ops.sqrt(ops.reshape(ops.sum(ops.mul(x, x), axes), []));
};
