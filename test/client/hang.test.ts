/** A server that really hangs is noticed and ended, and the next one leaves the document alone that was in use both times. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ServerFailures } from "../../client/server-failures.ts";
import { createWatchdog } from "../../client/watchdog.ts";
import { pingRequest, type ServerOptionsOfSoma } from "../../protocol/language-server.ts";
import { bundlePath } from "../bundles.ts";
import { type LspSession, startLspSession, uriOf } from "../server/lsp-session.ts";

const uri = uriOf("examples/poison.soma");
const broken = "network A {\n  input x: [4]\n  output x -> nowhere(3)\n}\n";

/** Stops the process as a loop without end would, and lets seconds pass until the watchdog has ended it. */
async function hang(session: LspSession): Promise<void> {
  const ended = new Promise((resolve) => session.process.on("exit", resolve));
  let hangs = 0;
  const watchdog = createWatchdog(
    () => session.connection.sendRequest(pingRequest),
    () => {
      hangs++;
      session.process.kill("SIGKILL");
    },
  );
  for (let second = 0; second < 30; second++) {
    watchdog.tick(true);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.equal(hangs, 0, "a server that answers is left alone");
  session.process.kill("SIGSTOP");
  for (let second = 0; second < 15 && hangs === 0; second++) {
    watchdog.tick(true);
    await new Promise(setImmediate);
  }
  assert.equal(hangs, 1);
  await ended;
  session.connection.dispose();
}

test("two hangs over one document set it aside until it is edited", {
  skip: process.platform === "win32",
}, async () => {
  const failures = new ServerFailures();
  const start = (): Promise<LspSession> => {
    const initializationOptions: ServerOptionsOfSoma = { setAside: failures.setAside() };
    return startLspSession(bundlePath("server.cjs"), "examples", { initializationOptions });
  };
  const codes = async (session: LspSession, text: string) =>
    (await session.open(uri, text)).map(({ code }) => code);
  for (const failed of [0, 1]) {
    const session = await start();
    assert.deepEqual(await codes(session, broken), ["SOMA2001"], `checked in full after ${failed} failures`);
    await hang(session);
    assert.ok(failures.failed(failed, uri), "it may be started again");
  }
  const session = await start();
  const [aside, ...others] = await session.open(uri, broken);
  assert.equal(aside?.code, "SOMA1020");
  assert.equal(aside?.severity, 3);
  assert.deepEqual(others, []);
  const end = { line: 4, character: 0 };
  const edited = await session.change(uri, { start: end, end, text: "// Edited.\n" });
  assert.deepEqual(
    edited.map(({ code }) => code),
    ["SOMA2001"],
  );
  assert.equal(await session.close(), 0);
});
