/** Turns the language's plain answers into the protocol's: offsets into positions, kinds into numbers. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import {
  CompletionItemKind,
  DiagnosticSeverity,
  DiagnosticTag,
  InsertTextFormat,
  type Location,
  MarkupKind,
  type CompletionItem as ProtocolCompletionItem,
  type Diagnostic as ProtocolDiagnostic,
  type DocumentSymbol as ProtocolDocumentSymbol,
  type Range,
  SymbolKind,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import {
  type CheckedFile,
  type CompletionItem,
  type Diagnostic,
  type DocumentSymbol,
  importedFile,
} from "../language/index.ts";
import type { Span } from "../network/network.ts";
import { documentLike } from "./document-text.ts";

export const rangeOf = (document: TextDocument, span: Span): Range => ({
  start: document.positionAt(span.start),
  end: document.positionAt(span.end),
});

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

export function renderDiagnostic(
  document: TextDocument,
  diagnostic: Diagnostic,
  checked: CheckedFile,
): ProtocolDiagnostic {
  return {
    range: rangeOf(document, diagnostic.span),
    severity: severities[diagnostic.severity],
    code: diagnostic.code,
    source: "soma",
    message: diagnostic.message,
    relatedInformation: diagnostic.related.map(({ message, span, file }) => ({
      message,
      location: locationOf(document, checked, { span, file }),
    })),
    ...(diagnostic.tag
      ? { tags: [diagnostic.tag === "unnecessary" ? DiagnosticTag.Unnecessary : DiagnosticTag.Deprecated] }
      : {}),
  };
}

/** A place in the document, or in a file that it imports from. */
export function locationOf(
  document: TextDocument,
  checked: CheckedFile,
  { span, file }: { readonly span: Span; readonly file?: string | undefined },
): Location {
  const imported = file === undefined ? undefined : importedFile(checked, file);
  if (file === undefined || imported === undefined)
    return { uri: document.uri, range: rangeOf(document, span) };
  const uri = file.startsWith("std/") ? standardUri(file) : file;
  return { uri, range: rangeOf(documentLike(document, uri, imported.text), span) };
}

/** What Soma brings along lies beside the folder of the server's bundle. */
const standardUri = (file: string): string => pathToFileURL(path.join(__dirname, "..", `${file}.soma`)).href;

const completionKinds = {
  layer: CompletionItemKind.Function,
  activation: CompletionItemKind.Operator,
  block: CompletionItemKind.Class,
  network: CompletionItemKind.Class,
  data: CompletionItemKind.Struct,
  value: CompletionItemKind.EnumMember,
  attribute: CompletionItemKind.Property,
  setting: CompletionItemKind.Property,
  keyword: CompletionItemKind.Keyword,
  snippet: CompletionItemKind.Snippet,
  tensor: CompletionItemKind.Variable,
} as const;

export function renderCompletion(
  document: TextDocument,
  item: CompletionItem,
  snippets: boolean,
): ProtocolCompletionItem {
  const newText = snippets ? item.snippet : withoutPlaces(item.snippet);
  return {
    label: item.label,
    kind: completionKinds[item.kind],
    labelDetails: { description: item.detail },
    documentation: { kind: MarkupKind.Markdown, value: item.markdown },
    insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: rangeOf(document, item.span), newText },
    sortText: String(item.rank).padStart(4, "0") + item.label,
    filterText: item.label,
  };
}

/** A snippet as plain text, for editors that cannot fill places in: `dense(${1:units})` → `dense(units)`. */
const withoutPlaces = (snippet: string): string =>
  snippet
    .replace(/\$\{\d+:([^}]*)\}/g, "$1")
    .replace(/\$\d+/g, "")
    .replace(/\\([$}\\])/g, "$1");

const symbolKinds = {
  network: SymbolKind.Class,
  block: SymbolKind.Module,
  data: SymbolKind.Struct,
  train: SymbolKind.Event,
  constant: SymbolKind.Constant,
  input: SymbolKind.Interface,
  binding: SymbolKind.Variable,
  layer: SymbolKind.Function,
  output: SymbolKind.Field,
} as const;

export function renderSymbol(document: TextDocument, symbol: DocumentSymbol): ProtocolDocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: symbolKinds[symbol.kind],
    range: rangeOf(document, symbol.span),
    selectionRange: rangeOf(document, symbol.nameSpan),
    children: symbol.children.map((child) => renderSymbol(document, child)),
  };
}
