/** States what must hold; where it does not, the mistake is ours and the program stops. */
export function assert(condition: boolean, mustHold: string): asserts condition {
  if (!condition) throw new Error(`Broken promise: ${mustHold}`);
}
