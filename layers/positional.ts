/** positional: where in the sequence each step stands, made visible to layers that do not look at the order. */
import { choice, flag, initialiser, number, optional, size } from "../catalog/attribute.ts";
import type { Ops } from "../engine/ops/ops.ts";
import { formatSize } from "../shapes/format.ts";
import { defineLayer } from "./define.ts";

export const positional = defineLayer({
  name: "positional",
  group: "sequence",
  doc: "Tells each step of a sequence where it stands: `learned` adds a vector learned for each place, `sinusoidal` adds waves of many lengths (Vaswani et al. 2017), `rope` turns pairs of features by an angle that grows with the place (Su et al. 2021). Attention alone does not see the order.",
  input: "time width",
  attributes: {
    kind: choice(["learned", "sinusoidal", "rope"], "How the place is shown.", { fallback: "sinusoidal" }),
    length: optional(
      size("For `learned`: how many places are learned; the input's time where it is not given.", {
        namedOnly: true,
      }),
    ),
    pairs: choice(
      ["interleaved", "half"],
      "For `rope`: features 2i and 2i + 1 turn together, or feature i and the one half the width behind.",
      { fallback: "interleaved", namedOnly: true },
    ),
    base: number("For `sinusoidal` and `rope`: how much longer the longest wave is than the shortest.", {
      fallback: 10000,
      above: 1,
      namedOnly: true,
    }),
    init: initialiser(
      "How learned vectors start: normal with standard deviation 0.02 where it is not given.",
    ),
    frozen: flag("Keeps learned vectors as they start.", { fallback: false, namedOnly: true }),
  },
  formula:
    "learned: y = x + W; sinusoidal: y = x + sin, cos (t / base^(2i / width)); rope: pairs of x turned by that angle",
  foreign: [
    "PositionalEncoding",
    "PositionalEmbedding",
    "PositionEmbedding",
    "SinePositionEncoding",
    "RotaryEmbedding",
  ],
  foreignAttributes: { max_len: "length", sequence_length: "length" },
  arithmetic: ({ time, width }, { kind, length = time }) =>
    kind === "learned" ? `${length}·${width} = ${length * width} parameters` : `${time} places`,
  shape: ({ axes: { time, width }, attributes: { kind, length = time } }, rule) => {
    rule.atLeast(length, time, {
      kind: "wrong-attribute",
      what: `The sequence has ${formatSize(time)} steps, but only ${formatSize(length)} places are learned.`,
      why: "Every step needs the vector of its place.",
      advice: `Give a length of at least ${formatSize(time)}, or shorten the sequence.`,
      axis: "time",
      attribute: "length",
    });
    if (kind === "rope") {
      rule.divides(2, width, {
        kind: "not-divisible",
        what: `${formatSize(width)} features cannot be turned in pairs.`,
        why: "`rope` turns two features at a time, as the two sides of an angle.",
        advice: "Use an even width.",
        axis: "width",
      });
    }
    return [time, width];
  },
  weights: ({ time, width }, { kind, length = time, init }) => ({
    places:
      kind === "learned"
        ? {
            shape: [length, width],
            fanIn: 1,
            fanOut: width,
            starts: init === undefined ? { name: "normal", attributes: { std: 0.02 } } : "weight",
            doc: "A vector for each place.",
          }
        : undefined,
  }),
  forward: (ops, { input, weights, axes: { time, width }, attributes: { kind, base, pairs } }) => {
    switch (kind) {
      case "learned":
        return ops.add(input, ops.slice(weights.places, 0, 0, time));
      case "sinusoidal":
        return ops.add(input, waves(ops, time, width, base));
      case "rope":
        return turn(ops, input, { time, width, base, isHalf: pairs === "half" });
      default:
        return kind satisfies never;
    }
  },
  examples: [
    { source: "positional", inputs: [[5, 4]], output: [5, 4], parameters: 0 },
    { source: "positional(sinusoidal, base: 100)", inputs: [[3, 5]], output: [3, 5], parameters: 0 },
    { source: "positional(learned)", inputs: [[4, 3]], output: [4, 3], parameters: 12 },
    { source: "positional(learned, length: 6)", inputs: [[4, 3]], output: [4, 3], parameters: 18 },
    { source: "positional(kind: rope)", inputs: [[5, 4]], output: [5, 4], parameters: 0 },
    { source: "positional(rope, pairs: half)", inputs: [[3, 6]], output: [3, 6], parameters: 0 },
  ],
});

/** [time, ⌈width / 2⌉]: t / base^(2i / width) */
function angles<T>(ops: Ops<T>, time: number, width: number, base: number): T {
  const pairs = Math.ceil(width / 2);
  // The logarithm is an op, so that every host rounds it the same way.
  const slope = ops.mul(ops.log(ops.constant(base)), ops.constant(-2 / width));
  const exponent = ops.mul(ops.range(pairs), slope);
  return ops.mul(ops.reshape(ops.range(time), [time, 1]), ops.reshape(ops.exp(exponent), [1, pairs]));
}

const cosine = <T>(ops: Ops<T>, x: T): T => ops.sin(ops.add(x, ops.constant(Math.PI / 2)));

/** [time, width]: sine and cosine of each angle side by side. */
function waves<T>(ops: Ops<T>, time: number, width: number, base: number): T {
  const angle = angles(ops, time, width, base);
  const pairs = Math.ceil(width / 2);
  const column = (x: T) => ops.reshape(x, [time, pairs, 1]);
  const both = ops.concat([column(ops.sin(angle)), column(cosine(ops, angle))], 2);
  return ops.slice(ops.reshape(both, [time, 2 * pairs]), 1, 0, width);
}

interface Turning {
  readonly time: number;
  readonly width: number;
  readonly base: number;
  readonly isHalf: boolean;
}

/** (a, b) → (a · cos − b · sin, a · sin + b · cos) for each pair of features. */
function turn<T>(ops: Ops<T>, x: T, { time, width, base, isHalf }: Turning): T {
  const [batch = 1] = ops.shapeOf(x);
  const pairs = width / 2;
  // The two of a pair are apart by half the width, or next to each other.
  const paired = ops.reshape(x, isHalf ? [batch, time, 2, pairs] : [batch, time, pairs, 2]);
  const side = isHalf ? 2 : 3;
  const [a, b] = [ops.slice(paired, side, 0, 1), ops.slice(paired, side, 1, 2)];
  const angle = ops.reshape(angles(ops, time, width, base), isHalf ? [time, 1, pairs] : [time, pairs, 1]);
  const [sine, cos] = [ops.sin(angle), cosine(ops, angle)];
  const first = ops.sub(ops.mul(a, cos), ops.mul(b, sine));
  const second = ops.add(ops.mul(a, sine), ops.mul(b, cos));
  return ops.reshape(ops.concat([first, second], side), [batch, time, width]);
}
