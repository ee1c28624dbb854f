/** A text with a `│` where the cursor is, checked: what every test of an editor feature starts from. */
import { type CheckedFile, checkFile, parse } from "../../../language/index.ts";

export interface Marked {
  readonly checked: CheckedFile;
  readonly offset: number;
}

export function marked(text: string): Marked {
  const offset = text.indexOf("│");
  const plain = text.replace("│", "");
  const checked = checkFile(parse(plain), plain, { files: () => undefined });
  return { checked, offset: offset < 0 ? plain.length : offset };
}

/** A data set, a network and its training around lines of the network's body. */
export const inNetwork = (body: string): string =>
  `data points = circle(points: 100, noise: 0.1)

network Net {
  input x: [2]
${body}
}

train Net on points { loss: binary_cross_entropy; optimizer: adam(lr: 0.01); epochs: 5; seed: 1 }
`;
