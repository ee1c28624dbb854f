/** Copies a few columns of a matrix into a narrow panel whose rows follow each other in memory. */
import { type Code, get, I32, i32, type Local, V128 } from "../assembler/code.ts";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { v128 } from "../assembler/vector.ts";
import { gather } from "./evaluate.ts";

export interface Panel {
  /** The first row's first column. */
  readonly from: { readonly pointer: Code; readonly offset: number };
  readonly rows: number;
  /** In elements. */
  readonly rowStride: number;
  readonly columnStride: number;
  /** Columns that count in each vector of a row. */
  readonly lanes: readonly number[];
  /** Address of the panel: rows of `4 · lanes.length` elements. */
  readonly to: number;
}

export function packPanel(fn: FunctionBuilder, panel: Panel): void {
  const [from, to] = [fn.local(I32), fn.local(I32)];
  fn.set(from, panel.from.pointer);
  fn.set(to, i32.constant(0));
  const transposed = panel.rowStride === 1 && panel.columnStride !== 1;
  const rowsATurn = 4;
  const group = (rows: number): void => {
    if (transposed) transposeRows(fn, panel, from, to, rows);
    else copyRows(fn, panel, from, to, rows);
  };
  const turns = Math.floor(panel.rows / rowsATurn);
  const turn = (): void => {
    group(rowsATurn);
    fn.set(from, i32.add(get(from), i32.constant(4 * rowsATurn * panel.rowStride)));
    fn.set(to, i32.add(get(to), i32.constant(16 * rowsATurn * panel.lanes.length)));
  };
  if (turns === 1) turn();
  else if (turns > 1) {
    const counter = fn.local(I32);
    fn.count(counter, i32.constant(turns), i32.constant(0), -1, turn);
    fn.release(counter);
  }
  if (panel.rows % rowsATurn !== 0) group(panel.rows % rowsATurn);
  fn.release(from, to);
}

function copyRows(fn: FunctionBuilder, panel: Panel, from: Local, to: Local, rows: number): void {
  for (let row = 0; row < rows; row++) {
    panel.lanes.forEach((lanes, vector) => {
      const at = panel.from.offset + 4 * (row * panel.rowStride + 4 * vector * panel.columnStride);
      const value =
        panel.columnStride === 1
          ? v128.load(get(from), at)
          : gather(get(from), at, panel.columnStride, lanes);
      fn.emit(v128.store(get(to), value, panel.to + 16 * (row * panel.lanes.length + vector)));
    });
  }
}

/** Four rows of a vector of columns: four columns read along their length, and turned. */
function transposeRows(fn: FunctionBuilder, panel: Panel, from: Local, to: Local, rows: number): void {
  const columns = [0, 1, 2, 3].map(() => fn.local(V128));
  panel.lanes.forEach((lanes, vector) => {
    columns.forEach((column, place) => {
      const source = 4 * vector + Math.min(place, lanes - 1);
      fn.set(column, v128.load(get(from), panel.from.offset + 4 * source * panel.columnStride));
    });
    transpose(fn, columns).forEach((row, place) => {
      if (place < rows)
        fn.emit(v128.store(get(to), row, panel.to + 16 * (place * panel.lanes.length + vector)));
    });
  });
  fn.release(...columns);
}

/** The rows of a 4 × 4 block given by its columns; the columns' locals are overwritten. */
export function transpose(fn: FunctionBuilder, [a, b, c, d]: readonly Local[]): readonly Code[] {
  const [low, high] = [fn.local(V128), fn.local(V128)];
  fn.set(low, v128.shuffle(get(a), get(b), [0, 4, 1, 5]));
  fn.set(high, v128.shuffle(get(a), get(b), [2, 6, 3, 7]));
  fn.set(a, v128.shuffle(get(c), get(d), [0, 4, 1, 5]));
  fn.set(b, v128.shuffle(get(c), get(d), [2, 6, 3, 7]));
  fn.set(c, get(low));
  fn.set(d, get(high));
  fn.release(low, high);
  return [
    v128.shuffle(get(c), get(a), [0, 1, 4, 5]),
    v128.shuffle(get(c), get(a), [2, 3, 6, 7]),
    v128.shuffle(get(d), get(b), [0, 1, 4, 5]),
    v128.shuffle(get(d), get(b), [2, 3, 6, 7]),
  ];
}
