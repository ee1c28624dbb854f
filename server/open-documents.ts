/** The documents the editor has open, each with its tree and what the checker says; kept up to date edit by edit. */
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { DataProblem, FileReader } from "../data/define.ts";
import { type CheckedFile, checkFile, parse, reparse } from "../language/index.ts";
import { differenceOf } from "./difference.ts";

/** Reads a file that a document names; see `readDataFile`. */
export type ReadFile = (
  documentUri: string,
  name: string,
  folders: readonly string[],
) => Promise<Uint8Array | DataProblem>;

export class OpenDocuments {
  readonly #open = new Map<string, { document: TextDocument; checked: CheckedFile }>();
  readonly #files = new Map<string, Uint8Array | DataProblem | "reading">();
  readonly #readFile: ReadFile;
  readonly #folders: () => readonly string[];
  readonly #onRechecked: (uri: string) => void;

  /** `onRechecked` hears of documents whose diagnostics changed because a data file arrived or changed. */
  constructor(readFile: ReadFile, folders: () => readonly string[], onRechecked: (uri: string) => void) {
    this.#readFile = readFile;
    this.#folders = folders;
    this.#onRechecked = onRechecked;
  }

  get uris(): readonly string[] {
    return [...this.#open.keys()];
  }

  get(uri: string): { readonly document: TextDocument; readonly checked: CheckedFile } | undefined {
    return this.#open.get(uri);
  }

  /** Takes the document's present text and checks what changed. */
  update(document: TextDocument): CheckedFile {
    const text = document.getText();
    const before = this.#open.get(document.uri)?.checked;
    const source = before ? reparse(before.source, text, differenceOf(before.text, text)) : parse(text);
    const checked = checkFile(source, text, {
      files: this.reader(document.uri),
      ...(before ? { previous: before } : {}),
    });
    this.#open.set(document.uri, { document, checked });
    return checked;
  }

  close(uri: string): void {
    this.#open.delete(uri);
    for (const key of this.#files.keys()) if (key.startsWith(`${uri}\n`)) this.#files.delete(key);
  }

  /** Forgets what was read, because files on disk changed, and checks everything anew. */
  filesChanged(): void {
    this.#files.clear();
    for (const uri of this.uris) this.#recheck(uri);
  }

  #recheck(uri: string): void {
    const entry = this.#open.get(uri);
    if (!entry) return;
    const text = entry.document.getText();
    entry.checked = checkFile(parse(text), text, { files: this.reader(uri) });
    this.#onRechecked(uri);
  }

  /** Hands in the data files of a document as far as they are read; the rest is on its way. */
  reader(uri: string): FileReader {
    return (name) => {
      const key = `${uri}\n${name}`;
      const known = this.#files.get(key);
      if (known === "reading") return undefined;
      if (known) return known;
      this.#files.set(key, "reading");
      void this.#readFile(uri, name, this.#folders()).then((content) => {
        if (!this.#open.has(uri)) return;
        this.#files.set(key, content);
        this.#recheck(uri);
      });
      return undefined;
    };
  }
}
