/** Values of numbers, strings and words, and what is wrong with how they are written. */
import { isNamePart } from "./characters.ts";
import type { ForeignLetter } from "./tree.ts";

/** What a malformed number most likely means: `1_000` → `1000`, `.5` → `0.5`, `3.` → `3`. */
export function suggestedNumber(text: string): string | undefined {
  const plain = text.replaceAll("_", "").replace(/^\./, "0.").replace(/\.$/, "");
  return /^\d+(\.\d+)?(e[+-]?\d+)?$/i.test(plain) ? plain : undefined;
}

/** A bad escape: its text and its place behind the start of the string. */
export interface BadEscape {
  readonly text: string;
  readonly offset: number;
}

export interface StringValue {
  readonly value: string;
  readonly isClosed: boolean;
  readonly badEscapes: readonly BadEscape[];
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ['"', '"'],
  ["'", "'"],
  ["\\", "\\"],
]);

/** The value of a string as it is written, quotes included. An escape that is none stands for itself. */
export function stringValue(written: string): StringValue {
  const quote = written[0];
  const badEscapes: BadEscape[] = [];
  let value = "";
  let offset = 1;
  while (offset < written.length && written[offset] !== quote) {
    if (written[offset] !== "\\") {
      value += written[offset++];
      continue;
    }
    const unicode = /^\\u\{([0-9a-fA-F]{1,6})\}/.exec(written.slice(offset, offset + 10));
    const code = unicode ? Number.parseInt(unicode[1] as string, 16) : Number.NaN;
    if (unicode && code <= 0x10ffff) {
      value += String.fromCodePoint(code);
      offset += unicode[0].length;
      continue;
    }
    const text = written.slice(offset, offset + 2);
    const plain = escapes.get(text[1] ?? "");
    if (plain === undefined) badEscapes.push({ text, offset });
    value += plain ?? text;
    offset += 2;
  }
  return { value, isClosed: offset < written.length, badEscapes };
}

/** Letters of other scripts that look like a Latin one. */
const lookalikes: ReadonlyMap<string, string> = new Map(
  [
    ..."аaеeоoрpсcхxуyіiјjѕsԁdһhԛqԝwАAВBЕEКKМMНHОOРPСCТTХXУYІIЅSЈJ",
    ..."αaοoνvρpιiκkΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX",
  ].reduce<[string, string][]>((pairs, letter, index, all) => {
    if (index % 2 === 1) pairs.push([all[index - 1] as string, letter]);
    return pairs;
  }, []),
);

/** The first letter of a word that names may not have, and the word in ASCII where every such letter has a look-alike. */
export function foreignLetter(word: string): ForeignLetter {
  let letter = "";
  let ascii = "";
  for (const each of word.normalize("NFD")) {
    if (isNamePart(each.codePointAt(0) as number)) ascii += each;
    else if (/[\p{M}\u200b-\u200d\u2060]/u.test(each)) continue;
    else if (lookalikes.has(each)) ascii += lookalikes.get(each);
    else ascii += " ";
  }
  for (const each of word) {
    if (isNamePart(each.codePointAt(0) as number)) continue;
    letter = each;
    break;
  }
  return /^[A-Za-z_]\w*$/.test(ascii) ? { letter, lookalike: ascii } : { letter };
}
