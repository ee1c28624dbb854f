/**
 * The engine's worker: the same script in a page's Web Worker and in Node's worker_threads.
 * A Node host puts its `parentPort` into `globalThis.somaPort` before the script runs.
 */
import { type FromEngine, readToEngine } from "../../protocol/engine-worker.ts";
import { Session } from "./session.ts";

/** What a dedicated worker's global scope and Node's parentPort have in common. */
interface Port {
  postMessage(message: FromEngine, transfer: Transferable[]): void;
  addEventListener?(type: "message", take: (event: { readonly data: unknown }) => void): void;
  on?(type: "message", take: (data: unknown) => void): void;
}

const port: Port = (globalThis as unknown as { somaPort?: Port }).somaPort ?? (self as unknown as Port);

const session = new Session((message, transfer = []) => port.postMessage(message, transfer));

function take(data: unknown): void {
  const arrival = readToEngine(data);
  if (arrival.kind === "message") session.take(arrival.message);
  else port.postMessage({ type: "dropped", reason: arrival.reason }, []);
}

if (port.on) port.on("message", take);
else port.addEventListener?.("message", (event) => take(event.data));
port.postMessage({ type: "ready" }, []);
