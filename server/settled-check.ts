/** Checks a file that is not open, once everything that it names has been read. */
import type { TextDocument } from "vscode-languageserver-textdocument";
import { decodeText } from "../data/decode-text.ts";
import { type DataProblem, isProblem } from "../data/define.ts";
import { type CheckedFile, checkText, type OpenSource } from "../language/index.ts";
import type { ReadFile } from "./data-files.ts";
import type { OpenDocuments } from "./open-documents.ts";

/** What lies in the open folders. */
export interface Disk {
  readonly readFile: ReadFile;
  /** Addresses of the Soma files. */
  readonly listSources: () => Promise<readonly string[]>;
  /** A text as a document, with positions counted as the editor counts them. */
  readonly documentOf: (uri: string, text: string) => TextDocument;
}

/** `undefined` for a file that cannot be read as text. */
export async function settledCheck(
  uri: string,
  open: OpenDocuments,
  { readFile, documentOf }: Disk,
): Promise<{ readonly document: TextDocument; readonly checked: CheckedFile } | undefined> {
  const read = new Map<string, Uint8Array | DataProblem>();
  const wanted = new Map<string, Promise<void>>();
  const get = (from: string, name: string): Uint8Array | DataProblem | undefined => {
    const key = `${from}\n${name}`;
    if (!wanted.has(key))
      wanted.set(
        key,
        readFile(from, name).then((content) => void read.set(key, content)),
      );
    return read.get(key);
  };
  const source: OpenSource = (from, path) => {
    const bytes = get(from, path);
    if (bytes === undefined || isProblem(bytes)) return bytes;
    const file = new URL(path, from).href;
    const text = open.get(file)?.document.getText() ?? decodeText(bytes);
    return typeof text === "string" ? { file, text } : text;
  };

  const bytes = await readFile(uri, decodeURIComponent(uri.slice(uri.lastIndexOf("/") + 1)));
  const text = isProblem(bytes) ? bytes : decodeText(bytes);
  if (typeof text !== "string") return undefined;
  const options = { files: (name: string) => get(uri, name), file: uri, open: source };
  // Each round reads what the round before it found to be named; the files of a folder are finite.
  for (;;) {
    const asked = wanted.size;
    const checked = checkText(text, options);
    if (wanted.size === asked) return { document: documentOf(uri, text), checked };
    await Promise.all(wanted.values());
  }
}
