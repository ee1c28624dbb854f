/** Loss and accuracy over the steps, on the rows trained on and on those held back. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import UPlot from "uplot";
import { formatCount, formatNumber, formatShare } from "../run/format.ts";
import { setLogLoss } from "../run/lab.ts";
import { history, historyVersion, isLogLoss } from "../run/state.ts";
import { colour, css, themeVersion } from "../theme.ts";

interface Curve {
  readonly name: string;
  readonly colour: `--soma-${string}`;
  readonly width: number;
  readonly dash?: readonly number[];
  /** Numbers at the plot's steps; `undefined` where there is none. */
  readonly values: readonly (number | undefined)[];
}

interface CurvePlotProperties {
  readonly title: string;
  readonly steps: readonly number[];
  readonly curves: readonly Curve[];
  readonly format: (value: number) => string;
  /** Upper end of the axis, where it is known. */
  readonly top?: number;
  /** Powers of ten are as far from each other as any others; what is not above 0 is left out. */
  readonly isLog?: boolean;
  readonly children?: ComponentChildren;
}

export function LossPlot() {
  const { losses, evaluations } = useHistory();
  const steps = mergeSteps(losses, evaluations);
  const batch = new Map(losses.map(({ step, loss }) => [step, loss]));
  const train = new Map(evaluations.map(({ step, train: { loss } }) => [step, loss]));
  const test = new Map(evaluations.map(({ step, test }) => [step, test?.loss]));
  const curves: Curve[] = [
    { name: "batch", colour: "--soma-faint", width: 1, values: steps.map((step) => batch.get(step)) },
    { name: "train", colour: "--soma-train", width: 2, values: steps.map((step) => train.get(step)) },
  ];
  if (evaluations.some(({ test }) => test))
    curves.push({
      name: "test",
      colour: "--soma-test",
      width: 2,
      dash: [6, 3],
      values: steps.map((step) => test.get(step)),
    });
  return (
    <CurvePlot title="Loss" steps={steps} curves={curves} format={formatNumber} isLog={isLogLoss.value}>
      <button
        type="button"
        class="quiet small"
        data-action="log-loss"
        title="Draws the loss over powers of ten, so that small differences are seen"
        onClick={() => setLogLoss(!isLogLoss.value)}
      >
        {isLogLoss.value ? "Linear scale" : "Log scale"}
      </button>
    </CurvePlot>
  );
}

export function AccuracyPlot() {
  const { evaluations } = useHistory();
  if (!evaluations.some(({ train }) => train.accuracy !== undefined)) return undefined;
  const steps = evaluations.map(({ step }) => step);
  const curves: Curve[] = [
    {
      name: "train",
      colour: "--soma-train",
      width: 2,
      values: evaluations.map(({ train }) => train.accuracy),
    },
  ];
  if (evaluations.some(({ test }) => test))
    curves.push({
      name: "test",
      colour: "--soma-test",
      width: 2,
      dash: [6, 3],
      values: evaluations.map(({ test }) => test?.accuracy),
    });
  return <CurvePlot title="Accuracy" steps={steps} curves={curves} format={formatShare} top={1} />;
}

function useHistory() {
  // The history changes in place; reading its version makes the component follow it.
  void historyVersion.value;
  return { losses: history.value.losses, evaluations: history.value.evaluations };
}

function mergeSteps(...series: readonly (readonly { readonly step: number }[])[]): readonly number[] {
  return [...new Set(series.flat().map(({ step }) => step))].sort((a, b) => a - b);
}

