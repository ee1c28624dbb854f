/** The panel "Soma Lab" as the rest of the extension sees it: opens experiments, passes commands on, tells how the run goes. */
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { Experiment } from "../../network/experiment.ts";
import { isProblem, type Problem } from "../../protocol/experiment.ts";
import type {
  ExperimentReference,
  ExperimentReply,
  FoundExperiment,
} from "../../protocol/language-server.ts";
import {
  type FromPanel,
  isPlace,
  type LabCommand,
  type Place,
  type RunStatus,
} from "../../protocol/panel.ts";
import { isObject } from "../../protocol/validate.ts";
import { type Channel, openChannel } from "./channel.ts";
import { readDataFiles } from "./data-files.ts";
import { panelPage } from "./page.ts";

export const LAB_VIEW_TYPE = "soma.lab";

export interface Lab extends vscode.Disposable {
  /** Shows an experiment beside the editor; with `train`, starts at once. */
  open(reference: ExperimentReference, options?: { readonly train?: boolean }): Promise<void>;
  /** These act on the experiment on show, and do nothing without one. */
  train(): void;
  pause(): void;
  step(): void;
  stop(): void;
  /** Where the experiment on show is written. */
  readonly place: Place | undefined;
  /** How the run stands, at most twice a second; with measured layers now and then. */
  readonly onProgress: vscode.Event<RunStatus>;
  /** The panel was closed, and its run with it. */
  readonly onClosed: vscode.Event<void>;
  /** Brings the panel back after the window was reloaded. */
  registerSerializer(): vscode.Disposable;
}

export interface LabParts {
  /** Asks the language server. */
  readonly ask: (reference: ExperimentReference) => Promise<ExperimentReply>;
  readonly log: vscode.LogOutputChannel;
}

export function createLab(context: vscode.ExtensionContext, parts: LabParts): Lab {
  return new WebviewLab(context.extensionUri, parts);
}

const EDIT_SETTLES_MS = 400;

class WebviewLab implements Lab {
  readonly #extension: vscode.Uri;
  readonly #parts: LabParts;
  readonly #progress = new vscode.EventEmitter<RunStatus>();
  readonly #closed = new vscode.EventEmitter<void>();
  readonly #listener: vscode.Disposable;
  readonly onProgress = this.#progress.event;
  readonly onClosed = this.#closed.event;
  #panel: vscode.WebviewPanel | undefined;
  #channel: Channel | undefined;
  #place: Place | undefined;
  /** What was opened last, to tell whether the text has changed since. */
  #experiment: Experiment | undefined;
  #editTimer: ReturnType<typeof setTimeout> | undefined;
  /** Counts openings, so that a slow answer cannot overtake a later one. */
  #opening = 0;

