/** The function that runs training steps: it draws rows, fills the batch, calls the step and keeps the loss, without leaving the module. */
import type { TrainingLoop } from "../graph/executable.ts";
import { SHUFFLE_STREAM } from "../ops/random.ts";
import {
  block,
  branch,
  branchIf,
  type Code,
  call,
  copyMemory,
  f32,
  get,
  I32,
  i32,
  type Local,
  loop,
  set,
  when,
} from "./assembler/code.ts";
import type { FunctionBuilder } from "./assembler/function-builder.ts";
import type { ModuleBuilder } from "./assembler/module-builder.ts";
import { v128 } from "./assembler/vector.ts";
import { bitsCode, keyCode } from "./kernels/draw-keys.ts";
import { CELLS } from "./kernels/emission.ts";

/** Losses one call can report. */
export const LOSSES_A_CALL = 4096;

/** One batch leaf, and where all rows of it lie. */
export interface Column {
  readonly rowBytes: number;
  /** Address of the batch leaf. */
  readonly batch: number;
  /** Address of the rows. */
  readonly rows: number;
}

export interface LoopPlan {
  readonly loop: TrainingLoop;
  readonly columns: readonly Column[];
  /** Address of the epoch's order: one i32 a row. */
  readonly order: number;
  readonly losses: number;
  readonly step: StepPlan;
  readonly ragged: StepPlan | undefined;
  readonly hashFunction: number;
}

interface StepPlan {
  readonly procedure: number;
  /** Address of the loss it stores. */
  readonly loss: number;
}

/** The parameters of "train", in order; all are i32. */
const PARAMETERS = [
  "step",
  "epoch",
  "stepInEpoch",
  "count",
  "shuffle",
  "stopAtEpochEnd",
  "orderIsReady",
] as const;

/** Adds the function "train": its parameters are `PARAMETERS`, its result the number of steps done. */
export function defineTrain(module: ModuleBuilder, plan: LoopPlan): void {
  const { loop: training, columns } = plan;
  const stepsAnEpoch = Math.ceil(training.rows / training.batch);
  const shuffle = defineShuffle(module, plan);
  const fill = (rows: number): number => defineFill(module, columns, plan.order, rows);
  const fillBatch = fill(training.batch);
  const raggedRows = training.rows % training.batch;
  const fillRagged = plan.ragged === undefined ? undefined : fill(raggedRows);
  const [step, epoch, stepInEpoch, count, shuffles, stopAtEpochEnd, orderIsReady] = PARAMETERS.map(
    (_, place) => place,
  );
  module.define(
    PARAMETERS.map(() => I32),
    [I32],
    (fn) => {
      const done = fn.local(I32);
      const zero = i32.constant(0);
      const run = (which: StepPlan, fillFunction: number): Code => [
        call(fillFunction, get(shuffles), i32.multiply(get(stepInEpoch), i32.constant(training.batch))),
        call(which.procedure),
        f32.store(i32.multiply(get(done), i32.constant(4)), f32.load(zero, which.loss), plan.losses),
      ];
      const increment = (local: Local): Code => set(local, i32.add(get(local), i32.constant(1)));
      const isLast = i32.equal(get(stepInEpoch), i32.constant(stepsAnEpoch - 1));
      const loss = f32.load(i32.multiply(get(done), i32.constant(4)), plan.losses);
      const oneStep: Code = [
        when(i32.and(get(shuffles), i32.isZero(get(orderIsReady))), [
          call(shuffle, get(epoch)),
          set(orderIsReady, i32.constant(1)),
        ]),
        i32.store(zero, get(step), CELLS.step),
        plan.ragged === undefined || fillRagged === undefined
          ? run(plan.step, fillBatch)
          : when(isLast, run(plan.ragged, fillRagged), run(plan.step, fillBatch)),
        // x − x is 0 unless x is infinite or not a number.
        branchOutUnlessFinite(loss, increment(done)),
        increment(done),
        increment(step),
        increment(stepInEpoch),
        when(i32.equal(get(stepInEpoch), i32.constant(stepsAnEpoch)), [
          set(stepInEpoch, zero),
          increment(epoch),
          set(orderIsReady, zero),
          branchIf(2, get(stopAtEpochEnd)),
        ]),
        branchIf(0, i32.notEqual(get(done), get(count))),
      ];
      fn.emit(block(loop(oneStep)), get(done));
    },
    "train",
  );
}

