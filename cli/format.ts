/** `soma fmt`: lays files out in the one agreed way. */
import { writeFileSync } from "node:fs";
import { isProblem } from "../data/define.ts";
import { applyEdits, formatEdits } from "../language/index.ts";
import type { Command } from "./command.ts";
import { exit } from "./exit.ts";
import { type OpenedSource, openSource } from "./source-file.ts";
import type { Terminal } from "./terminal.ts";

type Outcome = "formatted already" | "to be formatted" | "in part" | "unusable";

export const format: Command = {
  name: "fmt",
  summary: "Lay files out in the one agreed way; what holds a syntax error stays as it is.",
  operands: "files",
  options: [{ name: "check", doc: "Write nothing; name the files that would change, and end with 1." }],
  examples: ["soma fmt examples/*.soma", "soma fmt --check spiral.soma"],
  run: async ({ operands: files, options }, terminal) => {
    const isCheck = options.has("check");
    const outcomes = files.map((file) => formatFile(file, isCheck, terminal));
    if (outcomes.includes("unusable")) return exit.usage;
    const hasFindings = outcomes.includes("in part") || (isCheck && outcomes.includes("to be formatted"));
    return hasFindings ? exit.findings : exit.ok;
  },
};

/** Says on the terminal what became of the file, unless nothing did. */
function formatFile(file: string, isCheck: boolean, terminal: Terminal): Outcome {
  const opened = openSource(file);
  if (isProblem(opened)) {
    terminal.err(`soma: ${opened.problem} ${opened.advice}`);
    return "unusable";
  }
  const { source, text } = opened.checked;
  const edits = formatEdits(source);
  if (edits.length > 0) {
    if (!isCheck && !write(file, applyEdits(text, edits).text, terminal)) return "unusable";
    terminal.out(`${file}: ${isCheck ? "would be formatted" : "formatted"}`);
  }
  if (hasSyntaxErrors(opened)) {
    terminal.err(
      `soma: ${file}: what holds a syntax error was left as it is; soma check ${file} says where.`,
    );
    return "in part";
  }
  return edits.length > 0 ? "to be formatted" : "formatted already";
}

const hasSyntaxErrors = ({ checked: { source } }: OpenedSource): boolean =>
  source.problems.length > 0 ||
  source.declarations.some(({ declaration }) => declaration.problems.length > 0);

function write(file: string, text: string, terminal: Terminal): boolean {
  try {
    writeFileSync(file, text);
    return true;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    terminal.err(`soma: ${file} cannot be written (${code ?? message}). Change its permissions.`);
    return false;
  }
}
