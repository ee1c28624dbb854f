/** Edits that may cure what a run showed; those that leave an experiment that can be trained are offered. */
import type { FileReader } from "../../data/define.ts";
import type { Span } from "../../network/network.ts";
import { checkFile } from "../check/check-file.ts";
import { applyEdits } from "../check/fixes.ts";
import type { CheckedExperiment, CheckedFile, StageInfo } from "../check/result.ts";
import type { Diagnostic, Fix } from "../diagnostics/diagnostic.ts";
import { reparse } from "../syntax/parser.ts";

/** Another activation in the place of the one that is written in the stage. */
export function otherActivations(
  { text }: CheckedFile,
  { span }: StageInfo,
  activation: string,
  others: readonly string[],
): readonly Fix[] {
  const at = text.slice(span.start, span.end).search(new RegExp(`\\b${activation}\\b`));
  if (at < 0) return [];
  const start = span.start + at;
  const place: Span = { start, end: start + activation.length };
  return others.map((other) => ({
    title: `Use ${other} instead of ${activation}`,
    edits: [{ span: place, text: other }],
  }));
}

/** A tenth of the learning rate, where the experiment states one. */
export function lowerRate({ text }: CheckedFile, { span }: CheckedExperiment): readonly Fix[] {
  const written = /\boptimizer\s*:\s*\w+\s*\(\s*(?:[^()]*\blr\s*:\s*)?(\d[\d.]*(?:e[+-]?\d+)?)/d.exec(
    text.slice(span.start, span.end),
  );
  const [start, end] = written?.indices?.[1] ?? [];
  if (written?.[1] === undefined || start === undefined || end === undefined) return [];
  const lower = `${Number((Number(written[1]) / 10).toPrecision(6))}`;
  return [
    {
      title: `Lower the learning rate to ${lower}`,
      edits: [{ span: { start: span.start + start, end: span.start + end }, text: lower }],
    },
  ];
}

/** Those remedies after which the text has no more errors than before and as many experiments that can be trained. */
export function remediesFor(
  checked: CheckedFile,
  { candidates }: Diagnostic,
  files: FileReader,
): readonly Fix[] {
  return candidates.filter(({ edits }) => {
    const { text, edit } = applyEdits(checked.text, edits);
    const after = checkFile(reparse(checked.source, text, edit), text, {
      files,
      previous: checked,
      limits: checked.memory.limits,
      imports: (path) => checked.imports.get(path),
    });
    return errors(after) <= errors(checked) && ready(after) >= ready(checked);
  });
}

const errors = ({ diagnostics }: CheckedFile): number =>
  diagnostics.filter(({ severity }) => severity === "error").length;

const ready = ({ experiments }: CheckedFile): number =>
  experiments.filter(({ experiment }) => experiment !== undefined).length;
