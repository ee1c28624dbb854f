/** Puts work off until a burst of messages is over, so that a hundred keystrokes that arrive at once are checked once. */

/** After so many messages of one burst the work is done in between, so that a flood cannot put it off for ever. */
export const mostPutOff = 200;

export interface WhenQuiet {
  /** Has the work done soon, once nothing more arrives. */
  soon(): void;
}

export function whenQuiet(work: () => void): WhenQuiet {
  let waiting: ReturnType<typeof setImmediate> | undefined;
  let putOff = 0;
  const run = (): void => {
    waiting = undefined;
    putOff = 0;
    work();
  };
  return {
    soon() {
      if (waiting !== undefined) clearImmediate(waiting);
      putOff++;
      // Messages are handled one a turn of the event loop: two turns without another one are the end of the burst.
      if (putOff >= mostPutOff) run();
      else waiting = setImmediate(() => (waiting = setImmediate(run)));
    },
  };
}
