/** Answers across declarations and documents: who calls which block, and which names there are in all open documents. */
import { type CallHierarchyItem, SymbolKind, type WorkspaceSymbol } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import {
  type CallItem,
  type Calls,
  calleesOf,
  callersOf,
  callItemAt,
  documentSymbols,
  findCallItem,
} from "../language/index.ts";
import { guarded } from "./guard.ts";
import type { OpenDocument } from "./open-documents.ts";
import { rangeOf, renderSymbol } from "./render.ts";
import type { Session } from "./server.ts";

export function answerCalls(session: Session): void {
  const { connection, open } = session;
  connection.languages.callHierarchy.onPrepare(
    guarded(session, "call hierarchy", undefined, ({ textDocument, position }) => {
      const entry = open.get(textDocument.uri);
      const item = entry && callItemAt(entry.checked, entry.document.offsetAt(position));
      return entry && item ? [renderItem(entry.document, item)] : undefined;
    }),
  );

  /** The item that an earlier answer named, as it is now. */
  const found = ({ uri, selectionRange, kind }: CallHierarchyItem): [OpenDocument, CallItem] | undefined => {
    const entry = open.get(uri);
    const start = entry?.document.offsetAt(selectionRange.start) ?? 0;
    const item = entry && findCallItem(entry.checked, wordOf(kind), start);
    return entry && item && [entry, item];
  };
  const rangesOf = ({ document }: OpenDocument, { places }: Calls) =>
    places.map((place) => rangeOf(document, place));
  connection.languages.callHierarchy.onIncomingCalls(
    guarded(session, "incoming calls", [], ({ item }) => {
      const [entry, called] = found(item) ?? [];
      if (!entry || !called) return [];
      return callersOf(entry.checked, called).map((calls) => ({
        from: renderItem(entry.document, calls.item),
        fromRanges: rangesOf(entry, calls),
      }));
    }),
  );
  connection.languages.callHierarchy.onOutgoingCalls(
    guarded(session, "outgoing calls", [], ({ item }) => {
      const [entry, caller] = found(item) ?? [];
      if (!entry || !caller) return [];
      return calleesOf(entry.checked, caller).map((calls) => ({
        to: renderItem(entry.document, calls.item),
        fromRanges: rangesOf(entry, calls),
      }));
    }),
  );

  connection.onWorkspaceSymbol(
    guarded(session, "workspace symbols", [], ({ query }): WorkspaceSymbol[] =>
      open.all().flatMap(({ document, checked }) =>
        documentSymbols(checked)
          .filter(({ name }) => isLike(name, query))
          .map((symbol) => {
            const { name, kind, selectionRange } = renderSymbol(document, symbol);
            return { name, kind, location: { uri: document.uri, range: selectionRange } };
          }),
      ),
    ),
  );
}

/** Blocks and networks look as they do in the outline. */
const kinds = { block: SymbolKind.Module, network: SymbolKind.Class, train: SymbolKind.Event } as const;

const wordOf = (kind: SymbolKind): string =>
  Object.entries(kinds).find(([, each]) => each === kind)?.[0] ?? "";

const renderItem = (document: TextDocument, { kind, name, span, nameSpan }: CallItem): CallHierarchyItem => ({
  name,
  kind: kinds[kind],
  detail: kind,
  uri: document.uri,
  range: rangeOf(document, span),
  selectionRange: rangeOf(document, nameSpan),
});

/** Whether the letters of the query stand in the name, in their order. */
function isLike(name: string, query: string): boolean {
  let at = 0;
  for (const letter of query.toLowerCase()) {
    at = name.toLowerCase().indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
