/** Trains an experiment in the engine's worker, from Node or from a page, and writes down every loss and the final weights as bits. */
import { Worker } from "node:worker_threads";
import type { Page } from "playwright-core";
import type { Experiment } from "../../network/experiment.ts";
import type { FromEngine, ToEngine } from "../../protocol/engine-worker.ts";
import type { SavedRun } from "../../protocol/run.ts";

export interface Outcome {
  readonly state: string;
  /** The bits of each float, in order. */
  readonly losses: readonly number[];
  readonly tensors: Readonly<Record<string, readonly number[]>>;
}

export interface Plan {
  readonly experiment: Experiment;
  /** File contents as plain numbers, which travel into a page. */
  readonly files?: Readonly<Record<string, readonly number[]>>;
}

/** The engine's worker in worker_threads, as the command line would start it. */
export function startNodeWorker(source: string): Worker {
  const port = 'globalThis.somaPort = require("node:worker_threads").parentPort;\n';
  return new Worker(port + source, { eval: true });
}

export async function trainInNode(source: string, plan: Plan): Promise<Outcome> {
  const worker = startNodeWorker(source);
  try {
    return await driveEngine(
      (message) => worker.postMessage(message),
      (take) => worker.on("message", take),
      plan,
    );
  } finally {
    await worker.terminate();
  }
}

/** In a Web Worker started from a blob, as the panel starts it. */
export async function trainInPage(page: Page, source: string, plan: Plan): Promise<Outcome> {
  return page.evaluate(
    async ([script, drive, given]) => {
      const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
      const worker = new globalThis.Worker(address);
      // The function arrives as its text: a page shares no code with Node.
      const run = new Function(`return (${drive})`)() as typeof driveEngine;
      const outcome = await run(
        (message) => worker.postMessage(message),
        (take) => worker.addEventListener("message", (event) => take(event.data)),
        given,
      );
      worker.terminate();
      return outcome;
    },
    [source, String(driveEngine), plan] as const,
  );
}

/** Uses nothing from outside itself, so that it can be sent into a page as text. */
function driveEngine(
  post: (message: ToEngine) => void,
  listen: (take: (message: FromEngine) => void) => void,
  { experiment, files = {} }: Plan,
): Promise<Outcome> {
  const bits = (values: Float32Array): number[] =>
    Array.from(new Uint32Array(values.buffer, values.byteOffset, values.length));
  const losses: number[] = [];
  let state = "";
  const done = (saved: SavedRun): Outcome => ({
    state,
    losses,
    tensors: Object.fromEntries(Object.entries(saved.tensors).map(([name, values]) => [name, bits(values)])),
  });
  return new Promise((resolve, reject) => {
    listen((message) => {
      switch (message.type) {
        case "ready": {
          const contents = Object.entries(files).map(([name, bytes]) => [name, Uint8Array.from(bytes)]);
          post({ type: "open", run: 1, experiment, files: Object.fromEntries(contents) });
          return;
        }
        case "opened":
          post({ type: "train", run: 1, pace: "full" });
          return;
        case "progress":
          if (message.stride !== 1) reject(new Error("losses were merged before they were sent"));
          for (const loss of bits(message.losses)) losses.push(loss);
          state = message.state;
          if (message.state === "training" || message.state === "ready")
            post({ type: "acknowledge", run: 1, message: message.message });
          else post({ type: "save", run: 1, request: 1 });
          return;
        case "saved":
          resolve(done(message.saved));
          return;
        case "failed":
          reject(new Error(`${message.problem} ${message.advice}`));
          return;
        case "dropped":
          reject(new Error(message.reason));
          return;
        default:
          return;
      }
    });
  });
}
