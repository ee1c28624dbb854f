/** What all kernels of a module share while they are written: addresses, constants in memory, scratch memory, common functions. */

import { assert } from "../../ops/assert.ts";
import type { Code } from "../assembler/code.ts";
import { i32 } from "../assembler/code.ts";
import type { ModuleBuilder } from "../assembler/module-builder.ts";
import { f32x4, i32x4, v128 } from "../assembler/vector.ts";
import type { TensorId } from "./kernel.ts";

export interface Emission {
  readonly module: ModuleBuilder;
  readonly relaxed: boolean;
  /** Byte address of a tensor. */
  addressOf(tensor: TensorId): number;
  /** Four lanes of one number. */
  constant(value: number): Code;
  /** Address of scratch memory that one kernel may use while it runs. */
  scratch(bytes: number): number;
  /** The same as a tensor of its own, for kernels made of kernels. */
  scratchTensor(elements: number): TensorId;
  /** Index of the function (i32) → i32 that computes `hash32`. */
  readonly hashFunction: number;
}

/** The first bytes of memory hold what the host and the module tell each other. */
export const CELLS = { seed: 0, step: 4 } as const;
const POOL_START = 64;
const POOL_CAPACITY = 500;
/** Tensors lie behind the cells and the constants. */
export const TENSORS_START = POOL_START + 16 * POOL_CAPACITY;

export interface ConstantPool {
  constant(value: number): Code;
  /** The constants' bytes, to lie at `POOL_START`. */
  readonly data: () => { readonly address: number; readonly bytes: Uint8Array };
}

/** Constants are loaded from memory: engines rebuild a vector constant at each use, a load costs nothing extra. */
export function constantPool(): ConstantPool {
  const places = new Map<number, number>();
  return {
    constant(value) {
      const single = Math.fround(value);
      if (Object.is(single, 0)) return v128.zero;
      if (Object.is(single, -0)) return splatConstant(single);
      const known = places.get(single);
      if (known === undefined && places.size >= POOL_CAPACITY) return splatConstant(single);
      const place = known ?? places.size;
      places.set(single, place);
      return v128.load(i32.constant(0), POOL_START + 16 * place);
    },
    data: () => ({
      address: POOL_START,
      bytes: new Uint8Array(
        Float32Array.from([...places.keys()].flatMap((value) => [value, value, value, value])).buffer,
      ),
    }),
  };
}

const splatConstant = (value: number): Code => {
  const [bits] = new Int32Array(new Float32Array([value]).buffer);
  return i32x4.constant([bits, bits, bits, bits]);
};

/** Scratch memory behind everything else; kernels take turns, so the largest need decides. */
export function scratchMemory(start: number): {
  readonly take: (bytes: number) => number;
  readonly release: () => void;
  readonly end: () => number;
} {
  let at = start;
  let end = start;
  return {
    take(bytes) {
      assert(bytes >= 0, "scratch memory has a size");
      const address = Math.ceil(at / 64) * 64;
      at = address + bytes + 32;
      end = Math.max(end, at);
      return address;
    },
    release() {
      at = start;
    },
    end: () => end,
  };
}

/** a · b + c: with one rounding if the module may use relaxed SIMD, else with two. */
export const multiplyAdd = (emission: Pick<Emission, "relaxed">, a: Code, b: Code, c: Code): Code =>
  emission.relaxed ? f32x4.relaxedMultiplyAdd(a, b, c) : f32x4.add(f32x4.multiply(a, b), c);
