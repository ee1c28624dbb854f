/** Turns bytes into text: UTF-8 only, and if it is not, says what it is and where it breaks. */
import type { DataProblem } from "./define.ts";

/** What every host has of the Encoding standard; typed here because pure folders know no host. */
declare const TextDecoder: new (
  label: "utf-8",
  options: { readonly fatal: true },
) => { decode(bytes: Uint8Array): string };

const BINARY_SAMPLE_BYTES = 8192;

/** The text without its byte order mark. */
export function decodeText(bytes: Uint8Array): string | DataProblem {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { problem: "The file is UTF-16, not UTF-8.", advice: "Save it as UTF-8." };
  }
  const nul = bytes.subarray(0, BINARY_SAMPLE_BYTES).indexOf(0);
  if (nul >= 0) {
    return looksLikeUtf16(bytes)
      ? { problem: "The file looks like UTF-16 without a byte order mark.", advice: "Save it as UTF-8." }
      : { problem: `The file is not text: byte ${nul} is 0.`, advice: "Give the path of a text file." };
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const offset = firstBadByte(bytes);
    const value = (bytes[offset] ?? 0).toString(16).padStart(2, "0");
    return {
      problem: `The file is not UTF-8: byte ${offset} (0x${value}) does not belong there.`,
      advice: "Save it as UTF-8; it may be Latin-1 or Windows-1252 now.",
    };
  }
}

/** Plain text in UTF-16 has a zero in every other byte. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 512);
  if (sample.length < 16) return false;
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  return Math.max(even, odd) > 0.4 * (sample.length / 2) && Math.min(even, odd) === 0;
}

/** Offset of the first byte that no well-formed UTF-8 has there (Unicode 15, table 3-7). */
function firstBadByte(bytes: Uint8Array): number {
  for (let offset = 0; offset < bytes.length; ) {
    const length = sequenceLength(bytes, offset);
    if (length === 0) return offset;
    offset += length;
  }
  return bytes.length;
}

/** Bytes of the well-formed sequence at `offset`; 0 if there is none. */
function sequenceLength(bytes: Uint8Array, offset: number): number {
  const lead = bytes[offset] ?? 0;
  const length = lengthByLead(lead);
  const [low, high] = secondByteRange(lead);
  for (let place = 1; place < length; place++) {
    const byte = bytes[offset + place] ?? 0;
    const [from, to] = place === 1 ? [low, high] : [0x80, 0xbf];
    if (byte < from || byte > to) return 0;
  }
  return length;
}

function lengthByLead(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/** Narrower than 80–BF where overlong forms, surrogates or numbers past U+10FFFF would start. */
function secondByteRange(lead: number): readonly [number, number] {
  if (lead === 0xe0) return [0xa0, 0xbf];
  if (lead === 0xed) return [0x80, 0x9f];
  if (lead === 0xf0) return [0x90, 0xbf];
  if (lead === 0xf4) return [0x80, 0x8f];
  return [0x80, 0xbf];
}
