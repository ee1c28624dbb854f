/** Numbers as colours: positive in one, negative in the other, zero in the background; what is not finite is hatched. */
import { type Colour, colour, css, mix } from "../theme.ts";
import type { Surface } from "./canvas.tsx";

export interface HeatMap {
  readonly rows: number;
  readonly columns: number;
  /** rows × columns, from top to bottom; missing ones at the end are left empty. */
  readonly values: ArrayLike<number>;
  /** The magnitude that gets the full colour. */
  readonly scale: number;
  /** Blends between the numbers instead of drawing squares. */
  readonly smooth?: boolean;
}

/** The largest finite magnitude, at least `least`. */
export function magnitude(values: ArrayLike<number>, least = 1e-6): number {
  let largest = least;
  for (let index = 0; index < values.length; index++) {
    const size = Math.abs(values[index] ?? 0);
    if (Number.isFinite(size) && size > largest) largest = size;
  }
  return largest;
}

export function drawHeatMap({ context, width, height }: Surface, map: HeatMap): void {
  const positive = colour("--soma-positive");
  const negative = colour("--soma-negative");
  const paper = colour("--soma-paper");
  const paint = (value: number): Colour =>
    mix(paper, value < 0 ? negative : positive, Math.min(1, Math.abs(value) / map.scale));
  drawColours({ context, width, height }, map, paint);
  drawHatching({ context, width, height }, map);
}

/** Draws one colour a number, scaled to the surface. */
export function drawColours(
  { context, width, height }: Surface,
  { rows, columns, values, smooth = false }: Omit<HeatMap, "scale">,
  paint: (value: number, place: number) => Colour,
): void {
  const picture = new ImageData(columns, rows);
  for (let place = 0; place < rows * columns && place < values.length; place++) {
    const value = values[place] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    const [red, green, blue] = paint(value, place);
    picture.data.set([red, green, blue, 255], 4 * place);
  }
  const small = new OffscreenCanvas(columns, rows);
  small.getContext("2d")?.putImageData(picture, 0, 0);
  context.imageSmoothingEnabled = smooth;
  context.imageSmoothingQuality = "high";
  context.drawImage(small, 0, 0, width, height);
}

function drawHatching({ context, width, height }: Surface, { rows, columns, values }: HeatMap): void {
  const [cellWidth, cellHeight] = [width / columns, height / rows];
  context.strokeStyle = css(colour("--soma-error"));
  context.beginPath();
  for (let place = 0; place < values.length; place++) {
    if (Number.isFinite(values[place])) continue;
    const x = (place % columns) * cellWidth;
    const y = Math.floor(place / columns) * cellHeight;
    context.moveTo(x, y + cellHeight);
    context.lineTo(x + cellWidth, y);
  }
  context.stroke();
}
