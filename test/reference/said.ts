/** What the checker says, for the messages of failing tests. */
import type { CheckedFile, Diagnostic } from "../../language/index.ts";

/** "SOMA3004 error: … (`x + y`)", a line for each diagnostic. */
export const said = ({ diagnostics, text }: CheckedFile): string =>
  diagnostics
    .map(({ code, severity, message, span }) => {
      return `${code} ${severity}: ${message} (\`${text.slice(span.start, span.end)}\`)`;
    })
    .join("\n");

/** An error or a warning: what `soma check` ends with 1 for. */
export const isGrave = ({ severity }: Pick<Diagnostic, "severity">): boolean =>
  severity === "error" || severity === "warning";
