/** How a diagnostic is explained by example: a text that gives it, and the same text put right. */

export type Explanation = ShownByTexts | ToldInWords;

export interface ShownByTexts {
  /** The checker gives this diagnostic first, and no other as grave. */
  readonly fails: string;
  /** The same, put right: nothing is wrong with it. */
  readonly works: string;
  /** Files beside the text, which both may read or import from: name → content. */
  readonly beside?: Readonly<Record<string, string>>;
}

/** For what no short text can give: how it comes about, and what helps. */
export interface ToldInWords {
  readonly comesFrom: string;
  readonly helps: string;
}

export const isShown = (explanation: Explanation): explanation is ShownByTexts => "fails" in explanation;

/** Lines of a network's body, as a network. */
export const network = (...body: readonly string[]): string => declared("network Net", body);

/** A block or network with this head. */
export const declared = (head: string, body: readonly string[]): string =>
  [`${head} {`, ...body.map((line) => `  ${line}`), "}"].join("\n");

/** Declarations, one below the other. */
export const file = (...declarations: readonly string[]): string => declarations.join("\n");

/** A network for points with two coordinates, and an experiment that trains it. */
export const experiment = (settings: string, output = "dense(1)", data = "circle(points: 200)"): string =>
  file(
    `data points = ${data}`,
    network("input x: [2]", `output x -> h1: dense(4, tanh) -> ${output}`),
    `train Net on points { ${settings} }`,
  );
