/** Checks a text of an explanation beside the files that stand with it. */
import type { FileReader } from "../../../data/define.ts";
import type { Limits } from "../../check/limits.ts";
import type { CheckedFile } from "../../check/result.ts";
import { checkText } from "../../check-text.ts";
import { importsOf } from "../../imports.ts";
import { parse } from "../../syntax/parser.ts";

export interface CheckedExample {
  readonly checked: CheckedFile;
  /** Reads the files beside it, for quick fixes. */
  readonly files: FileReader;
}

/** `beside`: name → content, ASCII only. */
export function checkExample(
  text: string,
  beside: Readonly<Record<string, string>> = {},
  limits?: Limits,
): CheckedExample {
  const contentOf = (path: string) => beside[path.replace("./", "")];
  const missing = (path: string) => ({ problem: `There is no file ${path}`, advice: "Check the path." });
  const files: FileReader = (path) => {
    const content = contentOf(path);
    return content === undefined ? missing(path) : Uint8Array.from(content, (letter) => letter.charCodeAt(0));
  };
  const imports = importsOf(parse(text), {
    file: "example.soma",
    open: (_, path) => {
      const content = contentOf(path);
      // Called without its ending, as what Soma brings along is.
      return content === undefined
        ? missing(path)
        : { file: path.replace("./", "").replace(/\.soma$/, ""), text: content };
    },
  });
  const options = { files, imports, file: "example.soma", ...(limits === undefined ? {} : { limits }) };
  return { checked: checkText(text, options), files };
}
