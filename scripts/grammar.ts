/** Writes the TextMate grammar: colours before the language server answers. Every name in it comes from the registries. */
import { writeFileSync } from "node:fs";
import { dataSources } from "../data/index.ts";
import { families, metrics } from "../language/check/settings.ts";
import { declarationWords, statementWords } from "../language/syntax/token.ts";
import { layers } from "../layers/index.ts";
import { initialisers } from "../training/index.ts";

const words = (names: Iterable<string>): string =>
  [...new Set(names)]
    .filter((name) => /^\w+$/.test(name))
    .sort()
    .join("|");
const namesOf = (signatures: readonly { readonly name: string }[]): string =>
  words(signatures.map(({ name }) => name));

/** Words that mean something only in their place: `train Net on points`, `in 9/10 seeds`. */
const placeWords = ["on", "of", "in", "from", "seeds", "repeat"];

const name = "[A-Za-z_]\\w*+";

/**
 * A line costs time in proportion to its length: every word starts at a boundary, what was read of it is never given
 * back (`*+`), and no pattern nests quantifiers or looks across lines.
 */
const grammar = {
  name: "Soma",
  scopeName: "source.soma",
  patterns: [
    { name: "comment.line.documentation.soma", match: "///.*$" },
    { name: "comment.line.double-slash.soma", match: "//.*$" },
    {
      name: "string.quoted.double.soma",
      begin: '"',
      end: '"|$',
      patterns: [{ name: "constant.character.escape.soma", match: "\\\\." }],
    },
    {
      match: `\\b(network|block)\\s++(${name})`,
      captures: { 1: { name: "keyword.declaration.soma" }, 2: { name: "entity.name.type.soma" } },
    },
    {
      match: `\\b(data|const)\\s++(${name})`,
      captures: { 1: { name: "keyword.declaration.soma" }, 2: { name: "variable.other.constant.soma" } },
    },
    { name: "keyword.declaration.soma", match: `\\b(${words(declarationWords)})\\b` },
    {
      name: "keyword.control.soma",
      match: `\\b(${words([...statementWords, ...placeWords])})\\b(?!\\s*+:)`,
    },
    { name: "keyword.operator.word.soma", match: "\\bdiv\\b" },
    { name: "constant.language.soma", match: "\\b(true|false|same)\\b" },
    { name: "keyword.operator.arrow.soma", match: "->" },
    {
      match: `\\b(${name})\\s*+(:)`,
      captures: { 1: { name: "variable.parameter.soma" }, 2: { name: "punctuation.separator.soma" } },
    },
    { name: "support.function.layer.soma", match: `\\b(${namesOf(layers)})\\b` },
    { name: "support.function.data.soma", match: `\\b(${namesOf(dataSources)})\\b(?=\\s*+\\()` },
    {
      name: "support.function.training.soma",
      match: `\\b(${namesOf([...Object.values(families).flat(), ...initialisers.values()])})\\b`,
    },
    { name: "support.function.metric.soma", match: `\\b(${namesOf(metrics)})\\b` },
    { name: "constant.numeric.soma", match: "\\b\\d++(\\.\\d++)?([eE][+-]?\\d++)?\\b" },
    { name: "keyword.operator.soma", match: "==|!=|<=|>=|\\*\\*|[-+*/%@<>=]" },
  ],
};

writeFileSync("syntaxes/soma.tmLanguage.json", `${JSON.stringify(grammar, undefined, 2)}\n`);
console.log(
  `syntaxes/soma.tmLanguage.json: ${layers.length} layer kinds, ${dataSources.length} data sources`,
);
