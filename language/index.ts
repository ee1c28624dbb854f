/** What the language offers to the editor and the command line: text to tree, tree to checked file, and repairs. */
export { checkFile } from "./check/check-file.ts";
export { applyEdits, fixesFor } from "./check/fixes.ts";
export { untrustedLimits } from "./check/limits.ts";
export type {
  CheckedExperiment,
  CheckedFile,
  CheckedNetwork,
  SymbolInfo,
} from "./check/result.ts";
export { checkText } from "./check-text.ts";
export type { Diagnostic, Fix } from "./diagnostics/diagnostic.ts";
export { formatEdits, formatRange, formatTyped } from "./format/format.ts";
export { birthAt } from "./ide/birth.ts";
export { type CallItem, type Calls, calleesOf, callersOf, callItemAt, findCallItem } from "./ide/calls.ts";
export { completionsAt } from "./ide/completion.ts";
export { definitionAt, referencesAt } from "./ide/definition.ts";
export { documentSymbols } from "./ide/document-symbols.ts";
export {
  type CompletionItem,
  type DocumentSymbol,
  type MeasuredRun,
  tokenKinds,
  tokenModifiers,
} from "./ide/feature.ts";
export { fixAll } from "./ide/fix-all.ts";
export { foldsOf } from "./ide/folding.ts";
export { hoverAt } from "./ide/hover.ts";
export { inlayHints } from "./ide/inlay-hints.ts";
export { lenses } from "./ide/lenses.ts";
export { linksOf } from "./ide/links.ts";
export { organizeImports } from "./ide/organize-imports.ts";
export { refactoringsAt } from "./ide/refactor.ts";
export { isRefusal, type Refusal, renameAt, renameableAt } from "./ide/rename.ts";
export { renameImport } from "./ide/rename-import.ts";
export { selectionAt } from "./ide/selection.ts";
export { semanticTokens } from "./ide/semantic-tokens.ts";
export { signatureHelpAt } from "./ide/signature-help.ts";
export { whatIfAt } from "./ide/what-if.ts";
export { importedFile, importsOf, type OpenSource } from "./imports.ts";
export { type Edit, parse, reparse } from "./syntax/parser.ts";
