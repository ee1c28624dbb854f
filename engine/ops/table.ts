/** Every primitive op. An op that is missing here does not compile. */
import type { AnyOp } from "./any-op.ts";
import { add, div, mul, sub } from "./arithmetic.ts";
import { broadcast } from "./broadcast.ts";
import { equal, greater, greaterEqual, maximum, minimum, select } from "./comparison.ts";
import { concat } from "./concat.ts";
import { constant } from "./constant.ts";
import { conv2d, conv2dImageGradient, conv2dKernelGradient } from "./conv2d.ts";
import type { OpDefinition } from "./define.ts";
import { exp, expm1, log, log1p } from "./exponential.ts";
import { matmul } from "./matmul.ts";
import { max } from "./max.ts";
import { maxPool2d, maxPool2dGradient } from "./max-pool2d.ts";
import { oneHot } from "./one-hot.ts";
import { abs, detach, neg, sqrt } from "./one-operand.ts";
import type { OpName } from "./ops.ts";
import { pad } from "./pad.ts";
import { permute } from "./permute.ts";
import { range } from "./range.ts";
import { reshape } from "./reshape.ts";
import { defineScan } from "./scan.ts";
import { erf, tanh } from "./sigmoidal.ts";
import { sin } from "./sine.ts";
import { slice } from "./slice.ts";
import { sum } from "./sum.ts";
import { uniform } from "./uniform.ts";

export const opTable: { readonly [K in OpName]: OpDefinition<K> } = {
  constant,
  neg,
  exp,
  log,
  log1p,
  expm1,
  tanh,
  sqrt,
  abs,
  erf,
  sin,
  add,
  sub,
  mul,
  div,
  maximum,
  minimum,
  greater,
  greaterEqual,
  equal,
  select,
  detach,
  reshape,
  permute,
  broadcast,
  slice,
  pad,
  concat,
  sum,
  max,
  matmul,
  scan: defineScan((name) => opNamed(name)),
  conv2d,
  conv2dImageGradient,
  conv2dKernelGradient,
  maxPool2d,
  maxPool2dGradient,
  range,
  uniform,
  oneHot,
};

export const opNames = Object.keys(opTable) as readonly OpName[];

export const opNamed = (name: OpName): AnyOp => opTable[name] as unknown as AnyOp;
