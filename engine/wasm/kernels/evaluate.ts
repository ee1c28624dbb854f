/** Emits what one vector of results is computed from, and its stores. */

import { assert } from "../../ops/assert.ts";
import { type Code, get, i32, type Local, V128 } from "../assembler/code.ts";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { f32x4, i32x4, v128 } from "../assembler/vector.ts";
import type { ElementwiseName } from "../graph/node-kinds.ts";
import type { View } from "../graph/view.ts";
import { exp, expm1 } from "../math/exponential.ts";
import { type MathFunction, mathKit } from "../math/kit.ts";
import { log, log1p } from "../math/logarithm.ts";
import { erf, tanh } from "../math/sigmoidal.ts";
import { sin } from "../math/sine.ts";
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

/** What has been computed so far for one vector. */
interface Scope {
  readonly context: EvaluationContext;
  readonly position: Position;
  readonly core: Code | undefined;
  readonly uses: ReadonlyMap<Expression, number>;
  readonly locals: Map<Expression, Local>;
  readonly temporaries: Local[];
}

function makeEvaluator(
  context: EvaluationContext,
  roots: readonly Expression[],
  position: Position,
  core: Code | undefined,
): Evaluator {
  const scope: Scope = {
    context,
    position,
    core,
    uses: countUses(roots),
    locals: new Map(),
    temporaries: [],
  };
  return {
    value: (expression) => vectorOf(scope, expression),
    release: () => context.fn.release(...scope.temporaries),
  };
}

/** Code that is not used at once must not mention locals that others may be given meanwhile. */
function keep({ context: { fn }, temporaries }: Scope, code: Code): Local {
  const local = fn.local(V128);
  temporaries.push(local);
  fn.set(local, code);
  return local;
}

function vectorOf(scope: Scope, expression: Expression): Code {
  const known = scope.locals.get(expression);
  if (known !== undefined) return get(known);
  const code = compute(scope, expression);
  const isShared = (scope.uses.get(expression) ?? 0) > 1;
  if (!isShared || expression.kind === "constant" || expression.kind === "core") return code;
  const local = keep(scope, code);
  scope.locals.set(expression, local);
  return get(local);
}

function compute(scope: Scope, expression: Expression): Code {
  const { context, position } = scope;
  switch (expression.kind) {
    case "constant":
      return context.emission.constant(expression.value);
    case "core":
      assert(scope.core !== undefined, "only a kernel with a core has its result");
      return scope.core;
    case "load":
      return loadLanes(context, expression.tensor, expression.view, position);
    case "place":
      return f32x4.fromSigned(places(expression.view, position));
    case "uniform":
      return get(keep(scope, context.keys.uniform(expression.stream, places(expression.view, position))));
    case "op":
      return applyOp(scope, expression);
  }
  expression satisfies never;
}

type Operation = Extract<Expression, { kind: "op" }>;

function applyOp(scope: Scope, { op, inputs }: Operation): Code {
  const { fn, emission } = scope.context;
  const value = (place: number): Code => vectorOf(scope, inputs[place]);
  const instruction = instructions.get(op);
  if (instruction !== undefined) return instruction(inputs.map((input) => vectorOf(scope, input)));
  const compare = comparisons.get(op);
  if (compare !== undefined) return v128.and(compare(value(0), value(1)), emission.constant(1));
  const math = mathFunctions.get(op);
  if (math !== undefined) {
    const x = fn.local(V128);
    fn.set(x, value(0));
    const result = keep(scope, math(mathKit(fn, emission), x));
    fn.release(x);
    return get(result);
  }
  switch (op) {
    case "add":
      return sum(scope, inputs[0], inputs[1]);
    case "maximum":
      return extreme(scope, inputs, f32x4.pseudoMaximum, f32x4.maximum);
    case "minimum":
      return extreme(scope, inputs, f32x4.pseudoMinimum, f32x4.minimum);
    case "select": {
      const test = mask(scope, inputs[0]);
      return v128.choose(value(1), value(2), test);
    }
    default:
      throw new Error(`${op} is not computed element by element`);
  }
}

/** a + b; with relaxed SIMD, a product that nothing else needs is added without being rounded. */
function sum(scope: Scope, a: Expression, b: Expression): Code {
  const { emission } = scope.context;
  const isProduct = (x: Expression): x is Operation =>
    x.kind === "op" && x.op === "mul" && scope.uses.get(x) === 1;
  const [product, other] = isProduct(a) ? [a, b] : [b, a];
  if (!emission.relaxed || !isProduct(product)) return f32x4.add(vectorOf(scope, a), vectorOf(scope, b));
  const [left, right] = product.inputs;
  return multiplyAdd(emission, vectorOf(scope, left), vectorOf(scope, right), vectorOf(scope, other));
}

/** All ones where the condition is not 0. */
function mask(scope: Scope, condition: Expression): Code {
  const compare =
    condition.kind === "op" && !scope.locals.has(condition) ? comparisons.get(condition.op) : undefined;
  if (compare === undefined || condition.kind !== "op")
    return f32x4.notEqual(vectorOf(scope, condition), v128.zero);
  return compare(vectorOf(scope, condition.inputs[0]), vectorOf(scope, condition.inputs[1]));
}

type Binary = (a: Code, b: Code) => Code;

/** The one-instruction forms drop a NaN in their second operand, so they serve only where that is a constant. */
function extreme(scope: Scope, [a, b]: readonly Expression[], quick: Binary, exact: Binary): Code {
  if (b.kind === "constant") return quick(vectorOf(scope, a), vectorOf(scope, b));
  if (a.kind === "constant") return quick(vectorOf(scope, b), vectorOf(scope, a));
  return exact(vectorOf(scope, a), vectorOf(scope, b));
}

/** Ops that are one instruction. */
const instructions: ReadonlyMap<ElementwiseName, (operands: readonly Code[]) => Code> = new Map<
  ElementwiseName,
  (operands: readonly Code[]) => Code
>([
  ["sub", ([a, b]) => f32x4.subtract(a, b)],
  ["mul", ([a, b]) => f32x4.multiply(a, b)],
  ["div", ([a, b]) => f32x4.divide(a, b)],
  ["neg", ([a]) => f32x4.negate(a)],
  ["abs", ([a]) => f32x4.abs(a)],
  ["sqrt", ([a]) => f32x4.sqrt(a)],
  ["detach", ([a]) => a],
]);

const comparisons: ReadonlyMap<ElementwiseName, Binary> = new Map([
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
  ["sin", sin],
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
  if (stride === 2 && position.lanes === 4) {
    return v128.shuffle(v128.load(pointer, at), v128.load(pointer, at + 16), [0, 2, 4, 6]);
  }
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
