/** Emits what one vector of results is computed from, and its stores. */
import { type Code, get, i32, type Local, V128 } from "../assembler/code.ts";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { f32x4, i32x4, v128 } from "../assembler/vector.ts";
import type { ElementwiseName } from "../graph/node-kinds.ts";
import type { View } from "../graph/view.ts";
import { exp, expm1 } from "../math/exponential.ts";
import { type MathFunction, mathKit } from "../math/kit.ts";
import { log, log1p } from "../math/logarithm.ts";
import { erf, tanh } from "../math/sigmoidal.ts";
import type { DrawKeys } from "./draw-keys.ts";
import { type Emission, multiplyAdd } from "./emission.ts";
import type { Expression, Store } from "./kernel.ts";

/** Where in its views a kernel stands: up to four neighbouring places along its vector axis. */
export interface Position {
  /** Byte address of the first place, without the tensor's own address: code and an immediate. */
  address(view: View): { readonly pointer: Code; readonly offset: number };
  /** Elements between two neighbouring places. */
  laneStride(view: View): number;
  /** How many of the four lanes count. */
  readonly lanes: number;
}

export interface EvaluationContext {
  readonly fn: FunctionBuilder;
  readonly emission: Emission;
  readonly keys: DrawKeys;
}

/** All values are computed before the first is stored, so that a tensor may be read and replaced in one go. */
export function emitStores(
  context: EvaluationContext,
  stores: readonly Store[],
  position: Position,
  core?: Code,
): void {
  const { fn } = context;
  const evaluator = makeEvaluator(
    context,
    stores.map((store) => store.value),
    position,
    core,
  );
  const finished = stores.map((store) => {
    const value = evaluator.value(store.value);
    const flushed = store.flush ? flushTiny(context, value) : value;
    if (stores.length === 1) return { store, code: flushed };
    const local = fn.local(V128);
    fn.set(local, flushed);
    return { store, code: get(local), local };
  });
  for (const { store, code, local } of finished) {
    storeLanes(context, store, position, code);
    if (local !== undefined) fn.release(local);
  }
  evaluator.release();
}

/** The vector of one expression; the code is to be used at once. */
export function emitValue(
  context: EvaluationContext,
  expression: Expression,
  position: Position,
): { readonly code: Code; readonly release: () => void } {
  const evaluator = makeEvaluator(context, [expression], position, undefined);
  return { code: evaluator.value(expression), release: evaluator.release };
}

/** and-not, unlike a choice of what is large enough, lets a NaN through. */
function flushTiny({ fn, emission }: EvaluationContext, value: Code): Code {
  const local = fn.local(V128);
  fn.set(local, value);
  fn.release(local);
  return v128.andNot(get(local), f32x4.less(f32x4.abs(get(local)), emission.constant(1e-30)));
}

function storeLanes(
  { fn, emission }: EvaluationContext,
  store: Store,
  position: Position,
  value: Code,
): void {
  const { pointer, offset } = position.address(store.view);
  const at = emission.addressOf(store.tensor) + offset;
  const stride = position.laneStride(store.view);
  const { lanes } = position;
  if (lanes === 4 && stride === 1) {
    fn.emit(v128.store(pointer, value, at));
    return;
  }
  const local = fn.local(V128);
  fn.set(local, value);
  if (stride === 1 && lanes >= 2) {
    fn.emit(v128.storePair(pointer, get(local), at, 0));
    if (lanes === 3) fn.emit(v128.storeLane(pointer, get(local), at + 8, 2));
  } else {
    for (let lane = 0; lane < lanes; lane++)
      fn.emit(v128.storeLane(pointer, get(local), at + 4 * stride * lane, lane));
  }
  fn.release(local);
}

interface Evaluator {
  value(expression: Expression): Code;
  release(): void;
}

