/** Reads a text file of separated values into columns; what is odd about it is refused or noted, never passed over. */
import Papa from "papaparse/papaparse.js";
import { decodeText } from "../decode-text.ts";
import { type DataProblem, isProblem } from "../define.ts";
import { limits } from "./limits.ts";
import { readRecords, type Table } from "./records.ts";

/** In the order in which they win a tie: a comma may also stand inside a number. */
const separators = [
  { sign: "\t", name: "tabs" },
  { sign: ";", name: "semicolons" },
  { sign: "|", name: "bars" },
  { sign: ",", name: "commas" },
] as const;

/** `header`: whether the first row names the columns. */
export function readTable(bytes: Uint8Array, header: boolean): Table | DataProblem {
  if (bytes.length > limits.fileBytes) {
    const mib = Math.ceil(bytes.length / 2 ** 20);
    const problem = `The file has ${mib} MiB; at most ${limits.fileBytes / 2 ** 20} are read.`;
    return { problem, advice: "Use a part of it.", attribute: "file" };
  }
  const decoded = decodeText(bytes);
  if (typeof decoded !== "string") return { ...decoded, attribute: "file" };
  // The parser takes one kind of line end for the whole file; files with several exist.
  const text = decoded.includes("\r") ? decoded.replace(/\r\n?/g, "\n") : decoded;
  if (text.trim() === "") {
    return { problem: "The file is empty.", advice: "Add a header and rows.", attribute: "file" };
  }

  const records = readRecords(header);
  const separator = findSeparator(text);
  Papa.parse(text, {
    newline: "\n",
    delimiter: separator.sign,
    step: ({ data, errors }, parser) => {
      const fault = errors.find(({ type }) => type === "Quotes");
      const quotes = fault === undefined ? undefined : fault.code === "MissingQuotes" ? "open" : "broken";
      if (!records.add(data, quotes)) parser.abort();
    },
  });
  const table = records.finish();
  if (isProblem(table) || table.columns.length === 1) return table;
  const message = `Cells are separated by ${separator.name}.`;
  return { ...table, notes: [{ severity: "information", message }, ...table.notes] };
}

/** The separator that the first row has most of, outside quotes. */
function findSeparator(text: string): (typeof separators)[number] {
  const start = text.search(/\S/);
  const counts = new Map<string, number>();
  let quoted = false;
  for (let place = start; place < text.length; place++) {
    const sign = text.charAt(place);
    if (sign === '"') quoted = !quoted;
    if (sign === "\n" && !quoted) break;
    if (!quoted) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  const most = Math.max(...separators.map(({ sign }) => counts.get(sign) ?? 0));
  const found = most === 0 ? undefined : separators.find(({ sign }) => counts.get(sign) === most);
  return found ?? separators[3];
}
