/** What runs have measured, by document: hovers show it beside the text it belongs to. */
import type { MeasuredRun } from "../language/index.ts";

export class Measurements {
  readonly #runs = new Map<string, MeasuredRun>();

  /** The newest run of each network counts. */
  keep(uri: string, run: MeasuredRun): void {
    this.#runs.set(`${uri}\n${run.network}`, run);
  }

  of(uri: string): readonly MeasuredRun[] {
    return [...this.#runs].filter(([key]) => key.startsWith(`${uri}\n`)).map(([, run]) => run);
  }

  forget(uri: string): void {
    for (const key of this.#runs.keys()) if (key.startsWith(`${uri}\n`)) this.#runs.delete(key);
  }
}
