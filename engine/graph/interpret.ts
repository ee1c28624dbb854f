/** Runs a program in plain TypeScript: the readable truth that compiled code is tested against, and the fallback where WebAssembly is blocked. */
import { joinArguments } from "../ops/any-op.ts";
import { assert } from "../ops/assert.ts";
import type { StepContext, Tensor } from "../ops/define.ts";
import { elementsOf, type TensorShape } from "../ops/ops.ts";
import { epochOrder } from "../ops/random.ts";
import { opNamed } from "../ops/table.ts";
import type { Executable, TrainingLoop, TrainReply, TrainRequest } from "./executable.ts";
import type { LeafNode, Procedure, Program } from "./graph.ts";

/**
 * Weights, states and settings are kept in single precision, as compiled code keeps them; what happens within one call
 * is computed in double precision.
 */
export function interpret(program: Program, loop?: TrainingLoop): Executable {
  const leaves = leavesOf(program);
  const memory = new Map([...leaves].map(([name, shape]) => [name, new Float64Array(elementsOf(shape))]));
  const outputs = new Map<string, Float64Array>();
  const tensors = new Map([...leaves, ...outputShapes(program)]);

  const run = (name: string, context: StepContext): void => {
    const procedure = procedureNamed(program, name);
    const values = evaluate(procedure, context, (leaf) => found(memory, leaf.name));
    for (const [output, node] of Object.entries(procedure.outputs)) {
      outputs.set(`${name}:${output}`, values[node].data);
    }
    for (const [leaf, node] of Object.entries(procedure.updates)) {
      found(memory, leaf).set(Float32Array.from(values[node].data));
    }
  };
  const data: LoadedData = { rows: 0, columns: new Map() };
  return {
    tensors,
    read: (name) => Float32Array.from(memory.get(name) ?? outputs.get(name) ?? zeros(tensors, name)),
    write: (name, values) => {
      assert(values.length <= found(memory, name).length, `"${name}" has room for ${values.length} numbers`);
      found(memory, name).set(Float32Array.from(values));
    },
    call: (procedure) => run(procedure, { seed: 0, step: 0 }),
    setData: (rows, columns) => {
      assert(loop === undefined || rows === loop.rows, "the data has the rows the program was made for");
      data.rows = rows;
      data.columns = new Map(Object.entries(columns).map(([name, all]) => [name, Float32Array.from(all)]));
    },
    train: (request) => {
      assert(loop !== undefined, "a program that trains says how it goes through the data");
      return train(loop, request, {
        fill: (rows) => fillBatch(data, rows, memory),
        step: (name, context) => {
          run(name, context);
          return Math.fround(found(outputs, `${name}:${loop.lossOutput}`)[0]);
        },
      });
    },
    cost: {
      memoryBytes: 8 * [...leaves.values()].reduce((sum, shape) => sum + elementsOf(shape), 0),
      codeBytes: 0,
    },
  };
}

/** The value of every node, in double precision; `read` gives a leaf's numbers, at least as many as it has elements. */
export function evaluate(
  procedure: Procedure,
  context: StepContext,
  read: (leaf: LeafNode) => Float64Array,
): readonly Tensor[] {
  const values: Tensor[] = [];
  for (const node of procedure.graph.nodes) {
    if (node.kind === "leaf") {
      // A copy, since updates are stored while results are still to be read.
      values.push({ shape: node.shape, data: read(node).slice(0, elementsOf(node.shape)) });
      continue;
    }
    const op = opNamed(node.op);
    const inputs = node.inputs.map((id) => values[id]);
    values.push(op.value(context, ...joinArguments(op, inputs, node.settings)));
  }
  return values;
}

interface LoadedData {
  rows: number;
  columns: ReadonlyMap<string, Float32Array>;
}

interface Machine {
  readonly fill: (rows: Int32Array) => void;
  /** Runs a procedure and gives the loss. */
  readonly step: (procedure: string, context: StepContext) => number;
}

function train(loop: TrainingLoop, request: TrainRequest, machine: Machine): TrainReply {
  const { seed, shuffle, stopAtEpochEnd } = request;
  const stepsAnEpoch = Math.ceil(loop.rows / loop.batch);
  const losses: number[] = [];
  let epoch = -1;
  let order: Int32Array = new Int32Array();
  for (let step = request.cursor; step < request.cursor + request.steps; step++) {
    if (Math.floor(step / stepsAnEpoch) !== epoch) {
      epoch = Math.floor(step / stepsAnEpoch);
      order = shuffle
        ? epochOrder(seed, epoch, loop.rows)
        : Int32Array.from({ length: loop.rows }, (_, row) => row);
    }
    const start = (step % stepsAnEpoch) * loop.batch;
    const rows = order.subarray(start, start + loop.batch);
    machine.fill(rows);
    const procedure = rows.length === loop.batch ? loop.step : loop.ragged;
    assert(procedure !== undefined, "a program whose rows do not divide evenly has a procedure for the rest");
    const loss = machine.step(procedure, { seed, step });
    losses.push(loss);
    const isEpochEnd = (step + 1) % stepsAnEpoch === 0;
    if (!Number.isFinite(loss) || (stopAtEpochEnd && isEpochEnd)) break;
  }
  const last = losses.at(-1) ?? 0;
  return { stepsDone: losses.length, losses: Float32Array.from(losses), diverged: !Number.isFinite(last) };
}

function fillBatch(data: LoadedData, rows: Int32Array, memory: ReadonlyMap<string, Float64Array>): void {
  for (const [name, all] of data.columns) {
    const size = all.length / data.rows;
    const leaf = found(memory, name);
    rows.forEach((row, place) => {
      leaf.set(all.subarray(row * size, (row + 1) * size), place * size);
    });
  }
}

/** Every leaf with its shape; a batch leaf of two procedures has the shape with more rows. */
function leavesOf(program: Program): ReadonlyMap<string, TensorShape> {
  const leaves = new Map<string, TensorShape>();
  for (const node of program.procedures.flatMap(({ graph }) => graph.nodes)) {
    if (node.kind !== "leaf") continue;
    const known = leaves.get(node.name);
    if (known === undefined || elementsOf(known) < elementsOf(node.shape)) leaves.set(node.name, node.shape);
  }
  return leaves;
}

const outputShapes = (program: Program): readonly (readonly [name: string, shape: TensorShape])[] =>
  program.procedures.flatMap(({ name, graph, outputs }) =>
    Object.entries(outputs).map(([output, node]) => [`${name}:${output}`, graph.nodes[node].shape] as const),
  );

function procedureNamed(program: Program, name: string): Procedure {
  const procedure = program.procedures.find((candidate) => candidate.name === name);
  assert(procedure !== undefined, `there is a procedure "${name}"`);
  return procedure;
}

function found<T>(map: ReadonlyMap<string, T>, name: string): T {
  const value = map.get(name);
  assert(value !== undefined, `there is a tensor "${name}"`);
  return value;
}

const zeros = (tensors: ReadonlyMap<string, TensorShape>, name: string): Float64Array =>
  new Float64Array(elementsOf(found(tensors, name)));
