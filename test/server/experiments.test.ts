/** The panel's side of the language server: what a file trains, as the engine takes it, and what runs have measured. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Hover, MarkupContent } from "vscode-languageserver/node";
import {
  type ExperimentReply,
  type ExperimentsReply,
  experimentRequest,
  experimentsRequest,
  type RunSummaryNotice,
  runSummaryNotification,
} from "../../protocol/language-server.ts";
import { bundlePath } from "../bundles.ts";
import { type LspSession, startLspSession, uriOf } from "./lsp-session.ts";

const uri = uriOf("examples/experiments.soma");
const text = `data points = circle(points: 100, noise: 0.1)
network Net {
  input x: [2]
  output x -> h1: dense(8, tanh) -> dense(1)
}
train Net on points { loss: binary_cross_entropy; optimizer: adam(lr: 0.01); epochs: 5; seed: 7 }
train Broken: Net on nowhere { loss: binary_cross_entropy }
`;
let session: LspSession;

before(async () => {
  session = await startLspSession(bundlePath("server.cjs"));
  await session.open(uri, text);
});

after(() => session.close());

const experiment = (name?: string): Promise<ExperimentReply> =>
  session.request(experimentRequest, { uri, ...(name === undefined ? {} : { name }) });

test("lists what the file trains, and what stands in the way", async () => {
  const { experiments } = await session.request<ExperimentsReply>(experimentsRequest, { uri });
  assert.deepEqual(
    experiments.map(({ name, ready, problems }) => [name, ready, problems.length]),
    [
      ["Net", true, 0],
      ["Broken", false, 1],
    ],
  );
  assert.match(experiments[1]?.problems[0] ?? "", /nowhere/);
});

test("gives the first that can be trained, with all its sizes", async () => {
  const reply = await experiment();
  assert.ok("experiment" in reply);
  assert.equal(reply.experiment.training.seed, 7);
  assert.deepEqual(
    reply.experiment.network.steps.map(({ shape }) => shape),
    [[8], [1]],
  );
  assert.deepEqual(reply.files, []);
});

test("says why another cannot be", async () => {
  const broken = await experiment("Broken");
  assert.ok("problem" in broken);
  assert.match(broken.problem, /^Broken cannot be trained yet: .*nowhere/);
  const unknown = await experiment("Nobody");
  assert.ok("problem" in unknown);
  assert.match(unknown.problem, /Nobody/);
});

test("what a run measured stands in the hover, until the document is closed", async () => {
  const notice: RunSummaryNotice = {
    uri,
    network: "Net",
    experiment: "Net",
    step: 50,
    fingerprint: "",
    layers: [
      {
        step: "h1",
        units: 8,
        rows: 100,
        mean: 0.25,
        deviation: 0.5,
        smallest: -1,
        largest: 1,
        neverPositive: 0.125,
        histogram: [0.5, 0.5],
      },
    ],
  };
  const hover = async (): Promise<string> => {
    const position = { line: 3, character: 19 };
    const found = await session.request<Hover>("textDocument/hover", { textDocument: { uri }, position });
    return (found.contents as MarkupContent).value;
  };
  await session.connection.sendNotification(runSummaryNotification, { uri, network: 7 });
  assert.doesNotMatch(await hover(), /Measured/);
  await session.connection.sendNotification(runSummaryNotification, notice);
  assert.match(await hover(), /\*\*Measured\*\* after 50 steps of Net, over 100 rows: mean 0\.25/);
  assert.match(await hover(), /1 of 8 units never above 0/);
  await session.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  await session.open(uri, text);
  assert.doesNotMatch(await hover(), /Measured/);
});
