/** Settings between braces: known names, one value each, of the right kind. */
import type { AttributeValue, Call } from "../../catalog/attribute.ts";
import { nearestName } from "../../data/nearest-name.ts";
import type { Body, Expectation, Setting } from "../syntax/tree.ts";
import { argumentRules, attributeValue } from "./attribute-value.ts";
import { callValue } from "./call-value.ts";
import { replace } from "./finding.ts";
import { type Frame, hasErrors, here, report } from "./frame.ts";
import { wordOf } from "./names.ts";
import { isPlanned } from "./not-yet.ts";
import { type Family, families, type SettingSignature } from "./settings.ts";

/** Name → checked value of what is written; `undefined` where something is wrong, which has been reported. */
export function checkSettings(
  frame: Frame,
  body: Body<Setting> | Body<Setting | Expectation> | undefined,
  known: readonly SettingSignature[],
): ReadonlyMap<string, AttributeValue> | undefined {
  const values = new Map<string, AttributeValue>();
  const first = new Map<string, Setting>();
  for (const setting of settingsOf(body)) {
    const name = wordOf(setting.name);
    const signature = known.find((each) => each.name === name);
    if (signature === undefined) {
      reportUnknownSetting(frame, setting, known);
      continue;
    }
    const before = first.get(name);
    if (before !== undefined) {
      const related = [{ place: here(frame, before.span), message: "It is set here first" }];
      const candidates = [replace("Delete this setting", here(frame, setting.span), "")];
      report(frame, "SOMA4002", setting.name.span, { name }, { related, candidates });
      continue;
    }
    first.set(name, setting);
    const value = settingValue(frame, setting, signature);
    if (value !== undefined) values.set(name, value);
  }
  return hasErrors(frame) ? undefined : values;
}

export const settingsOf = (
  body: Body<Setting> | Body<Setting | Expectation> | undefined,
): readonly Setting[] => {
  const items: readonly { readonly kind: string }[] = body?.items ?? [];
  return items.filter((item): item is Setting => item.kind === "setting");
};

function settingValue(frame: Frame, setting: Setting, { name, attribute, takes }: SettingSignature) {
  if (takes !== undefined) return namedCall(frame, setting, takes);
  return attributeValue(frame, name, attribute.type, setting.value)?.value;
}

/** What a bare number is most likely meant to be. */
const accepted: Partial<Readonly<Record<Family, string>>> = {
  schedule: "a schedule such as `cosine` or `step(30)`",
  "way to clip": "a way to clip such as `norm(1)` or `value(0.5)`",
  "early stop": "`patience(10)`, with the epochs to wait for something better",
};

function namedCall(frame: Frame, { value }: Setting, what: Family): Call | undefined {
  if (value.kind === "binary" || value.kind === "unary") {
    report(frame, "SOMA2007", value.span, { what: `A ${what} that is computed from others` });
    return undefined;
  }
  const all = families[what];
  const family = {
    wanted: what,
    ...(accepted[what] === undefined ? {} : { accepts: accepted[what] }),
    all,
    find: (name: string) => all.find((each) => each.name === name),
    isPlanned: (name: string) => what === "loss" && isPlanned(what, name),
  };
  return callValue(frame, value, family, argumentRules)?.value;
}

function reportUnknownSetting(
  frame: Frame,
  { name, span }: Setting,
  known: readonly SettingSignature[],
): void {
  const word = wordOf(name);
  if (word === "" || name.foreign !== undefined) return;
  if (isPlanned("setting", word)) {
    report(frame, "SOMA2007", name.span, { what: `The setting \`${word}\`` });
    return;
  }
  const names = known.map((each) => each.name);
  const meant = elsewhere.get(word.toLowerCase());
  const nearest = meant !== undefined && names.includes(meant) ? meant : nearestName(word, names);
  report(
    frame,
    "SOMA4001",
    name.span,
    { name: word, known: names, suggestions: nearest === undefined ? [] : [nearest] },
    {
      candidates:
        nearest === undefined
          ? [replace("Delete this setting", here(frame, span), "")]
          : [replace(`Change to \`${nearest}\``, here(frame, name.span), nearest)],
    },
  );
}

/** What other libraries call the settings. */
const elsewhere: ReadonlyMap<string, string> = new Map([
  ["batch_size", "batch"],
  ["criterion", "loss"],
  ["optim", "optimizer"],
  ["num_epochs", "epochs"],
  ["max_epochs", "epochs"],
  ["max_steps", "steps"],
  ["random_state", "seed"],
  ["random_seed", "seed"],
  ["train_split", "split"],
]);
