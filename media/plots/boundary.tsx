/** What the network says everywhere on the plane of its two inputs, with the data points on top. */
import { useCallback } from "preact/hooks";
import type { Plane, Points, Reading, RunSummary } from "../../protocol/run.ts";
import { formatNumber } from "../run/format.ts";
import { chooseExample } from "../run/lab.ts";
import { example, summary, surface } from "../run/state.ts";
import { type Colour, classColour, colour, css, mix } from "../theme.ts";
import { Canvas, type Surface } from "./canvas.tsx";
import { contour } from "./contour.ts";
import { drawColours, magnitude } from "./heat-map.ts";

export function BoundaryPlot() {
  const { points, reading } = summary.value ?? {};
  const plane = surface.value;
  const chosen = example.value;
  const draw = useCallback(
    (drawing: Surface) => {
      if (!points || !reading) return;
      if (plane) drawPlane(drawing, plane, reading);
      drawPoints(drawing, plane ?? boxAround(points), points, reading, chosen / points.stride);
    },
    [plane, points, reading, chosen],
  );
  if (!summary.value || !points || !reading) return undefined;
  const frame = plane ?? boxAround(points);
  return (
    <section class="card boundary" aria-label="Decision boundary">
      <header class="card-head">
        <h2>{reading.kind === "values" ? "Output" : "Decision boundary"}</h2>
        <ClassKeys reading={reading} />
      </header>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the same choice is a button in the example's row. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the same choice is a button in the example's row. */}
      <div
        class="plane-frame"
        onClick={(event) => {
          const row = nearestPoint(event, frame, points);
          if (row !== undefined) chooseExample(row * points.stride);
        }}
      >
        <Canvas class="plane" draw={draw} label={describe(plane, points, reading)} />
      </div>
      <Corners summary={summary.value} frame={frame} />
      <PlaneTable plane={plane} reading={reading} />
    </section>
  );
}

function ClassKeys({ reading }: { readonly reading: Reading }) {
  if (reading.kind === "values") return undefined;
  return (
    <ul class="legend">
      {reading.names.map((name, index) => (
        <li key={name} class={`key ${classKey(index, reading.names.length)}`}>
          {name}
        </li>
      ))}
      <li class="key key-held">test</li>
    </ul>
  );
}

const classKey = (index: number, classes: number): string =>
  classes <= 2 ? (index === 1 ? "key-positive" : "key-negative") : `key-class-${index % 6}`;

/** Where the plane begins and ends, in the data's own numbers. */
function Corners({
  summary: { columns, normalization },
  frame,
}: {
  readonly summary: RunSummary;
  readonly frame: Frame;
}) {
  const raw = (value: number, axis: number): string => {
    const scale = normalization?.scale[axis] ?? 1;
    return formatNumber(value / scale + (normalization?.shift[axis] ?? 0));
  };
  return (
    <p class="corners">
      <span>
        {columns?.[0] ?? "x[0]"} {raw(frame.left, 0)} … {raw(frame.right, 0)} →
      </span>
      <span>
        {columns?.[1] ?? "x[1]"} {raw(frame.bottom, 1)} … {raw(frame.top, 1)} ↑
      </span>
    </p>
  );
}

type Frame = Pick<Plane, "left" | "right" | "bottom" | "top">;

function boxAround({ positions }: Points): Frame {
  const box = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity };
  for (let place = 0; place < positions.length; place += 2) {
    const [x = 0, y = 0] = [positions[place], positions[place + 1]];
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.bottom = Math.min(box.bottom, y);
    box.top = Math.max(box.top, y);
  }
  return box;
}

const STRONGEST = 0.72;

function drawPlane(drawing: Surface, plane: Plane, reading: Reading): void {
  const { size, width } = plane;
  const paper = colour("--soma-paper");
  const scores = flip(plane, (place) => score(plane.values, place * width, width, reading));
  const scale = reading.kind === "values" ? magnitude(scores) : 1;
  const paint = (value: number, place: number): Colour => {
    if (reading.kind !== "classes")
      return mix(paper, classColour(value > 0 ? 1 : 0, 2), Math.min(1, Math.abs(value) / scale) * STRONGEST);
    const row = size - 1 - Math.floor(place / size);
    const winner = winnerAt(plane.values, (row * size + (place % size)) * width, width);
    return mix(paper, classColour(winner, reading.names.length), value * STRONGEST);
  };
  const smooth = reading.kind !== "classes";
  drawColours(drawing, { rows: size, columns: size, values: scores, smooth }, paint);
  if (reading.kind === "binary") drawLine(drawing, scores, size);
}

/** −1 … 1 for two classes, 0 … 1 (how sure it is of the winner) for more, the first output else. */
function score(values: Float32Array, start: number, width: number, reading: Reading): number {
  const first = values[start] ?? Number.NaN;
  switch (reading.kind) {
    case "binary":
      if (reading.logits) return Math.tanh((first - reading.threshold) / 2);
      return Math.max(-1, Math.min(1, 2 * (first - reading.threshold)));
    case "classes": {
      const all = values.subarray(start, start + width);
      const largest = Math.max(...all);
      if (!reading.logits) return largest;
      return 1 / all.reduce((sum, value) => sum + Math.exp(value - largest), 0);
    }
    case "values":
      return first;
    default:
      return reading satisfies never;
  }
}

