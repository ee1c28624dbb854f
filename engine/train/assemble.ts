/** Turns an experiment into programs: one that trains, one that looks. */
import type { Experiment } from "../../network/experiment.ts";
import type { ConcreteNetwork } from "../../network/network.ts";
import type { RunLength } from "../../training/define.ts";
import { clippings, losses, optimizers } from "../../training/index.ts";
import { differentiate } from "../graph/differentiate.ts";
import type { TrainingLoop } from "../graph/executable.ts";
import type { GraphNode, LeafNode, Procedure, Program } from "../graph/graph.ts";
import { makeProcedure } from "../graph/procedure.ts";
import { startTrace, type Tracer } from "../graph/trace.ts";
import { assert } from "../ops/assert.ts";
import { elementsOf, type TensorShape } from "../ops/ops.ts";
import { attributesOf } from "./attributes.ts";
import { known } from "./lookup.ts";
import { leafOf, type Plan, traceForward, traceLoss, traceObjective } from "./objective.ts";
import { type Reading, readingOf, targetShape } from "./reading.ts";
import type { RunData } from "./run-data.ts";
import { startsOfSchedule, traceRate } from "./schedule.ts";
import { startsOfUpdates, traceUpdates } from "./updates.ts";

export interface Assembly {
  readonly training: Program;
  readonly loop: TrainingLoop;
  /**
   * Procedures "evaluate" (outputs "output", "loss", one a row, and "weight", how much each row counts, where they do not
   * count alike), "activations" and "glimpse" (outputs named as the network's tensors).
   */
  readonly evaluation: Program;
  /** Rows of "evaluate" and "activations"; "glimpse" takes one. */
  readonly evaluationBatch: number;
  readonly input: { readonly name: string; readonly shape: TensorShape };
  /** Shape of one row's target. */
  readonly target: TensorShape;
  readonly output: TensorShape;
  /** The tensor that is the output, by its name among `tensors`. */
  readonly outputTensor: string;
  readonly reading: Reading;
  /** Every tensor that a row of "activations" gives, by name, without the batch axis. */
  readonly tensors: ReadonlyMap<string, TensorShape>;
  /** What the numbers start with that optimizer and schedule keep, by the name of their leaf; 0 where nothing is said. */
  readonly starts: Readonly<Record<string, number>>;
  readonly rate: number;
  readonly length: RunLength & { readonly stepsPerEpoch: number };
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
  const length = lengthOf(experiment, Math.ceil(data.trainRows / batch));
  const procedures = [stepProcedure(plan, length, "step", batch)];
  if (rest > 0) procedures.push(stepProcedure(plan, length, "ragged", rest));
  const tensors = tensorsOf(network);
  const evaluationBatch = batchFor(tensors, data.rows);
  return {
    training: { procedures },
    loop: {
      step: "step",
      ...(rest > 0 ? { ragged: "ragged" } : {}),
      lossOutput: "loss",
      batch,
      rows: data.trainRows,
    },
    evaluation: assembleEvaluation(plan, evaluationBatch),
    evaluationBatch,
    input: { name: input.name, shape: input.shape },
    target,
    output: output.shape,
    outputTensor: output.tensor,
    reading: readingOf(loss, data.description.label, output.shape),
    tensors,
    starts: {
      ...startsOfUpdates(
        training.optimizer,
        learnedOf(network).map(({ name }) => name),
      ),
      ...startsOfSchedule(training.schedule),
    },
    rate: Number(attributesOf(optimizer, training.optimizer).lr),
    length,
  };
}

/** What an altered tensor is, and whatever the trace needs for that. */
export type Alter = (tracer: Tracer, name: string, tensor: GraphNode) => GraphNode;

/** The procedures of `Assembly.evaluation`, of a network some of whose tensors are altered on the way. */
export function assembleEvaluation(plan: Plan, batch: number, alter?: Alter): Program {
  return {
    procedures: [
      evaluateProcedure(plan, batch, alter),
      activationsProcedure(plan, "activations", batch, alter),
      activationsProcedure(plan, "glimpse", 1, alter),
    ],
  };
}

const learnedOf = (network: ConcreteNetwork) =>
  network.weights.filter(({ role, frozen }) => role !== "state" && !frozen);

function lengthOf({ training: { steps, epochs = 0 } }: Experiment, stepsPerEpoch: number) {
  return steps === undefined
    ? { steps: epochs * stepsPerEpoch, unit: stepsPerEpoch, stepsPerEpoch }
    : { steps, unit: 1, stepsPerEpoch };
}

function stepProcedure(plan: Plan, length: RunLength, name: string, batch: number): Procedure {
  const tracer = startTrace();
  const { loss, updates } = traceStep(tracer, plan, length, batch);
  return makeProcedure(name, tracer, { outputs: { loss }, updates });
}

export interface TracedStep {
  readonly loss: GraphNode;
  /** The weights that learn. */
  readonly leaves: readonly LeafNode[];
  /** The gradient towards each of them, before it is clipped. */
  readonly gradients: readonly GraphNode[];
  /** New values of weights, moments, counters and states, by name. */
  readonly updates: Readonly<Record<string, GraphNode>>;
}

/** Forward, mean loss of the batch, gradients, clipping, the scheduled rate, the optimizer's updates and new states. */
export function traceStep(tracer: Tracer, plan: Plan, length: RunLength, batch: number): TracedStep {
  const { network, training } = plan.experiment;
  const { loss, objective, states } = traceObjective(tracer, plan, batch);
  const leaves = learnedOf(network).map((weight) => leafOf(tracer, weight));
  const gradients = differentiate(tracer, objective, leaves);
  const { rate, updates: counts } = traceRate(tracer, training.schedule, length);
  const followed = clipped(tracer, training.clip, gradients);
  const updates = traceUpdates(tracer, training.optimizer, leaves, followed, rate);
  return { loss, leaves, gradients, updates: { ...updates, ...counts, ...states } };
}

function clipped(
  tracer: Tracer,
  clip: Experiment["training"]["clip"],
  gradients: readonly GraphNode[],
): readonly GraphNode[] {
  if (clip === undefined) return gradients;
  const spec = known(clippings, clip.name, "a way to clip");
  return spec.clip<GraphNode>(tracer.ops, gradients, attributesOf(spec, clip));
}

const alteredIn = (tracer: Tracer, alter: Alter | undefined) =>
  alter && ((name: string, tensor: GraphNode) => alter(tracer, name, tensor));

function evaluateProcedure(plan: Plan, batch: number, alter?: Alter): Procedure {
  const tracer = startTrace();
  const forward = traceForward(tracer, plan.experiment.network, batch, false, alteredIn(tracer, alter));
  const { rows: loss, weights } = traceLoss(tracer, plan, forward, batch);
  const output = known(forward.tensors, plan.output, "a tensor");
  return makeProcedure("evaluate", tracer, {
    outputs: { loss, output, ...(weights === undefined ? {} : { weight: weights }) },
  });
}

function activationsProcedure(plan: Plan, name: string, batch: number, alter?: Alter): Procedure {
  const tracer = startTrace();
  const { tensors } = traceForward(tracer, plan.experiment.network, batch, false, alteredIn(tracer, alter));
  return makeProcedure(name, tracer, { outputs: Object.fromEntries(tensors) });
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
