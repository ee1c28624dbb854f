/** The algebra against plain arithmetic: random expressions, random numbers for their symbols. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { add, multiply, power, subtract } from "../../shapes/arithmetic.ts";
import { boundsOf } from "../../shapes/bounds.ts";
import { compare, divides, isAtLeast } from "../../shapes/compare.ts";
import { ceilDivide, floorDivide, remainder } from "../../shapes/division.ts";
import { assume, type Condition, noFacts } from "../../shapes/facts.ts";
import { formatSize } from "../../shapes/format.ts";
import { type Size, symbol } from "../../shapes/size.ts";
import { evaluate, substitute } from "../../shapes/substitution.ts";

type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "symbol"; readonly name: string }
  | { readonly kind: Operator; readonly a: Expression; readonly b: Expression };
type Operator = "+" | "-" | "*" | "//" | "ceil" | "%" | "**";
type Numbers = ReadonlyMap<string, number>;

/** A small seeded generator (a linear congruential one is random enough for choosing cases). */
function generator(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const names = ["a", "b", "c"];

function randomExpression(random: (limit: number) => number, depth: number, symbols = names): Expression {
  if (depth === 0 || random(6) === 0) {
    return random(3) === 0
      ? { kind: "number", value: random(12) - 4 }
      : { kind: "symbol", name: symbols[random(symbols.length)] as string };
  }
  const kind = (["+", "+", "-", "*", "//", "//", "ceil", "%", "**"] as const)[random(9)] as Operator;
  const a = randomExpression(random, depth - 1, symbols);
  if (kind === "**") return { kind, a, b: { kind: "number", value: random(4) } };
  const divides = kind === "//" || kind === "ceil" || kind === "%";
  const divisor: Expression =
    random(3) === 0
      ? { kind: "symbol", name: symbols[random(symbols.length)] as string }
      : { kind: "number", value: 1 + random(6) };
  return { kind, a, b: divides ? divisor : randomExpression(random, depth - 1, symbols) };
}

function sizeOf(expression: Expression): Size {
  if (expression.kind === "number") return expression.value;
  if (expression.kind === "symbol") return symbol(expression.name);
  return combineSizes(expression.kind, sizeOf(expression.a), sizeOf(expression.b));
}

function combineSizes(kind: Operator, a: Size, b: Size): Size {
  switch (kind) {
    case "+":
      return add(a, b);
    case "-":
      return subtract(a, b);
    case "*":
      return multiply(a, b);
    case "//":
      return floorDivide(a, b);
    case "ceil":
      return ceilDivide(a, b);
    case "%":
      return remainder(a, b);
    case "**":
      return power(a, b);
  }
}

/** The same in big integers, which cannot be wrong for being large. */
function plain(expression: Expression, numbers: Numbers): bigint {
  if (expression.kind === "number") return BigInt(expression.value);
  if (expression.kind === "symbol") return BigInt(numbers.get(expression.name) ?? 0);
  return combineNumbers(expression.kind, plain(expression.a, numbers), plain(expression.b, numbers));
}

function combineNumbers(kind: Operator, a: bigint, b: bigint): bigint {
  const floor = (n: bigint, d: bigint) => n / d - (n % d !== 0n && n < 0n ? 1n : 0n);
  switch (kind) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "//":
      return floor(a, b);
    case "ceil":
      return -floor(-a, b);
    case "%":
      return a - b * floor(a, b);
    case "**":
      return a ** b;
  }
}

const randomNumbers = (random: (limit: number) => number, limit: number): Numbers =>
  new Map(names.map((name) => [name, 1 + random(limit)]));

function holds(condition: Condition, numbers: Numbers): boolean {
  const value = (size: Size) => evaluate(size, numbers) ?? Number.NaN;
  switch (condition.kind) {
    case "equal":
      return value(condition.a) === value(condition.b);
    case "multiple":
      return value(condition.size) % value(condition.of) === 0;
    case "at-least":
      return value(condition.size) >= value(condition.minimum);
    case "at-most":
      return value(condition.size) <= value(condition.maximum);
    case "between":
      return value(condition.size) >= condition.minimum && value(condition.size) <= condition.maximum;
  }
}

test("the normal form evaluates to plain arithmetic, or says that it is inexact", () => {
  const random = generator(1);
  let exact = 0;
  for (let round = 0; round < 4000; round += 1) {
    const expression = randomExpression(random, 1 + random(4));
    const size = sizeOf(expression);
    for (let draw = 0; draw < 3; draw += 1) {
      const numbers = randomNumbers(random, draw === 2 ? 5000 : 40);
      const found = evaluate(size, numbers);
      if (found === undefined) continue;
      exact += 1;
      const expected = plain(expression, numbers);
      assert.equal(BigInt(found), expected, `${formatSize(size)} with ${JSON.stringify([...numbers])}`);
    }
  }
  console.log(`${exact} of 12000 evaluations were exact`);
  assert.ok(exact > 10_000);
});

test("bounds hold for all numbers", () => {
  const random = generator(2);
  let finite = 0;
  for (let round = 0; round < 2000; round += 1) {
    const size = sizeOf(randomExpression(random, 1 + random(3)));
    const { minimum, maximum } = boundsOf(size);
    if (Number.isFinite(minimum) || Number.isFinite(maximum)) finite += 1;
    for (let draw = 0; draw < 6; draw += 1) {
      const numbers = randomNumbers(random, 30);
      const value = evaluate(size, numbers);
      if (value === undefined) continue;
      const place = `${formatSize(size)} with ${JSON.stringify([...numbers])}: ${minimum} … ${maximum}`;
      assert.ok(value >= minimum && value <= maximum, `${value} = ${place}`);
    }
  }
  console.log(`${finite} of 2000 sizes have a bound`);
  assert.ok(finite > 1000);
});

