/** Answers with the colours of names: of a whole document, of the part in sight, or only what changed since the last answer. */
import type { SemanticTokens, SemanticTokensDelta } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { semanticTokens, tokenKinds, tokenModifiers } from "../language/index.ts";
import type { Span } from "../network/network.ts";
import { lengthOf } from "./document-text.ts";
import { guarded } from "./guard.ts";
import type { OpenDocument } from "./open-documents.ts";
import type { Session } from "./server.ts";

export function answerColours(session: Session): void {
  const { connection, open } = session;
  const none: SemanticTokens = { data: [] };
  /** The last answer about a document, for as long as it is open. */
  const last = new WeakMap<TextDocument, Required<SemanticTokens>>();
  let answers = 0;
  const whole = (entry: OpenDocument): Required<SemanticTokens> => {
    const result = { resultId: String(++answers), data: encode(entry) };
    last.set(entry.document, result);
    return result;
  };

  connection.languages.semanticTokens.on(
    guarded(session, "colours", none, ({ textDocument }) => {
      const entry = open.get(textDocument.uri);
      return entry ? whole(entry) : none;
    }),
  );

  connection.languages.semanticTokens.onDelta(
    guarded(session, "changed colours", none, ({ textDocument, previousResultId }) => {
      const entry = open.get(textDocument.uri);
      if (!entry) return none;
      const before = last.get(entry.document);
      const after = whole(entry);
      return before?.resultId === previousResultId ? differenceOf(before, after) : after;
    }),
  );

  connection.languages.semanticTokens.onRange(
    guarded(session, "colours in sight", none, ({ textDocument, range }) => {
      const entry = open.get(textDocument.uri);
      if (!entry) return none;
      const { document } = entry;
      return {
        data: encode(entry, { start: document.offsetAt(range.start), end: document.offsetAt(range.end) }),
      };
    }),
  );
}

/** Five numbers a token: lines and characters since the one before it, length, kind, modifiers as bits. */
function encode({ document, checked }: OpenDocument, shown?: Span): number[] {
  const data: number[] = [];
  let before = { line: 0, character: 0 };
  for (const { span, kind, modifiers } of semanticTokens(checked)) {
    if (shown && (span.end < shown.start || shown.end < span.start)) continue;
    const at = document.positionAt(span.start);
    const right = at.line === before.line ? at.character - before.character : at.character;
    const bits = modifiers.reduce((set, modifier) => set | (1 << tokenModifiers.indexOf(modifier)), 0);
    data.push(at.line - before.line, right, lengthOf(document, span), tokenKinds.indexOf(kind), bits);
    before = at;
  }
  return data;
}

/** The one stretch of numbers in which two answers differ. */
function differenceOf(before: SemanticTokens, after: Required<SemanticTokens>): SemanticTokensDelta {
  const shorter = Math.min(before.data.length, after.data.length);
  let start = 0;
  while (start < shorter && before.data[start] === after.data[start]) start++;
  let same = 0;
  while (same < shorter - start && before.data.at(-1 - same) === after.data.at(-1 - same)) same++;
  const deleteCount = before.data.length - same - start;
  const data = after.data.slice(start, after.data.length - same);
  const isEqual = deleteCount === 0 && data.length === 0;
  return { resultId: after.resultId, edits: isEqual ? [] : [{ start, deleteCount, data }] };
}
