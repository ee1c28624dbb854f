/** Reads the source of a layer's example, `dense(8, tanh)` or `x + y`, into the kind and its checked attributes. */
import assert from "node:assert/strict";
import { type Attribute, type AttributeValue, isRequired, withFallbacks } from "../../catalog/attribute.ts";
import { parse } from "../../language/syntax/parser.ts";
import type { Argument, CallExpression, Expression, NetworkDeclaration } from "../../language/syntax/tree.ts";
import { findActivation } from "../../layers/activations/index.ts";
import type { AttributeValues } from "../../layers/apply.ts";
import type { LayerKind } from "../../layers/define.ts";
import { findLayer } from "../../layers/index.ts";

export interface ReadExample {
  readonly kind: LayerKind;
  readonly attributes: AttributeValues;
}

/** Fails the test for a source that is not an application of a layer kind with attributes it has. */
export function readExample(source: string): ReadExample {
  const file = parse(`network Example { example = ${source} }`);
  const network = file.declarations[0]?.declaration as NetworkDeclaration;
  assert.deepEqual([...file.problems, ...network.problems], [], source);
  const [statement] = network.body.items;
  assert(statement?.kind === "binding", source);
  const { value } = statement;
  if (value.kind === "binary") return { kind: kindNamed(value.operator), attributes: {} };
  const name = value.kind === "call" ? value.callee : value;
  assert(name.kind === "name", source);
  const kind = kindNamed(name.name.text);
  const written = value.kind === "call" ? value.arguments : [];
  return {
    kind,
    attributes: readAttributes(
      kind,
      written.filter((each) => !namesTensor(each)),
      source,
    ),
  };
}

/** `x`, `y` and `z` stand for the inputs. */
const namesTensor = ({ name, value }: Argument): boolean =>
  name === undefined && value.kind === "name" && /^[xyz]$/.test(value.name.text);

function kindNamed(name: string): LayerKind {
  const kind = findLayer(name);
  assert(kind !== undefined, `there is no layer kind ${name}`);
  return kind;
}

/** A bare activation binds to `activation` wherever it stands; other values by position, in the order of declaration. */
function readAttributes(kind: LayerKind, written: readonly Argument[], source: string): AttributeValues {
  const given: Record<string, AttributeValue> = {};
  const byPosition = Object.entries(kind.attributes)
    .filter(([name, { namedOnly, type }]) => namedOnly !== true && type.kind !== "activation" && name !== "")
    .map(([name]) => name);
  for (const { name, value } of written) {
    const isActivation = name === undefined && "activation" in kind.attributes && namesActivation(value);
    const key = name?.text ?? (isActivation ? "activation" : byPosition.find((each) => !(each in given)));
    const attribute = key === undefined ? undefined : kind.attributes[key];
    assert(
      key !== undefined && attribute !== undefined,
      `${source} gives an attribute that ${kind.name} lacks`,
    );
    given[key] = readValue(value, attribute);
  }
  for (const [name, attribute] of Object.entries(kind.attributes)) {
    assert(!isRequired(attribute) || name in given, `${source} lacks ${name}`);
  }
  return withFallbacks(kind.attributes, given);
}

const namesActivation = (value: Expression): boolean =>
  (value.kind === "name" && findActivation(value.name.text) !== undefined) ||
  (value.kind === "call" &&
    value.callee.kind === "name" &&
    findActivation(value.callee.name.text) !== undefined);

function readValue(value: Expression, { type }: Attribute): AttributeValue {
  switch (type.kind) {
    case "sizes":
      return value.kind === "list" ? value.items.map(readNumber) : Array(type.axes).fill(readNumber(value));
    case "padding": {
      if (value.kind === "name") return value.name.text;
      const sides =
        value.kind === "list" ? value.items.map(readNumber) : Array(type.axes).fill(readNumber(value));
      return sides.map((side: number) => [side, side]);
    }
    case "numbers":
    case "shape":
      assert(value.kind === "list", "a list of numbers");
      return value.items.map(readNumber);
    case "activation":
    case "initialiser":
      return value.kind === "call" ? readCall(value) : { name: readWord(value), attributes: {} };
    case "choice":
      return readWord(value);
    default:
      return value.kind === "boolean" ? value.value : readNumber(value);
  }
}

/** Values by position go to the first attributes of an activation; an initialiser's are not looked at here. */
function readCall(call: CallExpression): AttributeValue {
  const name = readWord(call.callee);
  const activation = findActivation(name);
  if (activation === undefined) return { name, attributes: {} };
  return {
    name,
    attributes: readAttributes(activation, call.arguments, name) as Record<string, AttributeValue>,
  };
}

function readNumber(value: Expression): number {
  if (value.kind === "unary") return -readNumber(value.operand);
  assert(value.kind === "number", `a number, and not a ${value.kind}`);
  return value.value;
}

function readWord(value: Expression): string {
  assert(value.kind === "name", `a word, and not a ${value.kind}`);
  return value.name.text;
}
