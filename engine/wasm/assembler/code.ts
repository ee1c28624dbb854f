/** WebAssembly instructions as nested lists of bytes: an expression is its operands' code followed by its own opcode. */

/** Finished stretches are bytes already. */
export type Code = readonly (number | Code)[] | Uint8Array;

/** A local variable's index. */
export type Local = number;

export const I32 = 0x7f;
export const F32 = 0x7d;
export const V128 = 0x7b;
export type ValueType = typeof I32 | typeof F32 | typeof V128;

/** Unsigned LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  while (rest >= 128) {
    bytes.push((rest & 127) | 128);
    rest >>>= 7;
  }
  bytes.push(rest);
  return bytes;
}

/** Signed LEB128. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  while (rest < -64 || rest > 63) {
    bytes.push((rest & 127) | 128);
    rest >>= 7;
  }
  bytes.push(rest & 127);
  return bytes;
}

/** Bytes that grow. */
export interface ByteList {
  bytes: Uint8Array;
  length: number;
}

export const byteList = (): ByteList => ({ bytes: new Uint8Array(128), length: 0 });

export function append(list: ByteList, code: Code): void {
  if (code instanceof Uint8Array) {
    reserve(list, code.length);
    list.bytes.set(code, list.length);
    list.length += code.length;
    return;
  }
  for (let place = 0; place < code.length; place++) {
    const part = code[place];
    if (typeof part !== "number") append(list, part);
    else {
      if (list.length === list.bytes.length) reserve(list, 1);
      list.bytes[list.length++] = part;
    }
  }
}

function reserve(list: ByteList, more: number): void {
  if (list.length + more <= list.bytes.length) return;
  const larger = new Uint8Array(Math.max(2 * list.bytes.length, list.length + more));
  larger.set(list.bytes.subarray(0, list.length));
  list.bytes = larger;
}

export const written = (list: ByteList): Uint8Array => list.bytes.subarray(0, list.length);

export function flatten(code: Code): Uint8Array {
  const list = byteList();
  append(list, code);
  return written(list);
}

/** The same code object for the same small number: most instructions name one of a few locals. */
function remembered(make: (value: number) => Code): (value: number) => Code {
  const known: Code[] = [];
  return (value) => {
    if (value < 0 || value >= 128) return make(value);
    known[value] ??= make(value);
    return known[value];
  };
}

const floatBytes = (value: number): number[] => [...new Uint8Array(new Float32Array([value]).buffer)];

// Locals and globals
export const get: (local: Local) => Code = remembered((local) => [0x20, ...unsigned(local)]);
export const set = (local: Local, value: Code): Code => [value, 0x21, unsigned(local)];
export const tee = (local: Local, value: Code): Code => [value, 0x22, unsigned(local)];
export const call = (index: number, ...operands: Code[]): Code => [operands, 0x10, unsigned(index)];

// 32-bit integers
const binary =
  (opcode: number) =>
  (a: Code, b: Code): Code => [a, b, opcode];
export const i32 = {
  constant: remembered((value) => [0x41, ...signed(value)]),
  add: binary(0x6a),
  multiply: binary(0x6c),
  remainderUnsigned: binary(0x70),
  and: binary(0x71),
  xor: binary(0x73),
  shiftRightUnsigned: binary(0x76),
  equal: binary(0x46),
  notEqual: binary(0x47),
  isZero: (a: Code): Code => [a, 0x45],
  load: (pointer: Code, offset = 0): Code => [pointer, 0x28, 2, unsigned(offset)],
  store: (pointer: Code, value: Code, offset = 0): Code => [pointer, value, 0x36, 2, unsigned(offset)],
};

/** `pointer + bytes`, or the pointer itself when there is nothing to add. */
export const plus = (pointer: Code, bytes: number): Code =>
  bytes === 0 ? pointer : i32.add(pointer, i32.constant(bytes));

// 32-bit floats
export const f32 = {
  constant: (value: number): Code => [0x43, floatBytes(value)],
  subtract: binary(0x93),
  equal: binary(0x5b),
  load: (pointer: Code, offset = 0): Code => [pointer, 0x2a, 2, unsigned(offset)],
  store: (pointer: Code, value: Code, offset = 0): Code => [pointer, value, 0x38, 2, unsigned(offset)],
};

// Control
export const block = (body: Code): Code => [0x02, 0x40, body, 0x0b];
export const loop = (body: Code): Code => [0x03, 0x40, body, 0x0b];
export const when = (condition: Code, body: Code, otherwise?: Code): Code => [
  condition,
  [0x04, 0x40],
  body,
  otherwise === undefined ? [] : [0x05, otherwise],
  0x0b,
];
export const branch = (depth: number): Code => [0x0c, unsigned(depth)];
export const branchIf = (depth: number, condition: Code): Code => [condition, 0x0d, unsigned(depth)];
export const copyMemory = (to: Code, from: Code, bytes: Code): Code => [to, from, bytes, 0xfc, 10, 0, 0];
