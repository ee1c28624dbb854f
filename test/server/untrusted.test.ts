/** In a folder that nobody vouches for everything is checked but data files, which are not read. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import {
  type ExperimentsReply,
  experimentsRequest,
  type ListedExperiment,
} from "../../protocol/language-server.ts";
import { bundlePath } from "../bundles.ts";
import { startLspSession, uriOf } from "./lsp-session.ts";

/** How the experiment of iris.soma stands once its data file was read or refused. */
async function settled(trusted: boolean): Promise<ListedExperiment | undefined> {
  const initializationOptions = { trusted, pushDiagnostics: true };
  const session = await startLspSession(bundlePath("server.cjs"), "examples", { initializationOptions });
  const uri = uriOf("examples/iris.soma");
  await session.open(uri, readFileSync("examples/iris.soma", "utf8"));
  let found: ListedExperiment | undefined;
  for (let tries = 0; tries < 200 && !found?.ready && !found?.problems.length; tries++) {
    await setTimeout(25);
    ({
      experiments: [found],
    } = await session.request<ExperimentsReply>(experimentsRequest, { uri }));
  }
  await session.close();
  return found;
}

test("a data file of a folder that is not trusted is not read, and that is said", async () => {
  const found = await settled(false);
  assert.equal(found?.ready, false);
  assert.match(found?.problems.join() ?? "", /iris\.csv" is not read, because this folder is not trusted/);
});

test("in a trusted folder it is read", async () => {
  assert.deepEqual(await settled(true).then((found) => [found?.ready, found?.problems]), [true, []]);
});
