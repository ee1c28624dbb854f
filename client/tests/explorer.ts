/** The Test Explorer: every `expect` of the open files is a test, trained in the background and cancelled by its button. */
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { Expectation, Experiment } from "../../network/experiment.ts";
import { experimentsRequest, isExperimentsReply } from "../../protocol/language-server.ts";
import { askExperiment } from "../panel/ask-experiment.ts";
import { readDataFiles } from "../panel/data-files.ts";
import { type BackgroundEngine, startBackgroundEngine } from "./background-engine.ts";
import { seedsOf, verdictOf } from "./verdict.ts";

const EDIT_SETTLES_MS = 500;

export function registerTests(
  extension: vscode.Uri,
  client: LanguageClient,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const controller = vscode.tests.createTestController("soma", "Soma");
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const listSoon = (document: vscode.TextDocument): void => {
    if (document.languageId !== "soma") return;
    const key = document.uri.toString();
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => void listTests(controller, client, document, log), EDIT_SETTLES_MS),
    );
  };
  controller.createRunProfile(
    "Train",
    vscode.TestRunProfileKind.Run,
    (request, cancel) => runTests({ controller, client, log, extension }, request, cancel),
    true,
  );
  for (const document of vscode.workspace.textDocuments) listSoon(document);
  return vscode.Disposable.from(
    controller,
    vscode.workspace.onDidOpenTextDocument(listSoon),
    vscode.workspace.onDidChangeTextDocument(({ document }) => listSoon(document)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      clearTimeout(timers.get(uri.toString()));
      controller.items.delete(uri.toString());
    }),
    new vscode.Disposable(() => {
      for (const timer of timers.values()) clearTimeout(timer);
    }),
  );
}

/** File, experiment, claim. The identity of a claim is its text, so that results survive edits elsewhere. */
async function listTests(
  controller: vscode.TestController,
  client: LanguageClient,
  document: vscode.TextDocument,
  log: vscode.LogOutputChannel,
): Promise<void> {
  const uri = document.uri.toString();
  const reply: unknown = await client.sendRequest(experimentsRequest, { uri });
  if (!isExperimentsReply(reply) || document.isClosed) return;
  const name = document.uri.path.split("/").at(-1) ?? uri;
  const file = controller.items.get(uri) ?? controller.createTestItem(uri, name, document.uri);
  const items: vscode.TestItem[] = [];
  for (const listed of reply.experiments.filter(({ ready }) => ready)) {
    const found = await askExperiment(client, { uri, name: listed.name }, log);
    if ("problem" in found || found.experiment.expectations.length === 0) continue;
    const item = controller.createTestItem(listed.name, listed.name, document.uri);
    const { start, end } = listed.keywordRange;
    item.range = new vscode.Range(start.line, start.character, end.line, end.character);
    item.children.replace(
      found.experiment.expectations.map((expectation) => testOf(controller, document, expectation)),
    );
    items.push(item);
  }
  file.children.replace(items);
  if (items.length > 0) controller.items.add(file);
  else controller.items.delete(uri);
}

function testOf(
  controller: vscode.TestController,
  document: vscode.TextDocument,
  { span }: Expectation,
): vscode.TestItem {
  const range = new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
  const text = document.getText(range).replace(/\s+/g, " ").trim();
  const item = controller.createTestItem(text, text, document.uri);
  item.range = range;
  return item;
}

interface Host {
  readonly controller: vscode.TestController;
  readonly client: LanguageClient;
  readonly log: vscode.LogOutputChannel;
  readonly extension: vscode.Uri;
}

async function runTests(
  { controller, client, log, extension }: Host,
  request: vscode.TestRunRequest,
  cancel: vscode.CancellationToken,
): Promise<void> {
  const run = controller.createTestRun(request);
  const script = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, "dist", "worker.js"));
  const engine = startBackgroundEngine(new TextDecoder().decode(script));
  cancel.onCancellationRequested(() => engine.end());
  try {
    for (const [experiment, claims] of chosen(controller, request)) {
      if (cancel.isCancellationRequested) break;
      for (const claim of claims) run.started(claim);
      const uri = experiment.uri?.toString() ?? "";
      const found = await askExperiment(client, { uri, name: experiment.id }, log);
      if ("problem" in found) {
        const message = new vscode.TestMessage(`${found.problem} ${found.advice}`);
        for (const claim of claims) run.errored(claim, message);
        continue;
      }
      const files = await readDataFiles(vscode.Uri.parse(uri, true), found.files);
      await judgeClaims(run, engine, claims, found.experiment, files, cancel);
    }
  } finally {
    engine.end();
    run.end();
  }
}

type Answer = Awaited<ReturnType<BackgroundEngine["judge"]>>;

/** Runs each seed that a claim asks for once, whatever the number of claims. */
async function judgeClaims(
  run: vscode.TestRun,
  engine: BackgroundEngine,
  claims: readonly vscode.TestItem[],
  experiment: Experiment,
  files: Awaited<ReturnType<typeof readDataFiles>>,
  cancel: vscode.CancellationToken,
): Promise<void> {
  const { training, expectations } = experiment;
  const results = new Map<number | undefined, Promise<Answer>>();
  const answerFor = (seed: number | undefined): Promise<Answer> => {
    const seeded = seed === undefined ? experiment : { ...experiment, training: { ...training, seed } };
    const answer = results.get(seed) ?? engine.judge(seeded, files);
    results.set(seed, answer);
    return answer;
  };
  for (const claim of claims) {
    const startMs = performance.now();
    const place = [...(claim.parent?.children ?? [])].findIndex(([id]) => id === claim.id);
    const expectation = expectations[place];
    if (!expectation) continue;
    const answers: Answer[] = [];
    for (const seed of seedsOf(expectation))
      if (!cancel.isCancellationRequested) answers.push(await answerFor(seed));
    if (cancel.isCancellationRequested) run.skipped(claim);
    else report(run, claim, expectation, answers, place, performance.now() - startMs);
  }
}

function report(
  run: vscode.TestRun,
  claim: vscode.TestItem,
  expectation: Expectation,
  answers: readonly Answer[],
  place: number,
  spentMs: number,
): void {
  const broken = answers.find((answer) => "problem" in answer);
  if (broken && "problem" in broken) {
    run.errored(claim, new vscode.TestMessage(`${broken.problem} ${broken.advice}`), spentMs);
    return;
  }
  const judgements = answers.flatMap((answer) => {
    const judgement = "problem" in answer ? undefined : answer[place];
    return judgement ? [judgement] : [];
  });
  const { holds, message } = verdictOf(expectation, judgements);
  run.appendOutput(`${message}\r\n`, undefined, claim);
  if (holds) run.passed(claim, spentMs);
  else {
    const failure = new vscode.TestMessage(message);
    if (claim.uri && claim.range) failure.location = new vscode.Location(claim.uri, claim.range);
    run.failed(claim, failure, spentMs);
  }
}

/** Experiments with the claims of them that are wanted. */
function chosen(
  controller: vscode.TestController,
  { include, exclude = [] }: vscode.TestRunRequest,
): ReadonlyMap<vscode.TestItem, readonly vscode.TestItem[]> {
  const found = new Map<vscode.TestItem, vscode.TestItem[]>();
  const visit = (item: vscode.TestItem): void => {
    if (exclude.includes(item)) return;
    for (const [, child] of item.children) visit(child);
    if (item.children.size === 0 && item.parent)
      found.set(item.parent, [...(found.get(item.parent) ?? []), item]);
  };
  for (const item of include ?? [...controller.items].map(([, root]) => root)) visit(item);
  return found;
}
