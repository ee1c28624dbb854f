/** Serves VS Code with the built extension and examples/ open, prints its address, and ends with Ctrl+C. */
import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { installExtension } from "./vscode/extension-folder.ts";
import { startServer } from "./vscode/server.ts";

const root = process.cwd();
const data = path.join(root, ".vscode-data/start");
const extensions = path.join(data, "extensions");
const firstFile = path.join(root, "examples/spiral.soma");

rmSync(extensions, { recursive: true, force: true });
installExtension(root, extensions, path.join(root, "dist"));
const server = await startServer({ root, data, extensions });
const address = server.url(path.join(root, "examples"), existsSync(firstFile) ? firstFile : undefined);

console.log(`\nVS Code with Soma is at\n\n  ${address}\n\nOpen it in a browser. Ctrl+C ends it.`);
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => void server.stop().then(() => process.exit(0)));
}
