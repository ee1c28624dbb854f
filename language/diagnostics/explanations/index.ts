/** Every diagnostic with what there is to say about it: title, why, and examples. A code without an explanation does not compile. */
import type { SyntaxCode } from "../../syntax/problems.ts";
import type { DiagnosticKind } from "../define.ts";
import { findingDiagnostics } from "../findings.ts";
import { syntaxDiagnostics } from "../syntax.ts";
import { type DiagnosticCode, diagnosticTable } from "../table.ts";
import { dataExplanations } from "./data.ts";
import type { Explanation } from "./define.ts";
import { findingExplanations } from "./findings.ts";
import { nameExplanations } from "./names.ts";
import { shapeExplanations } from "./shapes.ts";
import { syntaxExplanations } from "./syntax.ts";
import { trainingExplanations } from "./training.ts";

export type Code = SyntaxCode | DiagnosticCode | keyof typeof findingDiagnostics;

export interface ExplainedCode extends Pick<DiagnosticKind<never>, "severity" | "title" | "why"> {
  readonly code: Code;
  readonly explanation: Explanation;
}

const explanations: Readonly<Record<Code, Explanation>> = {
  ...syntaxExplanations,
  ...nameExplanations,
  ...shapeExplanations,
  ...trainingExplanations,
  ...dataExplanations,
  ...findingExplanations,
};

const kinds: Readonly<Record<Code, Pick<ExplainedCode, "severity" | "title" | "why">>> = {
  ...syntaxDiagnostics,
  ...diagnosticTable,
  ...findingDiagnostics,
};

/** In the order of their codes. */
export const explainedCodes: readonly ExplainedCode[] = (Object.keys(kinds) as Code[]).sort().map((code) => {
  const { severity, title, why } = kinds[code];
  return { code, severity, title, why, explanation: explanations[code] };
});

/** What the thousands of a code stand for. */
export const codeFamilies: Readonly<Record<string, string>> = {
  SOMA1: "How a file is written",
  SOMA2: "Names, attributes and imports",
  SOMA3: "Shapes and sizes",
  SOMA4: "Training",
  SOMA5: "Data",
  SOMA6: "Findings of a run",
};
