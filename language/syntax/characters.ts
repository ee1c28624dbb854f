/** Classes of characters, as the lexer and the recovery need them. Codes are UTF-16 units unless said. */

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** A letter, digit or `_` that names may have. */
export function isNamePart(code: number): boolean {
  return isNameStart(code) || isDigit(code);
}

export function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

/** LF, CR, and the Unicode line and paragraph separators. A CR LF pair is one break: see `lineBreakLength`. */
export function isLineBreak(code: number): boolean {
  return code === 10 || code === 13 || code === 0x2028 || code === 0x2029;
}

/** Units that the line break at `offset` takes; 0 where there is none. */
export function lineBreakLength(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  if (!isLineBreak(code)) return 0;
  return code === 13 && text.charCodeAt(offset + 1) === 10 ? 2 : 1;
}

/** White space that is no line break. Hidden characters count; `hiddenCharacters` reports the ones that deserve it. */
export function isSpace(code: number): boolean {
  if (code === 32 || code === 9) return true;
  if (code === 11 || code === 12) return true;
  return code >= 0x80 && (isUnusualSpace(code) || isDirectionMark(code) || code === 0xfeff);
}

/** Spaces that look like the ordinary one and are not: the no-break space and its relatives. */
export function isUnusualSpace(code: number): boolean {
  if (code === 0xa0 || code === 0x85 || code === 0x1680 || code === 0x3000) return true;
  return (code >= 0x2000 && code <= 0x200a) || code === 0x202f || code === 0x205f;
}

/** Characters that change the direction of the text around them, so that code reads other than it is. */
export function isDirectionMark(code: number): boolean {
  return (
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069) ||
    code === 0x200e ||
    code === 0x200f ||
    code === 0x61c
  );
}

/** Length in units of the letter, mark, number or joiner beyond ASCII at `offset`; 0 where there is none. */
export function foreignLetterLength(text: string, offset: number): number {
  const code = text.codePointAt(offset);
  if (code === undefined || code < 0x80) return 0;
  const letter = String.fromCodePoint(code);
  return /[\p{L}\p{M}\p{N}\u200b-\u200d\u2060]/u.test(letter) ? letter.length : 0;
}
