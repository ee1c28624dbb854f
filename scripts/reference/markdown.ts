/** The pieces of Markdown that the pages are made of. */

export const paragraphs = (parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== "").join("\n\n");

/** Nothing for a table without rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---|").join("")}`, ...rows.map(line)].join("\n");
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replace(/\s*\n\s*/g, " ");

/** `info` says what stands in it: "soma" is checked by the tests, "soma fails SOMA3012" must give that code. */
export const fenced = (info: string, text: string): string => `\`\`\`${info}\n${text.trimEnd()}\n\`\`\``;

/** A file that stands beside the examples of its section. */
export const fencedFile = (name: string, text: string): string =>
  `A file \`${name}\` beside it:\n\n${fenced(`${name.endsWith(".soma") ? "soma" : "text"} file=${name}`, text)}`;

export const code = (text: string): string =>
  text.includes("`") || text.startsWith(" ") ? `\`\` ${text} \`\`` : `\`${text}\``;

export const shapeWords = (shape: readonly number[]): string => `[${shape.join(", ")}]`;

/** The name of a heading in an address, as GitHub and VS Code make it. */
export const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");

export const link = (words: string, page: string, heading?: string): string =>
  `[${words}](${page}${heading === undefined ? "" : `#${anchor(heading)}`})`;

/** Names with a link each, separated by dots. */
export const linkLine = (names: readonly string[], page = ""): string =>
  names.map((name) => link(code(name), page, name)).join(" · ");
