/** The assembler: numbers of variable length, and modules that every host accepts. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  branchIf,
  F32,
  f32,
  flatten,
  get,
  I32,
  i32,
  signed,
  unsigned,
  V128,
  when,
} from "../../../engine/wasm/assembler/code.ts";
import { moduleBuilder } from "../../../engine/wasm/assembler/module-builder.ts";
import { f32x4, i32x4, v128 } from "../../../engine/wasm/assembler/vector.ts";

const EDGES = [0, 1, 2, 63, 64, 65, 127, 128, 129, 8191, 8192, 16383, 16384, 2 ** 20, 2 ** 31 - 1];

test("numbers of variable length come back", () => {
  for (const value of [...EDGES, 2 ** 31, 2 ** 32 - 1]) {
    const decoded = unsigned(value).reduce((sum, byte, place) => sum + (byte & 127) * 2 ** (7 * place), 0);
    assert.equal(decoded, value);
  }
  for (const value of [...EDGES, ...EDGES.map((edge) => -edge), -(2 ** 31)]) {
    const bytes = signed(value);
    const raw = bytes.reduce((sum, byte, place) => sum + (byte & 127) * 2 ** (7 * place), 0);
    const isNegative = (bytes[bytes.length - 1]! & 64) !== 0;
    assert.equal(isNegative ? raw - 2 ** (7 * bytes.length) : raw, value === 0 ? 0 : value);
  }
});

test("a loop of integers counts", () => {
  const module = moduleBuilder();
  module.define(
    [I32],
    [I32],
    (fn) => {
      const [counter, sum] = [fn.local(I32), fn.local(I32)];
      fn.count(counter, i32.constant(0), get(0), 3, () => fn.set(sum, i32.add(get(sum), get(counter))));
      fn.emit(get(sum));
    },
    "sum",
  );
  const { sum } = load(module.bytes(1, []));
  assert.equal(sum!(12), 0 + 3 + 6 + 9);
});

test("every vector instruction is valid", () => {
  const a = v128.load(i32.constant(0), 16);
  const unary = [f32x4.abs, f32x4.negate, f32x4.sqrt, f32x4.fromSigned];
  const binary = [
    ...[f32x4.add, f32x4.subtract, f32x4.multiply, f32x4.divide, f32x4.minimum, f32x4.maximum],
    ...[f32x4.pseudoMinimum, f32x4.pseudoMaximum, f32x4.equal, f32x4.notEqual, f32x4.less, f32x4.greater],
    ...[
      f32x4.greaterOrEqual,
      i32x4.add,
      i32x4.subtract,
      i32x4.multiply,
      v128.and,
      v128.andNot,
      v128.or,
      v128.xor,
    ],
  ];
  const values = [
    ...unary.map((make) => make(a)),
    ...binary.map((make) => make(a, a)),
    ...[i32x4.shiftLeft(a, 3), i32x4.shiftRight(a, 3), i32x4.shiftRightUnsigned(a, 3)],
    ...[
      v128.choose(a, a, a),
      v128.shuffle(a, a, [0, 5, 2, 7]),
      v128.mask([true, false, true, false]),
      v128.zero,
    ],
    ...[
      v128.loadSplat(i32.constant(0), 3),
      v128.loadFirst(i32.constant(0), 1),
      v128.loadLane(i32.constant(0), a, 8, 3),
    ],
    ...[i32x4.splat(i32.constant(7)), i32x4.constant([1, -2, 3, -4])],
  ];
  for (const value of values) {
    const module = moduleBuilder();
    module.define([], [V128], (fn) => fn.emit(value));
    assert.ok(WebAssembly.validate(module.bytes(1, []) as BufferSource), flatten(value).join());
  }
  console.log(`${values.length} instructions validated`);
});

test("released locals are given again, data lies where it is told, branches leave blocks", () => {
  const module = moduleBuilder();
  module.define(
    [F32],
    [F32],
    (fn) => {
      const first = fn.local(F32);
      fn.release(first);
      assert.equal(fn.local(F32), first);
      assert.notEqual(fn.local(I32), first);
      fn.emit(
        when(f32.equal(get(0), f32.constant(1)), [branchIf(0, i32.constant(1))]),
        f32.load(i32.constant(0), 100),
      );
    },
    "read",
  );
  const { read } = load(
    module.bytes(1, [{ address: 100, bytes: new Uint8Array(Float32Array.of(2.5).buffer) }]),
  );
  assert.equal(read!(1), 2.5);
});

function load(bytes: Uint8Array): Record<string, (value: number) => number> {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes as BufferSource));
  return instance.exports as Record<string, (value: number) => number>;
}
