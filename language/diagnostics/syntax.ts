/** Everything to say about how a file is written: `SOMA1xxx`. */
import {
  problemsOf,
  type SyntaxCode,
  type SyntaxProblem,
  type SyntaxProblemTexts,
} from "../syntax/problems.ts";
import type { SourceFile } from "../syntax/tree.ts";
import { type DiagnosticKind, kind } from "./define.ts";
import type { Diagnostic, Fix } from "./diagnostic.ts";

export const syntaxDiagnostics: { readonly [Code in SyntaxCode]: DiagnosticKind<SyntaxProblemTexts[Code]> } =
  {
    SOMA1001: kind({
      severity: "error",
      title: "Something is missing",
      why: "What stands here is not finished, so it has no meaning yet.",
      message: ({ wanted, after, found }) =>
        `Expected ${wanted}${after === undefined ? "" : ` after \`${after}\``}${found === undefined ? "" : `, found ${found}`}.${lineHint(wanted, after, found)}`,
    }),
    SOMA1002: kind({
      severity: "error",
      title: "Bracket not closed",
      why: "What stands between brackets ends only where they are closed.",
      message: ({ open, close }) =>
        `\`${open}\` is not closed: write \`${close}\` here, or where it should end.`,
    }),
    SOMA1003: kind({
      severity: "error",
      title: "Not a declaration",
      why: "A file is made of declarations: `import`, `const`, `data`, `block`, `network` and `train`.",
      message: ({ found, wanted }) =>
        wanted === undefined
          ? `\`${found}\` starts no declaration. One starts with \`network\`, \`block\`, \`data\`, \`train\`, \`const\` or \`import\`.`
          : `\`${found}\` starts no declaration; what follows looks like one that starts with \`${wanted}\`. Write \`${wanted}\` here.`,
    }),
    SOMA1004: kind({
      severity: "error",
      title: "Not a statement",
      why: "Each line between braces has to start something the language knows.",
      message: ({ found, wanted }) => `\`${found}\` starts nothing here. Expected ${wanted}.`,
    }),
    SOMA1005: kind({
      severity: "error",
      title: "Too much on one line",
      why: "A line break or `;` ends a statement; what stands behind it on the same line belongs to nothing.",
      message: ({ found, after }) =>
        `\`${found}\` does not belong behind \`${after}\`. Remove it, or start a new line or write \`;\` before it.`,
    }),
    SOMA1006: kind({
      severity: "error",
      title: "Text without its closing quote",
      why: "A text in quotes ends on the line where it starts.",
      message: ({ text }) => `The text ${shown(text)} has no closing quote. Write \`"\` where it ends.`,
    }),
    SOMA1007: kind({
      severity: "error",
      title: "Unknown escape",
      why: "A backslash in a text gives the next character a special meaning.",
      message: ({ written }) =>
        `${shown(written)} means nothing in a text. Known are \`\\n\`, \`\\t\`, \`\\"\`, \`\\\\\` and \`\\u{1F600}\`; for a backslash write \`\\\\\`.`,
    }),
    SOMA1008: kind({
      severity: "error",
      title: "Not a number",
      why: "A number is digits, with a point and an exponent if need be: `12`, `0.5`, `1e-3`.",
      message: ({ text, suggestion }) =>
        `\`${text}\` is not written as a number.${suggestion === undefined ? " Write it as `12`, `0.5` or `1e-3`; a name does not start with a digit." : ` Write \`${suggestion}\`.`}`,
    }),
    SOMA1009: kind({
      severity: "error",
      title: "Character without meaning",
      why: "This character is no part of the language.",
      message: ({ character, suggestion }) =>
        `${shown(character)} means nothing in Soma.${suggestion === undefined ? elsewhere(character) : ` Write \`${suggestion}\`.`}`,
    }),
    SOMA1010: kind({
      severity: "error",
      title: "Letter that names may not have",
      why: "Names are written with the letters a–z and A–Z, digits and `_`, so that two names that look the same are the same.",
      message: ({ word, letter, lookalike }) =>
        `\`${word}\` has the letter \`${letter}\` (${codeOf(letter)}), which names may not have.${lookalike === undefined ? " Use the letters a–z." : ` Did you mean \`${lookalike}\`?`}`,
    }),
    SOMA1011: kind({
      severity: "error",
      title: "A word of the language as a name",
      why: "A word that means something in the language cannot name something else.",
      message: ({ word }) => `\`${word}\` is a word of the language. Choose another name.`,
    }),
    SOMA1012: kind({
      severity: "error",
      title: "Nested too deeply",
      why: "There is a limit so that no file can exhaust the editor.",
      message: ({ limit }) =>
        `More than ${limit} levels are nested here; the rest is left out. Give a name to a part of it.`,
    }),
    SOMA1013: kind({
      severity: "error",
      title: "Operator behind a pipeline",
      why: "Whether the operator applies to the whole pipeline or to its last layer could be read either way.",
      message: ({ operator }) =>
        `\`${operator}\` stands behind a pipeline. Put the pipeline in parentheses, \`(x -> relu) ${operator} …\`, or give it a name.`,
    }),
    SOMA1014: kind({
      severity: "error",
      title: "Bracket closes nothing",
      why: "A closing bracket needs an opening one before it.",
      message: ({ found }) => `\`${found}\` closes nothing. Remove it, or open a bracket before it.`,
    }),
    SOMA1015: kind({
      severity: "error",
      title: "Not a text file",
      why: "A network is described in plain text.",
      message: () =>
        "This file is not text, so there is nothing to read here. Open the file that it was meant to be.",
    }),
    SOMA1016: kind({
      severity: "warning",
      title: "Hidden change of direction",
      why: "Such a character makes the text look different from what is run.",
      message: ({ character }) =>
        `A hidden character (${character}) changes the direction of the text here, so it may read other than it runs. Remove it.`,
    }),
    SOMA1017: kind({
      severity: "hint",
      title: "Unusual space",
      why: "It looks like an ordinary space and is read as one here, but other tools may not.",
      message: ({ character }) =>
        `This is an unusual space (${character}). It is read as a space; write an ordinary one.`,
    }),
    SOMA1018: kind({
      severity: "information",
      title: "More of the same",
      why: "A long list hides what matters; the rest shows once the first ones are mended.",
      message: ({ count }) => `There are ${count} more problems with how this file is written, from here on.`,
    }),
    SOMA1019: kind({
      severity: "information",
      title: "Very long file",
      why: "Checking has to keep up with typing.",
      message: ({ length, limit, skipped }) =>
        `This file is ${length} long. Above ${limit} ${skipped}. Split it to have everything checked.`,
    }),
    SOMA1020: kind({
      severity: "information",
      title: "Set aside after two failures",
      why: "A text that ends the language server each time would take every other file down with it.",
      message: () =>
        "The language server failed twice while it worked on this file, so that only how it is written is checked now. Edit it, and it is checked in full again. This is a mistake in Soma: please report it with this file.",
    }),
  };

