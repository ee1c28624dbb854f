/** Checks a text of the reference beside the files that stand with it. */
import type { FileReader } from "../../data/define.ts";
import { type CheckedFile, checkText, importsOf, type Limits, parse } from "../../language/index.ts";

export function checkedText(
  text: string,
  beside: Readonly<Record<string, string>> = {},
  limits?: Limits,
): CheckedFile {
  const files: FileReader = (path) => {
    const content = beside[path];
    if (content === undefined) return { problem: `There is no file ${path}.`, advice: "Check the path." };
    return new TextEncoder().encode(content);
  };
  const imports = importsOf(parse(text), {
    file: "main.soma",
    open: (_, path) => {
      const name = path.replace("./", "");
      const content = beside[name];
      if (content === undefined) return { problem: `There is no file ${path}`, advice: "Check the path." };
      return { file: name, text: content };
    },
  });
  return checkText(text, { files, imports, file: "main.soma", ...(limits === undefined ? {} : { limits }) });
}

/** "SOMA3004 error: … (`x + y`)", a line for each diagnostic. */
export const said = ({ diagnostics, text }: CheckedFile): string =>
  diagnostics
    .map(({ code, severity, message, span }) => {
      return `${code} ${severity}: ${message} (\`${text.slice(span.start, span.end)}\`)`;
    })
    .join("\n");
