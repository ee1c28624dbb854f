/** Where the arrow keys lead in the network: up and down within a column, left and right to the nearest unit of the next one. */
import type { Unit } from "../run/state.ts";
import type { Column, NetworkLayout } from "./layout.ts";

export type Direction = "up" | "down" | "left" | "right";

/** The unit that lies in that direction, or the same one at the edge. */
export function walk(layout: NetworkLayout, from: Unit, direction: Direction): Unit {
  const index = layout.columns.findIndex(({ tensor }) => tensor === from.tensor);
  const column = layout.columns[index];
  if (!column) return from;
  const inside = walkInside(column, from.unit, direction);
  if (inside !== undefined) return { tensor: column.tensor, unit: inside };
  const next = direction === "left" ? layout.columns[index - 1] : layout.columns[index + 1];
  if (!next || direction === "up" || direction === "down") return from;
  return { tensor: next.tensor, unit: nearest(next, heightOf(column, from.unit), direction) };
}

function walkInside(column: Column, unit: number, direction: Direction): number | undefined {
  const across = column.form === "circles" ? 1 : column.columns;
  const sideways = unit % across;
  switch (direction) {
    case "up":
      return unit - across >= 0 ? unit - across : undefined;
    case "down":
      return unit + across < drawnUnits(column) ? unit + across : undefined;
    case "left":
      return sideways > 0 ? unit - 1 : undefined;
    case "right":
      return sideways + 1 < across && unit + 1 < drawnUnits(column) ? unit + 1 : undefined;
    default:
      return direction satisfies never;
  }
}

/** Of feature maps only the first ones are drawn. */
const drawnUnits = (column: Column): number =>
  column.form === "maps" ? column.tops.length * column.rows * column.columns : column.units;

/** The middle of a unit on the page's vertical axis. */
function heightOf(column: Column, unit: number): number {
  switch (column.form) {
    case "circles":
      return column.centres[unit] ?? column.y;
    case "grid":
      return column.y + ((Math.floor(unit / column.columns) + 0.5) * column.height) / column.rows;
    case "maps": {
      const size = column.rows * column.columns;
      const row = Math.floor((unit % size) / column.columns);
      return (column.tops[Math.floor(unit / size)] ?? column.y) + ((row + 0.5) * column.side) / column.rows;
    }
    default:
      return column satisfies never;
  }
}

/** The unit at that height, on the side one comes from. */
function nearest(column: Column, y: number, direction: "left" | "right"): number {
  switch (column.form) {
    case "circles": {
      const distances = column.centres.map((centre) => Math.abs(centre - y));
      return distances.indexOf(Math.min(...distances));
    }
    case "grid":
    case "maps": {
      const sideways = direction === "right" ? 0.5 : column.width - 0.5;
      return unitAt(column, sideways, Math.max(0.5, Math.min(column.height - 0.5, y - column.y))) ?? 0;
    }
    default:
      return column satisfies never;
  }
}

/** The unit under a place inside a column's box, in CSS pixels from its top left. */
export function unitAt(column: Column, x: number, y: number): number | undefined {
  switch (column.form) {
    case "circles":
      return undefined;
    case "grid": {
      const unit =
        Math.floor((y / column.height) * column.rows) * column.columns +
        Math.floor((x / column.width) * column.columns);
      return unit >= 0 && unit < column.units ? unit : undefined;
    }
    case "maps": {
      const map = column.tops.findLastIndex((top) => top - column.y <= y);
      const inMap = Math.min(y - ((column.tops[map] ?? 0) - column.y), column.side - 0.5);
      if (map < 0) return undefined;
      const row = Math.floor((inMap / column.side) * column.rows);
      return (map * column.rows + row) * column.columns + Math.floor((x / column.side) * column.columns);
    }
    default:
      return column satisfies never;
  }
}
