/** Finds what a checked network names. It is there, or the mistake is ours. */
import { assert } from "../ops/assert.ts";

export function known<V>(map: ReadonlyMap<string, V>, name: string, what: string): V {
  const value = map.get(name);
  assert(value !== undefined, `there is ${what} "${name}"`);
  return value;
}
