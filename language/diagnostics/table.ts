/** Every diagnostic of the checker by its code: the one place where its severity, its title and its words are found. */
import { dataDiagnostics } from "./data.ts";
import { nameDiagnostics } from "./names.ts";
import { shapeDiagnostics } from "./shapes.ts";
import { trainingDiagnostics } from "./training.ts";

export const diagnosticTable = {
  ...nameDiagnostics,
  ...shapeDiagnostics,
  ...trainingDiagnostics,
  ...dataDiagnostics,
} as const;

export type DiagnosticCode = keyof typeof diagnosticTable;

/** What the words of a code are made of. */
export type FactsOf<Code extends DiagnosticCode> = Parameters<(typeof diagnosticTable)[Code]["message"]>[0];