/** The words for a problem. */
export function syntaxMessage(problem: SyntaxProblem): string {
  const { message } = syntaxDiagnostics[problem.code] as DiagnosticKind<SyntaxProblem["texts"]>;
  return message(problem.texts);
}

/** What is wrong with the writing of a file, ready to show; a repair is offered where the problem names one. */
export function syntaxDiagnosticsOf(file: SourceFile): readonly Diagnostic[] {
  return problemsOf(file).map((problem) => ({
    code: problem.code,
    severity: syntaxDiagnostics[problem.code].severity,
    span: problem.span,
    message: syntaxMessage(problem),
    related:
      problem.related === undefined
        ? []
        : [{ message: "This bracket is not closed.", span: problem.related }],
    candidates: repairs(problem),
  }));
}

function repairs({ code, span, texts }: SyntaxProblem): readonly Fix[] {
  const replace = (text: string | undefined): readonly Fix[] =>
    text === undefined ? [] : [{ title: `Write \`${text}\``, edits: [{ span, text }] }];
  const insert = (text: string): readonly Fix[] => [
    { title: `Add \`${text.trim()}\``, edits: [{ span: { start: span.end, end: span.end }, text }] },
  ];
  switch (code) {
    case "SOMA1002":
      return insert(texts.close === "}" ? "\n}" : texts.close);
    case "SOMA1006":
      return insert('"');
    case "SOMA1008":
    case "SOMA1009":
      return replace(texts.suggestion);
    case "SOMA1010":
      return replace(texts.lookalike);
    case "SOMA1014":
    case "SOMA1016":
      return [{ title: "Remove it", edits: [{ span, text: "" }] }];
    case "SOMA1017":
      return [{ title: "Write an ordinary space", edits: [{ span, text: " " }] }];
    default:
      return [];
  }
}

/** How a statement goes on in the next line, for who broke it behind an arrow or a sign. */
function lineHint(wanted: string, after: string | undefined, found: string | undefined): string {
  if (found !== "the end of the line" || wanted.startsWith("`")) return "";
  return after === "->" ? " A pipeline goes on when the next line starts with `->`." : "";
}

/** A text between backquotes, which it may hold itself. */
function shown(text: string): string {
  return text.includes("`") ? `" ${text} "` : `\`${text}\``;
}

function codeOf(letter: string): string {
  return `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** What the character is for in other languages, said in ours. */
function elsewhere(character: string): string {
  switch (character[0]) {
    case "#":
      return " A comment starts with `//`.";
    case "&":
    case "|":
    case "!":
      return " Write one `require` a condition.";
    default:
      return " Remove it.";
  }
}
