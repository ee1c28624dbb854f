/** Lets messages in between two pieces of work: the next turn of the host's event loop, without a timer's delay. */
interface NodeGlobals {
  readonly setImmediate?: (callback: () => void) => unknown;
}

const { setImmediate } = globalThis as unknown as NodeGlobals;

/** Calls back in a turn of its own. In Node a message port would run ahead of messages that are waiting. */
export const nextTurn: (callback: () => void) => void = setImmediate ?? throughPort();

function throughPort(): (callback: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return (callback) => {
    waiting.push(callback);
    port2.postMessage(undefined);
  };
}
