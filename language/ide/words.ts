/** Numbers and names as people read them, safe inside Markdown. */
import { formatSize } from "../../shapes/format.ts";
import type { Size } from "../../shapes/size.ts";

/** 1234567 → "1,234,567", without asking the machine for its language. */
export const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",");

/** "1 parameter", "2,410 parameters", "8 * width + 8 parameters". */
export const countOf = (count: Size, noun: string): string =>
  typeof count === "number"
    ? `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`
    : `${formatSize(count)} ${noun}s`;

/** The same for Markdown, which would read the signs of a polynomial as its own. */
export const countMarkdown = (count: Size, noun: string): string =>
  typeof count === "number" ? `**${countOf(count, noun)}**` : `${code(formatSize(count))} ${noun}s`;

/** A number short enough to read: four significant digits. */
export function rounded(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const text = value.toPrecision(4);
  return text.includes("e") ? text.replace(/\.?0+e/, "e") : String(Number(text));
}

/** Text that Markdown shows as it stands: names and files are the author's, never ours to trust. */
export const plain = (text: string): string => text.replace(/[\\`*_{}[\]()#+\-.!<>|$&]/g, "\\$&");

/** Code in backticks, whatever it holds. */
export const code = (text: string): string => {
  const flat = text.replace(/\s+/g, " ");
  return flat.includes("`") ? `\`\` ${flat} \`\`` : `\`${flat}\``;
};

/** An author's own words for a hover: code between backticks stays code, everything else is shown as it stands. */
export const docWords = (text: string): string =>
  text
    .split(/(`[^`\n]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : plain(part)))
    .join("");

/** A line of source in a block of its own. */
export const fenced = (line: string, language = "soma"): string =>
  `\`\`\`${language}\n${line.replace(/\s+/g, " ").trim()}\n\`\`\``;

/** Paragraphs of Markdown; what is not there is left out. */
export const paragraphs = (parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== "").join("\n\n");
