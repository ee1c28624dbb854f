/** The panel "Soma Lab" as the rest of the extension sees it: opens experiments, passes commands on, tells how the run goes. */
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { fingerprintOf } from "../../protocol/fingerprint.ts";
import {
  type ExperimentReference,
  type RunSummaryNotice,
  runSummaryNotification,
} from "../../protocol/language-server.ts";
import {
  type FromPanel,
  isPlace,
  type LabCommand,
  type Place,
  type RunStatus,
  type ToPanel,
} from "../../protocol/panel.ts";
import type { LayerHealth } from "../../protocol/run.ts";
import { isObject } from "../../protocol/validate.ts";
import { askExperiment } from "./ask-experiment.ts";
import { type Channel, openChannel } from "./channel.ts";
import { readDataFiles } from "./data-files.ts";
import { panelPage } from "./page.ts";
import { revealSpan } from "./reveal.ts";

const LAB_VIEW_TYPE = "soma.lab";

export interface Lab extends vscode.Disposable {
  /** Shows an experiment beside the editor; with `train`, starts at once. */
  open(reference: ExperimentReference, options?: { readonly train?: boolean }): Promise<void>;
  /** Acts on the experiment on show; does nothing without one. */
  command(command: LabCommand): void;
  readonly isOpen: boolean;
  /** Where the experiment on show is written. */
  readonly place: Place | undefined;
  /** How the run stands, at most twice a second; with measured layers now and then. */
  readonly onStatus: vscode.Event<RunStatus>;
  /** The panel was closed, and its run with it. */
  readonly onClosed: vscode.Event<void>;
}

/** Also brings the panel back after the window was reloaded, and tells the language server what runs have measured. */
export function createLab(
  context: vscode.ExtensionContext,
  client: LanguageClient,
  log: vscode.LogOutputChannel,
): Lab {
  return new WebviewLab(context.extensionUri, client, log);
}

const EDIT_SETTLES_MS = 400;

class WebviewLab implements Lab {
  readonly #extension: vscode.Uri;
  readonly #client: LanguageClient;
  readonly #log: vscode.LogOutputChannel;
  readonly #status = new vscode.EventEmitter<RunStatus>();
  readonly #closed = new vscode.EventEmitter<void>();
  readonly #listeners: vscode.Disposable;
  readonly onStatus = this.#status.event;
  readonly onClosed = this.#closed.event;
  #panel: vscode.WebviewPanel | undefined;
  #channel: Channel | undefined;
  #place: Place | undefined;
  /** Fingerprint of what was opened last, to tell whether the text has changed since. */
  #fingerprint: string | undefined;
  #editTimer: ReturnType<typeof setTimeout> | undefined;
  /** Counts openings, so that a slow answer cannot overtake a later one. */
  #opening = 0;

