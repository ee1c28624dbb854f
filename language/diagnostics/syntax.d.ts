/** Everything to say about how a file is written: `SOMA1xxx`. */
import { type SyntaxCode, type SyntaxProblem, type SyntaxProblemTexts } from "../syntax/problems.ts";
import type { SourceFile } from "../syntax/tree.ts";
import { type DiagnosticKind } from "./define.ts";
import type { Diagnostic } from "./diagnostic.ts";
export declare const syntaxDiagnostics: {
  readonly [Code in SyntaxCode]: DiagnosticKind<SyntaxProblemTexts[Code]>;
};
/** The words for a problem. */
export declare function syntaxMessage(problem: SyntaxProblem): string;
/** What is wrong with the writing of a file, ready to show; a repair is offered where the problem names one. */
export declare function syntaxDiagnosticsOf(file: SourceFile): readonly Diagnostic[];