function makeEvaluator(
  context: EvaluationContext,
  roots: readonly Expression[],
  position: Position,
  core: Code | undefined,
): Evaluator {
  const { fn, emission } = context;
  const uses = countUses(roots);
  const locals = new Map<Expression, Local>();
  const temporaries: Local[] = [];
  /** Code that is not used at once must not mention locals that others may be given meanwhile. */
  const keep = (code: Code): Local => {
    const local = fn.local(V128);
    temporaries.push(local);
    fn.set(local, code);
    return local;
  };
  const applyMath = (math: MathFunction, operand: Code): Code => {
    const x = fn.local(V128);
    fn.set(x, operand);
    const result = keep(math(mathKit(fn, emission), x));
    fn.release(x);
    return get(result);
  };
  const value = (expression: Expression): Code => {
    const known = locals.get(expression);
    if (known !== undefined) return get(known);
    const code = make(expression);
    if (expression.kind === "constant" || expression.kind === "core" || (uses.get(expression) ?? 0) < 2)
      return code;
    const local = keep(code);
    locals.set(expression, local);
    return get(local);
  };
  const make = (expression: Expression): Code => {
    switch (expression.kind) {
      case "constant":
        return emission.constant(expression.value);
      case "core":
        return core ?? [];
      case "load":
        return loadLanes(context, expression.tensor, expression.view, position);
      case "place":
        return f32x4.fromSigned(places(expression.view, position));
      case "uniform":
        return get(keep(context.keys.uniform(expression.stream, places(expression.view, position))));
      case "op":
        return applyOp(expression.op, expression.inputs);
    }
    expression satisfies never;
  };
  const mask = (condition: Expression): Code => {
    if (condition.kind !== "op" || locals.has(condition)) return f32x4.notEqual(value(condition), v128.zero);
    const [a, b] = condition.inputs;
    const compare = comparisons.get(condition.op);
    return compare === undefined ? f32x4.notEqual(value(condition), v128.zero) : compare(value(a), value(b));
  };
  const applyOp = (op: ElementwiseName, inputs: readonly Expression[]): Code => {
    const [a, b, c] = inputs;
    const compare = comparisons.get(op);
    if (compare !== undefined) return v128.and(compare(value(a), value(b)), emission.constant(1));
    const math = mathFunctions.get(op);
    if (math !== undefined) return applyMath(math, value(a));
    switch (op) {
      case "add": {
        const [product, other] = isSingleProduct(a, uses) ? [a, b] : [b, a];
        if (!emission.relaxed || !isSingleProduct(product, uses)) return f32x4.add(value(a), value(b));
        return multiplyAdd(emission, value(product.inputs[0]), value(product.inputs[1]), value(other));
      }
      case "sub":
        return f32x4.subtract(value(a), value(b));
      case "mul":
        return f32x4.multiply(value(a), value(b));
      case "div":
        return f32x4.divide(value(a), value(b));
      case "neg":
        return f32x4.negate(value(a));
      case "abs":
        return f32x4.abs(value(a));
      case "sqrt":
        return f32x4.sqrt(value(a));
      case "maximum":
        return extreme(a, b, f32x4.pseudoMaximum, f32x4.maximum);
      case "minimum":
        return extreme(a, b, f32x4.pseudoMinimum, f32x4.minimum);
      case "select": {
        const test = mask(a);
        return v128.choose(value(b), value(c), test);
      }
      case "detach":
        return value(a);
      default:
        throw new Error(`${op} is not computed element by element`);
    }
  };
  // The one-instruction forms drop a NaN in their second operand, so they serve only where that is a constant.
  const extreme = (
    a: Expression,
    b: Expression,
    quick: typeof f32x4.maximum,
    exact: typeof f32x4.maximum,
  ): Code => {
    if (b.kind === "constant") return quick(value(a), value(b));
    if (a.kind === "constant") return quick(value(b), value(a));
    return exact(value(a), value(b));
  };
  return { value, release: () => fn.release(...temporaries) };
}

type Product = Expression & { readonly kind: "op" };

const isSingleProduct = (
  expression: Expression,
  uses: ReadonlyMap<Expression, number>,
): expression is Product => expression.kind === "op" && expression.op === "mul" && uses.get(expression) === 1;

const comparisons: ReadonlyMap<ElementwiseName, (a: Code, b: Code) => Code> = new Map([
  ["greater", f32x4.greater],
  ["greaterEqual", f32x4.greaterOrEqual],
  ["equal", f32x4.equal],
  ["oneHot", f32x4.equal],
]);

const mathFunctions: ReadonlyMap<ElementwiseName, MathFunction> = new Map([
  ["exp", exp],
  ["expm1", expm1],
  ["log", log],
  ["log1p", log1p],
  ["tanh", tanh],
  ["erf", erf],
]);

function countUses(roots: readonly Expression[]): ReadonlyMap<Expression, number> {
  const uses = new Map<Expression, number>();
  const visit = (expression: Expression): void => {
    const before = uses.get(expression) ?? 0;
    uses.set(expression, before + 1);
    if (before === 0 && expression.kind === "op") for (const input of expression.inputs) visit(input);
  };
  for (const root of roots) visit(root);
  return uses;
}

function loadLanes({ emission }: EvaluationContext, tensor: number, view: View, position: Position): Code {
  const { pointer, offset } = position.address(view);
  const at = emission.addressOf(tensor) + offset;
  const stride = position.laneStride(view);
  if (stride === 1) return v128.load(pointer, at);
  if (stride === 0 || position.lanes === 1) return v128.loadSplat(pointer, at);
  return gather(pointer, at, stride, position.lanes);
}

/** Up to four elements `stride` apart, in one vector. */
export function gather(pointer: Code, at: number, stride: number, lanes: number): Code {
  let vector = v128.loadFirst(pointer, at);
  for (let lane = 1; lane < lanes; lane++)
    vector = v128.loadLane(pointer, vector, at + 4 * stride * lane, lane);
  return vector;
}

/** The four places as integers: pointers count bytes, four to an element. */
function places(view: View, position: Position): Code {
  const { pointer, offset } = position.address(view);
  const first = i32.shiftRightUnsigned(i32.add(pointer, i32.constant(offset)), i32.constant(2));
  const stride = position.laneStride(view);
  return i32x4.add(i32x4.splat(first), i32x4.constant([0, stride, 2 * stride, 3 * stride]));
}
