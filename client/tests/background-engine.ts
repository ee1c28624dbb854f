/** The engine's worker in a thread of the extension host: trains one experiment after another and says which expectations they meet. */
import { Worker } from "node:worker_threads";
import type { Experiment } from "../../network/experiment.ts";
import { type FromEngine, readFromEngine, type ToEngine } from "../../protocol/engine-worker.ts";
import type { Files, Problem } from "../../protocol/experiment.ts";
import type { Judgement } from "../../protocol/run.ts";

export interface BackgroundEngine {
  /** Trains to the end of the plan, or to where the loss is lost. One at a time. */
  judge(experiment: Experiment, files: Files): Promise<readonly Judgement[] | Problem>;
  /** Ends the thread at once; what is asked then is answered with a problem. */
  end(): void;
}

export function startBackgroundEngine(script: string): BackgroundEngine {
  const port = 'globalThis.somaPort = require("node:worker_threads").parentPort;\n';
  const worker = new Worker(port + script, { eval: true });
  let run = 0;
  let isAsked = false;
  let answer: ((found: readonly Judgement[] | Problem) => void) | undefined;
  const say = (message: ToEngine): void => worker.postMessage(message);
  const settle = (found: readonly Judgement[] | Problem): void => {
    answer?.(found);
    answer = undefined;
  };
  const ended: Problem = { problem: "The run was ended before it was done.", advice: "Run the test again." };

  worker.on("error", (error) => settle({ problem: error.message, advice: "See the Soma log." }));
  worker.on("exit", () => settle(ended));
  const take = (message: Extract<FromEngine, { run: number }>): void => {
    switch (message.type) {
      case "opened":
        say({ type: "train", run, pace: "full" });
        return;
      case "progress":
        say({ type: "acknowledge", run, message: message.message });
        if (isAsked || (message.state !== "finished" && message.state !== "diverged")) return;
        isAsked = true;
        say({ type: "judge", run, request: run });
        return;
      case "failed":
        settle(message);
        return;
      case "judged":
        settle(message.judgements);
        return;
      default:
        return;
    }
  };
  worker.on("message", (value: unknown) => {
    const arrival = readFromEngine(value);
    if (arrival.kind === "message" && "run" in arrival.message && arrival.message.run === run)
      take(arrival.message);
  });
  return {
    judge: (experiment, files) =>
      new Promise((resolve) => {
        answer = resolve;
        run++;
        isAsked = false;
        say({ type: "open", run, experiment, files });
      }),
    end: () => void worker.terminate(),
  };
}
