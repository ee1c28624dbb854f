/** `soma check`: says what is wrong in files. */
import { isProblem } from "../data/define.ts";
import { type Command, UsageError } from "./command.ts";
import { exit } from "./exit.ts";
import { type DiagnosticJson, diagnosticsJson, diagnosticsText } from "./render-diagnostic.ts";
import { type OpenedSource, openSource } from "./source-file.ts";
import type { Terminal } from "./terminal.ts";

interface CheckJson {
  readonly schemaVersion: 1;
  readonly files: readonly { readonly path: string; readonly diagnostics: readonly DiagnosticJson[] }[];
}

export const check: Command = {
  name: "check",
  summary: "Check files and say what is wrong, where, and what to do.",
  operands: "files",
  options: [{ name: "format", value: "text|json", doc: "How to print what is found; text unless said." }],
  examples: ["soma check examples/*.soma", "soma check spiral.soma --format json"],
  run: async ({ operands: files, options }, terminal) => {
    const format = options.get("format") ?? "text";
    if (format !== "text" && format !== "json") {
      throw new UsageError(`--format is text or json, not ${JSON.stringify(format)}`);
    }
    const opened: OpenedSource[] = [];
    for (const file of files) {
      const source = openSource(file);
      if (isProblem(source)) terminal.err(`soma: ${source.problem} ${source.advice}`);
      else opened.push(source);
    }
    if (format === "json") terminal.out(JSON.stringify(checkJson(opened)));
    else printText(opened, terminal);
    if (opened.length < files.length) return exit.usage;
    return opened.some(hasFindings) ? exit.findings : exit.ok;
  },
};

const hasFindings = ({ checked }: OpenedSource): boolean =>
  checked.diagnostics.some(({ severity }) => severity === "error" || severity === "warning");

function checkJson(sources: readonly OpenedSource[]): CheckJson {
  const files = sources.map((source) => ({ path: source.path, diagnostics: diagnosticsJson(source) }));
  return { schemaVersion: 1, files };
}

function printText(sources: readonly OpenedSource[], terminal: Terminal): void {
  for (const source of sources) {
    for (const line of diagnosticsText(source, terminal)) terminal.out(line);
  }
  const found = sources.flatMap(({ checked }) => checked.diagnostics);
  const counts = (["error", "warning"] as const).map((severity) => {
    const count = found.filter((diagnostic) => diagnostic.severity === severity).length;
    return plural(count, severity);
  });
  if (sources.length > 0) terminal.out(`${plural(sources.length, "file")} checked: ${counts.join(", ")}`);
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
