/** How much a table may hold; checked before anything of that size is allocated. */

export const limits = {
  fileBytes: 256 * 2 ** 20,
  rows: 10_000_000,
  columns: 10_000,
  cells: 2 ** 26,
  cellCharacters: 2 ** 20,
  /** Different texts that are told apart in one column. */
  words: 4096,
  /** Different texts of a column that may become inputs, one each. */
  hotWords: 32,
};