function branchOutUnlessFinite(loss: Code, last: Code): Code {
  const remains = f32.equal(f32.subtract(loss, loss), f32.constant(0));
  return when(i32.isZero(remains), [last, branch(2)]);
}

/** `epochOrder` of `ops/random.ts` in code: (epoch) → fills the order. */
function defineShuffle(module: ModuleBuilder, { order, hashFunction, loop: { rows } }: LoopPlan): number {
  return module.define([I32], [], (fn) => {
    const [place, other, inner, outer, held] = [1, 2, 3, 4, 5].map(() => fn.local(I32));
    const at = (local: Local): Code => i32.multiply(get(local), i32.constant(4));
    fn.count(place, i32.constant(0), i32.constant(rows), 1, () =>
      fn.emit(i32.store(at(place), get(place), order)),
    );
    if (rows === 1) return;
    const key = keyCode(
      hashFunction,
      i32.load(i32.constant(0), CELLS.seed),
      get(0),
      i32.constant(SHUFFLE_STREAM),
    );
    fn.set(inner, key.inner);
    fn.set(outer, key.outer(get(inner)));
    fn.count(place, i32.constant(rows - 1), i32.constant(0), -1, () => {
      const bits = bitsCode(hashFunction, get(inner), get(outer), get(place));
      fn.set(other, i32.remainderUnsigned(bits, i32.add(get(place), i32.constant(1))));
      fn.set(held, i32.load(at(place), order));
      fn.emit(i32.store(at(place), i32.load(at(other), order), order));
      fn.emit(i32.store(at(other), get(held), order));
    });
  });
}

/** (shuffle, first) → copies `rows` rows of every column into the batch leaves: neighbours, or by the epoch's order. */
function defineFill(module: ModuleBuilder, columns: readonly Column[], order: number, rows: number): number {
  return module.define([I32, I32], [], (fn) => {
    const [shuffles, first] = [0, 1];
    const inOrder = fn.capture(() => {
      for (const column of columns) {
        emitCopy(
          fn,
          i32.constant(0),
          i32.multiply(get(first), i32.constant(column.rowBytes)),
          column,
          column.rowBytes * rows,
        );
      }
    });
    const shuffled = fn.capture(() => {
      const [row, source] = [fn.local(I32), fn.local(I32)];
      fn.count(row, i32.constant(0), i32.constant(rows), 1, () => {
        fn.set(source, i32.load(i32.multiply(i32.add(get(first), get(row)), i32.constant(4)), order));
        for (const column of columns) {
          const bytes = i32.constant(column.rowBytes);
          emitCopy(
            fn,
            i32.multiply(get(row), bytes),
            i32.multiply(get(source), bytes),
            column,
            column.rowBytes,
          );
        }
      });
      fn.release(row, source);
    });
    fn.emit(when(get(shuffles), shuffled, inOrder));
  });
}

/** Short copies go by vectors and may write up to 12 bytes too many: rows come in order, and tensors have room at their end. */
function emitCopy(fn: FunctionBuilder, to: Code, from: Code, column: Column, bytes: number): void {
  if (bytes > 256) {
    fn.emit(
      copyMemory(
        i32.add(to, i32.constant(column.batch)),
        i32.add(from, i32.constant(column.rows)),
        i32.constant(bytes),
      ),
    );
    return;
  }
  const [target, source] = [fn.local(I32), fn.local(I32)];
  fn.set(target, to);
  fn.set(source, from);
  for (let at = 0; at < bytes; at += 16) {
    fn.emit(v128.store(get(target), v128.load(get(source), column.rows + at), column.batch + at));
  }
  fn.release(target, source);
}
