/** Comparing sizes with symbols: what is equal, what can never be, and under which condition in words. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { add, multiply, power, subtract } from "../../shapes/arithmetic.ts";
import { type Answer, type Comparison, compare, divides, isAtLeast } from "../../shapes/compare.ts";
import { ceilDivide, floorDivide, remainder } from "../../shapes/division.ts";
import { assume, type Condition, type Facts, noFacts } from "../../shapes/facts.ts";
import { formatCondition, formatRequirement, formatShape, formatSize } from "../../shapes/format.ts";
import { inexact, isExact, type Size, symbol } from "../../shapes/size.ts";
import { substitute } from "../../shapes/substitution.ts";
import { unify } from "../../shapes/unify.ts";

const [h, w, c, n, dim, heads] = ["h", "w", "c", "n", "dim", "heads"].map(symbol) as [
  Size,
  Size,
  Size,
  Size,
  Size,
  Size,
];

const say = (answer: Comparison | Answer): string =>
  typeof answer === "string" ? answer : `only if ${formatCondition(answer.onlyIf)}`;
const given = (...conditions: Condition[]): Facts => conditions.reduce(assume, noFacts);
const half = (size: Size) => floorDivide(size, 2);
const window = (size: Size, kernel: Size, stride: Size, padding: Size) =>
  add(floorDivide(subtract(add(size, multiply(2, padding)), kernel), stride), 1);

test("S1: halving and doubling gives the size back only if it is even", () => {
  assert.equal(say(compare(multiply(2, half(h)), h)), "only if h is a multiple of 2");
  assert.equal(say(compare(half(h), multiply(2, half(half(h))))), "only if floor(h / 2) is a multiple of 2");
  assert.equal(say(compare(h, multiply(16, half(half(half(half(h))))))), "only if h is a multiple of 16");
  const even = given({ kind: "multiple", size: h, of: 16 });
  for (let level = 1, size = h; level <= 4; level += 1, size = half(size)) {
    assert.equal(say(compare(size, multiply(2, half(size)), even)), "equal", `level ${level}`);
  }
});

test("S2: a declared divisibility is used", () => {
  assert.equal(say(divides(heads, dim)), "only if dim is a multiple of heads");
  const facts = given({ kind: "multiple", size: dim, of: heads });
  assert.equal(say(divides(heads, dim, facts)), "yes");
  assert.equal(say(divides(heads, multiply(3, dim), facts)), "yes");
  assert.equal(say(compare(multiply(heads, floorDivide(dim, heads)), dim, facts)), "equal");
  assert.equal(
    say(divides(4, add(multiply(h, w), 1), given({ kind: "multiple", size: add(multiply(h, w), 1), of: 4 }))),
    "yes",
  );
});

test("S3: the same value written differently is equal", () => {
  assert.equal(say(compare(add(c, c), multiply(2, c))), "equal");
  assert.equal(say(compare(floorDivide(multiply(c, 2), 2), c)), "equal");
  assert.equal(say(compare(multiply(h, w), multiply(w, h))), "equal");
  assert.equal(say(compare(floorDivide(multiply(c, heads), heads), c)), "equal");
  assert.equal(say(compare(half(half(h)), floorDivide(h, 4))), "equal");
  assert.equal(say(compare(power(add(h, 1), 2), add(multiply(h, h), h, h, 1))), "equal");
  assert.equal(say(compare(half(add(h, 2)), add(half(h), 1))), "equal");
});

test("S5: a difference that is never 0 is an error for all values", () => {
  assert.equal(say(compare(n, add(n, 1))), "different");
  assert.equal(say(compare(multiply(2, h), add(multiply(2, w), 1))), "different");
  assert.equal(say(compare(multiply(h, w), 0)), "different");
  assert.equal(say(compare(multiply(3, h), 28)), "different");
  assert.equal(say(compare(half(h), add(h, 1))), "different");
});

test("S7: a convolution that keeps the size keeps it", () => {
  assert.equal(say(compare(window(h, 3, 1, 1), h)), "equal");
  assert.equal(say(compare(window(h, 3, 2, 1), ceilDivide(h, 2))), "equal");
});

test("a size that fits for some values says which", () => {
  assert.equal(say(compare(h, 28)), "only if h = 28");
  assert.equal(say(compare(multiply(4, h), multiply(4, w))), "only if h = w");
  assert.equal(say(compare(multiply(64, h, w), multiply(64, h))), "only if w = 1");
  assert.equal(say(compare(half(half(h)), 7)), "only if h is 28 to 31");
  assert.equal(say(isAtLeast(window(h, 5, 1, 0), 1)), "only if h is at least 5");
  assert.equal(say(isAtLeast(window(window(h, 5, 1, 0), 2, 2, 0), 1)), "only if h is at least 6");
  assert.equal(say(isAtLeast(10, h)), "only if h is at most 10");
});

test("bounds follow from symbols being sizes, and from what is required", () => {
  assert.equal(say(isAtLeast(h, 1)), "yes");
  assert.equal(say(isAtLeast(h, 0)), "yes");
  assert.equal(say(isAtLeast(multiply(h, w), h)), "yes");
  assert.equal(say(isAtLeast(h, half(h))), "yes");
  assert.equal(say(isAtLeast(subtract(0, h), 0)), "no");
  const facts = given({ kind: "at-least", size: h, minimum: 28 });
  assert.equal(say(isAtLeast(window(h, 5, 1, 0), 24, facts)), "yes");
  assert.equal(say(isAtLeast(half(h), 14, facts)), "yes");
  assert.equal(say(isAtLeast(half(h), 15, facts)), "only if h is at least 30");
  assert.equal(say(compare(h, 20, facts)), "different");
  const ordered = given({ kind: "at-least", size: h, minimum: w });
  assert.equal(say(isAtLeast(add(h, 1), w, ordered)), "yes");
  assert.equal(say(compare(h, 28, given({ kind: "equal", a: h, b: 28 }))), "equal");
  assert.equal(
    say(compare(add(h, 1), multiply(2, w), given({ kind: "equal", a: h, b: subtract(multiply(2, w), 1) }))),
    "equal",
  );
  assert.equal(
    say(divides(2, subtract(h, 5), given({ kind: "multiple", size: subtract(h, 5), of: 2 }))),
    "yes",
  );
  assert.equal(say(divides(2, h, given({ kind: "multiple", size: subtract(h, 5), of: 2 }))), "no");
  const twelve = given({ kind: "multiple", size: h, of: 4 }, { kind: "multiple", size: h, of: 6 });
  assert.equal(say(divides(12, h, twelve)), "yes");
  assert.equal(say(divides(24, h, twelve)), "only if h is a multiple of 24");
});

test("arithmetic beyond 2^53 or by 0 is inexact, spreads, and equals nothing", () => {
  const beyond = [
    multiply(2 ** 31 - 1, 2 ** 31 - 1),
    power(2, 53),
    multiply(2 ** 30, multiply(2 ** 30, h)),
    add(Number.MAX_SAFE_INTEGER, 1),
    floorDivide(h, 0),
    remainder(7, 0),
    power(2, -1),
    power(2, h),
    power(h, 1_000_000_000),
    power(add(h, w, c, n, dim, heads), 40),
    substitute(
      multiply(h, w),
      new Map([
        ["h", 2 ** 30],
        ["w", 2 ** 30],
      ]),
    ),
  ];
  for (const size of beyond) {
    assert.equal(size, inexact);
    assert.equal(isExact(add(size, h)), false);
    assert.equal(say(compare(size, size)), "different");
    assert.equal(say(isAtLeast(size, 1)), "no");
    assert.equal(formatSize(size), "a number beyond 2^53");
  }
  assert.equal(multiply(2 ** 31 - 1, 2 ** 21), (2 ** 31 - 1) * 2 ** 21);
});

test("sizes read as people write them", () => {
  assert.equal(formatSize(multiply(4, symbol("width"))), "4 * width");
  assert.equal(formatSize(subtract(5, h)), "5 - h");
  assert.equal(formatSize(negate(h)), "-h");
  assert.equal(formatSize(window(h, 5, 2, 0)), "floor((h - 3) / 2)");
  assert.equal(formatSize(add(w, multiply(3, half(h)), -2)), "3 * floor(h / 2) + w - 2");
  assert.equal(formatSize(multiply(h, h, w)), "h ** 2 * w");
  assert.equal(formatSize(remainder(h, 2)), "h % 2");
  assert.equal(formatSize(add(w, remainder(h, 2))), "(h % 2) + w");
  assert.equal(formatSize(floorDivide(dim, heads)), "floor(dim / heads)");
  assert.equal(formatSize(window(h, 5, 2, 0), "source"), "(h - 3) div 2");
  assert.equal(formatShape([6, half(h), w]), "[6, floor(h / 2), w]");
  assert.equal(formatShape([]), "[]");
  assert.deepEqual(formatRequirement({ kind: "multiple", size: h, of: 16 }), ["h % 16 == 0"]);
  assert.deepEqual(formatRequirement({ kind: "multiple", size: half(h), of: 2 }), ["(h div 2) % 2 == 0"]);
  assert.deepEqual(formatRequirement({ kind: "between", size: h, minimum: 28, maximum: 31 }), [
    "h >= 28",
    "h <= 31",
  ]);
});

test("a declared shape binds its symbols, and leaves what it cannot bind to be compared", () => {
  const free = new Set(["h", "w", "c"]);
  const found = unify([c, multiply(2, h), add(h, w), h], [3, 28, 20, 14], free);
  assert.deepEqual(Object.fromEntries(found?.bindings ?? []), { c: 3, h: 14, w: 6 });
  assert.deepEqual(found?.toCompare, [{ axis: 1, declared: 28, given: 28 }]);
  assert.deepEqual(Object.fromEntries(unify([multiply(2, h)], [28], free)?.bindings ?? []), { h: 14 });
  assert.deepEqual(unify([multiply(2, h)], [29], free)?.toCompare, [
    { axis: 0, declared: multiply(2, h), given: 29 },
  ]);
  assert.deepEqual(Object.fromEntries(unify([h, w], [n, multiply(2, n)], free)?.bindings ?? []), {
    h: n,
    w: multiply(2, n),
  });
  assert.equal(unify([h], [1, 2], free), undefined);
});

function negate(size: Size): Size {
  return subtract(0, size);
}