  constructor(extension: vscode.Uri, client: LanguageClient, log: vscode.LogOutputChannel) {
    this.#extension = extension;
    this.#client = client;
    this.#log = log;
    this.#listeners = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() === this.#place?.uri) this.#noticeEdit();
      }),
      vscode.window.registerWebviewPanelSerializer(LAB_VIEW_TYPE, {
        deserializeWebviewPanel: async (panel, state: unknown) => {
          this.#adopt(panel);
          if (hasPlace(state)) await this.#show(state.place, false);
          else this.#channel?.send(nothingKept);
        },
      }),
    );
  }

  get isOpen(): boolean {
    return this.#panel !== undefined;
  }

  get place(): Place | undefined {
    return this.#place;
  }

  async open(reference: ExperimentReference, { train = false } = {}): Promise<void> {
    if (this.#panel) this.#panel.reveal(undefined, true);
    else this.#adopt(this.#makePanel());
    await this.#show(reference, train, true);
  }

  command(command: LabCommand): void {
    this.#channel?.send({ type: "command", command });
  }

  dispose(): void {
    clearTimeout(this.#editTimer);
    this.#listeners.dispose();
    this.#panel?.dispose();
    this.#status.dispose();
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
    const channel = openChannel(panel, (message) => this.#take(message), this.#log);
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
    this.#fingerprint = undefined;
    void vscode.commands.executeCommand("setContext", "soma.labOpen", false);
    this.#closed.fire();
  }

  async #sendEngine(script: vscode.Uri, channel: Channel): Promise<void> {
    try {
      const bytes = await vscode.workspace.fs.readFile(script);
      channel.send({ type: "engine", source: new TextDecoder().decode(bytes) });
    } catch (error) {
      this.#log.error(`The engine's script could not be read: ${String(error)}`);
      void vscode.window.showErrorMessage(
        "Soma's engine is missing from the extension. Please install it again.",
      );
    }
  }

  /** With `goesOn`, a run of the very same experiment is not started anew but trained further. */
  async #show(reference: ExperimentReference, train: boolean, goesOn = false): Promise<void> {
    const opening = ++this.#opening;
    const found = await askExperiment(this.#client, reference, this.#log);
    if (opening !== this.#opening || !this.#channel) return;
    if ("problem" in found) {
      this.#place = { uri: reference.uri, name: reference.name ?? "" };
      this.#fingerprint = undefined;
      this.#channel.send({
        type: "broken",
        place: this.#place,
        problem: found.problem,
        advice: found.advice,
      });
      return;
    }
    const { experiment, files: paths } = found;
    const fingerprint = fingerprintOf(experiment);
    if (goesOn && this.#place?.uri === reference.uri && this.#fingerprint === fingerprint) {
      if (train) this.command("train");
      return;
    }
    const files = await readDataFiles(vscode.Uri.parse(reference.uri, true), paths);
    if (opening !== this.#opening || !this.#channel) return;
    this.#place = { uri: reference.uri, name: experiment.name };
    this.#fingerprint = fingerprint;
    this.#channel.send({ type: "open", place: this.#place, experiment, files, train });
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
        this.#status.fire(message);
        if (message.layers) this.#tellMeasurements(message, message.layers);
        return;
      case "reveal":
        if (this.#place) void revealSpan(this.#place.uri, message.span);
        return;
      case "log":
        this.#writeLog(message);
        return;
      default:
        message satisfies never;
    }
  }

  /** For the hovers and findings in the text. What is not finite cannot be sent as JSON. */
  #tellMeasurements(
    { place, network, step, activity, diverged }: RunStatus,
    layers: readonly LayerHealth[],
  ): void {
    const finite = layers.filter(
      ({ mean, deviation }) => Number.isFinite(mean) && Number.isFinite(deviation),
    );
    const notice: RunSummaryNotice = {
      uri: place.uri,
      network,
      experiment: place.name,
      step,
      layers: finite,
      fingerprint: this.#fingerprint ?? "",
      ...(activity ? { activity } : {}),
      ...(diverged ? { diverged } : {}),
    };
    this.#client.sendNotification(runSummaryNotification, notice).catch((error: unknown) => {
      this.#log.warn(`The run's measurements could not be sent: ${String(error)}`);
    });
  }

  #writeLog({ level, message }: Extract<FromPanel, { type: "log" }>): void {
    const log = this.#log;
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

  /** Once typing pauses, says whether the text still means what the run was made from. */
  #noticeEdit(): void {
    clearTimeout(this.#editTimer);
    this.#editTimer = setTimeout(() => void this.#compareText(), EDIT_SETTLES_MS);
  }

  async #compareText(): Promise<void> {
    if (!this.#place || this.#fingerprint === undefined) return;
    const now = await askExperiment(this.#client, this.#place, this.#log);
    const edited = "problem" in now || fingerprintOf(now.experiment) !== this.#fingerprint;
    this.#channel?.send({ type: "edited", edited });
  }
}

const nothingKept: ToPanel = {
  type: "broken",
  place: { uri: "", name: "" },
  problem: "Nothing is known of the run that was shown here.",
  advice: "Open a .soma file and press Train above one of its train declarations.",
};

/** What the page keeps begins with its place; the rest is the page's own business. */
const hasPlace = (state: unknown): state is { readonly place: Place } =>
  isObject<{ place: Place }>({ place: isPlace })(state);
