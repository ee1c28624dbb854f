/** Earlier states of a run, kept so that it can go back when it diverges. */

/** Between two of them lie at least this many steps: what a step back has to repeat at most is about twice that. */
const INTERVAL_STEPS = 200;

/** The last two states kept, so that there is one before any step since the newer. */
export class Shadow<State extends { readonly step: number }> {
  #older: State | undefined;
  #newer: State | undefined;

  /** Keeps the present state if the last one kept is far enough back. */
  keep(step: number, save: () => State): void {
    if (this.#newer !== undefined && step - this.#newer.step < INTERVAL_STEPS) return;
    this.#older = this.#newer;
    this.#newer = save();
  }

  /** The latest state kept that is not after `step`, or else the earliest there is. */
  near(step: number): State | undefined {
    const known = [this.#newer, this.#older].filter((state) => state !== undefined);
    return known.find((state) => state.step <= step) ?? known.at(-1);
  }

  clear(): void {
    this.#older = undefined;
    this.#newer = undefined;
  }
}