test("answers about equality, order and divisibility hold for all numbers, and conditions are exact", () => {
  const random = generator(3);
  const counts = { decided: 0, conditional: 0 };
  for (let round = 0; round < 3000; round += 1) {
    const [a, b] = [sizeOf(randomExpression(random, 2)), sizeOf(randomExpression(random, 2))];
    const divisor = 1 + random(6);
    const answers = [
      { answer: compare(a, b), truth: (x: number, y: number) => x === y },
      { answer: isAtLeast(a, b), truth: (x: number, y: number) => x >= y },
      { answer: divides(divisor, a), truth: (x: number) => x % divisor === 0 },
    ];
    for (const { answer, truth } of answers) {
      counts[typeof answer === "string" ? "decided" : "conditional"] += 1;
      for (let draw = 0; draw < 5; draw += 1) {
        const numbers = randomNumbers(random, 20);
        const [x, y] = [evaluate(a, numbers), evaluate(b, numbers)];
        if (x === undefined || y === undefined) continue;
        const said =
          typeof answer === "string" ? answer === "equal" || answer === "yes" : holds(answer.onlyIf, numbers);
        const place = `${formatSize(a)} and ${formatSize(b)}: ${JSON.stringify(answer)} with ${JSON.stringify([...numbers])}`;
        assert.equal(said, truth(x, y), place);
      }
    }
  }
  console.log(JSON.stringify(counts));
  assert.ok(counts.decided > 1000 && counts.conditional > 1000);
});

test("what follows from facts holds for all numbers for which the facts hold", () => {
  const random = generator(4);
  let tried = 0;
  for (let round = 0; round < 3000; round += 1) {
    const about = sizeOf(randomExpression(random, random(2)));
    const condition = (
      [
        { kind: "multiple", size: about, of: random(2) === 0 ? 1 + random(6) : symbol("c") },
        { kind: "equal", a: about, b: sizeOf(randomExpression(random, 1)) },
        { kind: "at-least", size: about, minimum: random(9) },
        { kind: "at-most", size: about, maximum: 4 + random(9) },
        { kind: "between", size: about, minimum: 2, maximum: 4 + random(9) },
      ] as const satisfies readonly Condition[]
    )[random(5)] as Condition;
    const facts = assume(noFacts, condition);
    const [a, b] = [sizeOf(randomExpression(random, 2)), sizeOf(randomExpression(random, 2))];
    const [equality, order, division] = [compare(a, b, facts), isAtLeast(a, b, facts), divides(4, a, facts)];
    for (let draw = 0; draw < 8; draw += 1) {
      const numbers = randomNumbers(random, 16);
      const [x, y] = [evaluate(a, numbers), evaluate(b, numbers)];
      if (x === undefined || y === undefined || !holds(condition, numbers)) continue;
      tried += 1;
      const place = `${formatSize(a)}, ${formatSize(b)}, given ${JSON.stringify(condition)}, ${JSON.stringify([...numbers])}`;
      assert.equal(
        typeof equality === "string" ? equality === "equal" : holds(equality.onlyIf, numbers),
        x === y,
        place,
      );
      assert.equal(typeof order === "string" ? order === "yes" : holds(order.onlyIf, numbers), x >= y, place);
      assert.equal(
        typeof division === "string" ? division === "yes" : holds(division.onlyIf, numbers),
        x % 4 === 0,
        place,
      );
    }
  }
  console.log(`${tried} combinations satisfied their facts`);
  assert.ok(tried > 2000);
});

test("putting sizes in the place of symbols commutes with evaluating", () => {
  const random = generator(5);
  for (let round = 0; round < 2000; round += 1) {
    const [outer, inner] = [
      sizeOf(randomExpression(random, 3)),
      sizeOf(randomExpression(random, 2, ["b", "c"])),
    ];
    const numbers = randomNumbers(random, 20);
    const value = evaluate(inner, numbers);
    if (value === undefined || value < 1) continue;
    const direct = evaluate(outer, new Map([...numbers, ["a", value]]));
    const stepwise = evaluate(substitute(outer, new Map([["a", inner]])), numbers);
    if (direct !== undefined && stepwise !== undefined) assert.equal(stepwise, direct);
  }
});

test("equal polynomials written differently have one normal form", () => {
  const random = generator(6);
  for (let round = 0; round < 1000; round += 1) {
    const [x, y, z] = [1, 2, 3].map(() => sizeOf(randomExpression(random, 2))) as [Size, Size, Size];
    const same = (a: Size, b: Size) => assert.deepEqual(a, b);
    same(add(x, y), add(y, x));
    same(multiply(x, add(y, z)), add(multiply(x, y), multiply(x, z)));
    same(multiply(x, y), multiply(y, x));
    same(subtract(add(x, y), y), x);
    same(floorDivide(multiply(6, x), 6), x);
    same(floorDivide(add(multiply(6, x), 5), 6), x);
    same(add(multiply(4, floorDivide(x, 4)), remainder(x, 4)), x);
  }
});
