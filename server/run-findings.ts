/** Keeps what runs showed, and says it about the text as long as the text is what the run was made from. */

import { findingsOf } from "../language/findings/findings.ts";
import { type FindingLimits, usualLimits } from "../language/findings/report.ts";
import type { CheckedFile, Diagnostic } from "../language/index.ts";
import { fingerprintOf } from "../protocol/fingerprint.ts";
import type { RunSummaryNotice } from "../protocol/language-server.ts";

export class RunFindings {
  readonly #runs = new Map<string, RunSummaryNotice>();
  #limits: FindingLimits = usualLimits;

  /** True if it shows something else than the summary before it. */
  keep(run: RunSummaryNotice): boolean {
    const key = `${run.uri}\n${run.experiment}`;
    const before = this.#runs.get(key);
    this.#runs.set(key, run);
    return shownBy(before) !== shownBy(run);
  }

  /** Takes the section `soma` of the editor's settings; what cannot be read stays as it was. */
  configure(settings: unknown): void {
    const { soma } = (settings ?? {}) as { soma?: { findings?: { deadShare?: unknown } } };
    const deadShare = soma?.findings?.deadShare;
    if (typeof deadShare === "number" && deadShare >= 0 && deadShare <= 1) this.#limits = { deadShare };
  }

  of(uri: string, checked: CheckedFile): readonly Diagnostic[] {
    const runs = [...this.#runs.values()].filter((run) => run.uri === uri && isAbout(run, checked));
    return runs.flatMap((run) => findingsOf(checked, run, this.#limits));
  }

  /** Those that runs have shown something about. */
  documents(): ReadonlySet<string> {
    return new Set([...this.#runs.values()].map(({ uri }) => uri));
  }

  forget(uri: string): void {
    for (const [key, run] of this.#runs) if (run.uri === uri) this.#runs.delete(key);
  }
}

const shownBy = (run: RunSummaryNotice | undefined): string =>
  JSON.stringify([run?.fingerprint, run?.activity, run?.diverged]);

function isAbout({ experiment: name, fingerprint }: RunSummaryNotice, checked: CheckedFile): boolean {
  const found = checked.experiments.find((candidate) => candidate.name === name);
  return found?.experiment !== undefined && fingerprintOf(found.experiment) === fingerprint;
}
