/** The names of a table's columns, made unique visibly, or the reason why its first row names nothing. */
import type { DataNote, DataProblem } from "../define.ts";
import { looksLikeNumber } from "./column.ts";

export interface Header {
  readonly names: readonly string[];
  readonly notes: readonly DataNote[];
}

export const numberedName = (index: number): string => `column_${index + 1}`;

export function readHeader(cells: readonly string[]): Header | DataProblem {
  if (cells.every(looksLikeNumber)) {
    const shown = cells.length > 4 ? `${cells.slice(0, 4).join(", ")}, …` : cells.join(", ");
    return {
      problem: `The first row holds only numbers (${shown}): it looks like data, not like names.`,
      advice: "Write `header: false`; the columns are then called column_1, column_2, ….",
      attribute: "header",
    };
  }
  const taken = new Set<string>();
  const notes: DataNote[] = [];
  const names = cells.map((cell, index) => {
    const written = cell.trim();
    const name = free(written === "" ? numberedName(index) : written, taken);
    if (written === "") {
      const message = `Column ${index + 1} has no name and is called ${name}.`;
      notes.push({ severity: "information", message, column: name });
    } else if (name !== written) {
      const message = `Column ${index + 1} has the name ${written} again and is called ${name}.`;
      notes.push({ severity: "warning", message, column: name });
    }
    return name;
  });
  return { names, notes };
}

function free(name: string, taken: Set<string>): string {
  let unique = name;
  for (let copy = 2; taken.has(unique); copy++) unique = `${name}_${copy}`;
  taken.add(unique);
  return unique;
}
