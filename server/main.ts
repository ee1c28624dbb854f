/** The language server's process: it speaks over whatever pipe it was started with (stdio, IPC) and outlives any one request. */
import { argv } from "node:process";
import { createConnection, LSPErrorCodes, ProposedFeatures } from "vscode-languageserver/node";
import { readDataFile } from "./data-file.ts";
import { listSources } from "./list-sources.ts";
import { startServer } from "./server.ts";

const named = argv.some((argument) => /^--(stdio|node-ipc|pipe|socket)/.test(argument));
if (!named) argv.push("--stdio");

const connection = createConnection(ProposedFeatures.all, {
  // A request that was cancelled before its turn came is not answered with work that nobody wants.
  cancelUndispatched: () => ({
    jsonrpc: "2.0",
    id: null,
    error: { code: LSPErrorCodes.RequestCancelled, message: "Cancelled before its turn came." },
  }),
});
const report = (error: unknown): void =>
  connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
process.on("uncaughtException", report);
process.on("unhandledRejection", report);

startServer(connection, { read: readDataFile, listSources });
