/** scan: a recorded computation repeated over time. */
import { joinArguments, type OpLookup } from "./any-op.ts";
import { assert } from "./assert.ts";
import type { GradientRule, OpDefinition, StepContext, Tensor } from "./define.ts";
import { type Body, type Loop, partsOf, type Stack } from "./loop.ts";
import { elementsOf, type Ops, type TensorShape } from "./ops.ts";
import { sameShape, tensor } from "./tensor.ts";

/** The body is made of other ops, found by `lookup`. */
export const defineScan = (lookup: OpLookup): OpDefinition<"scan"> => ({
  name: "scan",
  operands: "list",
  shape: shapeOf,
  cost: (_, loop) => loop.turns * bodyCost(lookup, loop.body),
  value: (context, operands, loop) => runLoop(lookup, context, operands, loop),
  gradient,
});

function shapeOf(operands: readonly TensorShape[], { turns, states, sequences, body }: Loop): TensorShape {
  const wanted = body.nodes.filter((node) => node.kind === "operand");
  assert(turns >= 1, "a loop has at least one step of time");
  for (const { place, shape } of wanted) {
    const isSequence = place >= states && place < states + sequences;
    const whole = isSequence ? [turns, ...shape] : shape;
    assert(
      operands[place] !== undefined && sameShape(operands[place], whole),
      `operand ${place} of the loop is [${whole}]`,
    );
  }
  const parts = partsOf({ turns, reverse: false, states, sequences, body });
  return [parts.at(-1)?.end ?? 0];
}

const bodyCost = (lookup: OpLookup, { nodes }: Body): number =>
  nodes.reduce((sum, node) => {
    if (node.kind === "operand") return sum;
    const op = lookup(node.op);
    const shapes = node.inputs.map((id) => nodes[id].shape);
    return sum + op.cost(...joinArguments(op, shapes, node.settings));
  }, 0);

function runLoop(lookup: OpLookup, context: StepContext, operands: readonly Tensor[], loop: Loop): Tensor {
  const { turns, states, sequences, body } = loop;
  const shape = shapeOf(
    operands.map((x) => x.shape),
    loop,
  );
  const result = new Float64Array(elementsOf(shape));
  const parts = partsOf(loop);
  let carried = operands.slice(0, states);
  for (let turn = 0; turn < turns; turn++) {
    const time = loop.reverse ? turns - 1 - turn : turn;
    const elements = operands.slice(states, states + sequences).map((sequence) => elementAt(sequence, time));
    const inputs = [...carried, ...elements, ...operands.slice(states + sequences)];
    const results = runBody(lookup, context, body, inputs);
    carried = results.slice(0, states);
    for (let place = states; place < results.length; place++) {
      const { data } = results[place];
      result.set(data, parts[place].start + time * data.length);
    }
  }
  carried.forEach((state, place) => {
    result.set(state.data, parts[place].start);
  });
  return tensor(shape, result);
}

function elementAt({ shape, data }: Tensor, time: number): Tensor {
  const size = data.length / shape[0];
  return tensor(shape.slice(1), data.subarray(time * size, (time + 1) * size));
}

function runBody(
  lookup: OpLookup,
  context: StepContext,
  { nodes, results }: Body,
  operands: readonly Tensor[],
): readonly Tensor[] {
  const values: Tensor[] = [];
  for (const node of nodes) {
    if (node.kind === "operand") {
      values.push(operands[node.place]);
      continue;
    }
    const op = lookup(node.op);
    const inputs = node.inputs.map((id) => values[id]);
    values.push(op.value(context, ...joinArguments(op, inputs, node.settings)));
  }
  return results.map((id) => values[id]);
}

/** One part of a loop's result with its own shape. */
export function partOf<T>(ops: Ops<T>, result: T, loop: Loop, place: number): T {
  const { shape, start, end } = partsOf(loop)[place];
  return ops.reshape(ops.slice(result, 0, start, end), shape);
}

/** The way back through time. */
const gradient: GradientRule<"scan"> = (ops, upstream, output, operands, loop) => {
  const { backwards, states, sequences } = loop;
  assert(backwards !== undefined, "the gradient of a loop is not differentiated again");
  const captured = operands.slice(states + sequences);
  const stacked = loop.body.results.length - states - backwards.kept;
  const range = (count: number, first: number): number[] =>
    Array.from({ length: count }, (_, place) => first + place);
  const read = [
    ...range(stacked, states).map((place) => partOf(ops, upstream, loop, place)),
    ...backwards.sequences.map((place) => operands[states + place]),
    ...range(backwards.kept, states + stacked).map((place) => partOf(ops, output, loop, place)),
  ];
  const back: Loop = {
    turns: loop.turns,
    reverse: !loop.reverse,
    states: states + backwards.sums.length,
    sequences: read.length,
    body: backwards.body,
  };
  const result = ops.scan(
    [
      ...range(states, 0).map((place) => partOf(ops, upstream, loop, place)),
      ...backwards.sums.map((place) => ops.constant(0, ops.shapeOf(captured[place]))),
      ...read,
      ...backwards.captured.map(({ place, swapped }) =>
        swapped ? ops.permute(captured[place], [1, 0]) : captured[place],
      ),
    ],
    back,
  );
  const rowsOf = ({ from, place }: Stack) => {
    const stack = from === "read" ? read[place] : partOf(ops, result, back, back.states + place);
    const shape = ops.shapeOf(stack);
    return ops.reshape(stack, [elementsOf(shape.slice(0, -1)), shape[shape.length - 1]]);
  };
  return operands.map((_, place) => {
    if (place < states) return partOf(ops, result, back, place);
    if (place < states + sequences) {
      const element = backwards.elements[place - states];
      return element === undefined ? undefined : partOf(ops, result, back, back.states + element);
    }
    const own = place - states - sequences;
    const sum = backwards.sums.indexOf(own);
    if (sum >= 0) return partOf(ops, result, back, states + sum);
    const product = backwards.products.find((one) => one.captured === own);
    return product && ops.matmul(rowsOf(product.left), rowsOf(product.right), { a: true });
  });
};
