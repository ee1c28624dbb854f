/** Small pictures of one unit: what it responds to on the input plane, and its weights as an image. */
import { useCallback } from "preact/hooks";
import type { NeuronReport, Plane, WeightedSum } from "../../protocol/run.ts";
import { Canvas, type Surface } from "../plots/canvas.tsx";
import { contour } from "../plots/contour.ts";
import { drawHeatMap, magnitude } from "../plots/heat-map.ts";
import { formatNumber, formatShape } from "../run/format.ts";
import { summary } from "../run/state.ts";
import { colour, css } from "../theme.ts";

/** The activation over the plane, with the line where it is 0 and the current example. */
export function ResponsePicture({
  response,
  example,
}: {
  readonly response: Plane;
  readonly example: number;
}) {
  const points = summary.value?.points;
  const draw = useCallback(
    (surface: Surface) => {
      const { context, width, height } = surface;
      const { size } = response;
      const values = upright(response);
      drawHeatMap(surface, { rows: size, columns: size, values, scale: magnitude(values), smooth: true });
      context.strokeStyle = css(colour("--soma-ink"));
      context.lineWidth = 1;
      context.beginPath();
      const sections = contour(values, size, 0).map((place) => (place + 0.5) / size);
      for (let at = 0; at + 3 < sections.length; at += 4) {
        context.moveTo((sections[at] ?? 0) * width, (sections[at + 1] ?? 0) * height);
        context.lineTo((sections[at + 2] ?? 0) * width, (sections[at + 3] ?? 0) * height);
      }
      context.stroke();
      if (!points || example % points.stride !== 0) return;
      const [x = Number.NaN, y = Number.NaN] = points.positions.subarray((2 * example) / points.stride);
      context.lineWidth = 2;
      context.beginPath();
      context.arc(
        ((x - response.left) / (response.right - response.left)) * width,
        (1 - (y - response.bottom) / (response.top - response.bottom)) * height,
        4,
        0,
        2 * Math.PI,
      );
      context.stroke();
    },
    [response, points, example],
  );
  const [low, high] = [Math.min(...response.values), Math.max(...response.values)];
  return (
    <figure class="picture">
      <Canvas
        draw={draw}
        label={`Its activation over the two inputs, from ${formatNumber(low)} to ${formatNumber(high)}`}
      />
      <figcaption>responds to</figcaption>
    </figure>
  );
}

const MOST_CELLS_WITHOUT_PICTURE = 16;

/** The incoming weights laid out as their input is: an image's as an image, many numbers as a square. */
export function WeightPicture({
  sum,
  shape,
}: {
  readonly sum: WeightedSum;
  readonly shape: readonly number[];
}) {
  const { weights } = sum;
  const grid = gridOf(shape, weights.length);
  const draw = useCallback(
    (surface: Surface) => {
      if (grid) drawHeatMap(surface, { ...grid, values: weights, scale: magnitude(weights) });
    },
    [weights, grid?.rows, grid?.columns],
  );
  if (!grid) return undefined;
  return (
    <figure class="picture">
      <Canvas
        draw={draw}
        label={`Its ${weights.length} weights, up to ±${formatNumber(magnitude(weights))}`}
      />
      <figcaption>weights</figcaption>
    </figure>
  );
}

function gridOf(
  shape: readonly number[],
  count: number,
): { readonly rows: number; readonly columns: number } | undefined {
  if (count <= MOST_CELLS_WITHOUT_PICTURE) return undefined;
  const [channels = 1, height, width] = shape;
  if (shape.length === 3 && height !== undefined && width !== undefined)
    return { rows: channels * height, columns: width };
  const columns = Math.ceil(Math.sqrt(count));
  return { rows: Math.ceil(count / columns), columns };
}

/** A convolution's kernel, its input channels one below the other. */
export function FilterPicture({ filter }: { readonly filter: NonNullable<NeuronReport["filter"]> }) {
  const { shape, values, bias } = filter;
  const [channels = 1, height = 1, width = 1] = shape;
  const draw = useCallback(
    (surface: Surface) =>
      drawHeatMap(surface, { rows: channels * height, columns: width, values, scale: magnitude(values) }),
    [values, channels, height, width],
  );
  return (
    <figure class="picture">
      <Canvas
        draw={draw}
        label={`Its kernel ${formatShape(shape)}, up to ±${formatNumber(magnitude(values))}`}
      />
      <figcaption>
        kernel {formatShape(shape)}, bias {formatNumber(bias)}
      </figcaption>
    </figure>
  );
}

/** Rows from top to bottom. */
function upright({ size, values }: Plane): Float32Array {
  const rows = Array.from({ length: size }, (_, row) => values.subarray(row * size, (row + 1) * size));
  const picture = new Float32Array(size * size);
  for (const [place, row] of rows.toReversed().entries()) picture.set(row, place * size);
  return picture;
}
