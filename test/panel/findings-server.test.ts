/** What a run showed, on its way through the language server: a squiggle with fixes for as long as the text is the run's. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { CodeAction } from "vscode-languageserver/node";
import { fingerprintOf } from "../../protocol/fingerprint.ts";
import {
  type ExperimentReply,
  experimentRequest,
  type RunSummaryNotice,
  runSummaryNotification,
} from "../../protocol/language-server.ts";
import { bundlePath } from "../bundles.ts";
import { type LspSession, startLspSession, uriOf } from "../server/lsp-session.ts";

const uri = uriOf("examples/findings.soma");
const text = `data rings = circle(points: 200)
network Net {
  input x: [2]
  output x -> h: dense(8, relu) -> dense(1)
}
train Net on rings { loss: binary_cross_entropy; optimizer: adam(lr: 0.01); epochs: 5; seed: 1 }
`;
let session: LspSession;

before(async () => {
  session = await startLspSession(bundlePath("server.cjs"));
  assert.deepEqual(await session.open(uri, text), []);
});
after(() => session.close());

async function tell(silent: number): Promise<void> {
  const reply = await session.request<ExperimentReply>(experimentRequest, { uri });
  assert.ok("experiment" in reply);
  const layers = [{ step: "h", activation: "relu", neurons: 8, silent, flat: 0, isOutput: false } as const];
  const notice: RunSummaryNotice = {
    uri,
    network: "Net",
    experiment: "Net",
    step: 40,
    layers: [],
    fingerprint: fingerprintOf(reply.experiment),
    activity: { step: 40, rows: 200, layers },
  };
  await session.connection.sendNotification(runSummaryNotification, notice);
}

const line = 3;
const at = (character: number) => ({ line, character });
const width = text.split("\n")[line]!.indexOf("8");

test("a dead layer is underlined, with remedies, until the text is another or the run is", async () => {
  const shown = session.next(uri);
  await tell(6);
  const [finding, ...more] = await shown;
  assert.deepEqual(more, []);
  assert.equal(finding?.code, "SOMA6001");
  assert.deepEqual(finding?.range, { start: at(17), end: at(31) });
  const actions = await session.request<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri },
    range: { start: at(20), end: at(20) },
    context: { diagnostics: [] },
  });
  const fixes = actions.filter(({ kind }) => kind === "quickfix");
  assert.equal(fixes[0]?.title, "Use leaky_relu instead of relu");
  const edited = await session.change(uri, { start: at(width), end: at(width + 1), text: "9" });
  assert.deepEqual(edited, [], "another network has not been run");
  const undone = await session.change(uri, { start: at(width), end: at(width + 1), text: "8" });
  assert.deepEqual(
    undone.map(({ code }) => code),
    ["SOMA6001"],
    "what the run showed holds again",
  );
  const healthy = session.next(uri);
  await tell(0);
  assert.deepEqual(await healthy, []);
});

test("the setting says from which share on, and is heard at once", async () => {
  const configure = (deadShare: unknown) =>
    session.connection.sendNotification("workspace/didChangeConfiguration", {
      settings: { soma: { findings: { deadShare } } },
    });
  const codes = async (change: () => Promise<void>) => {
    const next = session.next(uri);
    await change();
    return (await next).map(({ code }) => code);
  };
  assert.deepEqual(await codes(() => tell(2)), []);
  assert.deepEqual(await codes(() => configure(0.25)), ["SOMA6001"]);
  assert.deepEqual(await codes(() => configure("much")), ["SOMA6001"], "what is no share changes nothing");
  assert.deepEqual(await codes(() => configure(0.5)), []);
});
