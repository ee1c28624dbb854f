/** Random numbers in a kernel: the keys of its streams, mixed once, and the hash of four places at a time (see `ops/random.ts`). */
import { GOLDEN, HASH_FACTORS, SILVER } from "../../ops/random.ts";
import { type Code, call, get, I32, i32, type Local, V128 } from "../assembler/code.ts";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import type { ModuleBuilder } from "../assembler/module-builder.ts";
import { f32x4, i32x4, v128 } from "../assembler/vector.ts";
import { CELLS, type Emission } from "./emission.ts";
import { type Kernel, visitExpression } from "./kernel.ts";

export interface DrawKeys {
  /** Four numbers in [0, 1), from four places as integers. */
  uniform(stream: number, places: Code): Code;
}

/** Mixes the keys of every stream the kernel draws from, at the kernel's start. */
export function drawKeys(fn: FunctionBuilder, emission: Emission, kernel: Kernel): DrawKeys {
  const keys = new Map<number, { readonly inner: Local; readonly outer: Local }>();
  for (const stream of streamsOf(kernel)) {
    const zero = i32.constant(0);
    const key = keyCode(
      emission.hashFunction,
      i32.load(zero, CELLS.seed),
      i32.load(zero, CELLS.step),
      i32.constant(stream),
    );
    const inner = fn.local(I32);
    const outer = fn.local(I32);
    fn.set(inner, key.inner);
    fn.set(outer, key.outer(get(inner)));
    keys.set(stream, { inner, outer });
  }
  return {
    uniform(stream, places) {
      const key = keys.get(stream);
      if (key === undefined) throw new Error(`stream ${stream} has a key`);
      const bits = fn.local(V128);
      const hash = (value: Code): Code => vectorHash(fn, bits, value);
      fn.set(bits, hash(v128.xor(places, i32x4.splat(get(key.inner)))));
      fn.set(bits, hash(i32x4.add(get(bits), i32x4.splat(get(key.outer)))));
      fn.release(bits);
      return f32x4.multiply(
        f32x4.fromSigned(i32x4.shiftRightUnsigned(get(bits), 8)),
        emission.constant(2 ** -24),
      );
    },
  };
}

function streamsOf(kernel: Kernel): ReadonlySet<number> {
  const streams = new Set<number>();
  const roots = kernel.stores.map((store) => store.value);
  if (kernel.core.kind === "reduce") roots.push(kernel.core.input);
  for (const root of roots)
    visitExpression(root, (part) => part.kind === "uniform" && streams.add(part.stream));
  return streams;
}

/** `drawKey` in code. */
export function keyCode(
  hashFunction: number,
  seed: Code,
  step: Code,
  stream: Code,
): { readonly inner: Code; readonly outer: (inner: Code) => Code } {
  const hash = (value: Code): Code => call(hashFunction, value);
  const first = hash(i32.add(seed, i32.constant(GOLDEN)));
  const second = hash(i32.xor(first, step));
  return {
    inner: hash(i32.xor(second, i32.multiply(stream, i32.constant(GOLDEN)))),
    outer: (inner) => hash(i32.add(inner, i32.constant(SILVER))),
  };
}

/** `randomBits` in code. */
export const bitsCode = (hashFunction: number, inner: Code, outer: Code, index: Code): Code =>
  call(hashFunction, i32.add(call(hashFunction, i32.xor(index, inner)), outer));

/** `hash32` as a function of the module. */
export const defineHash = (module: ModuleBuilder): number =>
  module.define([I32], [I32], (fn) => {
    const x = get(0);
    const mix = (bits: number): void => fn.set(0, i32.xor(x, i32.shiftRightUnsigned(x, i32.constant(bits))));
    mix(16);
    fn.set(0, i32.multiply(x, i32.constant(HASH_FACTORS[0])));
    mix(15);
    fn.set(0, i32.multiply(x, i32.constant(HASH_FACTORS[1])));
    mix(16);
    fn.emit(x);
  });

/** `hash32` of four lanes, by way of the local. */
function vectorHash(fn: FunctionBuilder, local: Local, value: Code): Code {
  const x = get(local);
  const factor = (place: 0 | 1): Code => i32x4.constant(new Array<number>(4).fill(HASH_FACTORS[place]));
  fn.set(local, value);
  fn.set(local, v128.xor(x, i32x4.shiftRightUnsigned(x, 16)));
  fn.set(local, i32x4.multiply(x, factor(0)));
  fn.set(local, v128.xor(x, i32x4.shiftRightUnsigned(x, 15)));
  fn.set(local, i32x4.multiply(x, factor(1)));
  return v128.xor(x, i32x4.shiftRightUnsigned(x, 16));
}
