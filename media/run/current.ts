/** The engine that is at work, the number of its run, and the way to talk to it. */
import type { ToEngine } from "../../protocol/engine-worker.ts";
import type { Engine } from "./engine.ts";

export const current: { engine: Engine | undefined; run: number } = { engine: undefined, run: 0 };

let requests = 0;

/** A number for a question, so that its answer can be told apart from older ones. */
export const nextRequest = (): number => ++requests;

/** Goes nowhere while there is no engine. */
export const send = (message: ToEngine): void => current.engine?.send(message);
