/** Brings every input number to a like size, with statistics of the training rows alone. */

/** Rows of inputs, row-major, of which the first `trainRows` are trained on. */
export interface InputTable {
  readonly values: Float32Array;
  readonly width: number;
  readonly rows: number;
  readonly trainRows: number;
}

/** input = (raw − shift) × scale, for each of the `width` input numbers. */
export interface Scale {
  readonly shift: Float32Array;
  readonly scale: Float32Array;
}

/**
 * `standard`: mean 0 and standard deviation 1 over the training rows; `unit`: smallest 0, largest 1. A number that is
 * the same in every training row is shifted to 0 and not scaled.
 */
export function scaleOf(table: InputTable, rule: "standard" | "unit"): Scale {
  const shift = new Float32Array(table.width);
  const scale = new Float32Array(table.width).fill(1);
  for (let column = 0; column < table.width; column++) {
    const { low, high, mean, deviation } = statisticsOf(table, column);
    shift[column] = rule === "unit" || low === high ? low : mean;
    const factor = Math.fround(1 / (rule === "unit" ? high - low : deviation));
    if (low < high && Number.isFinite(factor) && factor > 0) scale[column] = factor;
  }
  return { shift, scale };
}

export function applyScale({ values, width }: InputTable, { shift, scale }: Scale): void {
  for (let place = 0; place < values.length; place++) {
    const column = place % width;
    values[place] = ((values[place] ?? 0) - (shift[column] ?? 0)) * (scale[column] ?? 1);
  }
}

function statisticsOf({ values, width, trainRows }: InputTable, column: number) {
  const at = (row: number) => values[row * width + column] ?? 0;
  let low = at(0);
  let high = at(0);
  let sum = 0;
  for (let row = 0; row < trainRows; row++) {
    const value = at(row);
    if (value < low) low = value;
    if (value > high) high = value;
    sum += value;
  }
  const mean = sum / trainRows;
  let squares = 0;
  for (let row = 0; row < trainRows; row++) {
    const distance = at(row) - mean;
    squares += distance * distance;
  }
  return { low, high, mean, deviation: Math.sqrt(squares / trainRows) };
}
