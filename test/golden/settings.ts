/** Reading the settings of a golden case: each must be understood, or the case is not ours to run. */
import type { AttributeValue } from "../../catalog/attribute.ts";
import type { Unknown } from "./model.ts";

type Config = Readonly<Record<string, unknown>>;

/** For each setting: the attribute it becomes, the value it must have, or nothing where tensors say it already. */
export type SettingRule =
  | { readonly attribute: string; readonly value?: (setting: never) => AttributeValue }
  | { readonly only: unknown }
  | "implied";

/** Attributes in the language's words, or the first setting that has no counterpart. */
export function translate(
  op: string,
  config: Config,
  rules: Readonly<Record<string, SettingRule>>,
): Record<string, AttributeValue> | Unknown {
  const attributes: Record<string, AttributeValue> = {};
  for (const [setting, value] of Object.entries(config)) {
    const rule = rules[setting];
    if (rule === "implied") continue;
    if (rule === undefined || ("only" in rule && rule.only !== value)) {
      return { unknown: `${op}(${setting}: ${JSON.stringify(value)})` };
    }
    if ("attribute" in rule) {
      attributes[rule.attribute] = rule.value?.(value as never) ?? (value as AttributeValue);
    }
  }
  return attributes;
}
