/** Notices a language server that hangs: it is pinged while documents are open, and one that stays silent is reported once. */

/** Ticks come once a second. They are counted, so that a computer that slept blames nobody. */
export const tickMs = 1000;
const pingEveryTicks = 5;
const silenceTicks = 10;

export interface Watchdog {
  /** `isWatched`: the server runs and has documents to look after. */
  tick(isWatched: boolean): void;
}

/** `ping` settles when the server answers, or when the connection is gone; `onHang` is called once for each hang. */
export function createWatchdog(ping: () => Promise<unknown>, onHang: () => void): Watchdog {
  let ticks = 0;
  let waiting: { readonly since: number } | undefined;

  const send = (): void => {
    const sent = { since: ticks };
    waiting = sent;
    const answered = (): void => {
      if (waiting === sent) waiting = undefined;
    };
    // A connection that is gone is told to the client by itself: only silence is a hang.
    ping().then(answered, answered);
  };

  return {
    tick(isWatched) {
      ticks++;
      if (!isWatched) {
        waiting = undefined;
      } else if (waiting === undefined) {
        if (ticks % pingEveryTicks === 0) send();
      } else if (ticks - waiting.since >= silenceTicks) {
        waiting = undefined;
        onHang();
      }
    },
  };
}
