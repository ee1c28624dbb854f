/** What a network does when some of its units are held at a number: at 0 they are ablated, elsewhere clamped. */
import type { MakeExecutable } from "../graph/executable.ts";
import { assert } from "../ops/assert.ts";
import { assembleEvaluation } from "../train/assemble.ts";
import { type Evaluator, type Metrics, makeEvaluator } from "../train/evaluator.ts";
import { known } from "../train/lookup.ts";
import type { Run } from "../train/run.ts";
import { unitsOf } from "./units.ts";

export interface HeldUnit {
  /** Its place in the tensor's row, row-major. */
  readonly unit: number;
  readonly value: number;
}

export interface Holding {
  /** The run's present network with these units held, for everything that evaluators are good for; until the next call. */
  hold(units: readonly HeldUnit[]): Evaluator;
}

/** 1 for each unit that goes its way, and what the others are held at. No name in a source has a "#". */
const FREE = "#free";
const HELD = "#held";

/** Compiles a program of its own for one tensor of a run; which units are held is then free to change. */
export async function openHolding(run: Run, tensor: string, make: MakeExecutable): Promise<Holding> {
  const { assembly } = run;
  const shape = known(assembly.tensors, tensor, "a tensor");
  const plan = { experiment: run.experiment, output: assembly.outputTensor, target: assembly.target };
  const evaluation = assembleEvaluation(plan, assembly.evaluationBatch, (tracer, name, value) => {
    if (name !== tensor) return value;
    const [free, held] = [FREE, HELD].map((leaf) => tracer.leaf("state", leaf, shape));
    return tracer.ops.select(tracer.ops.broadcast(free, value.shape), value, held);
  });
  const evaluator = await makeEvaluator({ ...assembly, evaluation }, make);
  const count = unitsOf(evaluator, tensor);
  return {
    hold(units) {
      const [free, held] = [new Float32Array(count).fill(1), new Float32Array(count)];
      for (const { unit, value } of units) {
        assert(unit >= 0 && unit < count, `"${tensor}" has a unit ${unit}`);
        free[unit] = 0;
        held[unit] = value;
      }
      evaluator.load({
        read: (name) => (name === FREE ? free : name === HELD ? held : run.weight(name)),
      });
      return evaluator;
    },
  };
}

export interface WhatIf {
  readonly before: Metrics;
  readonly held: Metrics;
}

/** Over the test rows; over those trained on if there are no others. */
export function whatIf(run: Run, holding: Holding, units: readonly HeldUnit[]): WhatIf {
  const { data } = run;
  const [first, count] =
    data.rows > data.trainRows ? [data.trainRows, data.rows - data.trainRows] : [0, data.trainRows];
  const [before, held] = [run.evaluator, holding.hold(units)].map((each) => each.measure(data, first, count));
  assert(before !== undefined && held !== undefined, "there are rows to measure");
  return { before, held };
}
