/** Everything to say about shapes and sizes: `SOMA3xxx`. Sizes arrive as text, with their arithmetic already filled in. */
import { didYouMean, kind } from "./define.ts";

/** What a layer's own rule says: its words carry the numbers. */
export interface RuleFacts {
  readonly layer: string;
  readonly what: string;
  readonly why: string;
  readonly advice: string;
}

const sentence = (text: string): string => {
  const trimmed = text.trim();
  if (trimmed === "") return "";
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
};

const ruleMessage = (f: RuleFacts): string =>
  [`\`${f.layer}\`: ${f.what}`, f.why, f.advice]
    .map(sentence)
    .filter((part) => part !== "")
    .join(" ");

export const shapeDiagnostics = {
  SOMA3001: kind({
    severity: "error",
    title: "Wrong number of axes",
    why: "A layer works on axes of a certain meaning; with more or fewer of them it has nothing to work on.",
    message: (f: { layer: string; wanted: string; found: string; advice: string }) =>
      `\`${f.layer}\` needs ${f.wanted}, but gets ${f.found}. ${sentence(f.advice)}`.trim(),
  }),
  SOMA3002: kind({
    severity: "error",
    title: "Window larger than the image",
    why: "A window that is larger than what it slides over has no place to stand, so there is no output.",
    message: ruleMessage,
  }),
  SOMA3003: kind({
    severity: "error",
    title: "Does not divide evenly",
    why: "The parts must all have the same whole size.",
    message: ruleMessage,
  }),
  SOMA3004: kind({
    severity: "error",
    title: "Sizes differ",
    why: "Two tensors meet here whose axes must have the same size.",
    message: ruleMessage,
  }),
  SOMA3005: kind({
    severity: "error",
    title: "Axis does not fit",
    why: "The layer cannot work on this axis.",
    message: ruleMessage,
  }),
  SOMA3006: kind({
    severity: "error",
    title: "Attribute does not fit",
    why: "The attribute's value does not go with the tensor that arrives here.",
    message: ruleMessage,
  }),
  SOMA3007: kind({
    severity: "error",
    title: "Number of elements differs",
    why: "Changing the shape of a tensor keeps all of its numbers.",
    message: ruleMessage,
  }),
  SOMA3008: kind({
    severity: "warning",
    title: "Fits only for some sizes",
    why: "With open sizes this holds for some values only; whoever uses the block must know for which.",
    message: (f: { layer: string; condition: string; what: string; requirement: readonly string[] }) =>
      `\`${f.layer}\` fits only if ${f.condition}: ${sentence(f.what)} If that is meant, state it: ${f.requirement.map((text) => `\`require ${text}\``).join(" and ")}.`,
  }),
  SOMA3010: kind({
    severity: "error",
    title: "Stated shape is not the shape",
    why: "The shape written after an output is checked, like the return type of a function.",
    message: (f: { stated: string; actual: string; difference: string }) =>
      `The output is stated as ${f.stated}, but is ${f.actual}: ${f.difference}.`,
  }),
  SOMA3011: kind({
    severity: "error",
    title: "Input of a block does not fit",
    why: "The tensor must fit the shape that the block states for its input.",
    message: (f: { block: string; input: string; wanted: string; found: string; difference: string }) =>
      `\`${f.block}\` wants ${f.wanted} as \`${f.input}\`, but gets ${f.found}: ${f.difference}.`,
  }),
  SOMA3012: kind({
    severity: "error",
    title: "Requirement not met",
    why: "A block states with `require` what its sizes must fulfil.",
    message: (f: { owner: string; condition: string; because: string }) =>
      `\`${f.owner}\` requires ${f.condition}, but ${f.because}.`,
  }),
  SOMA3013: kind({
    severity: "error",
    title: "Does not work inside the block",
    why: "The block itself is fine, but not with the sizes of this call.",
    message: (f: { block: string; sizes: string; inner: string }) =>
      `\`${f.block}\` does not work${f.sizes === "" ? " here" : ` with ${f.sizes}`}. Inside it: ${f.inner}`,
  }),
  SOMA3014: kind({
    severity: "error",
    title: "Shared layer gets another size",
    why: "A layer that is applied twice has one set of weights, made for one size of input.",
    message: (f: { layer: string; first: string; now: string; weight: string }) =>
      `\`${f.layer}\` is shared: its ${f.weight} is ${f.first} since its first use, but here it would have to be ${f.now}. Use a second layer, or bring both inputs to the same size.`,
  }),
  SOMA3015: kind({
    severity: "error",
    title: "Tied weights do not fit",
    why: "A tied layer reads the other layer's weights with their two axes swapped.",
    message: (f: { layer: string; other: string; wanted: string; found: string }) =>
      `\`${f.layer}\` would need ${f.other}'s weights, swapped, to be ${f.wanted}, but swapped they are ${f.found}. ${"Give both layers matching sizes."}`,
  }),
  SOMA3016: kind({
    severity: "error",
    title: "Size that nothing decides",
    why: "Every symbol in a shape must be decided by the tensor that arrives.",
    message: (f: { owner: string; symbol: string }) =>
      `Nothing decides \`${f.symbol}\` of \`${f.owner}\`: it is part of no input's shape by itself. Make it a parameter.`,
  }),
  SOMA3017: kind({
    severity: "warning",
    title: "Requirement left open",
    why: "A block states with `require` what its sizes must fulfil; with open sizes nobody can tell whether they do.",
    message: (f: { owner: string; condition: string; needed: string }) =>
      `\`${f.owner}\` requires ${f.condition}, and with the sizes of this call that is open. State it here too: \`require ${f.needed}\`.`,
  }),
  SOMA3020: kind({
    severity: "error",
    title: "Size too large",
    why: "Sizes are kept below 2³¹, so that nothing overflows and memory is known before anything is built.",
    message: (f: { what: string; found: string }) =>
      `${f.what} is ${f.found}; the largest size is 2147483647.`,
  }),
  SOMA3021: kind({
    severity: "error",
    title: "Tensor too large",
    why: "A tensor must have fewer than 2³¹ numbers; this is checked before anything is built.",
    message: (f: { what: string; product: string; limit: number }) =>
      `${f.what} would hold ${f.product} numbers; the most is ${f.limit}. Make one of the sizes smaller.`,
  }),
  SOMA3022: kind({
    severity: "error",
    title: "Too many parameters",
    why: "A network of this size would not fit into the memory that a run may use.",
    message: (f: { network: string; count: string; limit: string; largest: string }) =>
      `\`${f.network}\` would have ${f.count} parameters; the most is ${f.limit}. ${sentence(f.largest)}`,
  }),
  SOMA3023: kind({
    severity: "error",
    title: "Too many layers",
    why: "Repeats and blocks are written out before a network is built, and that list is kept bounded.",
    message: (f: { owner: string; limit: string }) =>
      `\`${f.owner}\` grows to more than ${f.limit} layers once its blocks are written out. Repeat less.`,
  }),
  SOMA3024: kind({
    severity: "error",
    title: "Blocks nested too deeply",
    why: "Blocks are written out inside each other, up to a depth.",
    message: (f: { limit: number }) => `Blocks are nested more than ${f.limit} deep here. Join some of them.`,
  }),
  SOMA3030: kind({
    severity: "warning",
    title: "Dense layer on a feature map",
    why: "A dense layer works on the last axis only; each position is treated by itself.",
    message: (f: { input: string; output: string; units: string; features: string; last: string }) =>
      `\`dense\` works on the last axis only, so it turns ${f.input} into ${f.output}, not [${f.units}]: it sees ${f.last} numbers at a time. Flattened first, it would see all ${f.features} features.`,
  }),
  SOMA3035: kind({
    severity: "error",
    title: "Flatten missing before a dense layer",
    why: "A dense layer works on the last axis only; each position is treated by itself.",
    message: (f: { before: string; stated: string }) =>
      `${f.before} The output is stated as ${f.stated}, so a \`flatten\` is missing before it.`,
  }),
  SOMA3036: kind({
    severity: "warning",
    title: "Reshape where axes change places",
    why: "A reshape reads the same numbers in the same order under another shape; it moves no axis.",
    message: (f: { input: string; output: string; permute: string }) =>
      `\`reshape\` reads ${f.input} as ${f.output}, the same sizes in another order: that mixes the numbers of different axes. To change the order of the axes write \`${f.permute}\`.`,
  }),
  SOMA3031: kind({
    severity: "warning",
    title: "Channels last?",
    why: "Images are [channels, height, width] here; other libraries put the channels last.",
    message: (f: { words: string }) => f.words,
  }),
  SOMA3032: kind({
    severity: "warning",
    title: "Result larger than both",
    why: "Axes of size 1 stretch to fit, which is rarely meant where both sides stretch.",
    message: ruleMessage,
  }),
  SOMA3033: kind({
    severity: "warning",
    title: "Number of weights left open",
    why: "Weights need a fixed number, but this one would change with the size of the input.",
    message: (f: { layer: string; features: string; symbols: string }) =>
      `\`${f.layer}\` would need weights for ${f.features} features, which depends on ${f.symbols}, so one set of weights fits one size only. Write numbers for ${f.symbols}, or bring the input to a fixed size first.`,
  }),
  SOMA3034: kind({
    severity: "error",
    title: "Open size in what is trained",
    why: "A run needs a number for every size.",
    message: (f: { network: string; symbols: string; suggestions?: readonly string[] }) =>
      `\`${f.network}\` leaves ${f.symbols} open, and nothing decides it: neither an argument nor the data.${didYouMean(f.suggestions ?? [])}`,
  }),
} as const;
