/** Keeps one request's failure to itself: it is logged once, and the editor gets an empty answer instead of an error box. */
import { type Connection, ErrorCodes, ResponseError } from "vscode-languageserver";

export interface Guard {
  readonly connection: Connection;
  /** True once the editor has introduced itself, as the protocol asks before anything else. */
  readonly isReady: () => boolean;
}

export function guarded<Arguments extends unknown[], Result>(
  { connection, isReady }: Guard,
  feature: string,
  fallback: Result,
  answer: (...given: Arguments) => Result,
): (...given: Arguments) => Result | ResponseError<never> {
  return (...given) => {
    // The protocol's library runs handlers even before `initialize`.
    if (!isReady())
      return new ResponseError<never>(
        ErrorCodes.ServerNotInitialized,
        "The first request must be `initialize`.",
      );
    try {
      return answer(...given);
    } catch (error) {
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      connection.console.error(`${feature} failed and was skipped: ${words}`);
      return fallback;
    }
  };
}
