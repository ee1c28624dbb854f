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
