/** Puts work off until somebody wants its result, and does it once. */
export declare function once<Result>(compute: () => Result): () => Result;
