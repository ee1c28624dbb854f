/** Turns an experiment into programs: one that trains, one that looks. */
import type { Experiment } from "../../network/experiment.ts";
import type { ConcreteNetwork, NetworkWeight } from "../../network/network.ts";
import { losses, optimizers } from "../../training/index.ts";
import { differentiate } from "../graph/differentiate.ts";
import type { TrainingLoop } from "../graph/executable.ts";
import type { GraphNode, Procedure, Program } from "../graph/graph.ts";
import { makeProcedure } from "../graph/procedure.ts";
import { startTrace, type Tracer } from "../graph/trace.ts";
import { assert } from "../ops/assert.ts";
import { elementsOf, type TensorShape } from "../ops/ops.ts";
import { attributesOf } from "./attributes.ts";
import { type Computed, computeNetwork } from "./forward.ts";
import { known } from "./lookup.ts";
import { type Reading, readingOf, targetShape } from "./reading.ts";
import type { RunData } from "./run-data.ts";
import { traceUpdates } from "./updates.ts";

/** Leaves that are not the network's own; no name in a source has a "#". */
export const TARGET = "#target";
export const RATE = "#rate";

export interface Assembly {
  readonly training: Program;
  readonly loop: TrainingLoop;
  /** Procedures "evaluate" (outputs "loss", one a row, and "output"), "activations" and "glimpse" (outputs named as the network's tensors). */
  readonly evaluation: Program;
  /** Rows of "evaluate" and "activations"; "glimpse" takes one. */
  readonly evaluationBatch: number;
  readonly input: { readonly name: string; readonly shape: TensorShape };
  /** Shape of one row's target. */
  readonly target: TensorShape;
  readonly output: TensorShape;
  readonly reading: Reading;
  /** Every tensor that a row of "activations" gives, by name, without the batch axis. */
  readonly tensors: ReadonlyMap<string, TensorShape>;
  /** What the optimizer's own counters start with, by the name of their leaf. */
  readonly counters: Readonly<Record<string, number>>;
  readonly rate: number;
}

export function assemble(experiment: Experiment, data: RunData): Assembly {
  const { network, training } = experiment;
  const [input] = network.inputs;
  const [output] = network.outputs;
  assert(network.inputs.length === 1 && input !== undefined, "a trained network has one input");
  assert(output !== undefined, "a trained network has an output");
  assert(data.trainRows > 0, "there is a row to train on");
  const loss = known(losses, training.loss.name, "a loss");
  const optimizer = known(optimizers, training.optimizer.name, "an optimizer");
  const target = targetShape(loss, data.description.label, output.shape);
  assert(
    data.labels.length === data.rows * elementsOf(target),
    `the labels fit the output [${output.shape}]`,
  );
  const plan: Plan = { experiment, output: output.tensor, target };

  const batch = Math.min(training.batch, data.trainRows);
  const rest = data.trainRows % batch;
  const procedures = [stepProcedure(plan, "step", batch)];
  if (rest > 0) procedures.push(stepProcedure(plan, "ragged", rest));
  const tensors = tensorsOf(network);
  const evaluationBatch = batchFor(tensors, data.rows);
  const optimizerAttributes = attributesOf(optimizer, training.optimizer);
  return {
    training: { procedures },
    loop: {
      step: "step",
      ...(rest > 0 ? { ragged: "ragged" } : {}),
      lossOutput: "loss",
      batch,
      rows: data.trainRows,
    },
    evaluation: {
      procedures: [
        evaluateProcedure(plan, evaluationBatch),
        activationsProcedure(plan, "activations", evaluationBatch),
        activationsProcedure(plan, "glimpse", 1),
      ],
    },
    evaluationBatch,
    input: { name: input.name, shape: input.shape },
    target,
    output: output.shape,
    reading: readingOf(loss, data.description.label, output.shape),
    tensors,
    counters: Object.fromEntries(
      Object.entries(optimizer.counters(optimizerAttributes)).map(([name, start]) => [
        `${optimizer.name}.${name}`,
        start,
      ]),
    ),
    rate: Number(optimizerAttributes.lr),
  };
}

interface Plan {
  readonly experiment: Experiment;
  /** The tensor that the loss looks at. */
  readonly output: string;
  readonly target: TensorShape;
}

/** Forward, mean loss of the batch, gradients, the optimizer's updates and new states. */
function stepProcedure(plan: Plan, name: string, batch: number): Procedure {
  const tracer = startTrace();
  const { network, training } = plan.experiment;
  const forward = traceNetwork(tracer, network, batch, true);
  const rows = traceLoss(tracer, plan, forward, batch);
  const { ops } = tracer;
  const loss = ops.mul(ops.reshape(ops.sum(rows, [0]), []), ops.constant(1 / batch));
  const learned = network.weights.filter(({ role, frozen }) => role !== "state" && !frozen);
  const leaves = learned.map((weight) => leafOf(tracer, weight));
  const gradients = differentiate(tracer, loss, leaves);
  const updates = traceUpdates(tracer, training.optimizer, leaves, gradients, RATE);
  return makeProcedure(name, tracer, { outputs: { loss }, updates: { ...updates, ...forward.states } });
}

function evaluateProcedure(plan: Plan, batch: number): Procedure {
  const tracer = startTrace();
  const forward = traceNetwork(tracer, plan.experiment.network, batch, false);
  const loss = traceLoss(tracer, plan, forward, batch);
  const output = known(forward.tensors, plan.output, "a tensor");
  return makeProcedure("evaluate", tracer, { outputs: { loss, output } });
}

function activationsProcedure(plan: Plan, name: string, batch: number): Procedure {
  const tracer = startTrace();
  const { tensors } = traceNetwork(tracer, plan.experiment.network, batch, false);
  return makeProcedure(name, tracer, { outputs: Object.fromEntries(tensors) });
}

const traceNetwork = (
  tracer: Tracer,
  network: ConcreteNetwork,
  batch: number,
  training: boolean,
): Computed<GraphNode> =>
  computeNetwork(tracer.ops, network, {
    input: (name, shape) => tracer.leaf("batch", name, [batch, ...shape]),
    weight: (weight) => leafOf(tracer, weight),
    training,
  });

const leafOf = (tracer: Tracer, { name, role, shape }: NetworkWeight<number>) =>
  tracer.leaf(role === "state" ? "state" : "weight", name, shape);

/** [batch] */
function traceLoss(
  tracer: Tracer,
  { experiment, output, target }: Plan,
  forward: Computed<GraphNode>,
  batch: number,
): GraphNode {
  const { loss } = experiment.training;
  const spec = known(losses, loss.name, "a loss");
  const leaf = tracer.leaf("batch", TARGET, [batch, ...target]);
  const prediction = known(forward.tensors, output, "a tensor");
  return spec.rows(tracer.ops, prediction, leaf as GraphNode, attributesOf(spec, loss));
}

const tensorsOf = (network: ConcreteNetwork): ReadonlyMap<string, TensorShape> =>
  new Map([...network.inputs, ...network.steps].map(({ name, shape }) => [name, shape]));

const EVALUATION_NUMBERS = 4_000_000;
const EVALUATION_ROWS = 256;

/** As many rows as keep all activations together below 16 MB, at most 256. */
function batchFor(tensors: ReadonlyMap<string, TensorShape>, rows: number): number {
  const numbersPerRow = [...tensors.values()].reduce((sum, shape) => sum + elementsOf(shape), 0);
  const fitting = Math.floor(EVALUATION_NUMBERS / Math.max(1, numbersPerRow));
  return Math.max(1, Math.min(EVALUATION_ROWS, rows, fitting));
}
