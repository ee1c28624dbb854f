/** Keeps one request's failure to itself: it is logged once, and the editor gets an empty answer instead of an error box. */
import type { Connection } from "vscode-languageserver";

export function guarded<Arguments extends unknown[], Result>(
  connection: Connection,
  feature: string,
  fallback: Result,
  answer: (...given: Arguments) => Result,
): (...given: Arguments) => Result {
  return (...given) => {
    try {
      return answer(...given);
    } catch (error) {
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      connection.console.error(`${feature} failed and was skipped: ${words}`);
      return fallback;
    }
  };
}
