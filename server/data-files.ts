/** The data files that open documents name: read once each, in the background, and again when the disk has changed. */
import type { DataProblem } from "../data/define.ts";

/** Reads a file that a document names; never rejects. See `readDataFile`. */
export type ReadFile = (documentUri: string, name: string) => Promise<Uint8Array | DataProblem>;

interface Known {
  readonly documentUri: string;
  readonly name: string;
  /** `undefined` while it is read for the first time. */
  content: Uint8Array | DataProblem | undefined;
  /** How often it was asked for: an answer that was overtaken is dropped. */
  reads: number;
}

export class DataFiles {
  readonly #known = new Map<string, Known>();
  readonly #readFile: ReadFile;
  readonly #onArrival: (documentUri: string) => void;

  /** `onArrival` hears of documents one of whose files has come or has changed. */
  constructor(readFile: ReadFile, onArrival: (documentUri: string) => void) {
    this.#readFile = readFile;
    this.#onArrival = onArrival;
  }

  /** The file as it was read last; the first call starts to read it and gives `undefined`. */
  get(documentUri: string, name: string): Uint8Array | DataProblem | undefined {
    const key = `${documentUri}\n${name}`;
    const known = this.#known.get(key);
    if (known) return known.content;
    const wanted: Known = { documentUri, name, content: undefined, reads: 0 };
    this.#known.set(key, wanted);
    void this.#read(key, wanted);
    return undefined;
  }

  /** Reads every file again; what was read before stands until then. */
  readAgain(): void {
    for (const [key, known] of this.#known) void this.#read(key, known);
  }

  forget(documentUri: string): void {
    for (const [key, known] of this.#known) if (known.documentUri === documentUri) this.#known.delete(key);
  }

  async #read(key: string, known: Known): Promise<void> {
    known.reads++;
    const read = known.reads;
    const content = await this.#readFile(known.documentUri, known.name);
    if (this.#known.get(key) !== known || known.reads !== read) return;
    if (known.content && isSame(known.content, content)) return;
    known.content = content;
    this.#onArrival(known.documentUri);
  }
}

function isSame(a: Uint8Array | DataProblem, b: Uint8Array | DataProblem): boolean {
  if (a instanceof Uint8Array)
    return b instanceof Uint8Array && a.length === b.length && a.every((byte, index) => byte === b[index]);
  return !(b instanceof Uint8Array) && a.problem === b.problem && a.advice === b.advice;
}
