/** How chosen units change with the network's input: what they look at, and in which direction they grow. */

import { differentiate } from "../graph/differentiate.ts";
import type { MakeExecutable } from "../graph/executable.ts";
import { makeProcedure } from "../graph/procedure.ts";
import { startTrace } from "../graph/trace.ts";
import { assert } from "../ops/assert.ts";
import { elementsOf } from "../ops/ops.ts";
import { known } from "../train/lookup.ts";
import { traceForward } from "../train/objective.ts";
import type { Run } from "../train/run.ts";

export interface UnitGradients {
  /** Each row's unit: [rows]. */
  readonly values: Float32Array;
  /** d(unit)/d(input) of each row: rows × input size, row-major. */
  readonly gradients: Float32Array;
}

export interface InputGradient {
  /** One unit for each row of inputs, by its place in the tensor's row; with the run's present weights. */
  of(inputs: Float32Array, units: readonly number[]): UnitGradients;
}

/** 1 at the unit that a row asks for. No name in a source has a "#". */
const ASKED = "#asked";

/** Compiles a program of its own for one tensor and so many rows at once. Tokens have no slope: their gradients are 0. */
export async function openInputGradient(
  run: Run,
  tensor: string,
  rows: number,
  make: MakeExecutable,
): Promise<InputGradient> {
  const { input, tensors } = run.assembly;
  const shape = known(tensors, tensor, "a tensor");
  const tracer = startTrace();
  const leaf = tracer.leaf("batch", input.name, [rows, ...input.shape]);
  const asked = tracer.leaf("batch", ASKED, [rows, ...shape]);
  const forward = traceForward(tracer, run.experiment.network, rows, false);
  const picked = tracer.ops.mul(known(forward.tensors, tensor, "a tensor"), asked);
  const values = tracer.ops.sum(
    picked,
    shape.map((_, axis) => axis + 1),
  );
  const total = tracer.ops.sum(values, [0]);
  const [gradients] = differentiate(tracer, total, [leaf]);
  const procedure = makeProcedure("gradient", tracer, { outputs: { values, gradients } });
  const executable = await make({ procedures: [procedure] });
  const kept = procedure.graph.nodes.flatMap((node) =>
    node.kind === "leaf" && node.role !== "batch" ? [node.name] : [],
  );
  const units = elementsOf(shape);
  return {
    of(inputs, places) {
      assert(places.length === rows, `${rows} rows ask for a unit each`);
      const picks = new Float32Array(rows * units);
      places.forEach((unit, row) => {
        picks[row * units + unit] = 1;
      });
      for (const name of kept) executable.write(name, run.weight(name));
      executable.write(ASKED, picks);
      if (executable.tensors.has(input.name)) executable.write(input.name, inputs);
      executable.call("gradient");
      return { values: executable.read("gradient:values"), gradients: executable.read("gradient:gradients") };
    },
  };
}
