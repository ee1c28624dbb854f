/** embedding: a learned vector for every token. */
import { flag, initialiser, optional, size } from "../catalog/attribute.ts";
import { formatShape } from "../shapes/format.ts";
import { defineLayer } from "./define.ts";

export const embedding = defineLayer({
  name: "embedding",
  group: "sequence",
  doc: "Looks up a learned vector for every token: tokens [time] become [time, width]. Tokens whose vectors point the same way are the same to the layers behind.",
  input: "...",
  tokens: true,
  attributes: {
    width: size("How many numbers stand for one token."),
    vocabulary: optional(
      size("How many different tokens there are; an input `of` so many says it itself.", { namedOnly: true }),
    ),
    init: initialiser("How the vectors start: normal with standard deviation 1 where it is not given."),
    frozen: flag("Keeps the vectors as they start: training passes them by.", {
      fallback: false,
      namedOnly: true,
    }),
  },
  formula: "y = W[x], the row of the table with the token's number",
  foreign: ["Embedding", "nn.Embedding", "F.embedding"],
  foreignAttributes: {
    embedding_dim: "width",
    output_dim: "width",
    num_embeddings: "vocabulary",
    input_dim: "vocabulary",
    embeddings_initializer: "init",
  },
  arithmetic: (_, { width, vocabulary = 0 }) => `${vocabulary}·${width} = ${vocabulary * width} parameters`,
  shape: ({ inputs: [shape = []], attributes: { width, vocabulary } }, rule) => {
    if (vocabulary === undefined) {
      rule.fail({
        kind: "wrong-attribute",
        what: `The input ${formatShape(shape)} is not known to be tokens, so there is no saying how many vectors the table needs.`,
        why: "An embedding has a row for each of the values that a token can take.",
        advice:
          "Declare the input with the number of values, `input text: [16] of 27`, or give `vocabulary: 27`.",
        attribute: "vocabulary",
      });
    }
    return [...shape, width];
  },
  weights: (_, { width, vocabulary = 1, init }) => ({
    table: {
      shape: [vocabulary, width],
      fanIn: vocabulary,
      fanOut: width,
      starts: init === undefined ? { name: "normal", attributes: { std: 1 } } : "weight",
      doc: "A row for each token.",
    },
  }),
  forward: (ops, { input, weights, attributes: { width } }) => {
    const shape = ops.shapeOf(input);
    const [vocabulary = 1] = ops.shapeOf(weights.table);
    const count = shape.reduce((product, length) => product * length, 1);
    // A row of the table is what a one in its place picks out.
    const picks = ops.oneHot(ops.reshape(input, [count]), vocabulary);
    return ops.reshape(ops.matmul(picks, weights.table), [...shape, width]);
  },
  examples: [
    { source: "embedding(3, vocabulary: 7)", inputs: [[5]], output: [5, 3], parameters: 21 },
    { source: "embedding(width: 2, vocabulary: 4)", inputs: [[2, 3]], output: [2, 3, 2], parameters: 8 },
  ],
});
