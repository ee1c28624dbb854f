/** The page of diagnostics: every code with why it is given, a text that gives it with what is said, and one that is right. */
import { checkExample } from "../../language/diagnostics/explanations/check-example.ts";
import { isShown, type ShownByTexts } from "../../language/diagnostics/explanations/define.ts";
import {
  codeFamilies,
  type ExplainedCode,
  explainedCodes,
} from "../../language/diagnostics/explanations/index.ts";
import { fenced, fencedFile, link, paragraphs, table } from "./markdown.ts";

export function diagnosticsPage(): string {
  const families = Object.entries(codeFamilies).map(([prefix, title]) => ({
    title: `${title} (${prefix}xxx)`,
    codes: explainedCodes.filter(({ code }) => code.startsWith(prefix)),
  }));
  return paragraphs([
    "# Diagnostics",
    "What the checker may say. Each code has a text that gives it and the same text put right; `soma explain CODE` shows both in a terminal.",
    ...families.flatMap(({ title, codes }) => [
      `**${link(title, "", title)}**`,
      table(
        ["code", "title", "severity"],
        codes.map(({ code, title: words, severity }) => [link(code, "", code), words, severity]),
      ),
    ]),
    ...families.flatMap(({ title, codes }) => [`## ${title}`, ...codes.map(codeSection)]),
  ]);
}

const codeSection = ({ code, severity, title, why, explanation }: ExplainedCode): string =>
  paragraphs([
    `### ${code}`,
    `**${title}** (${severity}). ${why}`,
    isShown(explanation)
      ? examples(code, explanation)
      : `Where it comes from: ${explanation.comesFrom}\n\nWhat helps: ${explanation.helps}`,
  ]);

function examples(code: string, { fails, works, beside = {} }: ShownByTexts): string {
  const { checked } = checkExample(fails, beside);
  const said = checked.diagnostics.find((each) => each.code === code);
  if (said === undefined) throw new Error(`the failing example of ${code} gives it`);
  return paragraphs([
    ...Object.entries(beside).map(([name, text]) => fencedFile(name, text)),
    "This gives it:",
    shown(`soma fails ${code}`, fails),
    `> ${visible(said.message)}`,
    "This is right:",
    shown("soma", works),
  ]);
}

/** Characters that nobody sees, and those that turn the text around, are written as their numbers. */
const hidden = /[\u00a0\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu;

const visible = (text: string): string =>
  text.replace(hidden, (letter) => {
    const number = letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    return `⟨U+${number}⟩`;
  });

const shown = (info: string, text: string): string =>
  visible(text) === text ? fenced(info, text) : fenced("text", visible(text));
