/** Runs what a golden case computes and compares outputs, gradients and training with what it should be. */
import type { Call } from "../../catalog/attribute.ts";
import { differentiate } from "../../engine/graph/differentiate.ts";
import type { Executable, MakeExecutable } from "../../engine/graph/executable.ts";
import type { GraphNode, LeafNode, Procedure } from "../../engine/graph/graph.ts";
import { makeProcedure } from "../../engine/graph/procedure.ts";
import { startTrace, type Tracer } from "../../engine/graph/trace.ts";
import { elementsOf, type Ops } from "../../engine/ops/ops.ts";
import { startsOfUpdates, traceUpdates } from "../../engine/train/updates.ts";
import type { GoldenCase, GoldenTraining, Tensors } from "./case.ts";
import { compare } from "./compare.ts";
import type { Given, Model } from "./model.ts";

const RATE = "#rate";
const TARGET = "#target";

/** What is wrong, one line a tensor; nothing if all is well. `optimizer` is the translated one, if the case trains. */
export async function checkModel(
  given: GoldenCase,
  model: Model,
  optimizer: Call | undefined,
  make: MakeExecutable,
): Promise<readonly string[]> {
  const { train } = given;
  const procedures = [forwardProcedure(given, model)];
  if (train !== undefined && optimizer !== undefined) {
    procedures.push(stepProcedure(given, model, train, optimizer));
  }
  const executable = await make({ procedures });
  start(executable, given);
  executable.call("forward");
  const problems = [
    ...compare(given, given.outputs ?? {}, (name) => executable.read(`forward:${name}`)),
    ...compare(given, given.grads ?? {}, (name) => executable.read(`forward:gradient of ${name}`)),
    ...compare(given, given.state_after ?? {}, (name) => executable.read(name)),
  ];
  if (train === undefined || optimizer === undefined) return problems;
  return [...problems, ...checkTraining(executable, given, train, optimizer)];
}

function forwardProcedure(given: GoldenCase, model: Model): Procedure {
  const tracer = startTrace();
  const leaves = leavesOf(tracer, given);
  const { outputs, state: updates = {} } = model(tracer.ops, leaves);
  const wanted = Object.keys(given.grads ?? {});
  const upstream = given.upstream ?? {};
  const parts = Object.keys(upstream).map((name) => {
    const weights: GraphNode = tracer.leaf("batch", `#upstream ${name}`, upstream[name]!.shape);
    return total(tracer.ops, tracer.ops.mul(outputs[name]!, weights));
  });
  if (parts.length === 0) return makeProcedure("forward", tracer, { outputs, updates });
  const loss = parts.reduce((sum, part) => tracer.ops.add(sum, part));
  const towards = wanted.map((name) => leaves.inputs[name] ?? leaves.params[name]!);
  const gradients = differentiate(tracer, loss, towards);
  const named = wanted.map((name, place) => [`gradient of ${name}`, gradients[place]!] as const);
  return makeProcedure("forward", tracer, {
    outputs: { ...outputs, ...Object.fromEntries(named) },
    updates,
  });
}

/** The loss of training cases is the mean of (y − target)² over all elements. */
function stepProcedure(given: GoldenCase, model: Model, train: GoldenTraining, optimizer: Call): Procedure {
  const tracer = startTrace();
  const { ops } = tracer;
  const leaves = leavesOf(tracer, given);
  const { outputs, state = {} } = model(ops, leaves);
  const y = outputs.y!;
  const error = ops.sub(y, tracer.leaf("batch", TARGET, train.target.shape));
  const loss = ops.mul(total(ops, ops.mul(error, error)), ops.constant(1 / train.target.data.length));
  const params = Object.values(leaves.params) as readonly LeafNode[];
  const gradients = differentiate(tracer, loss, params);
  const rate: GraphNode = tracer.leaf("setting", RATE, []);
  return makeProcedure("step", tracer, {
    outputs: { loss },
    updates: { ...traceUpdates(tracer, optimizer, params, gradients, rate), ...state },
  });
}

function checkTraining(
  executable: Executable,
  given: GoldenCase,
  train: GoldenTraining,
  optimizer: Call,
): readonly string[] {
  start(executable, given);
  executable.write(TARGET, train.target.data);
  executable.write(RATE, [Number(train.optimizer.lr)]);
  const starts = startsOfUpdates(optimizer, Object.keys(given.params ?? {}));
  for (const [name, value] of Object.entries(starts)) {
    const size = elementsOf(executable.tensors.get(name)!);
    executable.write(name, new Float32Array(size).fill(value));
  }
  const problems: string[] = [];
  const last = Math.max(...Object.keys(train.params_after).map(Number));
  for (let step = 1; step <= last; step++) {
    executable.call("step");
    const want = train.losses[step - 1];
    if (want !== undefined) {
      const loss = { [`loss before step ${step}`]: { shape: [], data: [want] } };
      problems.push(...compare(given, loss, () => executable.read("step:loss")));
    }
    const after = train.params_after[step] ?? {};
    problems.push(
      ...compare(given, after, (name) => executable.read(name)).map((line) => `step ${step}: ${line}`),
    );
  }
  return problems;
}

function leavesOf(tracer: Tracer, { inputs = {}, params = {}, state = {} }: GoldenCase): Given<GraphNode> {
  const leaves = (role: LeafNode["role"], tensors: Tensors) =>
    Object.fromEntries(
      Object.entries(tensors).map(([name, { shape }]) => [name, tracer.leaf(role, name, shape) as GraphNode]),
    );
  return { inputs: leaves("batch", inputs), params: leaves("weight", params), state: leaves("state", state) };
}

function start(
  executable: Executable,
  { inputs = {}, params = {}, state = {}, upstream = {} }: GoldenCase,
): void {
  const weights = Object.entries(upstream).map(([name, tensor]) => [`#upstream ${name}`, tensor] as const);
  for (const [name, { data }] of [...Object.entries({ ...inputs, ...params, ...state }), ...weights]) {
    // What a computation does not look at has no leaf.
    if (executable.tensors.has(name)) executable.write(name, data);
  }
}

const total = <T>(ops: Ops<T>, x: T): T =>
  ops.reshape(
    ops.sum(
      x,
      ops.shapeOf(x).map((_, axis) => axis),
    ),
    [],
  );
