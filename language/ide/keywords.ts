/** The words of the language: what each is for, and what completion writes for those that start something. */
import type { Keyword } from "../syntax/token.ts";

export interface KeywordInfo {
  readonly doc: string;
  readonly snippet?: string;
}

/** In the order in which completion offers them. */
export const declarationKeywords = {
  network: {
    doc: "A trainable whole: what goes in, the layers, what comes out.",
    snippet: "network ${1:Name} {\n  input x: [${2:2}]\n  output x -> $0\n}",
  },
  data: { doc: "A data set: made on the spot, or read from files.", snippet: "data ${1:name} = $0" },
  train: {
    doc: "One experiment: a network, the data it learns from, and how.",
    snippet: "train ${1:Name} on ${2:data} {\n  $0\n}",
  },
  block: {
    doc: "A reusable piece of a network, used like a layer.",
    snippet: "block ${1:Name}(${2:size}) {\n  input x: [${2:size}]\n  output x -> $0\n}",
  },
  const: { doc: "A number, shape or word for use anywhere in the file.", snippet: "const ${1:name} = $0" },
} as const satisfies Partial<Record<Keyword, KeywordInfo>>;

export const statementKeywords = {
  input: { doc: "What goes in. The batch axis is never written.", snippet: "input ${1:x}: [$0]" },
  output: {
    doc: "What comes out. A shape behind it is checked: `output y: [10]`.",
    snippet: "output $0",
  },
  require: {
    doc: "What must hold for the sizes, checked wherever the block is used.",
    snippet: "require $0",
  },
} as const satisfies Partial<Record<Keyword, KeywordInfo>>;

export const expectKeyword = {
  doc: "A claim about the trained network that is checked: `expect accuracy >= 0.95 in 9/10 seeds`.",
  snippet: "expect ${1:accuracy} >= ${2:0.95}",
} as const satisfies KeywordInfo;

const others: Readonly<Record<string, KeywordInfo>> = {
  import: { doc: "Blocks and networks from another file." },
  expect: expectKeyword,
  true: { doc: "Yes." },
  false: { doc: "No." },
  div: { doc: "Division of whole numbers, rounded down: `7 div 2` is 3." },
};

const byWord: ReadonlyMap<string, KeywordInfo> = new Map(
  Object.entries({ ...declarationKeywords, ...statementKeywords, ...others }),
);

export const findKeyword = (word: string): KeywordInfo | undefined => byWord.get(word);
