/** Every diagnostic's examples: the failing one gives it, the working one gives nothing. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Diagnostic } from "../../language/diagnostics/diagnostic.ts";
import { checkExample } from "../../language/diagnostics/explanations/check-example.ts";
import { isShown } from "../../language/diagnostics/explanations/define.ts";
import { type Code, explainedCodes } from "../../language/diagnostics/explanations/index.ts";
import { findingsOf } from "../../language/findings/findings.ts";
import { type RunReport, usualLimits } from "../../language/findings/report.ts";
import { type CheckedFile, checkText, untrustedLimits } from "../../language/index.ts";
import { isGrave, said } from "./said.ts";

const checkedText = (...words: Parameters<typeof checkExample>): CheckedFile =>
  checkExample(...words).checked;

for (const { code, severity, explanation } of explainedCodes) {
  if (!isShown(explanation)) continue;
  const { fails, works, beside } = explanation;

  test(`${code}: the failing example gives it and nothing else that is as grave`, () => {
    const checked = checkedText(fails, beside);
    const own = checked.diagnostics.filter((each) => each.code === code);
    assert.ok(own.length > 0, `${code} is missing:\n${said(checked)}`);
    assert.equal(own[0]?.severity, severity);
    const others = checked.diagnostics.filter((each) => each.code !== code && isGrave(each));
    assert.deepEqual(others, [], said(checked));
    if (isGrave({ severity })) assert.equal(checked.diagnostics.find(isGrave)?.code, code);
  });

  test(`${code}: the working example is clean`, () => {
    const checked = checkedText(works, beside);
    assert.deepEqual(
      checked.diagnostics.filter((each) => isGrave(each) || each.code === code),
      [],
      said(checked),
    );
    assert.notEqual(fails, works);
  });
}

const plain = "network Net {\n  input x: [2]\n  output x -> dense(1)\n}\n";
const nestedBlocks = Array.from(
  { length: 100 },
  (_, index) =>
    `block B${index} {\n  input x: [2]\n  output x -> ${index === 0 ? "relu" : `B${index - 1}`}\n}\n`,
);

const trained = (activation: string): CheckedFile =>
  checkedText(
    `data rings = circle()\nnetwork Net {\n  input x: [2]\n  output x -> h: dense(8, ${activation}) -> dense(1)\n}\n` +
      "train Net on rings { loss: binary_cross_entropy; optimizer: adam(lr: 0.1) }\n",
  );

/** What a report of a run of that network says of its text. */
function foundIn(
  activation: "relu" | "tanh",
  shown: Partial<{ silent: number; flat: number }>,
  rest: Partial<RunReport> = {},
): { readonly diagnostics: readonly Diagnostic[] } {
  const layer = { step: "h", activation, neurons: 8, silent: 0, flat: 0, isOutput: false, ...shown };
  const activity = { step: 10, rows: 500, layers: [layer] };
  const report = { network: "Net", experiment: "Net", activity, ...rest };
  return { diagnostics: findingsOf(trained(activation), report, usualLimits) };
}

/** What gives a diagnostic that is told in words: too long to be shown, or no text at all. */
const provoked: Readonly<Partial<Record<Code, () => Pick<CheckedFile, "diagnostics">>>> = {
  SOMA1012: () => checkedText(`const deep = ${"(".repeat(1000)}1${")".repeat(1000)}`),
  SOMA1015: () => checkedText("\u0000\u0001\u0002PK\u0003\u0004".repeat(200)),
  SOMA1018: () => checkedText(`network Net {\n${"  )\n".repeat(300)}}\n`.padEnd(2 ** 20 + 1)),
  SOMA1019: () => checkedText(plain + "//".padEnd(2 ** 20)),
  SOMA1020: () => checkText(plain, { files: () => undefined, isSetAside: true }),
  SOMA2000: () => checkedText(`network Net {\n  input x: [2]\n${"  output x -> dence(1)\n".repeat(300)}}\n`),
  SOMA3024: () => checkedText([...nestedBlocks, plain.replace("dense(1)", "B99 -> dense(1)")].join("")),
  SOMA4025: () =>
    checkedText(
      `data points = circle()\n${plain}train Net on points { loss: mse; epochs: 20000 }\n`,
      {},
      untrustedLimits,
    ),
  SOMA6001: () => foundIn("relu", { silent: 8 }),
  SOMA6002: () => foundIn("tanh", { flat: 0.97 }),
  SOMA6003: () => foundIn("relu", {}, { diverged: { step: 3, rate: 100, lastFiniteStep: 1 } }),
};

for (const { code, explanation } of explainedCodes) {
  if (isShown(explanation)) continue;
  test(`${code}: comes about as it is told`, () => {
    const provoke = provoked[code];
    assert.ok(provoke !== undefined, `${code} is shown by no text, and nothing here gives it`);
    const checked = provoke();
    assert.ok(
      checked.diagnostics.some((each) => each.code === code),
      checked.diagnostics
        .map(({ message }) => message)
        .join("\n")
        .slice(0, 2000),
    );
  });
}