  constructor(extension: vscode.Uri, parts: LabParts) {
    this.#extension = extension;
    this.#parts = parts;
    this.#listener = vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.toString() === this.#place?.uri) this.#noticeEdit();
    });
  }

  get place(): Place | undefined {
    return this.#place;
  }

  async open(reference: ExperimentReference, { train = false } = {}): Promise<void> {
    if (this.#panel) this.#panel.reveal(undefined, true);
    else this.#adopt(this.#makePanel());
    await this.#show(reference, train);
  }

  train(): void {
    this.#command("train");
  }

  pause(): void {
    this.#command("pause");
  }

  step(): void {
    this.#command("step");
  }

  stop(): void {
    this.#command("stop");
  }

  registerSerializer(): vscode.Disposable {
    return vscode.window.registerWebviewPanelSerializer(LAB_VIEW_TYPE, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        this.#adopt(panel);
        if (hasPlace(state)) await this.#show(state.place, false);
        else panel.dispose();
      },
    });
  }

  dispose(): void {
    clearTimeout(this.#editTimer);
    this.#listener.dispose();
    this.#panel?.dispose();
    this.#progress.dispose();
    this.#closed.dispose();
  }

  #makePanel(): vscode.WebviewPanel {
    return vscode.window.createWebviewPanel(
      LAB_VIEW_TYPE,
      "Soma Lab",
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { retainContextWhenHidden: true },
    );
  }

  /** Fills a panel, made just now or brought back by the editor. A second one takes the first one's place. */
  #adopt(panel: vscode.WebviewPanel): void {
    this.#panel?.dispose();
    const files = vscode.Uri.joinPath(this.#extension, "dist");
    panel.webview.options = { enableScripts: true, localResourceRoots: [files] };
    const at = (name: string): string =>
      panel.webview.asWebviewUri(vscode.Uri.joinPath(files, name)).toString();
    const channel = openChannel(panel, (message) => this.#take(message), this.#parts.log);
    this.#panel = panel;
    this.#channel = channel;
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#forget();
    });
    panel.webview.html = panelPage({
      source: panel.webview.cspSource,
      nonce: randomBytes(16).toString("base64url"),
      script: at("panel.js"),
      style: at("panel.css"),
    });
    void vscode.commands.executeCommand("setContext", "soma.labOpen", true);
    void this.#sendEngine(vscode.Uri.joinPath(files, "worker.js"), channel);
  }

  #forget(): void {
    this.#panel = undefined;
    this.#channel = undefined;
    this.#place = undefined;
    this.#experiment = undefined;
    void vscode.commands.executeCommand("setContext", "soma.labOpen", false);
    void vscode.commands.executeCommand("setContext", "soma.running", false);
    this.#closed.fire();
  }

  async #sendEngine(script: vscode.Uri, channel: Channel): Promise<void> {
    try {
      const bytes = await vscode.workspace.fs.readFile(script);
      channel.send({ type: "engine", source: new TextDecoder().decode(bytes) });
    } catch (error) {
      this.#parts.log.error(`The engine's script could not be read: ${String(error)}`);
      void vscode.window.showErrorMessage(
        "Soma's engine is missing from the extension. Please install it again.",
      );
    }
  }

  async #show(reference: ExperimentReference, train: boolean): Promise<void> {
    const opening = ++this.#opening;
    const found = await this.#find(reference);
    if (opening !== this.#opening || !this.#channel) return;
    if ("problem" in found) {
      this.#place = { uri: reference.uri, name: reference.name ?? "" };
      this.#channel.send({
        type: "broken",
        place: this.#place,
        problem: found.problem,
        advice: found.advice,
      });
      return;
    }
    const { experiment, files: paths } = found;
    const files = await readDataFiles(vscode.Uri.parse(reference.uri, true), paths);
    if (opening !== this.#opening || !this.#channel) return;
    this.#place = { uri: reference.uri, name: experiment.name };
    this.#experiment = experiment;
    this.#channel.send({ type: "open", place: this.#place, experiment, files, train });
  }

  async #find(reference: ExperimentReference): Promise<FoundExperiment | Problem> {
    if (!vscode.workspace.isTrusted)
      return {
        problem: "This folder is not trusted, so nothing is trained and no data file is read.",
        advice: "Trust it through “Manage Workspace Trust”, then press Reset.",
      };
    try {
      return await this.#parts.ask(reference);
    } catch (error) {
      this.#parts.log.error(`Asking for the experiment failed: ${String(error)}`);
      return {
        problem: "The language server did not answer.",
        advice: "Run “Soma: Restart Language Server”, then press Reset.",
      };
    }
  }

  #take(message: FromPanel): void {
    switch (message.type) {
      case "ready":
        return;
      case "reopen":
        // The page says which experiment; only the one that was opened here is opened again.
        if (message.place.uri === this.#place?.uri) void this.#show(message.place, message.train);
        return;
      case "status":
        void vscode.commands.executeCommand("setContext", "soma.running", message.state === "training");
        this.#progress.fire(message);
        return;
      case "reveal":
        void this.#reveal(message.span.start, message.span.end);
        return;
      case "log":
        this.#log(message);
        return;
      default:
        message satisfies never;
    }
  }

  #log({ level, message }: Extract<FromPanel, { type: "log" }>): void {
    const { log } = this.#parts;
    switch (level) {
      case "error":
        log.error(message);
        return;
      case "warning":
        log.warn(message);
        return;
      case "information":
        log.info(message);
        return;
      default:
        level satisfies never;
    }
  }

  async #reveal(start: number, end: number): Promise<void> {
    if (!this.#place) return;
    const uri = vscode.Uri.parse(this.#place.uri, true);
    const shown = vscode.window.visibleTextEditors.find(
      ({ document }) => document.uri.toString() === uri.toString(),
    );
    const document = shown?.document ?? (await vscode.workspace.openTextDocument(uri));
    const editor = await vscode.window.showTextDocument(document, {
      viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
    });
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    editor.selection = new vscode.Selection(range.start, range.end);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** Once typing pauses, says whether the text still means what the run was made from. */
  #noticeEdit(): void {
    clearTimeout(this.#editTimer);
    this.#editTimer = setTimeout(() => void this.#compareText(), EDIT_SETTLES_MS);
  }

  async #compareText(): Promise<void> {
    if (!this.#place || !this.#experiment) return;
    const now = await this.#find(this.#place);
    const edited =
      isProblem(now) || !("experiment" in now) || meaning(now.experiment) !== meaning(this.#experiment);
    this.#channel?.send({ type: "edited", edited });
  }

  #command(command: LabCommand): void {
    this.#channel?.send({ type: "command", command });
  }
}

/** An experiment without the places where it is written. */
const meaning = (experiment: Experiment): string =>
  JSON.stringify(experiment, (key, value: unknown) => (key === "span" ? undefined : value));

/** What the page keeps begins with its place; the rest is the page's own business. */
const hasPlace = (state: unknown): state is { readonly place: Place } =>
  isObject<{ place: Place }>({ place: isPlace })(state);
