/** The documents the editor has open, each with its tree and what the checker says; kept up to date edit by edit. */
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { FileReader } from "../data/define.ts";
import { type CheckedFile, checkText, importedFile } from "../language/index.ts";
import { DataFiles, type ReadFile } from "./data-files.ts";
import { differenceOf } from "./difference.ts";
import { SourceFiles } from "./source-files.ts";

export interface OpenDocument {
  readonly document: TextDocument;
  readonly checked: CheckedFile;
}

export class OpenDocuments {
  readonly #open = new Map<string, OpenDocument>();
  readonly #files: DataFiles;
  readonly #sources: SourceFiles;
  readonly #onRechecked: (uri: string) => void;

  /** `onRechecked` hears of documents that were checked anew because a data file arrived or changed. */
  constructor(readFile: ReadFile, onRechecked: (uri: string) => void) {
    this.#files = new DataFiles(readFile, (uri) => this.#recheck(uri));
    const textOf = (uri: string) => this.#open.get(uri)?.document.getText();
    this.#sources = new SourceFiles(readFile, textOf, () => this.#recheckImporters());
    this.#onRechecked = onRechecked;
  }

  get(uri: string): OpenDocument | undefined {
    return this.#open.get(uri);
  }

  all(): readonly OpenDocument[] {
    return [...this.#open.values()];
  }

  /** Takes the document's present text and checks what changed. */
  update(document: TextDocument): void {
    const text = document.getText();
    const before = this.#open.get(document.uri)?.checked;
    const options = this.#optionsFor(document.uri);
    const checked = before
      ? checkText(text, { ...options, previous: before }, differenceOf(before.text, text))
      : checkText(text, options);
    this.#open.set(document.uri, { document, checked });
    this.#recheckImporters(document.uri);
  }

  close(uri: string): void {
    this.#open.delete(uri);
    this.#files.forget(uri);
    this.#sources.forget(uri);
    this.#recheckImporters(uri);
  }

  /** Looks again at every data file that was read, because files on disk changed. */
  filesChanged(): void {
    this.#files.readAgain();
    this.#sources.readAgain();
  }

  /** Hands in the data files of a document as far as they are read; the rest is on its way. */
  reader(uri: string): FileReader {
    return (name) => this.#files.get(uri, name);
  }

  #optionsFor(uri: string) {
    return { files: this.reader(uri), file: uri, open: this.#sources.open };
  }

  /** Checks the documents anew that import from a file, at whatever distance; those that import at all if none is named. */
  #recheckImporters(file?: string): void {
    for (const [uri, { checked }] of this.#open) {
      if (uri === file || checked.imports.size === 0) continue;
      if (file === undefined || importedFile(checked, file) !== undefined) this.#recheck(uri);
    }
  }

  #recheck(uri: string): void {
    const entry = this.#open.get(uri);
    if (!entry) return;
    const { text } = entry.checked;
    const unchanged = { start: text.length, end: text.length, inserted: 0 };
    const options = { ...this.#optionsFor(uri), previous: entry.checked };
    this.#open.set(uri, { document: entry.document, checked: checkText(text, options, unchanged) });
    this.#onRechecked(uri);
  }
}
