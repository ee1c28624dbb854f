/** Settings between braces: known names, one value each, of the right kind. */
import type { AttributeValue } from "../../catalog/attribute.ts";
import type { Body, Expectation, Setting } from "../syntax/tree.ts";
import { type Frame } from "./frame.ts";
import type { SettingSignature } from "./settings.ts";
/** Name → checked value of what is written; `undefined` where something is wrong, which has been reported. */
export declare function checkSettings(
  frame: Frame,
  body: Body<Setting> | Body<Setting | Expectation> | undefined,
  known: readonly SettingSignature[],
): ReadonlyMap<string, AttributeValue> | undefined;
export declare const settingsOf: (
  body: Body<Setting> | Body<Setting | Expectation> | undefined,
) => readonly Setting[];