function winnerAt(values: Float32Array, start: number, width: number): number {
  const all = values.subarray(start, start + width);
  return all.indexOf(Math.max(...all));
}

/** Rows go from bottom to top in the plane, from top to bottom in a picture. */
function flip({ size }: Plane, at: (place: number) => number): Float32Array {
  return Float32Array.from({ length: size * size }, (_, place) =>
    at((size - 1 - Math.floor(place / size)) * size + (place % size)),
  );
}

function drawLine({ context, width, height }: Surface, scores: Float32Array, size: number): void {
  const sections = contour(scores, size, 0);
  const x = (place: number): number => ((place + 0.5) / size) * width;
  const y = (place: number): number => ((place + 0.5) / size) * height;
  context.strokeStyle = css(colour("--soma-ink"));
  context.lineWidth = 1.5;
  context.beginPath();
  for (let at = 0; at + 3 < sections.length; at += 4) {
    context.moveTo(x(sections[at] ?? 0), y(sections[at + 1] ?? 0));
    context.lineTo(x(sections[at + 2] ?? 0), y(sections[at + 3] ?? 0));
  }
  context.stroke();
}

/** Rows that are trained on are filled, those held back are rings. */
function drawPoints(
  { context, width, height }: Surface,
  frame: Frame,
  { positions, labels, trainCount }: Points,
  reading: Reading,
  chosen: number,
): void {
  const paper = css(colour("--soma-paper"));
  const radius = labels.length > 600 ? 2 : 3;
  const classes = reading.kind === "values" ? 2 : reading.names.length;
  for (const [row, value] of labels.entries()) {
    const ink = css(classColour(reading.kind === "values" ? Number(value > 0) : value, classes));
    const [x, y] = onSurface(frame, positions, row, width, height);
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = row < trainCount ? ink : paper;
    context.strokeStyle = row < trainCount ? paper : ink;
    context.lineWidth = row < trainCount ? 1 : 1.5;
    context.fill();
    context.stroke();
  }
  if (!Number.isInteger(chosen) || chosen >= labels.length) return;
  const [x, y] = onSurface(frame, positions, chosen, width, height);
  context.beginPath();
  context.arc(x, y, radius + 4, 0, 2 * Math.PI);
  context.strokeStyle = css(colour("--soma-ink"));
  context.lineWidth = 2;
  context.stroke();
}

function onSurface(
  frame: Frame,
  positions: Float32Array,
  row: number,
  width: number,
  height: number,
): readonly [number, number] {
  const [x = 0, y = 0] = positions.subarray(2 * row);
  return [
    ((x - frame.left) / (frame.right - frame.left)) * width,
    (1 - (y - frame.bottom) / (frame.top - frame.bottom)) * height,
  ];
}

const REACH = 14;

function nearestPoint(event: MouseEvent, frame: Frame, { positions, labels }: Points): number | undefined {
  const box = (event.currentTarget as Element).getBoundingClientRect();
  let nearest: number | undefined;
  let distance = REACH;
  for (let row = 0; row < labels.length; row++) {
    const [x, y] = onSurface(frame, positions, row, box.width, box.height);
    const away = Math.hypot(event.clientX - box.left - x, event.clientY - box.top - y);
    if (away < distance) [nearest, distance] = [row, away];
  }
  return nearest;
}

function describe(plane: Plane | undefined, { labels }: Points, reading: Reading): string {
  const rows = `${labels.length} data points`;
  if (!plane) return `${rows}; the network has not been asked yet`;
  return `${rows} over the network's ${reading.kind === "values" ? "output" : "decision"} on the plane; the table below samples it`;
}

const SAMPLES = [0.1, 0.3, 0.5, 0.7, 0.9];

/** The plane at 25 places, for readers who do not see the picture. */
function PlaneTable({ plane, reading }: { readonly plane: Plane | undefined; readonly reading: Reading }) {
  if (!plane) return undefined;
  const column = (share: number): number => Math.floor(share * plane.size);
  const coordinate = (share: number, low: number, high: number): string =>
    formatNumber(low + share * (high - low));
  return (
    <details>
      <summary>Numbers</summary>
      <table>
        <caption>What the network says, by its two inputs</caption>
        <thead>
          <tr>
            <th scope="col">↑ \ →</th>
            {SAMPLES.map((share) => (
              <th scope="col" key={share}>
                {coordinate(share, plane.left, plane.right)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {SAMPLES.toReversed().map((up) => (
            <tr key={up}>
              <th scope="row">{coordinate(up, plane.bottom, plane.top)}</th>
              {SAMPLES.map((along) => (
                <td key={along}>{said(plane, column(up) * plane.size + column(along), reading)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function said({ values, width }: Plane, place: number, reading: Reading): string {
  const first = values[place * width] ?? Number.NaN;
  switch (reading.kind) {
    case "values":
      return formatNumber(first);
    case "binary":
      return reading.names[first > reading.threshold ? 1 : 0] ?? "";
    case "classes":
      return reading.names[winnerAt(values, place * width, width)] ?? "";
    default:
      return reading satisfies never;
  }
}
