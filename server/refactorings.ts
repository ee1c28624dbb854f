/** The code actions besides quick fixes: other ways to write the same network, and everything mended at once. */
import { type CodeAction, CodeActionKind, type CodeActionParams } from "vscode-languageserver";
import { fixAll, organizeImports, refactoringsAt } from "../language/index.ts";
import type { Session } from "./server.ts";
import { workspaceEdit } from "./workspace-edit.ts";

export function refactorings(
  session: Session,
  { textDocument, range, context }: CodeActionParams,
): CodeAction[] {
  const entry = session.open.get(textDocument.uri);
  if (!entry) return [];
  const { checked, document } = entry;
  const files = session.open.reader(textDocument.uri);
  const whole = (title: string, kind: string, edits: ReturnType<typeof fixAll>): CodeAction[] =>
    edits.length === 0 ? [] : [{ title, kind, edit: workspaceEdit(session, document, edits) }];
  // Mending everything takes a check for each fix, so that it waits until it is asked for.
  if (isWanted(CodeActionKind.SourceFixAll, context.only, false))
    return whole("Mend all", CodeActionKind.SourceFixAll, fixAll(checked, files));
  if (isWanted(CodeActionKind.SourceOrganizeImports, context.only, false))
    return whole("Organize imports", CodeActionKind.SourceOrganizeImports, organizeImports(checked));
  if (!isWanted(CodeActionKind.Refactor, context.only, true)) return [];
  return refactoringsAt(checked, document.offsetAt(range.start), files)
    .filter(({ kind }) => isWanted(kind, context.only, true))
    .map(({ title, kind, edits }) => ({ title, kind, edit: workspaceEdit(session, document, edits) }));
}

/** Whether the editor asks for a kind, for one that holds it, or for one inside it; `fallback` where it asks for any. */
const isWanted = (kind: string, only: readonly string[] | undefined, fallback: boolean): boolean =>
  only?.some((asked) => `${kind}.`.startsWith(`${asked}.`) || `${asked}.`.startsWith(`${kind}.`)) ?? fallback;
