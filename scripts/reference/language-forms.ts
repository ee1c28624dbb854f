/** The forms of the language in the order in which a student meets them, each with a whole file that uses it. */

export interface Form {
  /** The word that starts it; its documentation comes first. */
  readonly word?: string;
  readonly doc: string;
  readonly text: string;
  readonly beside?: Readonly<Record<string, string>>;
}

export interface FormSection {
  readonly title: string;
  readonly forms: readonly Form[];
}

const circle = (...body: readonly string[]): string =>
  file(
    "data rings = circle(points: 200)",
    "",
    "network Net {",
    "  input x: [2]",
    "  output x -> h1: dense(4, tanh) -> dense(1)",
    "}",
    "",
    ...body,
  );

function file(...lines: readonly string[]): string {
  return lines.join("\n");
}

export const formSections: readonly FormSection[] = [
  {
    title: "Files",
    forms: [
      {
        doc: "A file is made of declarations, in any order. `//` starts a comment; `///` above a declaration is its documentation and shows when one points at its name.",
        text: file(
          "/// Two rings, one inside the other.",
          "data rings = circle(points: 200)   // made from the seed",
          "",
          "/// One hidden layer of four units.",
          "network Net {",
          "  input x: [2]",
          "  output x -> dense(4, tanh) -> dense(1)",
          "}",
          "",
          "train Net on rings {",
          "  loss: binary_cross_entropy",
          "  epochs: 50",
          "}",
        ),
      },
      {
        doc: "A line break ends a statement. A statement goes on while a bracket is open, and where the next line starts with `->` or an operator. `;` separates statements on one line.",
        text: file(
          "network Net {",
          "  input x: [8]; input y: [8]",
          "  output concat(",
          "    x -> dense(4),",
          "    y -> dense(4),",
          "  )",
          "    -> dense(4, relu)",
          "    -> dense(1)",
          "}",
        ),
      },
    ],
  },
  {
    title: "Networks",
    forms: [
      {
        word: "network",
        doc: "Behind the name may stand parameters, with or without a value of their own.",
        text: file(
          "network Classifier(classes = 10, width = 64) {",
          "  input x: [784]",
          "  output x -> dense(width, relu) -> dense(classes)",
          "}",
        ),
      },
      {
        word: "input",
        doc: "A shape is a list of sizes. Images are [channels, height, width], sequences [time, features]. A network may have several inputs.",
        text: file(
          "network Both {",
          "  input image: [3, 8, 8]",
          "  input numbers: [5]",
          "  a = image -> conv2d(4, kernel: 3) -> flatten",
          "  output concat(a, numbers, axis: 0) -> dense(1)",
          "}",
        ),
      },
      {
        doc: "`of` makes an input of whole numbers 0 … n − 1: letters, words, classes.",
        text: file(
          "network Letters(vocabulary = 27) {",
          "  input text: [16] of vocabulary",
          "  output text -> embedding(8) -> flatten -> dense(vocabulary)",
          "}",
        ),
      },
      {
        doc: "`NAME = …` gives a tensor a name. A name is made once and can be used any number of times below.",
        text: file(
          "network Net {",
          "  input x: [4]",
          "  hidden = x -> dense(8, tanh)",
          "  output hidden -> dense(1)",
          "}",
        ),
      },
      {
        word: "output",
        doc: "There may be several.",
        text: file(
          "network Net {",
          "  input x: [1, 28, 28]",
          "  output x -> flatten -> dense(10): [10]",
          "}",
        ),
      },
    ],
  },
  {
    title: "Pipelines",
    forms: [
      {
        doc: "`->` hands a tensor to the next stage: a layer, a block, a label, or a layer with values in brackets. Values go to the attributes in their order or by name; a bare activation finds its place by itself.",
        text: file(
          "network Net {",
          "  input x: [3, 32, 32]",
          "  output x",
          "    -> conv2d(8, kernel: 3, relu)",
          "    -> max_pool2d(2)",
          "    -> flatten",
          "    -> dense(units: 10)",
          "}",
        ),
      },
      {
        doc: "`f(x, …)` is the same as `x -> f(…)`. Tensors are combined with `+`, `-`, `*`, `/` and `@`, the product of matrices; an operator behind a pipeline needs parentheses.",
        text: file(
          "network Net {",
          "  input x: [8]",
          "  a = dense(x, 8, relu)",
          "  b = x + (x -> dense(8)) * a",
          "  output relu(b) -> dense(1)",
          "}",
        ),
      },
    ],
  },
  {
    title: "Labels and shared weights",
    forms: [
      {
        doc: "`label:` before a stage names the layer: its weights and what comes out of it. The label as a stage applies the same layer again, with the same weights.",
        text: file(
          "network Twins {",
          "  input a: [8]",
          "  input b: [8]",
          "  p = a -> encode: dense(4, tanh)",
          "  q = b -> encode",
          "  output (p - q) -> dense(1)",
          "}",
        ),
      },
      {
        doc: "`tie:` uses another layer's weights with their axes swapped.",
        text: file(
          "network Autoencoder {",
          "  input x: [16]",
          "  output x -> down: dense(4) -> dense(16, tie: down)",
          "}",
        ),
      },
      {
        doc: "`frozen: true` keeps the weights as they start, `init:` says how they start, `bias: false` leaves the bias out.",
        text: file(
          "network Net {",
          "  input x: [16]",
          "  output x -> dense(64, relu, frozen: true, init: orthogonal) -> dense(1, bias: false)",
          "}",
        ),
      },
    ],
  },
  {
    title: "Blocks and symbolic sizes",
    forms: [
      {
        word: "block",
        doc: "A size that is no parameter and no constant is a symbol: the tensor that arrives decides it. Shapes are then checked for every value it may have.",
        text: file(
          "block Residual(channels) {",
          "  input x: [channels, h, w]",
          "  y = x -> conv2d(channels, kernel: 3, padding: same, relu)",
          "  output relu(x + y): [channels, h, w]",
          "}",
          "",
          "network Net {",
          "  input image: [16, 8, 8]",
          "  output image -> Residual(16) -> flatten -> dense(10)",
          "}",
        ),
      },
      {
        word: "require",
        doc: "A call that does not meet it is an error; a call with sizes that leave it open is warned.",
        text: file(
          "block Halves {",
          "  input x: [n]",
          "  require n % 2 == 0",
          "  output x -> dense(n div 2)",
          "}",
          "",
          "network Net {",
          "  input x: [6]",
          "  output x -> Halves: [3]",
          "}",
        ),
      },
      {
        doc: "`repeat(n, …)` stacks a layer or block n times, each with weights of its own.",
        text: file(
          "block Residual(width) {",
          "  input x: [width]",
          "  output x + (x -> dense(width, relu))",
          "}",
          "",
          "network Deep(depth = 4) {",
          "  input x: [8]",
          "  output x -> repeat(depth, Residual(8)) -> dense(1)",
          "}",
        ),
      },
      {
        doc: "A parameter may be an activation, and a block may have several inputs.",
        text: file(
          "block Join(width, activation = relu) {",
          "  input a: [n]",
          "  input b: [m]",
          "  output concat(a, b, axis: 0) -> dense(width, activation): [width]",
          "}",
          "",
          "network Net {",
          "  input x: [4]",
          "  input y: [6]",
          "  output Join(x, y, 8, tanh) -> dense(1)",
          "}",
        ),
      },
    ],
  },
  {
    title: "Constants and arithmetic",
    forms: [
      {
        word: "const",
        doc: "Sizes are calculated with `+ - * % **`. `//` starts a comment, so whole division is a word.",
        text: file(
          "const width = 2 ** 5",
          "const image = [1, 28, 28]",
          "const kind = tanh",
          "",
          "network Net {",
          "  input x: image",
          "  output x -> flatten -> dense(4 * width, kind) -> dense(width + 1)",
          "}",
        ),
      },
      {
        word: "div",
        doc: "`%` is what is left over.",
        text: file(
          "network Net(width = 15) {",
          "  input x: [width]",
          "  output x -> dense(width div 2) -> dense(width % 4): [3]",
          "}",
        ),
      },
    ],
  },
  {
    title: "Imports",
    forms: [
      {
        word: "import",
        doc: "The path is relative to the file.",
        text: file(
          'import Residual from "./blocks.soma"',
          "",
          "network Net {",
          "  input x: [8]",
          "  output x -> Residual -> dense(1)",
          "}",
        ),
        beside: {
          "blocks.soma": file(
            "block Residual {",
            "  input x: [width]",
            "  output x + (x -> dense(width, relu))",
            "}",
          ),
        },
      },
      {
        doc: "Paths that start with `std/` lead to blocks that Soma brings along.",
        text: file(
          'import Mlp from "std/mlp"',
          'import TransformerBlock from "std/transformer"',
          "",
          "network Reader {",
          "  input text: [16] of 27",
          "  output text -> embedding(32) -> TransformerBlock(4, 32) -> flatten -> Mlp(64, 27)",
          "}",
        ),
      },
    ],
  },
  {
    title: "Data sets",
    forms: [
      {
        word: "data",
        doc: "Settings may stand in braces behind it.",
        text: file("data moons_apart = moons(points: 400, noise: 0.1) { split: 0.7; normalize: standard }"),
      },
      {
        doc: "Tables are read from the workspace.",
        text: file('data flowers = csv("iris.csv", label: species) { normalize: standard }'),
        beside: { "iris.csv": "length,width,species\n5.1,3.5,setosa\n6.3,2.9,virginica\n4.9,3.1,setosa\n" },
      },
    ],
  },
  {
    title: "Training",
    forms: [
      {
        word: "train",
        doc: "Every setting but `loss` has a default.",
        text: circle(
          "train Net on rings {",
          "  loss: binary_cross_entropy",
          "  optimizer: adam(lr: 0.03)",
          "  schedule: cosine",
          "  batch: 20",
          "  epochs: 50",
          "  seed: 1",
          "}",
        ),
      },
      {
        doc: "A name and a colon before the network tell experiments apart; arguments are for the network's parameters.",
        text: file(
          "data rings = circle(points: 200)",
          "",
          "network Net(width = 4) {",
          "  input x: [2]",
          "  output x -> dense(width, tanh) -> dense(1)",
          "}",
          "",
          "train narrow: Net(width: 2) on rings { loss: binary_cross_entropy }",
          "train wide: Net(width: 16) on rings { loss: binary_cross_entropy }",
        ),
      },
    ],
  },
  {
    title: "Expectations",
    forms: [
      {
        word: "expect",
        doc: "`in 9/10 seeds` asks for at least 9 of the runs with the seeds 1 to 10.",
        text: circle(
          "train Net on rings {",
          "  loss: binary_cross_entropy; epochs: 50",
          "  expect accuracy >= 0.95 in 9/10 seeds",
          "  expect loss < 0.2",
          "  expect parameters < 50",
          "  expect dead(h1) <= 0.25",
          "}",
        ),
      },
    ],
  },
];
