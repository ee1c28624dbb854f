/** The network drawn left to right, alive: each unit shows what it says about the current example, each line what its weight is. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ConcreteNetwork } from "../../network/network.ts";
import { formatShape } from "../run/format.ts";
import { inspect, unpin } from "../run/inspection.ts";
import { reveal } from "../run/lab.ts";
import { glimpse, inspected, pinned, summary, type Unit } from "../run/state.ts";
import { type Column, layoutNetwork, type NetworkLayout } from "./layout.ts";
import { Lines } from "./lines.tsx";
import { Units } from "./units.tsx";
import { type Direction, walk } from "./walk.ts";

const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

export function NetworkView({ network }: { readonly network: ConcreteNetwork }) {
  const frame = useRef<HTMLDivElement>(null);
  const available = useWidth(frame);
  const { left, right } = margins();
  const layout = useMemo(
    () => layoutNetwork(network, available, { left, right }),
    [network, available, left, right],
  );
  const chosen = inspected.value;
  const [attended, setAttended] = useState(false);
  const step = (event: KeyboardEvent): void => {
    if (event.key === "Escape") unpin();
    if (chosen && (event.key === "Enter" || event.key === " ") && onUnit(event)) {
      event.preventDefault();
      inspect(chosen, true);
    }
    const direction = directions[event.key];
    const here = chosen ?? first(layout);
    if (!direction || !here) return;
    event.preventDefault();
    const next = walk(layout, here, direction);
    inspect(next, pinned.value);
    focusUnit(frame.current, next);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move between the buttons inside.
    <div
      class="network"
      ref={frame}
      onKeyDown={step}
      onPointerEnter={() => setAttended(true)}
      onPointerLeave={() => setAttended(false)}
      onFocusCapture={() => setAttended(true)}
      onBlurCapture={() => setAttended(false)}
    >
      {available === 0 ? undefined : (
        <Drawing layout={layout} chosen={chosen} isLit={attended || pinned.value} />
      )}
    </div>
  );
}

function Drawing({
  layout,
  chosen,
  isLit,
}: {
  readonly layout: NetworkLayout;
  readonly chosen: Unit | undefined;
  /** The chosen unit's inputs stand out while the reader is here. */
  readonly isLit: boolean;
}) {
  const seen = glimpse.value;
  const start = chosen ?? first(layout);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of buttons drawn as one picture.
    <svg
      role="group"
      aria-label="Network; arrow keys move from unit to unit"
      width={layout.width}
      height={layout.height}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
    >
      {layout.edges.map((edge) => (
        <Lines
          key={`${edge.from.tensor} ${edge.to.tensor}`}
          edge={edge}
          values={edge.weights && seen?.weights[edge.weights.name]}
          lit={isLit ? chosen : undefined}
        />
      ))}
      {layout.columns.map((column) => (
        <g key={column.tensor}>
          <Title column={column} />
          <Units
            column={column}
            values={seen?.activations[column.tensor]}
            chosen={chosen}
            nameOf={(unit) => unitName(column, unit)}
            tabStop={start?.tensor === column.tensor ? start.unit : undefined}
            point={(unit) => inspect({ tensor: column.tensor, unit })}
            pin={(unit) => inspect({ tensor: column.tensor, unit }, true)}
          />
        </g>
      ))}
    </svg>
  );
}

function Title({ column }: { readonly column: Column }) {
  const middle = column.x + column.width / 2;
  return (
    // biome-ignore lint/a11y/useSemanticElements: an SVG has no link element that needs no address.
    <g
      class="title"
      role="link"
      tabIndex={0}
      aria-label={`${column.title}, ${column.kind}, ${formatShape(column.shape)}: show in the text`}
      onClick={() => reveal(column.span)}
      onKeyDown={(event) => {
        if (event.key === "Enter") reveal(column.span);
      }}
    >
      <text class="column-name" x={middle} y={12} text-anchor="middle">
        {column.title}
      </text>{" "}
      <text class="column-kind" x={middle} y={27} text-anchor="middle">
        {column.kind}
      </text>{" "}
      <text class="column-kind" x={middle} y={40} text-anchor="middle">
        {formatShape(column.shape)}
      </text>
    </g>
  );
}

const LETTER = 5.5;
const LONGEST_NAME = 16;

/** The columns' own halves hold short names; longer ones need more. */
function margins(): { readonly left: number; readonly right: number } {
  const { columns = [], reading } = summary.value ?? {};
  const room = (names: readonly string[]): number =>
    LETTER * Math.min(LONGEST_NAME, Math.max(0, ...names.map(({ length }) => length)));
  const isNamed = reading?.kind === "classes";
  return {
    left: columns.length > 16 ? 0 : room(columns) / 2,
    right: isNamed ? 14 + room(reading.names) : 10,
  };
}

function unitName(column: Column, unit: number): string | undefined {
  const { columns, reading } = summary.value ?? {};
  if (column.kind === "input") return columns?.[unit];
  if (column.isOutput && reading?.kind === "classes") return reading.names[unit];
  return undefined;
}

function first(layout: NetworkLayout): Unit | undefined {
  const column = layout.columns.find(({ kind }) => kind !== "input") ?? layout.columns[0];
  return column && { tensor: column.tensor, unit: 0 };
}

const onUnit = ({ target }: Event): boolean => target instanceof Element && target.matches("[data-unit]");

function focusUnit(frame: HTMLElement | null, { tensor, unit }: Unit): void {
  // A grid is one element for all its units, so that only its column is looked for.
  const elements = [...(frame?.querySelectorAll<SVGElement | HTMLElement>("[data-unit]") ?? [])];
  const ofColumn = elements.filter((element) => element.dataset.unit?.startsWith(`${tensor}/`));
  (ofColumn.find((element) => element.dataset.unit === `${tensor}/${unit}`) ?? ofColumn[0])?.focus();
}

function useWidth(element: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
