/** The theme's colours for what is drawn on canvas, which style sheets do not reach. */
import { signal } from "@preact/signals";

export type Colour = readonly [red: number, green: number, blue: number];

/** Counts the themes seen: whoever draws on canvas reads it and draws anew. */
export const themeVersion = signal(0);

const known = new Map<string, Colour>();

export function followTheme(): void {
  new MutationObserver(() => {
    known.clear();
    themeVersion.value++;
  }).observe(document.body, { attributes: true, attributeFilter: ["class", "data-vscode-theme-id"] });
}

/** What a custom property of page.css stands for in this theme, each part 0 … 255. */
export function colour(property: `--soma-${string}`): Colour {
  const found = known.get(property);
  if (found) return found;
  const read = parse(getComputedStyle(document.body).getPropertyValue(property).trim());
  known.set(property, read);
  return read;
}

export const css = ([red, green, blue]: Colour, opacity = 1): string =>
  `rgb(${red} ${green} ${blue} / ${opacity})`;

/** `share` of `over` on `under`, 0 … 1. */
export const mix = (under: Colour, over: Colour, share: number): Colour => [
  under[0] + (over[0] - under[0]) * share,
  under[1] + (over[1] - under[1]) * share,
  under[2] + (over[2] - under[2]) * share,
];

/** The colours of classes, told apart by people who see no red or green too. */
export const classColour = (index: number, classes: number): Colour => {
  if (classes <= 2) return colour(index === 1 ? "--soma-positive" : "--soma-negative");
  return colour(`--soma-class-${index % 6}`);
};

/** Lets the browser read any notation that a style sheet may use. */
function parse(text: string): Colour {
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  if (!context) return [128, 128, 128];
  context.fillStyle = text;
  context.fillRect(0, 0, 1, 1);
  const [red = 128, green = 128, blue = 128] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}
