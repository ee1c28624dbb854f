/** attention: every step of a sequence looks at the others and takes from them what it needs (Vaswani et al. 2017). */
import { bias, flag, initialiser, size, tensorReference } from "../catalog/attribute.ts";
import type { Ops } from "../engine/ops/ops.ts";
import { formatShape, formatSize } from "../shapes/format.ts";
import type { Size } from "../shapes/size.ts";
import { defineLayer, type WeightSpec } from "./define.ts";
import { mustSplit } from "./divisible.ts";
import { biasFor } from "./weight-attributes.ts";

export const attention = defineLayer({
  name: "attention",
  group: "sequence",
  doc: "Each step asks a question (query), every step has a label (key) and something to give (value); a step takes from the others in proportion to how well their keys fit its query. Several heads ask different questions. With `memory` the keys and values come from another sequence.",
  input: "time width",
  arity: { min: 1, max: 2 },
  attributes: {
    heads: size("How many questions each step asks; they share the width.", { fallback: 1 }),
    causal: flag(
      "Hides what comes later in the sequence, so that a step can be asked to foretell the next.",
      {
        fallback: false,
      },
    ),
    memory: tensorReference("Another sequence of the same width, that is looked at instead of this one."),
    init: initialiser("How the four weights start."),
    bias: bias("`false` leaves the four biases out."),
    frozen: flag("Keeps the weights as they start: training passes them by.", {
      fallback: false,
      namedOnly: true,
    }),
  },
  formula: "y = softmax(Q · Kᵀ / √(width / heads)) · V · W + b, for each head",
  foreign: ["MultiHeadAttention", "MultiheadAttention", "nn.MultiheadAttention", "Attention"],
  foreignAttributes: { num_heads: "heads", is_causal: "causal", use_causal_mask: "causal", use_bias: "bias" },
  arithmetic: ({ width }, { bias: shift }) =>
    shift === false
      ? `4·${width}·${width} = ${4 * width ** 2} parameters`
      : `4·(${width}·${width} + ${width}) = ${4 * (width ** 2 + width)} parameters`,
  shape: ({ axes: { time, width }, inputs, attributes: { heads, causal } }, rule) => {
    const why = "Each head works on as many features as the others.";
    mustSplit(rule, { size: width, of: "features", parts: heads, called: "heads", why });
    const [own = [], memory] = inputs;
    if (memory === undefined) return [time, width];
    const [steps = 1, features = 1] = memory;
    rule.equal(width, features, {
      kind: "sizes-differ",
      what: `The sequence ${formatShape(own)} has ${formatSize(width)} features and its memory ${formatShape(memory)} has ${formatSize(features)}.`,
      why: "Queries are compared with keys number by number.",
      advice: `Bring the memory to the same width first: \`dense(${formatSize(width)})\`.`,
      axis: "width",
      attribute: "memory",
    });
    if (causal) {
      rule.equal(time, steps, {
        kind: "sizes-differ",
        what: `A causal attention to a memory of ${formatSize(steps)} steps cannot say which of them come later than each of the ${formatSize(time)} steps.`,
        why: "Later steps are hidden by their place, and the two sequences have different places.",
        advice: "Leave `causal` out, or use a memory of the same length.",
        axis: "time",
        attribute: "causal",
      });
    }
    return [time, width];
  },
  weights: ({ width }, { bias: shift }) => ({
    query: square(width, "Makes the queries."),
    key: square(width, "Makes the keys."),
    value: square(width, "Makes the values."),
    output: square(width, "Mixes what the heads have found."),
    query_bias: biasFor(width, shift, width),
    key_bias: biasFor(width, shift, width),
    value_bias: biasFor(width, shift, width),
    output_bias: biasFor(width, shift, width),
  }),
  forward: (ops, { input, inputs, weights, attributes: { heads, causal, bias: shift } }) => {
    const memory = inputs[1] ?? input;
    const project = (x: typeof input, weight: typeof input, offset: typeof input) => {
      const sums = ops.matmul(x, weight);
      return shift === false ? sums : ops.add(sums, offset);
    };
    const { output } = attend(ops, {
      query: project(input, weights.query, weights.query_bias),
      key: project(memory, weights.key, weights.key_bias),
      value: project(memory, weights.value, weights.value_bias),
      heads,
      causal,
    });
    return project(output, weights.output, weights.output_bias);
  },
  examples: [
    { source: "attention(2)", inputs: [[4, 6]], output: [4, 6], parameters: 168 },
    {
      source: "attention(heads: 1, causal: true, bias: false)",
      inputs: [[3, 4]],
      output: [3, 4],
      parameters: 64,
    },
    {
      source: "attention(x, y, heads: 2)",
      inputs: [
        [3, 4],
        [5, 4],
      ],
      output: [3, 4],
      parameters: 80,
    },
  ],
});

const square = (width: Size, doc: string): WeightSpec => ({
  shape: [width, width],
  fanIn: width,
  fanOut: width,
  starts: "weight",
  doc,
});

interface Asked<T> {
  /** [batch, time, width] */
  readonly query: T;
  /** [batch, steps, width] */
  readonly key: T;
  readonly value: T;
  readonly heads: number;
  readonly causal: boolean;
}

/** Output [batch, time, width], and how much each head takes from where: shares [batch, heads, time, steps]. */
export function attend<T>(
  ops: Ops<T>,
  { query, key, value, heads, causal }: Asked<T>,
): { readonly output: T; readonly shares: T } {
  const [batch = 1, time = 1, width = 1] = ops.shapeOf(query);
  const [, steps = 1] = ops.shapeOf(key);
  const each = width / heads;
  const split = (x: T, length: number) =>
    ops.permute(ops.reshape(x, [batch, length, heads, each]), [0, 2, 1, 3]);
  const products = ops.matmul(split(query, time), split(key, steps), { b: true });
  const scores = ops.mul(products, ops.constant(1 / Math.sqrt(each)));
  const seen = causal ? hideLater(ops, scores, time, steps) : scores;
  const powers = ops.exp(ops.sub(seen, ops.detach(ops.max(seen, [3]))));
  const shares = ops.div(powers, ops.sum(powers, [3]));
  const taken = ops.permute(ops.matmul(shares, split(value, steps)), [0, 2, 1, 3]);
  return { output: ops.reshape(taken, [batch, time, width]), shares };
}

/** Scores of steps that come later become −∞. */
function hideLater<T>(ops: Ops<T>, scores: T, time: number, steps: number): T {
  const own = ops.reshape(ops.range(time), [time, 1]);
  const isEarlier = ops.greaterEqual(own, ops.reshape(ops.range(steps), [1, steps]));
  return ops.select(isEarlier, scores, ops.constant(Number.NEGATIVE_INFINITY));
}
