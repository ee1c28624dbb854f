/** A column of units coloured by what they say about the current example: circles, a grid, or feature maps. */
import { useCallback } from "preact/hooks";
import { Canvas, type Surface } from "../plots/canvas.tsx";
import { drawHeatMap, magnitude } from "../plots/heat-map.ts";
import { formatNumber } from "../run/format.ts";
import type { Unit } from "../run/state.ts";
import { colour, css } from "../theme.ts";
import type { CircleColumn, Column, GridColumn, MapColumn } from "./layout.ts";
import { unitAt } from "./walk.ts";

interface UnitsProperties<C extends Column> {
  readonly column: C;
  readonly values: Float32Array | undefined;
  readonly chosen: Unit | undefined;
  /** Name of a unit, if it has one: an input's column, an output's class. */
  readonly nameOf: (unit: number) => string | undefined;
  /** The unit of this column that the tab key comes to. */
  readonly tabStop: number | undefined;
  readonly point: (unit: number) => void;
  readonly pin: (unit: number) => void;
}

export function Units(properties: UnitsProperties<Column>) {
  const { column } = properties;
  switch (column.form) {
    case "circles":
      return <Circles {...properties} column={column} />;
    case "grid":
    case "maps":
      return <Cells {...properties} column={column} />;
    default:
      return column satisfies never;
  }
}

function Circles({ column, values, chosen, nameOf, tabStop, point, pin }: UnitsProperties<CircleColumn>) {
  const scale = magnitude(values ?? [], 1);
  return (
    <g>
      {column.centres.map((y, unit) => (
        <g key={unit}>
          {/* biome-ignore lint/a11y/useSemanticElements: an SVG has no button element. */}
          <g
            role="button"
            class={isUnit(chosen, column, unit) ? "neuron chosen" : "neuron"}
            tabIndex={tabStop === unit ? 0 : -1}
            data-unit={`${column.tensor}/${unit}`}
            aria-label={`${nameOf(unit) ?? `${column.title}[${unit}]`}, ${column.kind}`}
            aria-pressed={isUnit(chosen, column, unit)}
            onPointerEnter={() => point(unit)}
            onFocus={() => point(unit)}
            onClick={() => pin(unit)}
          >
            <Circle column={column} y={y} value={values?.[unit]} scale={scale} />
          </g>
          <Caption column={column} y={y} value={values?.[unit]} name={nameOf(unit)} />
        </g>
      ))}
    </g>
  );
}

const isUnit = (chosen: Unit | undefined, column: Column, unit: number): boolean =>
  chosen?.tensor === column.tensor && chosen.unit === unit;

interface CircleProperties {
  readonly column: CircleColumn;
  readonly y: number;
  readonly value: number | undefined;
  readonly scale: number;
}

function Circle({ column: { x: left, radius }, y, value, scale }: CircleProperties) {
  const x = left + radius;
  return (
    <>
      <circle class="socket" cx={x} cy={y} r={radius} />
      <circle
        class={(value ?? 0) < 0 ? "charge negative" : "charge positive"}
        cx={x}
        cy={y}
        r={radius}
        fill-opacity={value === undefined ? 0 : fillOf(value, scale)}
      />
    </>
  );
}

interface CaptionProperties {
  readonly column: CircleColumn;
  readonly y: number;
  readonly value: number | undefined;
  readonly name: string | undefined;
}

/** Beside the neuron and no part of it: its number changes with every step, its name does not. */
function Caption({ column: { x, radius, isOutput }, y, value, name }: CaptionProperties) {
  if (name === undefined && !isOutput) return undefined;
  return (
    <text
      class="unit-name"
      x={isOutput ? x + 2 * radius + 6 : x - 6}
      y={y}
      text-anchor={isOutput ? "start" : "end"}
    >
      {label(name, value, isOutput)}
    </text>
  );
}

const fillOf = (value: number, scale: number): string =>
  Number.isFinite(value) ? Math.min(1, Math.abs(value) / scale).toFixed(2) : "0";

function label(name: string | undefined, value: number | undefined, withValue: boolean): string {
  const number = value === undefined ? "" : formatNumber(value);
  if (name === undefined) return number;
  return withValue ? `${name} ${number}` : name;
}

/** Many units as one picture; the pointer and the arrow keys move over its cells. */
function Cells({ column, values, chosen, tabStop, point, pin }: UnitsProperties<GridColumn | MapColumn>) {
  const chosenHere = chosen?.tensor === column.tensor ? chosen.unit : undefined;
  const draw = useCallback(
    (surface: Surface) => drawCells(surface, column, values, chosenHere),
    [column, values, chosenHere],
  );
  const under = (event: MouseEvent): number | undefined => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const scale = column.width / box.width;
    return unitAt(column, (event.clientX - box.left) * scale, (event.clientY - box.top) * scale);
  };
  const stop = tabStop ?? 0;
  return (
    <foreignObject x={column.x} y={column.y} width={column.width} height={column.height}>
      {/* biome-ignore lint/a11y/useSemanticElements: a button may not hold a canvas that is read out. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the view around it listens to the keys of all units. */}
      <div
        class="cells"
        role="button"
        tabIndex={tabStop === undefined ? -1 : 0}
        data-unit={`${column.tensor}/${stop}`}
        aria-label={`${column.title}, ${column.units} units, ${column.kind}; unit ${chosenHere ?? stop}`}
        onPointerMove={(event) => {
          const unit = under(event);
          if (unit !== undefined && unit !== chosenHere) point(unit);
        }}
        onFocus={() => point(chosenHere ?? stop)}
        onClick={(event) => {
          const unit = under(event);
          if (unit !== undefined) pin(unit);
        }}
      >
        <Canvas draw={draw} label={`Activations of ${column.title}`} />
      </div>
    </foreignObject>
  );
}

function drawCells(
  surface: Surface,
  column: GridColumn | MapColumn,
  values: Float32Array | undefined,
  chosen: number | undefined,
): void {
  const { context } = surface;
  if (column.form === "grid") {
    if (values) drawHeatMap(surface, { ...column, values, scale: magnitude(values) });
    frame(context, column.width, column.height);
    if (chosen !== undefined) frameCell(surface, column, chosen, column.width / column.columns, column.y);
    return;
  }
  const size = column.rows * column.columns;
  const scale = magnitude(values ?? []);
  for (const [map, top] of column.tops.entries()) {
    context.save();
    context.translate(0, top - column.y);
    if (values) {
      const picture = values.subarray(map * size, (map + 1) * size);
      drawHeatMap(
        { context, width: column.side, height: column.side },
        { rows: column.rows, columns: column.columns, values: picture, scale },
      );
    }
    frame(context, column.side, column.side);
    context.restore();
  }
  if (chosen !== undefined) {
    const top = column.tops[Math.floor(chosen / size)] ?? column.y;
    frameCell(surface, column, chosen % size, column.side / column.columns, top);
  }
}

function frame(context: CanvasRenderingContext2D, width: number, height: number): void {
  context.strokeStyle = css(colour("--soma-ink-soft"), 0.4);
  context.lineWidth = 1;
  context.strokeRect(0.5, 0.5, width - 1, height - 1);
}

function frameCell(
  { context }: Surface,
  column: GridColumn | MapColumn,
  unit: number,
  side: number,
  top: number,
): void {
  context.strokeStyle = css(colour("--soma-ink"));
  context.lineWidth = 1.5;
  const x = (unit % column.columns) * side;
  const y = top - column.y + Math.floor(unit / column.columns) * side;
  context.strokeRect(x + 0.75, y + 0.75, Math.max(2, side - 1.5), Math.max(2, side - 1.5));
}
