/** A short text that two experiments share exactly if a run of one is a run of the other: where they are written does not count. */
import type { Experiment } from "../network/experiment.ts";

/** 64 bits in hexadecimal: two FNV-1a hashes with different starts, over everything but the places in the text. */
export function fingerprintOf(experiment: Experiment): string {
  const meaning = JSON.stringify(experiment, (key, value: unknown) => (key === "span" ? undefined : value));
  return [0x811c9dc5, 0x050c5d1f].map((start) => hash(meaning, start)).join("");
}

function hash(text: string, start: number): string {
  const PRIME = 0x01000193;
  let bits = start;
  for (let place = 0; place < text.length; place++) bits = Math.imul(bits ^ text.charCodeAt(place), PRIME);
  return (bits >>> 0).toString(16).padStart(8, "0");
}
