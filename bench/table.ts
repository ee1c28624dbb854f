/** What was measured as one Markdown text for the README. */
import type { EngineRow, Measured } from "./engine.ts";
import type { SeedsRow } from "./seeds.ts";

/** Steps a second of all contenders; then Soma against them, the machine's peak, and what compiling costs. */
export function engineTable(measured: readonly Measured[]): string {
  const rate = (prefix: string) => (all: Measured) => cell(best(all, prefix)?.stepsPerCpuSecond, shown);
  const against = (prefix: string, ours: string) => (all: Measured) => {
    const [soma, peer] = [best(all, ours), best(all, prefix)];
    return cell(soma && peer && soma.stepsPerCpuSecond / peer.stepsPerCpuSecond, shown);
  };
  const share = (ours: string) => (all: Measured) =>
    cell(best(all, ours)?.shareOfPeak, (part) => `${(100 * part).toFixed(0)} %`);
  const lines: readonly (readonly [string, (all: Measured) => string])[] = [
    ["**Soma**, strict SIMD", rate("soma-strict")],
    ["**Soma**, relaxed SIMD", rate("soma-relaxed")],
    ["PyTorch, best of eager, foreach, jit", rate("torch")],
    ["TensorFlow.js, best of cpu, wasm", rate("tfjs")],
    ["jax-js, wasm", rate("jax")],
    ["Soma strict as × PyTorch", against("torch", "soma-strict")],
    ["Soma relaxed as × PyTorch", against("torch", "soma-relaxed")],
    ["Soma strict as × TensorFlow.js", against("tfjs", "soma-strict")],
    ["Soma strict as × jax-js", against("jax", "soma-strict")],
    ["WASM peak, multiply and add, GFLOP/s", ({ peak }) => cell(peak.strict, gigas)],
    ["WASM peak, fused, GFLOP/s", ({ peak }) => cell(peak.relaxed, gigas)],
    ["Soma strict, share of its peak", share("soma-strict")],
    ["Soma relaxed, share of its peak", share("soma-relaxed")],
    [
      "Emission + instantiation + first step, ms",
      ({ cost: { emissionMs, instantiationMs, stepMs } }) =>
        [emissionMs, instantiationMs, stepMs].map((ms) => ms.toFixed(1)).join(" + "),
    ],
    ["Code, KiB", ({ cost: { codeBytes } }) => (codeBytes / 1024).toFixed(1)],
  ];
  return markdown(
    ["steps a second", ...measured.map((all) => `${all.workload}: ${all.title}`)],
    lines.map(([title, show]) => [title, ...measured.map(show)]),
  );
}

export const seedsTable = (rows: readonly SeedsRow[]): string =>
  markdown(
    ["50 seeds, one process", "steps", "wall time", "CPU time"],
    rows.map(({ title, steps, wallMs, cpuMs }) => [
      title,
      steps.toLocaleString("en"),
      `${wallMs.toFixed(0)} ms`,
      `${cpuMs.toFixed(0)} ms`,
    ]),
  );

/** A rate, to the digits that mean something: 3,040,000 or 0.83. */
export const shown = (rate: number): string => Number(rate.toPrecision(3)).toLocaleString("en");

const nothing = "–";
const cell = (value: number | undefined, show: (value: number) => string): string =>
  value === undefined ? nothing : show(value);
const gigas = (rate: number): string => (rate / 1e9).toFixed(1);

/** The fastest of those whose loss agrees. */
const best = ({ rows }: Measured, prefix: string): EngineRow | undefined =>
  rows
    .filter(({ contender, agrees }) => agrees && contender.startsWith(prefix))
    .reduce<EngineRow | undefined>(
      (most, row) => (most && most.stepsPerCpuSecond >= row.stepsPerCpuSecond ? most : row),
      undefined,
    );

const markdown = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
