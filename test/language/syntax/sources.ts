/** The sources that the parser's tests damage: the code of the language's description, and one of each construct. */
import { readFileSync } from "node:fs";

export const sources: readonly string[] = ["spiral", "residual", "history", "everything"].map((name) =>
  readFileSync(`test/language/syntax/sources/${name}.soma`, "utf8"),
);
