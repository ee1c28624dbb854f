/** Unpacks gzip up to a size that the content itself declares, so that a small file cannot fill the memory. */
import { Gunzip } from "fflate";
import type { DataProblem } from "./define.ts";

/** Deflate expands at most 1032 times: 16 KiB in are less than 17 MiB out before we look again. */
const PUSH_BYTES = 16 * 1024;

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/**
 * Unpacks at most `sizeOf(head)` bytes, where `head` is the first `headBytes` of the content; asks for nothing more once
 * there is one byte too many, so a result longer than the size means that the content goes on.
 */
export function gunzip(
  bytes: Uint8Array,
  headBytes: number,
  sizeOf: (head: Uint8Array) => number | DataProblem,
): Uint8Array | DataProblem {
  const parts: Uint8Array[] = [];
  let length = 0;
  const stream = new Gunzip((part) => {
    parts.push(part);
    length += part.length;
  });
  let wanted: number | undefined;
  try {
    for (let start = 0; start < bytes.length; start += PUSH_BYTES) {
      const end = start + PUSH_BYTES;
      stream.push(bytes.subarray(start, end), end >= bytes.length);
      if (wanted === undefined && length >= headBytes) {
        const size = sizeOf(join(parts, headBytes));
        if (typeof size === "object") return size;
        wanted = size;
      }
      if (wanted !== undefined && length > wanted) break;
    }
  } catch {
    return {
      problem: `The gzip data breaks after ${length} bytes.`,
      advice: "Copy or download the file again.",
    };
  }
  return join(parts, wanted === undefined ? length : Math.min(length, wanted + 1));
}

function join(parts: readonly Uint8Array[], length: number): Uint8Array {
  const joined = new Uint8Array(length);
  let place = 0;
  for (const part of parts) {
    if (place >= length) break;
    joined.set(part.subarray(0, length - place), place);
    place += part.length;
  }
  return joined;
}
