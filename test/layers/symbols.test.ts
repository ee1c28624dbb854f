/** Each shape rule with symbols against the same rule with numbers in their place. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { AttributeValue } from "../../catalog/attribute.ts";
import { drawKey, randomUniform } from "../../engine/ops/random.ts";
import { type AppliedLayer, type AttributeValues, applyLayer, isFatal } from "../../layers/apply.ts";
import type { LayerKind } from "../../layers/define.ts";
import { layers } from "../../layers/index.ts";
import { compare, divides, isAtLeast } from "../../shapes/compare.ts";
import type { Condition } from "../../shapes/facts.ts";
import { type Shape, type Size, symbol } from "../../shapes/size.ts";
import { type Bindings, substitute, substituteShape } from "../../shapes/substitution.ts";
import { readExample } from "./example-source.ts";

let agreed = 0;
let refused = 0;

/** A symbol for every axis; the same one for axes of the same size in two inputs, which an operator compares. */
function symbolicShapes(inputs: readonly (readonly number[])[]): readonly Shape[] {
  const [first = []] = inputs;
  return inputs.map((shape, input) =>
    shape.map((size, axis) => (input > 0 && size !== first[axis] ? size : symbol(`axis_${axis}`))),
  );
}

/** Sizes among the attributes become symbols too. */
const symbolicAttributes = (kind: LayerKind, attributes: AttributeValues): AttributeValues =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      name === "axis" ? value : openSizes(kind, name, value),
    ]),
  );

function openSizes(
  kind: LayerKind,
  name: string,
  value: AttributeValue | undefined,
): AttributeValue | undefined {
  const type = kind.attributes[name]?.type.kind;
  if (type === "size") return symbol(name);
  if (type === "sizes" && Array.isArray(value)) return value.map((_, axis) => symbol(`${name}_${axis}`));
  return value;
}

function putNumbers(value: AttributeValue | undefined, numbers: Bindings): AttributeValue | undefined {
  if (Array.isArray(value)) return value.map((each) => putNumbers(each, numbers)) as AttributeValue;
  return typeof value === "object" && "terms" in value ? substitute(value, numbers) : value;
}

/** Every symbol that `symbolicShapes` and `symbolicAttributes` can make. */
const symbolNames = layers
  .flatMap((kind) =>
    Object.entries(kind.attributes).flatMap(([name, { type }]) =>
      type.kind === "size"
        ? [name]
        : type.kind === "sizes"
          ? [...Array(type.axes).keys()].map((axis) => `${name}_${axis}`)
          : [],
    ),
  )
  .concat(["axis_0", "axis_1", "axis_2", "axis_3"]);

function holds(condition: Condition, numbers: Bindings): boolean {
  const put = (size: Size) => substitute(size, numbers);
  switch (condition.kind) {
    case "equal":
      return compare(put(condition.a), put(condition.b)) === "equal";
    case "multiple":
      return divides(put(condition.of), put(condition.size)) === "yes";
    case "at-least":
      return isAtLeast(put(condition.size), put(condition.minimum)) === "yes";
    case "at-most":
      return isAtLeast(put(condition.maximum), put(condition.size)) === "yes";
    case "between":
      return (
        isAtLeast(put(condition.size), condition.minimum) === "yes" &&
        isAtLeast(condition.maximum, put(condition.size)) === "yes"
      );
  }
}

function compareWithNumbers(symbolic: AppliedLayer, concrete: AppliedLayer, numbers: Bindings): void {
  const conditions = symbolic.findings.flatMap((finding) =>
    finding.kind === "rule" && finding.onlyIf !== undefined ? [finding.onlyIf] : [],
  );
  const expected = conditions.every((condition) => holds(condition, numbers));
  assert.equal(!concrete.findings.some(isFatal), expected, JSON.stringify([conditions, [...numbers]]));
  if (!expected) {
    refused += 1;
    return;
  }
  agreed += 1;
  assert.deepEqual(substituteShape(symbolic.output ?? [], numbers), concrete.output);
  assert.deepEqual(substitute(symbolic.parameters, numbers), concrete.parameters);
  assert.deepEqual(
    symbolic.weights.map(({ shape, fanIn }) => [substituteShape(shape, numbers), substitute(fanIn, numbers)]),
    concrete.weights.map(({ shape, fanIn }) => [shape, fanIn]),
  );
}

for (const kind of layers) {
  test(`${kind.name} with symbols agrees with ${kind.name} with numbers`, () => {
    const key = drawKey(1, 0, kind.name.length);
    let draws = 0;
    for (const example of kind.examples) {
      const { attributes } = readExample(example.source);
      const inputs = symbolicShapes(example.inputs);
      const open = symbolicAttributes(kind, attributes);
      const symbolic = applyLayer(kind, { inputs, attributes: open });
      assert(!symbolic.findings.some(isFatal), example.source);
      for (let round = 0; round < 60; round += 1) {
        const draw = (name: string): number => {
          const most = /^(axis|units|filters)/.test(name) ? 12 : 3;
          return 1 + Math.floor(randomUniform(key, draws++) * most);
        };
        const numbers = new Map<string, Size>([...new Set(symbolNames)].map((name) => [name, draw(name)]));
        const concrete = applyLayer(kind, {
          inputs: inputs.map((shape) => substituteShape(shape, numbers)),
          attributes: Object.fromEntries(
            Object.entries(open).map(([name, value]) => [name, putNumbers(value, numbers)]),
          ),
        });
        compareWithNumbers(symbolic, concrete, numbers);
      }
    }
  });
}

test("both answers were seen", () => {
  console.log(`${agreed} applications agreed, ${refused} were refused by both`);
  assert(agreed > 2000 && refused > 200);
});
