/** Counts how often the language server ended or hung: whether to start it again, and which documents to set aside. */

const mostFailures = 5;
const windowMs = 3 * 60_000;
/** A document in use at this many failures is set aside. */
const failuresToSetAside = 2;

export class ServerFailures {
  #timesMs: readonly number[] = [];
  readonly #inUse = new Map<string, number>();

  /** Takes a failure down, and the document that was in use last; true if the server may be started again. */
  failed(nowMs: number, uri: string | undefined): boolean {
    this.#timesMs = [...this.#timesMs.filter((time) => nowMs - time < windowMs), nowMs];
    if (uri !== undefined) this.#inUse.set(uri, (this.#inUse.get(uri) ?? 0) + 1);
    return this.#timesMs.length < mostFailures;
  }

  /** The documents of which only the writing is to be checked. */
  setAside(): readonly string[] {
    return [...this.#inUse].filter(([, count]) => count >= failuresToSetAside).map(([uri]) => uri);
  }

  /** An edit gives a document that was set aside one more try. */
  edited(uri: string): void {
    if ((this.#inUse.get(uri) ?? 0) >= failuresToSetAside) this.#inUse.set(uri, failuresToSetAside - 1);
  }

  /** The author asked for another start: what was counted no longer stands in the way of it. */
  startAnew(): void {
    this.#timesMs = [];
  }
}
