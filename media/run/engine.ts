/** Starts the engine's worker from its script, and notices when it dies or no longer answers. */
import { type FromEngine, readFromEngine, type ToEngine } from "../../protocol/engine-worker.ts";
import { log } from "./host.ts";

export interface Engine {
  send(message: ToEngine): void;
  /** Ends the worker at once. */
  end(): void;
}

const PING_EVERY_MS = 2_000;
/** A single step of a large network can take a while; beyond this the worker is taken for stuck. */
const PATIENCE_MS = 15_000;

/** `died` is called once, with the reason in words, and the worker is gone by then. */
export function startEngine(
  source: string,
  take: (message: FromEngine) => void,
  died: (reason: string) => void,
): Engine {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker(address, { name: "soma-engine" });
  let waitingSinceMs: number | undefined;
  let request = 0;

  const watchdog = setInterval(() => {
    const nowMs = performance.now();
    if (waitingSinceMs === undefined) {
      waitingSinceMs = nowMs;
      worker.postMessage({ type: "ping", request: ++request } satisfies ToEngine);
    } else if (nowMs - waitingSinceMs > PATIENCE_MS) {
      end();
      died(`The engine has not answered for ${Math.round((nowMs - waitingSinceMs) / 1000)} seconds.`);
    }
  }, PING_EVERY_MS);

  worker.onmessage = (event: MessageEvent<unknown>) => {
    waitingSinceMs = undefined;
    const arrival = readFromEngine(event.data);
    if (arrival.kind === "message") take(arrival.message);
    else log("warning", `A message from the engine was dropped: ${arrival.reason}`);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    end();
    died(event.message === "" ? "The engine's script could not be started." : event.message);
  };

  function end(): void {
    clearInterval(watchdog);
    worker.terminate();
    URL.revokeObjectURL(address);
  }
  return { send: (message) => worker.postMessage(message), end };
}
