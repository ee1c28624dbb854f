/** Puts work off until somebody wants its result, and does it once. */

export function once<Result>(compute: () => Result): () => Result {
  let done: { readonly result: Result } | undefined;
  return () => {
    done ??= { result: compute() };
    return done.result;
  };
}
