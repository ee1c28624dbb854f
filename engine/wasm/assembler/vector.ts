/** The SIMD instructions: four single-precision lanes, or four 32-bit integers, at a time. */
import { type Code, flatten, i32, unsigned } from "./code.ts";

const simd = (opcode: number): Code => [0xfd, ...unsigned(opcode)];
const unary = (opcode: number) => {
  const instruction = simd(opcode);
  return (a: Code): Code => [a, instruction];
};
const binary = (opcode: number) => {
  const instruction = simd(opcode);
  return (a: Code, b: Code): Code => [a, b, instruction];
};
/** Any address will do: the alignment an instruction promises is that of one element. */
const memory = (opcode: number) => {
  const instruction = [...flatten(simd(opcode)), 2];
  return (pointer: Code, offset: number): Code => [pointer, instruction, unsigned(offset)];
};
const laneStore =
  (opcode: number, alignment: number) =>
  (pointer: Code, value: Code, offset: number, lane: number): Code => [
    pointer,
    value,
    simd(opcode),
    alignment,
    unsigned(offset),
    lane,
  ];

/** A shift's distance is an i32. */
const shift =
  (opcode: number) =>
  (a: Code, bits: number): Code => [a, i32.constant(bits), simd(opcode)];

export const v128 = {
  zero: [simd(12), new Array<number>(16).fill(0)] as Code,
  load: memory(0),
  /** One element in all four lanes. */
  loadSplat: memory(9),
  /** One element in lane 0, zeros in the others. */
  loadFirst: memory(92),
  loadLane: laneStore(86, 2),
  store: (pointer: Code, value: Code, offset: number): Code => [
    pointer,
    value,
    simd(11),
    2,
    unsigned(offset),
  ],
  storeLane: laneStore(90, 2),
  /** Two elements: the lower pair (0) or the upper pair (1). */
  storePair: laneStore(91, 2),
  and: binary(78),
  andNot: binary(79),
  or: binary(80),
  xor: binary(81),
  /** Bits of `a` where the mask is set, else of `b`. */
  choose: (a: Code, b: Code, mask: Code): Code => [a, b, mask, simd(82)],
  /** Lanes 0–3 of `a` and 4–7 of `b`, in the order given. */
  shuffle: (a: Code, b: Code, lanes: readonly number[]): Code => [
    a,
    b,
    simd(13),
    lanes.flatMap((lane) => [4 * lane, 4 * lane + 1, 4 * lane + 2, 4 * lane + 3]),
  ],
  /** Four lanes of all ones or all zeros. */
  mask: (lanes: readonly boolean[]): Code => [
    simd(12),
    lanes.flatMap((on) => new Array<number>(4).fill(on ? 255 : 0)),
  ],
};

export const f32x4 = {
  abs: unary(224),
  negate: unary(225),
  sqrt: unary(227),
  add: binary(228),
  subtract: binary(229),
  multiply: binary(230),
  divide: binary(231),
  minimum: binary(232),
  maximum: binary(233),
  /** b < a ? b : a, one instruction where `minimum` takes several; a NaN in `a` stays. */
  pseudoMinimum: binary(234),
  /** a < b ? b : a; a NaN in `a` stays. */
  pseudoMaximum: binary(235),
  equal: binary(0x41),
  notEqual: binary(0x42),
  less: binary(0x43),
  greater: binary(0x44),
  greaterOrEqual: binary(0x46),
  fromSigned: unary(250),
  /** a · b + c with one rounding where the processor has it (relaxed SIMD). */
  relaxedMultiplyAdd: (a: Code, b: Code, c: Code): Code => [a, b, c, simd(0x105)],
};

export const i32x4 = {
  splat: unary(17),
  constant: (lanes: readonly number[]): Code => [simd(12), [...new Uint8Array(new Int32Array(lanes).buffer)]],
  add: binary(174),
  subtract: binary(177),
  multiply: binary(181),
  shiftLeft: shift(171),
  shiftRight: shift(172),
  shiftRightUnsigned: shift(173),
};
