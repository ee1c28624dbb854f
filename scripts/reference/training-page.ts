/** The page of training: settings with their defaults, losses, optimizers, schedules, initial values and what can be expected. */
import { families, metrics, type SettingSignature, trainSettings } from "../../language/check/settings.ts";
import type { Loss, TargetKind } from "../../training/define.ts";
import { initialisers, losses } from "../../training/index.ts";
import { code, link, linkLine, paragraphs, table } from "./markdown.ts";
import { type Described, signatureSection, valueCell } from "./signature.ts";

export function trainingPage(): string {
  return paragraphs([
    "# Training",
    `What may stand between the braces of ${link("`train`", "language.md", "Training")}, and what each word means. The seed decides every random number: the same file gives the same run.`,
    "## Settings",
    settingsTable(trainSettings),
    "## Losses",
    linkLine([...losses.keys()]),
    ...[...losses.values()].map((loss) => signatureSection(loss, [lossWords(loss)])),
    ...family("Optimizers", families.optimizer),
    ...family("Schedules", families.schedule),
    ...family("Clipping", families["way to clip"]),
    ...family("Early stop", families["early stop"]),
    ...family("Initial values", [...initialisers.values()]),
    "## What can be expected",
    `An ${link("`expect`", "language.md", "Expectations")} names one of these.`,
    table(
      ["measure", "what it is"],
      metrics.map(({ name, doc }) => [code(name), doc]),
    ),
  ]);
}

const family = (title: string, signatures: readonly Described[]): readonly string[] => [
  `## ${title}`,
  signatures.map(({ name }) => code(name)).join(" · "),
  ...signatures.map((signature) => signatureSection(signature)),
];

export const settingsTable = (settings: readonly SettingSignature[]): string =>
  table(
    ["setting", "what it may be", "what it is for"],
    settings.map(({ name, doc, attribute, takes }) => [
      code(name),
      takes === undefined
        ? valueCell(attribute).replace("; **must be given**", "")
        : families[takes].map((each) => code(each.name)).join(", "),
      doc,
    ]),
  );

const targets: Readonly<Record<TargetKind, string>> = {
  classes: "classes",
  binary: "two classes",
  values: "numbers",
};

const lossWords = ({ target, takesLogits }: Loss): string =>
  `Labels: ${target.map((kind) => targets[kind]).join(" or ")}. ${
    takesLogits
      ? `The output is read as logits: the network ends without a softmax or sigmoid (${link("SOMA4015", "diagnostics.md", "SOMA4015")}).`
      : "The output is compared as it is."
  }`;
