/** A network that is too big for the memory it may use, in words. */
import { MemoryLimitError } from "../engine/wasm/compile.ts";

/** What to tell the author of a network that is too big; `undefined` for every other error. */
export function explainMemory(error: unknown): string | undefined {
  if (!(error instanceof MemoryLimitError)) return undefined;
  const mib = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MiB`;
  const needs = `Training needs ${mib(error.memory.total)} of memory and may use ${mib(error.limitBytes)}.`;
  return `${needs} Make the batch, the widest layers or the data set smaller.`;
}
