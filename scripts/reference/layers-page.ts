/** The pages of layers and activations: every kind with its formula, its attributes, and examples with shapes and counts. */
import { checkText } from "../../language/index.ts";
import type { LayerExample, LayerGroup, LayerKind } from "../../layers/define.ts";
import { layers } from "../../layers/index.ts";
import { code, fenced, link, linkLine, paragraphs, shapeWords, table } from "./markdown.ts";
import { signatureSection } from "./signature.ts";

const groups: Readonly<Record<Exclude<LayerGroup, "activation">, string>> = {
  dense: "Dense layers and units",
  convolution: "Convolutions",
  pooling: "Pooling and size of images",
  shape: "Shape",
  normalisation: "Normalisation",
  noise: "Noise",
  sequence: "Sequences",
  operator: "Operators",
};

const inGroup = (group: LayerGroup): readonly LayerKind[] => layers.filter((kind) => kind.group === group);

export function layersPage(): string {
  const titles = Object.entries(groups) as [LayerGroup, string][];
  const counted = layers.length - inGroup("activation").length;
  return paragraphs([
    "# Layers",
    `The ${counted} kinds of layer and operator. ${link("Activations", "activations.md")} have a page of their own.`,
    "Shapes are written without the batch. Each kind names the axes it works on; `...` stands for any axes, which pass through unchanged.",
    ...titles.map(([group, title]) =>
      group === "operator"
        ? `**${link(title, "", title)}**: ${inGroup(group)
            .map(({ name }) => code(name))
            .join(" · ")}`
        : `**${link(title, "", title)}**: ${linkLine(inGroup(group).map(({ name }) => name))}`,
    ),
    ...titles.flatMap(([group, title]) => [`## ${title}`, ...inGroup(group).map(kindSection)]),
  ]);
}

export function activationsPage(): string {
  const kinds = inGroup("activation");
  const withWeights = kinds.filter(({ weights }) => weights !== undefined).map(({ name }) => code(name));
  return paragraphs([
    "# Activations",
    `The ${kinds.length} functions that a layer's numbers may go through. Each is a stage, \`x -> relu\`, and may stand in the brackets of ${link("layers", "layers.md")} that have an attribute \`activation\`: \`dense(8, tanh)\`. ${withWeights.join(" and ")} has weights of its own and is a stage only.`,
    linkLine(kinds.map(({ name }) => name)),
    ...kinds.map((kind) => kindSection(kind).replace(/^### .*/, (heading) => heading.replace("###", "##"))),
  ]);
}

function kindSection(kind: LayerKind): string {
  return signatureSection(kind, [
    `Works on ${kind.input === "..." ? "any shape" : code(`[${kind.input.replaceAll(" ", ", ")}]`)}.${arityWords(kind)}`,
    table(
      ["example", "input", "output", "parameters"],
      kind.examples.map(({ source, inputs, output, parameters }) => [
        code(source),
        inputs.map((shape) => code(shapeWords(shape))).join(" and "),
        code(shapeWords(output)),
        String(parameters),
      ]),
    ),
    wholeExample(kind),
  ]);
}

function arityWords({ arity }: LayerKind): string {
  if (arity === undefined || arity.max === 1) return "";
  const { min, max } = arity;
  if (max === undefined) return ` Takes ${min} tensors or more.`;
  return min === max ? ` Takes ${min} tensors.` : ` Takes ${min} to ${max} tensors.`;
}

/** The first example that is checked without a remark, as a network of its own, and the weights that the checker finds in it. */
function wholeExample(kind: LayerKind): string | undefined {
  const networks = kind.examples.map((example) => {
    const text = networkOf(example);
    return { text, checked: checkText(text, { files: () => undefined }) };
  });
  const clean = networks.find(({ checked }) => checked.diagnostics.length === 0);
  const stage = clean?.checked.stages.find((each) => each.kind === kind.name);
  if (clean === undefined || stage === undefined) return undefined;
  const weights = stage.weights.map(
    ({ name, shape, init }) => `- ${code(name)} ${shapeWords(shape as readonly number[])} starts as ${init}`,
  );
  return paragraphs([
    fenced("soma", clean.text),
    weights.length === 0 ? undefined : "Its weights:",
    weights.join("\n"),
  ]);
}

function networkOf({ source, inputs, output }: LayerExample): string {
  const lines = inputs.map((shape, index) => `  input ${"xyz"[index]}: ${shapeWords(shape)}`);
  const value = inputs.length > 1 ? source : `x -> ${source}`;
  return ["network Example {", ...lines, `  output ${value}: ${shapeWords(output)}`, "}"].join("\n");
}