function CurvePlot({ title, steps, curves, format, top, isLog = false, children }: CurvePlotProperties) {
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot | undefined>(undefined);
  const theme = themeVersion.value;
  const names = curves.map(({ name }) => name).join();

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const made = new UPlot(
      plotOptions(element, curves, format, top, isLog),
      dataOf(steps, curves, isLog),
      element,
    );
    plot.current = made;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0) made.setSize({ width: element.clientWidth, height: element.clientHeight });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
    };
  }, [theme, names, isLog]);

  useEffect(() => plot.current?.setData(dataOf(steps, curves, isLog)));

  return (
    <section class="card" aria-label={title}>
      <header class="card-head">
        <div class="title">
          <h2>{title}</h2>
          {children}
        </div>
        <ul class="legend">
          {curves.map(({ name, dash }) => (
            <li key={name} class={`key key-${name}${dash ? " dashed" : ""}`}>
              {name}
            </li>
          ))}
        </ul>
      </header>
      <div
        class="curve"
        ref={frame}
        role="img"
        aria-label={`${title} over steps; the table below has the numbers`}
      />
      <CurveTable title={title} steps={steps} curves={curves} format={format} />
    </section>
  );
}

const dataOf = (steps: readonly number[], curves: readonly Curve[], isLog: boolean): UPlot.AlignedData => [
  [...steps],
  ...curves.map(({ values }) =>
    values.map((value) =>
      value !== undefined && Number.isFinite(value) && (!isLog || value > 0) ? value : undefined,
    ),
  ),
];

function plotOptions(
  element: HTMLElement,
  curves: readonly Curve[],
  format: (value: number) => string,
  top: number | undefined,
  isLog: boolean,
): UPlot.Options {
  const ink = css(colour("--soma-ink-soft"));
  const grid = css(colour("--soma-ink-soft"), 0.15);
  const font = `11px ${getComputedStyle(element).fontFamily}`;
  const axis = { stroke: ink, font, ticks: { show: false }, grid: { stroke: grid, width: 1 } };
  return {
    width: Math.max(1, element.clientWidth),
    height: Math.max(1, element.clientHeight),
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 } },
    padding: [8, 12, 0, 0],
    scales: {
      x: { time: false },
      y: isLog
        ? { distr: 3, log: 10, range: (_, low, high) => logRangeOf(low, high) }
        : { range: (_, low, high) => rangeOf(low, high, top) },
    },
    axes: [
      { ...axis, size: 24, space: 70, values: (_, splits) => splits.map((step) => formatCount(step)) },
      {
        ...axis,
        size: 46,
        space: 28,
        values: (_, splits) => splits.map((value) => (value === null ? "" : format(value))),
      },
    ],
    series: [
      {},
      ...curves.map(({ name, colour: property, width, dash }) => ({
        label: name,
        stroke: css(colour(property)),
        width,
        spanGaps: true,
        points: { show: false },
        ...(dash ? { dash: [...dash] } : {}),
      })),
    ],
  };
}

function rangeOf(low: number | null, high: number | null, top: number | undefined): [number, number] {
  if (low === null || high === null || !Number.isFinite(low) || !Number.isFinite(high)) return [0, top ?? 1];
  const space = (high - low || Math.abs(high) || 1) * 0.06;
  const floor = low >= 0 ? Math.max(0, top === undefined ? 0 : low - space) : low - space;
  return [floor, top ?? high + space];
}

function logRangeOf(low: number | null, high: number | null): [number, number] {
  if (low === null || high === null || !(low > 0) || !Number.isFinite(high)) return [0.1, 1];
  const space = Math.max(1.1, (high / low) ** 0.06);
  return [low / space, high * space];
}

const TABLE_ROWS = 12;

/** The same numbers for readers who do not see the picture. */
function CurveTable({ title, steps, curves, format }: CurvePlotProperties) {
  const stride = Math.max(1, Math.ceil(steps.length / TABLE_ROWS));
  const rows = steps.flatMap((step, index) =>
    index % stride === 0 || index === steps.length - 1 ? [{ step, index }] : [],
  );
  return (
    <details>
      <summary>Numbers</summary>
      <table>
        <caption>{title} by step</caption>
        <thead>
          <tr>
            <th scope="col">Step</th>
            {curves.map(({ name }) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ step, index }) => (
            <tr key={step}>
              <th scope="row">{formatCount(step)}</th>
              {curves.map(({ name, values }) => {
                const value = values[index];
                return <td key={name}>{value === undefined ? "" : format(value)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
