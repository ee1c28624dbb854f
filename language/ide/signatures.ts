/** Everything that can be called, looked up by name, and its attributes in words. */
import {
  type Attribute,
  type AttributeType,
  type AttributeValue,
  type Call,
  isRequired,
  type NumberRange,
} from "../../catalog/attribute.ts";
import type { Signature } from "../../catalog/signature.ts";
import { dataSources } from "../../data/index.ts";
import { layers } from "../../layers/index.ts";
import { formatSize } from "../../shapes/format.ts";
import { initialisers } from "../../training/index.ts";
import { families, trainSettings } from "../check/settings.ts";
import { grouped } from "./words.ts";

const byName: ReadonlyMap<string, Signature> = new Map(
  [...initialisers.values(), ...Object.values(families).flat(), ...dataSources, ...layers].map(
    (signature) => [signature.name, signature],
  ),
);

/**
 * What the language calls so. Where two share a name, `givenTo` decides, the setting or attribute it is the value of:
 * `step` is a schedule in `schedule: step(10)`; everywhere else the layer kind wins.
 */
export function findSignature(name: string, givenTo?: string): Signature | undefined {
  const takes = trainSettings.find((setting) => setting.name === givenTo)?.takes;
  const ofSetting = takes && families[takes].find((signature) => signature.name === name);
  const ofAttribute = givenTo === "init" || givenTo === "bias" ? initialisers.get(name) : undefined;
  return ofSetting ?? ofAttribute ?? byName.get(name);
}

/** What a snippet writes besides the attributes that must be given. */
export interface SnippetOptions {
  /** The tensor in front, where a layer is called like a function: `dense(${1:x}, ${2:units})`. */
  readonly tensor?: boolean;
  /** The first attribute even though it may be left out: `adam(lr: ${1:0.001})`. */
  readonly first?: boolean;
}

/** `dense(${1:units})`: the attributes that must be given, as places to fill in. */
export function callSnippet({ name, attributes }: Signature, options: SnippetOptions = {}): string {
  const all = Object.entries(attributes);
  const required = all.filter(([, attribute]) => isRequired(attribute));
  const written = required.length === 0 && options.first ? all.slice(0, 1) : required;
  const places = written.map(([attribute, { type, fallback }], index) => {
    const usual = fallback === undefined ? attribute : valueWords(fallback as AttributeValue);
    const place = `\${${index + (options.tensor ? 2 : 1)}:${usual}}`;
    const quoted = type.kind === "file" || type.kind === "text" ? `"${place}"` : place;
    return index === 0 && required.length > 0 ? quoted : `${attribute}: ${quoted}`;
  });
  if (options.tensor) places.unshift("${1:x}");
  return places.length === 0 ? name : `${name}(${places.join(", ")})`;
}

/** Words that may be written for an attribute of this type. */
export function attributeChoices(type: AttributeType): readonly string[] {
  switch (type.kind) {
    case "choice":
      return type.options;
    case "flag":
      return ["true", "false"];
    case "bias":
      return ["true", "false"];
    case "padding":
      return ["same"];
    default:
      return [];
  }
}

/** "a whole number from 1; 1 unless given" */
export function attributeWords({ type, fallback }: Attribute): string {
  const value = fallback === undefined ? "" : valueWords(fallback as AttributeValue);
  return value === "" ? typeWords(type) : `${typeWords(type)}; ${value} unless given`;
}

export function typeWords(type: AttributeType): string {
  switch (type.kind) {
    case "size":
      return `a whole number from ${type.min}${type.max === undefined ? "" : ` to ${grouped(type.max)}`}`;
    case "sizes":
      return type.axes === 1
        ? `a whole number from ${type.min}`
        : `a whole number from ${type.min}, or [${type.axes} of them]`;
    case "shape":
      return "a list of sizes";
    case "padding":
      return type.axes === 1 ? "a whole number or same" : `a whole number, [${type.axes} of them], or same`;
    case "number":
      return `a number${rangeWords(type.range)}`;
    case "numbers":
      return "a list of numbers";
    case "flag":
      return "true or false";
    case "choice":
      return type.options.join(" | ");
    case "activation":
      return "an activation";
    case "initialiser":
      return "initial values";
    case "bias":
      return "true, false, or initial values";
    case "layer":
      return "the label of a layer";
    case "tensor":
      return "a tensor";
    case "text":
      return "text in quotes";
    case "file":
      return "a file in quotes";
    case "column":
      return "a column's name";
    case "points":
      return "points with labels";
  }
}

function rangeWords({ min, max, above, below }: NumberRange): string {
  const low = above === undefined ? (min === undefined ? "" : ` from ${min}`) : ` above ${above}`;
  const high = below === undefined ? (max === undefined ? "" : ` to ${max}`) : ` below ${below}`;
  return low !== "" && below !== undefined ? `${low} and${high}` : low + high;
}

/** A checked value as it would be written; the same number for all axes is written once. */
export function valueWords(value: AttributeValue): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  if (Array.isArray(value)) return listWords(value);
  if ("name" in value) return callWords(value as Call);
  return "terms" in value ? formatSize(value) : "";
}

function listWords(items: readonly AttributeValue[]): string {
  const words = items.map(valueWords);
  const [first = "", ...others] = words;
  const isSame = others.length > 0 && others.every((word) => word === first);
  return isSame ? first : `[${words.join(", ")}]`;
}

export function callWords({ name, attributes }: Call): string {
  const given = Object.entries(attributes).map(([attribute, value]) => `${attribute}: ${valueWords(value)}`);
  return given.length === 0 ? name : `${name}(${given.join(", ")})`;
}
