/** What a training step makes small, and what it says of the batch. */
import type { Experiment } from "../../network/experiment.ts";
import { losses, optimizers } from "../../training/index.ts";
import type { GraphNode, LeafNode } from "../graph/graph.ts";
import type { Tracer } from "../graph/trace.ts";
import type { Ops, TensorShape } from "../ops/ops.ts";
import { attributesOf } from "./attributes.ts";
import { type Computed, computeNetwork, type Sources } from "./forward.ts";
import { known } from "./lookup.ts";
import { beforeStep, MISTAKES, mistakesOf } from "./mistakes.ts";

/** The leaf that holds the labels. No name in a source has a "#". */
export const TARGET = "#target";

export interface Plan {
  readonly experiment: Experiment;
  /** The tensor that the loss looks at. */
  readonly output: string;
  readonly target: TensorShape;
}

export interface Objective {
  /** What is shown: the loss of the batch, without penalties, or the share of mistakes; []. */
  readonly loss: GraphNode;
  /** What the weights are moved along the slope of; []. */
  readonly objective: GraphNode;
  /** New states of layers and of the count of mistakes, by name. */
  readonly states: Readonly<Record<string, GraphNode>>;
}

export const correctsMistakes = ({ training }: Experiment): boolean =>
  known(optimizers, training.optimizer.name, "an optimizer").correctsMistakes === true;

export function traceObjective(tracer: Tracer, plan: Plan, batch: number): Objective {
  const { network } = plan.experiment;
  if (!correctsMistakes(plan.experiment)) {
    const forward = traceForward(tracer, network, batch, true);
    const { rows, weights } = traceLoss(tracer, plan, forward, batch);
    const loss = meanOf(tracer.ops, rows, weights, batch);
    const penalties = tracePenalties(tracer, plan.experiment);
    const objective = penalties.reduce((sum, penalty) => tracer.ops.add(sum, penalty), loss);
    return { loss, objective, states: forward.states };
  }
  const forward = traceForward(tracer, beforeStep(network), batch, true);
  const answer: GraphNode = tracer.leaf("batch", TARGET, [batch, ...plan.target]);
  const z = known(forward.tensors, plan.output, "a tensor");
  const { share, count, objective } = mistakesOf<GraphNode>(tracer.ops, z, answer);
  const soFar = tracer.ops.add(tracer.leaf("state", MISTAKES, []), count);
  return { loss: share, objective, states: { ...forward.states, [MISTAKES]: soFar } };
}

export const traceForward = (
  tracer: Tracer,
  network: Experiment["network"],
  batch: number,
  training: boolean,
  alter?: Sources<GraphNode>["alter"],
): Computed<GraphNode> =>
  computeNetwork(tracer.ops, network, {
    ...(alter === undefined ? {} : { alter }),
    input: (name, shape) => tracer.leaf("batch", name, [batch, ...shape]),
    weight: (weight) => leafOf(tracer, weight),
    training,
  });

export const leafOf = (
  tracer: Tracer,
  { name, role, shape }: Experiment["network"]["weights"][number],
): LeafNode => tracer.leaf(role === "state" ? "state" : "weight", name, shape);

/** Each row's loss, and how much it counts where rows do not count alike; both [batch]. */
export function traceLoss(
  tracer: Tracer,
  { experiment, output, target }: Plan,
  forward: Computed<GraphNode>,
  batch: number,
): { readonly rows: GraphNode; readonly weights: GraphNode | undefined } {
  const { loss } = experiment.training;
  const spec = known(losses, loss.name, "a loss");
  const attributes = attributesOf(spec, loss);
  const answer: GraphNode = tracer.leaf("batch", TARGET, [batch, ...target]);
  const prediction = known(forward.tensors, output, "a tensor");
  return {
    rows: spec.rows<GraphNode>(tracer.ops, prediction, answer, attributes),
    weights: spec.weights?.<GraphNode>(tracer.ops, answer, attributes),
  };
}

function meanOf<T>(ops: Ops<T>, rows: T, weights: T | undefined, batch: number): T {
  const total = (x: T): T => ops.reshape(ops.sum(x, [0]), []);
  return weights === undefined
    ? ops.mul(total(rows), ops.constant(1 / batch))
    : ops.div(total(rows), total(weights));
}

/** l1 · Σ|w| and l2 · Σw² of each weight that learns and is no bias; each []. */
function tracePenalties(tracer: Tracer, { network, training }: Experiment): readonly GraphNode[] {
  const { l1 = 0, l2 = 0 } = training;
  const { ops } = tracer;
  const weights = network.weights.filter(({ role, frozen }) => role === "weight" && !frozen);
  const penalty = (strength: number, size: (weight: GraphNode) => GraphNode): readonly GraphNode[] =>
    strength === 0
      ? []
      : weights.map((weight) => {
          const sizes = size(leafOf(tracer, weight));
          const axes = weight.shape.map((_, axis) => axis);
          return ops.mul(ops.reshape(ops.sum(sizes, axes), []), ops.constant(strength));
        });
  return [...penalty(l1, (weight) => ops.abs(weight)), ...penalty(l2, (weight) => ops.mul(weight, weight))];
}
