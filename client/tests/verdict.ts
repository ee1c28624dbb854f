/** What a claim comes to: one run decides it, or a share of the runs of several seeds. */
import type { Expectation } from "../../network/experiment.ts";
import type { Judgement } from "../../protocol/run.ts";

export interface Verdict {
  readonly holds: boolean;
  /** What was measured, in words. */
  readonly message: string;
}

/** The seeds of the runs that decide a claim; `undefined` is the experiment's own. */
export const seedsOf = ({ seeds }: Expectation): readonly (number | undefined)[] =>
  seeds === undefined ? [undefined] : Array.from({ length: seeds.of }, (_, place) => place + 1);

/** One judgement for each of the claim's seeds. */
export function verdictOf({ seeds }: Expectation, judgements: readonly Judgement[]): Verdict {
  const [first] = judgements;
  const claim = first?.claim ?? "";
  if (seeds === undefined)
    return {
      holds: first?.holds ?? false,
      message: `Expected ${claim}, measured ${words(first?.measured ?? Number.NaN)}.`,
    };
  const passed = judgements.filter(({ holds }) => holds).length;
  const sorted = judgements.map(({ measured }) => measured).sort((a, b) => a - b);
  const spread = `${words(sorted[0] ?? Number.NaN)} to ${words(sorted.at(-1) ?? Number.NaN)}, half of them up to ${words(sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN)}`;
  return {
    holds: passed >= seeds.pass,
    message: `Expected ${claim}, held with ${passed} of ${seeds.of} seeds. Measured ${spread}.`,
  };
}

const words = (value: number): string =>
  Number.isNaN(value) ? "no number" : `${Number(value.toPrecision(4))}`;
