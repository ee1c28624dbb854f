/** Reads the IDX format of the MNIST files: a header with the sizes, then one unsigned byte a number. */
import { type DataProblem, isProblem } from "./define.ts";
import { gunzip, isGzip } from "./gunzip.ts";

export interface Idx {
  readonly sizes: readonly number[];
  /** The product of the sizes many, row-major. */
  readonly values: Uint8Array;
}

const MOST_BYTES = 256 * 2 ** 20;
const MOST_AXES = 4;
const UNSIGNED_BYTE = 0x08;

/** Two zero bytes, the type of the numbers, the number of axes, then each size as a big-endian 32-bit number. */
export function readIdx(file: Uint8Array): Idx | DataProblem {
  if (file.length === 0) return { problem: "The file is empty.", advice };
  if (file.length > MOST_BYTES) {
    return { problem: `The file has ${Math.ceil(file.length / 2 ** 20)} MiB; at most 256 are read.`, advice };
  }
  const content = isGzip(file) ? gunzip(file, 4 + 4 * MOST_AXES, contentBytes) : file;
  if (isProblem(content)) return content;
  const header = readHeader(content);
  if ("problem" in header) return header;
  const found = content.length - header.bytes;
  if (found !== header.product) {
    const more =
      found > header.product ? (isGzip(file) ? "goes on after them" : `has ${found}`) : `has only ${found}`;
    const sizes = `${header.sizes.join(" × ")} = ${header.product}`;
    return { problem: `The header promises ${sizes} numbers, the file ${more}.`, advice };
  }
  return { sizes: header.sizes, values: content.subarray(header.bytes) };
}

const advice = "Give the path of an IDX file of unsigned bytes, as MNIST has them; it may be gzipped (.gz).";

function contentBytes(head: Uint8Array): number | DataProblem {
  const header = readHeader(head);
  return "problem" in header ? header : header.bytes + header.product;
}

interface Header {
  readonly sizes: readonly number[];
  readonly product: number;
  readonly bytes: number;
}

function readHeader(bytes: Uint8Array): Header | DataProblem {
  const [zero, alsoZero, type, axes = 0] = bytes;
  if (bytes.length < 4 || zero !== 0 || alsoZero !== 0) {
    return { problem: "The file does not start like an IDX file (two zero bytes).", advice };
  }
  if (type !== UNSIGNED_BYTE) {
    const written = `0x${(type ?? 0).toString(16).padStart(2, "0")}`;
    return {
      problem: `The file holds numbers of type ${written}; only unsigned bytes (0x08) are read.`,
      advice,
    };
  }
  if (axes < 1 || axes > MOST_AXES)
    return { problem: `The header names ${axes} axes; 1 to ${MOST_AXES} are read.`, advice };
  const headerBytes = 4 + 4 * axes;
  if (bytes.length < headerBytes) return { problem: "The file ends inside its header.", advice };
  const sizes = Array.from({ length: axes }, (_, axis) => readSize(bytes, 4 + 4 * axis));
  const product = sizes.reduce((a, b) => a * b, 1);
  if (product === 0) return { problem: `The header names an axis of size 0: [${sizes.join(", ")}].`, advice };
  // Four sizes below 2³² multiply to less than 2¹²⁸: a double holds it closely enough to compare.
  if (product > MOST_BYTES) {
    return {
      problem: `The header promises ${sizes.join(" × ")} numbers; at most ${MOST_BYTES} are read.`,
      advice,
    };
  }
  return { sizes, product, bytes: headerBytes };
}

const readSize = (bytes: Uint8Array, at: number): number =>
  [0, 1, 2, 3].reduce((size, place) => size * 256 + (bytes[at + place] ?? 0), 0);
