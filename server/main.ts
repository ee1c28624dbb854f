/** The language server's process: it speaks over whatever pipe it was started with (stdio, IPC) and outlives any one request. */
import { argv } from "node:process";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { readDataFile } from "./data-file.ts";
import { startServer } from "./server.ts";

const named = argv.some((argument) => /^--(stdio|node-ipc|pipe|socket)/.test(argument));
if (!named) argv.push("--stdio");

const connection = createConnection(ProposedFeatures.all);
const report = (error: unknown): void =>
  connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
process.on("uncaughtException", report);
process.on("unhandledRejection", report);

startServer(connection, readDataFile);
