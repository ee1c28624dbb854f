/** Golden optimizers as calls of ours. */
import type { Call } from "../../catalog/attribute.ts";
import { optimizers } from "../../training/index.ts";
import type { GoldenTraining } from "./case.ts";
import { isUnknown, type Unknown } from "./model.ts";
import { type SettingRule, translate } from "./settings.ts";

export function optimizerCall({ name, ...settings }: GoldenTraining["optimizer"]): Call | Unknown {
  const optimizer = optimizers.get(name);
  if (optimizer === undefined) return { unknown: name };
  // Most names are PyTorch's short ones, as ours are; the others are declared.
  const same = Object.keys(optimizer.attributes).map((attribute) => [attribute, attribute] as const);
  const rules = [...same, ...Object.entries(optimizer.foreignAttributes ?? {})].map(
    ([theirs, attribute]): [string, SettingRule] => [theirs, { attribute }],
  );
  const attributes = translate(name, settings, Object.fromEntries(rules));
  return isUnknown(attributes) ? (attributes as Unknown) : { name, attributes };
}
