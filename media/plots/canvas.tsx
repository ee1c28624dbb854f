/** A canvas as large as its box and sharp on every screen, drawn anew when its box, the theme or the screen changes. */
import { useEffect, useRef } from "preact/hooks";
import { themeVersion } from "../theme.ts";

export interface Surface {
  readonly context: CanvasRenderingContext2D;
  /** In CSS pixels; the context is scaled to them. */
  readonly width: number;
  readonly height: number;
}

interface CanvasProperties {
  readonly class?: string;
  readonly draw: (surface: Surface) => void;
  /** Read out instead of the picture. */
  readonly label: string;
}

/** `draw` may read signals of the component around it; it runs after each rendering. */
export function Canvas({ class: name = "", draw, label }: CanvasProperties) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawLatest = useRef(draw);
  drawLatest.current = draw;
  const theme = themeVersion.value;

  useEffect(() => {
    if (canvas.current) paint(canvas.current, drawLatest.current);
  }, [draw, theme]);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const again = (): void => paint(element, drawLatest.current);
    const box = new ResizeObserver(again);
    box.observe(element);
    const stopFollowing = followPixelRatio(again);
    return () => {
      box.disconnect();
      stopFollowing();
    };
  }, []);

  return <canvas ref={canvas} class={name} role="img" aria-label={label} />;
}

function paint(canvas: HTMLCanvasElement, draw: (surface: Surface) => void): void {
  const { clientWidth: width, clientHeight: height } = canvas;
  const context = canvas.getContext("2d");
  if (!context || width === 0 || height === 0) return;
  const ratio = window.devicePixelRatio;
  const [pixelWidth, pixelHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== pixelWidth) canvas.width = pixelWidth;
  if (canvas.height !== pixelHeight) canvas.height = pixelHeight;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  draw({ context, width, height });
}

/** A window moved to another screen changes its pixels without changing its size. */
function followPixelRatio(changed: () => void): () => void {
  let query = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
  const listen = (): void => {
    query.removeEventListener("change", listen);
    query = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    query.addEventListener("change", listen);
    changed();
  };
  query.addEventListener("change", listen);
  return () => query.removeEventListener("change", listen);
}
