/** Diagnostics for editors that ask for them: of one document, or of every Soma file in the open folders. */
import { createHash } from "node:crypto";
import {
  type CancellationToken,
  type DocumentDiagnosticReport,
  LSPErrorCodes,
  ResponseError,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import { guarded } from "./guard.ts";
import { renderDiagnostic } from "./render.ts";
import type { Session } from "./server.ts";
import { type Disk, settledCheck } from "./settled-check.ts";

type Rendered = ReturnType<typeof renderDiagnostic>;

export function answerDiagnostics(session: Session, disk: Disk): void {
  const { diagnostics } = session.connection.languages;
  diagnostics.on(
    guarded(session, "diagnostics", report([], undefined), ({ textDocument, previousResultId }) =>
      report(diagnosticsOf(session, textDocument.uri), previousResultId),
    ),
  );
  diagnostics.onWorkspace(
    guarded<Parameters<Parameters<typeof diagnostics.onWorkspace>[0]>, WorkspaceAnswer>(
      session,
      "workspace diagnostics",
      { items: [] },
      ({ previousResultIds }, token) => {
        const known = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
        return workspaceReport(session, disk, known, token);
      },
    ),
  );
}

type WorkspaceAnswer = WorkspaceDiagnosticReport | Promise<WorkspaceDiagnosticReport | ResponseError<never>>;

/** What is to be said about an open document; nothing about one whose file is gone. */
export function diagnosticsOf({ open, findings, gone }: Session, uri: string): Rendered[] {
  const entry = open.get(uri);
  if (!entry || gone.has(uri)) return [];
  const { checked, document } = entry;
  const all = [...checked.diagnostics, ...findings.of(uri, checked)];
  return all.map((diagnostic) => renderDiagnostic(document, diagnostic, checked));
}

/** The same diagnostics always have the same id, so that nothing about earlier answers needs to be kept. */
function report(items: Rendered[], previousResultId: string | undefined): DocumentDiagnosticReport {
  const resultId = createHash("sha256").update(JSON.stringify(items)).digest("hex").slice(0, 16);
  return resultId === previousResultId ? { kind: "unchanged", resultId } : { kind: "full", resultId, items };
}

/** Between two files other messages are handled, one that cancels this among them. */
async function workspaceReport(
  session: Session,
  disk: Disk,
  known: ReadonlyMap<string, string>,
  token: CancellationToken,
): Promise<WorkspaceDiagnosticReport | ResponseError<never>> {
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  const add = (uri: string, version: number | null, rendered: Rendered[]): void => {
    items.push({ uri, version, ...report(rendered, known.get(uri)) } as WorkspaceDocumentDiagnosticReport);
  };
  const files = await disk.listSources();
  const uris = new Set([...session.open.all().map(({ document }) => document.uri), ...files]);
  for (const uri of uris) {
    await new Promise((resolve) => setImmediate(resolve));
    if (token.isCancellationRequested)
      return new ResponseError<never>(LSPErrorCodes.RequestCancelled, "The editor no longer wants this.");
    const entry = session.open.get(uri);
    add(uri, entry?.document.version ?? null, entry ? diagnosticsOf(session, uri) : await ofClosed(uri));
  }
  // What was said about files that are no more is taken back.
  for (const uri of known.keys()) if (!uris.has(uri)) add(uri, null, []);
  return { items };

  async function ofClosed(uri: string): Promise<Rendered[]> {
    const found = await settledCheck(uri, session.open, disk).catch((error: unknown) => {
      session.connection.console.error(`Checking ${uri} failed and was skipped: ${String(error)}`);
      return undefined;
    });
    if (!found) return [];
    return found.checked.diagnostics.map((each) => renderDiagnostic(found.document, each, found.checked));
  }
}
