/** A diagnostic's code in the terminal: why it is given, a text that gives it with what is said about it, and one that is right. */
import { checkExample } from "../language/diagnostics/explanations/check-example.ts";
import { isShown, type ShownByTexts } from "../language/diagnostics/explanations/define.ts";
import type { ExplainedCode } from "../language/diagnostics/explanations/index.ts";
import { diagnosticsText, printable } from "./render-diagnostic.ts";
import type { Terminal } from "./terminal.ts";

export function codeLines(
  { code, severity, title, why, explanation }: ExplainedCode,
  terminal: Terminal,
): readonly string[] {
  return [
    terminal.paint("bold", `${code} (${severity}): ${title}`),
    "",
    why,
    "",
    ...(isShown(explanation)
      ? shown(code, explanation, terminal)
      : [`Where it comes from: ${explanation.comesFrom}`, `What helps: ${explanation.helps}`, ""]),
  ];
}

function shown(
  code: string,
  { fails, works, beside = {} }: ShownByTexts,
  terminal: Terminal,
): readonly string[] {
  const found = diagnosticsText(
    { path: "example.soma", ...checkExample(fails, beside) },
    terminal,
    (diagnostic) => diagnostic.code === code,
  );
  const besides = Object.entries(beside).flatMap(([name, content]) => [
    `Beside them, ${name}:`,
    "",
    ...indented(content.trimEnd()),
    "",
  ]);
  return [
    "This gives it:",
    "",
    ...indented(fails),
    "",
    ...found,
    "This is right:",
    "",
    ...indented(works),
    "",
    ...besides,
  ];
}

const indented = (text: string): readonly string[] =>
  text.split("\n").map((line) => `  ${printable(line)}`.trimEnd());
