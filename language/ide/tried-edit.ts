/** Changes to a text that were tried: applied, checked anew, and offered only where the networks stay what they are. */
import type { FileReader } from "../../data/define.ts";
import { formatShape } from "../../shapes/format.ts";
import { checkFile } from "../check/check-file.ts";
import { applyEdits } from "../check/fixes.ts";
import { once } from "../check/once.ts";
import type { CheckedFile } from "../check/result.ts";
import type { TextEdit } from "../diagnostics/diagnostic.ts";
import { reparse } from "../syntax/parser.ts";

/** Another way to write the same networks. */
export interface Refactoring {
  readonly title: string;
  readonly kind: "refactor.inline" | "refactor.extract" | "refactor.rewrite";
  readonly edits: readonly TextEdit[];
}

/** The file as it would be with the edits. */
export function afterEdits(checked: CheckedFile, edits: readonly TextEdit[], files: FileReader): CheckedFile {
  const { text, edit } = applyEdits(checked.text, edits);
  return checkFile(reparse(checked.source, text, edit), text, {
    files,
    previous: checked,
    limits: checked.memory.limits,
    imports: (path) => checked.imports.get(path),
  });
}

/** Tells of edits whether they leave every network with the same layers, shapes and weights, and add nothing to report. */
export function keepsMeaning(
  checked: CheckedFile,
  files: FileReader,
): (edits: readonly TextEdit[]) => boolean {
  const before = once(() => networksOf(checked));
  return (edits) => {
    const after = afterEdits(checked, edits, files);
    return codesOf(after) === codesOf(checked) && networksOf(after) === before();
  };
}

/** Steps by what they do: their names may be others. */
const networksOf = ({ networks }: CheckedFile): string =>
  networks
    .map(({ name, network: { steps, weights, outputs } }) =>
      [
        name,
        ...steps
          .map(({ kind, shape, attributes }) => `${kind} ${formatShape(shape)} ${JSON.stringify(attributes)}`)
          .sort(),
        ...weights.map(({ role, shape }) => `${role} ${formatShape(shape)}`).sort(),
        ...outputs.map(({ shape }) => formatShape(shape)),
      ].join("\n"),
    )
    .join("\n\n");

const codesOf = ({ diagnostics }: CheckedFile): string =>
  diagnostics
    .map(({ code }) => code)
    .sort()
    .join();
