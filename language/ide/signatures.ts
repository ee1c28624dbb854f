/** Everything that can be called, looked up by name, and its attributes in words. */
import type {
  Attribute,
  Attributes,
  AttributeType,
  AttributeValue,
  Call,
  NumberRange,
} from "../../catalog/attribute.ts";
import type { Signature } from "../../catalog/signature.ts";
import { dataSources } from "../../data/index.ts";
import { layers } from "../../layers/index.ts";
import { formatShape, formatSize } from "../../shapes/format.ts";
import { initialisers, losses, optimizers } from "../../training/index.ts";

const byName: ReadonlyMap<string, Signature> = new Map(
  [...initialisers.values(), ...losses.values(), ...optimizers.values(), ...dataSources, ...layers].map(
    (signature) => [signature.name, signature],
  ),
);

/** A layer kind, data source, loss, optimizer or initialiser; where two share a name the layer kind wins. */
export const findSignature = (name: string): Signature | undefined => byName.get(name);

/** `dense(${1:units})`: the attributes that must be given as places to fill in. */
export function callSnippet({
  name,
  attributes,
}: {
  readonly name: string;
  readonly attributes: Attributes;
}): string {
  const required = Object.entries(attributes).filter(
    ([, { fallback, namedOnly }]) => fallback === undefined && !namedOnly,
  );
  if (required.length === 0) return name;
  const places = required.map(([attribute, { type }], index) => {
    const place = `\${${index + 1}:${attribute}}`;
    const quoted = type.kind === "file" || type.kind === "text" ? `"${place}"` : place;
    return index === 0 ? quoted : `${attribute}: ${quoted}`;
  });
  return `${name}(${places.join(", ")})`;
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

/** "a whole number from 1, or one for each of 2 axes = 1" */
export function attributeWords({ type, fallback }: Attribute): string {
  const value = fallback === undefined ? undefined : valueWords(fallback as AttributeValue);
  return value === undefined ? typeWords(type) : `${typeWords(type)} = ${value}`;
}

export function typeWords(type: AttributeType): string {
  switch (type.kind) {
    case "size":
      return `a whole number ${type.max === undefined ? `from ${type.min}` : `from ${type.min} to ${type.max}`}`;
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
  return low + high;
}

/** A checked value as it would be written. */
export function valueWords(value: AttributeValue): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  if (Array.isArray(value)) return listWords(value);
  if ("name" in value) return callWords(value as Call);
  return "terms" in value ? formatSize(value) : "";
}

function listWords(items: readonly unknown[]): string {
  if (
    items.every(
      (item) => typeof item === "number" || (typeof item === "object" && item !== null && "terms" in item),
    )
  )
    return formatShape(items as never);
  return `[${items.map((item) => (Array.isArray(item) ? listWords(item) : "…")).join(", ")}]`;
}

export function callWords({ name, attributes }: Call): string {
  const given = Object.entries(attributes).map(([attribute, value]) => `${attribute}: ${valueWords(value)}`);
  return given.length === 0 ? name : `${name}(${given.join(", ")})`;
}
