/** The text of documents, with positions counted as the editor counts them: in UTF-16 code units or in UTF-8 bytes. */
import {
  type Position,
  PositionEncodingKind,
  type Range,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";

export type Encoding = "utf-8" | "utf-16";

/** The first of the editor's encodings that is known here; UTF-16 for editors that name none, as the protocol has it. */
export function encodingFor(offered: readonly string[] | undefined): Encoding {
  const known = offered?.find((each) => each === PositionEncodingKind.UTF8 || each === "utf-16");
  return known === PositionEncodingKind.UTF8 ? "utf-8" : "utf-16";
}

export function createDocument(
  encoding: Encoding,
  uri: string,
  languageId: string,
  version: number,
  text: string,
): TextDocument {
  const document = TextDocument.create(uri, languageId, version, text);
  return encoding === "utf-8" ? new Utf8Document(document) : document;
}

/** Applies an editor's changes, whose ranges are counted as the document's positions are. */
export function updateDocument(
  document: TextDocument,
  changes: TextDocumentContentChangeEvent[],
  version: number,
): TextDocument {
  if (document instanceof Utf8Document) return document.update(changes, version);
  return TextDocument.update(document, changes, version);
}

/** Another text, with positions counted as they are in `like`. */
export const documentLike = (like: TextDocument, uri: string, text: string): TextDocument =>
  createDocument(like instanceof Utf8Document ? "utf-8" : "utf-16", uri, like.languageId, 0, text);

/** How many units of the editor a span on one line is long. */
export const lengthOf = (document: TextDocument, { start, end }: { start: number; end: number }): number =>
  document.positionAt(end).character - document.positionAt(start).character;

/** A document whose offsets count UTF-16 units, as strings do, and whose positions count bytes. */
class Utf8Document implements TextDocument {
  readonly #document: TextDocument;

  constructor(document: TextDocument) {
    this.#document = document;
  }

  get uri(): string {
    return this.#document.uri;
  }

  get languageId(): string {
    return this.#document.languageId;
  }

  get version(): number {
    return this.#document.version;
  }

  get lineCount(): number {
    return this.#document.lineCount;
  }

  getText(range?: Range): string {
    return this.#document.getText(range && this.#inUnits(range));
  }

  positionAt(offset: number): Position {
    const { line, character } = this.#document.positionAt(offset);
    const before = { start: { line, character: 0 }, end: { line, character } };
    return { line, character: byteLength(this.#document.getText(before)) };
  }

  offsetAt(position: Position): number {
    return this.#document.offsetAt(this.#unitsOf(position));
  }

  getLineRange(line: number): Range {
    const { start, end } = this.#document.getLineRange(line);
    return { start, end: this.positionAt(this.#document.offsetAt(end)) };
  }

  getEOLCharacters(line: number): string {
    return this.#document.getEOLCharacters(line);
  }

  update(changes: readonly TextDocumentContentChangeEvent[], version: number): this {
    // Each range counts in the text that the changes before it made.
    for (const change of changes) {
      const inUnits =
        "range" in change ? { text: change.text, range: this.#inUnits(change.range) } : { text: change.text };
      TextDocument.update(this.#document, [inUnits], version);
    }
    return this;
  }

  #inUnits({ start, end }: Range): Range {
    return { start: this.#unitsOf(start), end: this.#unitsOf(end) };
  }

  #unitsOf({ line, character }: Position): Position {
    let units = 0;
    let bytes = 0;
    for (const letter of this.#document.getText(this.#document.getLineRange(line))) {
      if (bytes >= character) break;
      bytes += byteLength(letter);
      units += letter.length;
    }
    return { line, character: units };
  }
}

function byteLength(text: string): number {
  let bytes = 0;
  for (const letter of text) {
    const point = letter.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
