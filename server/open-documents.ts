/** The documents the editor has open, each with its tree and what the checker says; kept up to date edit by edit. */
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { FileReader } from "../data/define.ts";
import { type CheckedFile, checkText, importedFile, untrustedLimits } from "../language/index.ts";
import { DataFiles, type ReadFile } from "./data-files.ts";
import { differenceOf } from "./difference.ts";
import { SourceFiles } from "./source-files.ts";

export interface OpenDocument {
  readonly document: TextDocument;
  readonly checked: CheckedFile;
}

export class OpenDocuments {
  readonly #open = new Map<string, OpenDocument>();
  /** Those whose text has changed since they were checked. */
  readonly #unchecked = new Map<string, TextDocument>();
  readonly #setAside = new Set<string>();
  readonly #files: DataFiles;
  readonly #sources: SourceFiles;
  readonly #onRechecked: (uri: string) => void;
  readonly #onFailure: (words: string) => void;
  #isTrusted = true;

  /**
   * `onRechecked` hears of documents that were checked anew because a data file arrived or changed; `onFailure` of a
   * checker that threw, which is our mistake.
   */
  constructor(readFile: ReadFile, onRechecked: (uri: string) => void, onFailure: (words: string) => void) {
    this.#onFailure = onFailure;
    this.#files = new DataFiles(readFile, (uri) => this.#recheck(uri));
    const textOf = (uri: string) => this.#open.get(uri)?.document.getText();
    this.#sources = new SourceFiles(readFile, textOf, () => this.#recheckImporters());
    this.#onRechecked = onRechecked;
  }

  /** The document as its text is now, whatever has been put off. */
  get(uri: string): OpenDocument | undefined {
    this.#checkWhatChanged();
    return this.#open.get(uri);
  }

  all(): readonly OpenDocument[] {
    this.#checkWhatChanged();
    return [...this.#open.values()];
  }

  /** Has only the writing of a document checked, until it is edited. */
  setAside(uri: string): void {
    this.#setAside.add(uri);
  }

  /** From now on limits are those of folders that nobody vouches for. */
  restrict(): void {
    this.#isTrusted = false;
  }

  /** Takes a new text of a document; it is checked when somebody asks about any document. */
  update(document: TextDocument): void {
    const isEdited = this.#open.has(document.uri) || this.#unchecked.has(document.uri);
    if (isEdited) this.#setAside.delete(document.uri);
    this.#unchecked.set(document.uri, document);
  }

  #checkWhatChanged(): void {
    // Telling importers may come back here, so that each is taken off the list before it is checked.
    for (const [uri, document] of this.#unchecked) {
      this.#unchecked.delete(uri);
      this.#check(document);
    }
  }

  #check(document: TextDocument): void {
    const before = this.#open.get(document.uri)?.checked;
    this.#open.set(document.uri, { document, checked: this.#checkedText(document, before) });
    this.#recheckImporters(document.uri);
  }

  close(uri: string): void {
    this.#open.delete(uri);
    this.#unchecked.delete(uri);
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
    const isSetAside = this.#setAside.has(uri);
    const limits = this.#isTrusted ? {} : { limits: untrustedLimits };
    return { files: this.reader(uri), file: uri, open: this.#sources.open, isSetAside, ...limits };
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
    const { document, checked } = entry;
    this.#open.set(uri, { document, checked: this.#checkedText(document, checked) });
    this.#onRechecked(uri);
  }

  /** What changed is checked; if that fails, all of it; and if that fails too, only how it is written. */
  #checkedText(document: TextDocument, previous: CheckedFile | undefined): CheckedFile {
    const text = document.getText();
    const { uri } = document;
    const attempts = [
      () =>
        previous
          ? checkText(text, { ...this.#optionsFor(uri), previous }, differenceOf(previous.text, text))
          : checkText(text, this.#optionsFor(uri)),
      () => checkText(text, this.#optionsFor(uri)),
    ];
    for (const attempt of attempts)
      try {
        return attempt();
      } catch (error) {
        this.#onFailure(
          `Checking ${uri} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        );
      }
    this.#setAside.add(uri);
    return checkText(text, this.#optionsFor(uri));
  }
}
