/** The weights as lines: blue for positive, orange for negative, wide for large; a ribbon where there are too many to draw. */

import { magnitude } from "../plots/heat-map.ts";
import type { Unit } from "../run/state.ts";
import type { CircleColumn, Column, Edge } from "./layout.ts";

interface LinesProperties {
  readonly edge: Edge;
  readonly values: Float32Array | undefined;
  /** The unit whose inputs are lit. */
  readonly lit: Unit | undefined;
}

export function Lines({ edge, values, lit }: LinesProperties) {
  const { from, to, weights } = edge;
  if (!weights || !values || from.form !== "circles" || to.form !== "circles")
    return <path class="ribbon" d={ribbon(from, to)} />;
  const isLit = lit?.tensor === to.tensor;
  return (
    <g class={lit === undefined ? "lines" : isLit ? "lines lit" : "lines dim"}>
      {lines(from, to, values, weights.transposed, isLit ? lit.unit : undefined)}
    </g>
  );
}

function lines(
  from: CircleColumn,
  to: CircleColumn,
  values: Float32Array,
  transposed: boolean,
  only: number | undefined,
) {
  const scale = magnitude(values);
  return from.centres.flatMap((fromY, input) =>
    to.centres.map((toY, unit) => {
      const place = transposed ? unit * from.units + input : input * to.units + unit;
      const weight = values[place] ?? 0;
      const share = Math.min(1, Math.abs(weight) / scale);
      const faded = only !== undefined && only !== unit ? 0.15 : 1;
      return (
        <path
          key={place}
          class={weight < 0 ? "line negative" : "line positive"}
          d={curve(from.x + from.width, fromY, to.x, toY)}
          stroke-width={(0.4 + 3.6 * share).toFixed(2)}
          stroke-opacity={((0.12 + 0.88 * share) * faded).toFixed(2)}
        />
      );
    }),
  );
}

function curve(fromX: number, fromY: number, toX: number, toY: number): string {
  const bend = (toX - fromX) * 0.45;
  return `M${fromX} ${fromY}C${fromX + bend} ${fromY} ${toX - bend} ${toY} ${toX} ${toY}`;
}

function ribbon(from: Column, to: Column): string {
  const [left, right] = [from.x + from.width + 3, to.x - 3];
  const bend = (right - left) * 0.45;
  const [top, bottom] = [from.y, from.y + from.height];
  const [toTop, toBottom] = [to.y, to.y + to.height];
  return (
    `M${left} ${top}C${left + bend} ${top} ${right - bend} ${toTop} ${right} ${toTop}` +
    `L${right} ${toBottom}C${right - bend} ${toBottom} ${left + bend} ${bottom} ${left} ${bottom}Z`
  );
}
