/** Learning from mistakes (Rosenblatt's rule): a step function has no slope, so what enters it is looked at instead. */
import type { Call } from "../../catalog/attribute.ts";
import type { ConcreteNetwork, Step } from "../../network/network.ts";
import { assert } from "../ops/assert.ts";
import { elementsOf, type Ops } from "../ops/ops.ts";

/** The state that counts the mistakes made so far. */
export const MISTAKES = "#mistakes";

/** The network up to the step function at its end; its last step gives what would enter it. */
export function beforeStep(network: ConcreteNetwork): ConcreteNetwork {
  const [output] = network.outputs;
  const last = network.steps.find(({ name }) => name === output?.tensor);
  assert(output !== undefined && last !== undefined && endsInStep(last), "the network ends in `step`");
  const plain = {
    ...last,
    ...(last.kind === "step"
      ? { kind: "identity" }
      : { attributes: { ...last.attributes, activation: { name: "identity", attributes: {} } } }),
  };
  return { ...network, steps: network.steps.map((step) => (step === last ? plain : step)) };
}

/** A layer with the activation `step`, or `step` as a layer of its own. */
function endsInStep({ kind, attributes }: Step<number>): boolean {
  return kind === "step" || (attributes.activation as Call | undefined)?.name === "step";
}

/**
 * From what enters the step, z, and answers of 0 and 1: the share of wrong answers [], their number [], and a sum [] whose
 * slope moves the weights by one input towards the answer for each mistake. As Rosenblatt has it, 0 is a mistake for
 * both answers: it lies on no side.
 */
export function mistakesOf<T>(ops: Ops<T>, z: T, answer: T) {
  const side = ops.sub(ops.mul(answer, ops.constant(2)), ops.constant(1));
  const towards = ops.mul(side, z);
  const wrong = ops.greaterEqual(ops.constant(0), towards);
  const total = (x: T): T =>
    ops.reshape(
      ops.sum(
        x,
        ops.shapeOf(x).map((_, axis) => axis),
      ),
      [],
    );
  const count = total(wrong);
  return {
    count,
    share: ops.mul(count, ops.constant(1 / elementsOf(ops.shapeOf(z)))),
    objective: ops.neg(total(ops.mul(wrong, towards))),
  };
}
