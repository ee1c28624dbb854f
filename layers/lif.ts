/** lif: leaky integrate-and-fire neurons, which speak in spikes. They learn by a slope that stands in for the spike's own. */
import { number, size } from "../catalog/attribute.ts";
import type { Ops } from "../engine/ops/ops.ts";
import type { Step } from "../engine/ops/recur.ts";
import { defineLayer } from "./define.ts";
import { readSequence, zeroState } from "./recurrent.ts";
import { biasFor, weightAttributes } from "./weight-attributes.ts";

const { init, bias, frozen } = weightAttributes;
const named = { namedOnly: true } as const;

export const lif = defineLayer({
  name: "lif",
  group: "sequence",
  doc: "Leaky integrate-and-fire neurons: each adds up its weighted input in a potential that leaks away, and gives a spike, 1, when the potential reaches the threshold, else 0. A spike has no slope; while training, that of a soft step stands in for it (Zenke & Ganguli 2018).",
  input: "time features",
  attributes: {
    units: size("How many neurons."),
    tau: number(
      "How long the potential takes to fall to a third without input: the membrane's time constant, in ms.",
      {
        fallback: 20,
        above: 0,
        ...named,
      },
    ),
    threshold: number("The potential at which a neuron fires.", { fallback: 1, ...named }),
    reset: number("The potential after a spike. At rest it is 0.", { fallback: 0, ...named }),
    refractory: number("How long a neuron is deaf after a spike, in ms.", { fallback: 0, min: 0, ...named }),
    dt: number("How much time passes between two steps of the sequence, in ms.", {
      fallback: 1,
      above: 0,
      ...named,
    }),
    sharpness: number("How fast the slope that stands in for the spike's falls off the threshold.", {
      fallback: 10,
      above: 0,
      ...named,
    }),
    init,
    bias,
    frozen,
  },
  formula: "v' = v + dt/tau · (x·W + b − v); spike = 1 if v' ≥ threshold, else 0; then v' = reset",
  foreign: ["Leaky", "snn.Leaky", "LIF", "LIFCell", "LIFNode"],
  foreignAttributes: { v_threshold: "threshold", v_reset: "reset", slope: "sharpness" },
  arithmetic: ({ features }, { units, bias: shift }) =>
    shift === false
      ? `${features}·${units} = ${features * units} parameters`
      : `${features}·${units} + ${units} = ${features * units + units} parameters`,
  shape: ({ axes: { time }, attributes: { units, tau, dt, threshold, reset } }, rule) => {
    if (dt > tau) {
      rule.fail({
        kind: "wrong-attribute",
        what: `A step of ${dt} ms is longer than the time constant of ${tau} ms.`,
        why: "The potential would overshoot what it is drawn to, and swing instead of leaking.",
        advice: "Use a smaller `dt` or a larger `tau`.",
        attribute: "dt",
      });
    }
    if (reset >= threshold) {
      rule.fail({
        kind: "wrong-attribute",
        what: `The reset of ${reset} is not below the threshold of ${threshold}.`,
        why: "A neuron that has fired once would fire at every step from then on.",
        advice: "Use a smaller `reset` or a larger `threshold`.",
        attribute: "reset",
      });
    }
    return [time, units];
  },
  weights: ({ features }, { units, bias: shift }) => ({
    weight: {
      shape: [features, units],
      fanIn: features,
      fanOut: units,
      starts: "weight",
      doc: "One column for each neuron: how strongly each input drives it.",
    },
    bias: biasFor(units, shift, features),
  }),
  forward: (ops, { input, weights, attributes }) => {
    const { units, bias: shift } = attributes;
    const zeros = zeroState(ops, input, units);
    const { sequence } = readSequence(ops, lifStep(attributes), {
      input,
      weight: weights.weight,
      bias: shift === false ? undefined : weights.bias,
      captured: {},
      initial: { hidden: zeros, potential: zeros, deaf: zeros },
      reverse: false,
    });
    return sequence;
  },
  examples: [
    { source: "lif(4)", inputs: [[5, 3]], output: [5, 4], parameters: 16 },
    {
      source: "lif(2, tau: 10, threshold: 0.5, refractory: 2, bias: false)",
      inputs: [[6, 3]],
      output: [6, 2],
      parameters: 6,
    },
  ],
});

interface Membrane {
  readonly tau: number;
  readonly threshold: number;
  readonly reset: number;
  readonly refractory: number;
  readonly dt: number;
  readonly sharpness: number;
}

/**
 * States, [batch, units] each: the spikes, the potential, and for how many steps a neuron is still deaf. The threshold
 * is reached somewhere within a step: what is then left of the step already counts, so that rates do not depend on how
 * time is cut up; a neuron that is never deaf has that much more of the next step.
 */
export const lifStep =
  ({
    tau,
    threshold,
    reset,
    refractory,
    dt,
    sharpness,
  }: Membrane): Step<"hidden" | "potential" | "deaf", "sums", never> =>
  (ops, { states: { potential, deaf }, elements: { sums } }) => {
    const zero = ops.constant(0);
    const listening = ops.maximum(ops.sub(ops.constant(1), deaf), zero);
    const pull = ops.mul(ops.sub(sums, potential), ops.constant(dt / tau));
    const moved = ops.mul(pull, listening);
    const reached = ops.add(potential, moved);
    const excess = ops.sub(reached, ops.constant(threshold));
    const fires = ops.greaterEqual(excess, zero);
    const left = ops.detach(ops.minimum(ops.div(excess, pull), ops.constant(1)));
    const steps = ops.constant(refractory / dt);
    return {
      hidden: ops.add(fires, slopeAlone(ops, excess, sharpness)),
      potential: ops.select(fires, ops.constant(reset), reached),
      deaf: ops.select(fires, ops.sub(steps, left), ops.maximum(ops.sub(deaf, ops.constant(1)), zero)),
    };
  };

/** 0, with the slope 1 / (1 + sharpness · |x|)² of a soft step. */
function slopeAlone<T>(ops: Ops<T>, x: T, sharpness: number): T {
  const away = ops.mul(ops.abs(x), ops.constant(sharpness));
  const soft = ops.div(x, ops.add(ops.constant(1), away));
  return ops.sub(soft, ops.detach(soft));
}
