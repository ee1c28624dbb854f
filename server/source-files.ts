/** The Soma files that open documents import from: as they stand in the editor, else as they are on disk. */
import { decodeText } from "../data/decode-text.ts";
import { type DataProblem, isProblem } from "../data/define.ts";
import type { OpenSource } from "../language/index.ts";
import { DataFiles, type ReadFile } from "./data-files.ts";

export class SourceFiles {
  readonly #files: DataFiles;
  readonly #textOf: (uri: string) => string | undefined;
  readonly #decoded = new WeakMap<Uint8Array, string | DataProblem>();

  /** `textOf` gives the text of an open document; `onArrival` is called when a file has come or has changed. */
  constructor(readFile: ReadFile, textOf: (uri: string) => string | undefined, onArrival: () => void) {
    this.#files = new DataFiles(readFile, onArrival);
    this.#textOf = textOf;
  }

  readonly open: OpenSource = (from, path) => {
    const read = this.#files.get(from, path);
    // Whether a file may be read at all is decided on disk, also for one that is open.
    if (read === undefined || isProblem(read)) return read;
    const file = new URL(path, from).href;
    const text = this.#textOf(file) ?? this.#decode(read);
    return typeof text === "string" ? { file, text } : text;
  };

  readAgain(): void {
    this.#files.readAgain();
  }

  forget(uri: string): void {
    this.#files.forget(uri);
  }

  #decode(bytes: Uint8Array): string | DataProblem {
    const text = this.#decoded.get(bytes) ?? decodeText(bytes);
    this.#decoded.set(bytes, text);
    return text;
  }
}
