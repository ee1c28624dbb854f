/** The page of the language: every form with what it means and a text that checks. */
import { findKeyword } from "../../language/ide/keywords.ts";
import { type Form, formSections } from "./language-forms.ts";
import { fenced, fencedFile, link, paragraphs } from "./markdown.ts";

export function languagePage(): string {
  return paragraphs([
    "# Language",
    "A `.soma` file describes networks, the data they learn from, and how they are trained. Every example on this page is a whole file that checks.",
    formSections.map(({ title }) => `- ${link(title, "", title)}`).join("\n"),
    ...formSections.flatMap(({ title, forms }) => [`## ${title}`, ...forms.map(formText)]),
  ]);
}

/** A form that a word starts is described by the word's own documentation, and what its form adds. */
const formText = ({ word, doc, text, beside = {} }: Form): string =>
  paragraphs([
    [word === undefined ? undefined : `\`${word}\`: ${docOf(word)}`, doc].filter(Boolean).join(" "),
    ...Object.entries(beside).map(([name, content]) => fencedFile(name, content)),
    fenced("soma", text),
  ]);

function docOf(word: string): string {
  const keyword = findKeyword(word);
  if (keyword === undefined) throw new Error(`${word} is a word of the language`);
  return keyword.doc;
}
