/** Measures the run on its training and test rows in pieces, so that a large data set holds nothing up. */
import type { Evaluation, Metrics } from "../../protocol/run.ts";
import type { Run } from "../train/run.ts";

/** Rows of one piece; the run must not train until all of them are done. */
const PIECE_ROWS = 512;
/** Data sets up to here are measured in one go, and so exactly as the command line does. */
const ONE_GO_ROWS = 2_048;

/** A generator: each turn measures a piece, the last one returns. */
export function* evaluate(run: Run): Generator<undefined, Evaluation> {
  const { rows, trainRows } = run.data;
  if (rows <= ONE_GO_ROWS) return run.evaluate();
  const train = yield* measure(run, 0, trainRows);
  if (rows === trainRows) return { step: run.step, train };
  const test = yield* measure(run, trainRows, rows - trainRows);
  return { step: run.step, train, test };
}

function* measure(run: Run, first: number, count: number): Generator<undefined, Metrics> {
  let loss = 0;
  let right: number | undefined;
  for (let done = 0; done < count; done += PIECE_ROWS) {
    const rows = Math.min(PIECE_ROWS, count - done);
    const piece = run.evaluator.measure(run.data, first + done, rows);
    loss += (piece?.loss ?? Number.NaN) * rows;
    if (piece?.accuracy !== undefined) right = (right ?? 0) + piece.accuracy * rows;
    yield;
  }
  return { loss: loss / count, ...(right === undefined ? {} : { accuracy: right / count }) };
}
