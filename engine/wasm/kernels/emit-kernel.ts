/** One kernel as one function of the module. */
import { call, get, I32, i32 } from "../assembler/code.ts";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { emitConv2d } from "./convolution.ts";
import { emitConv2dImageGradient } from "./convolution-image-gradient.ts";
import { emitConv2dKernelGradient } from "./convolution-kernel-gradient.ts";
import { drawKeys } from "./draw-keys.ts";
import { emitElementwise } from "./elementwise.ts";
import type { Emission } from "./emission.ts";
import type { Core, Kernel } from "./kernel.ts";
import { emitMatmul } from "./matmul.ts";
import { emitMaxPool2d, emitMaxPool2dGradient } from "./pooling.ts";
import { emitReduce } from "./reduce.ts";

export function emitKernel(fn: FunctionBuilder, emission: Emission, kernel: Kernel): void {
  const context = { fn, emission, keys: drawKeys(fn, emission, kernel) };
  const { core } = kernel;
  switch (core.kind) {
    case "elementwise":
      emitElementwise(context, kernel);
      return;
    case "reduce":
      emitReduce(context, kernel, core);
      return;
    case "matmul":
      emitMatmul(context, kernel, core);
      return;
    case "conv2d":
      emitConv2d(context, kernel, core);
      return;
    case "conv2dImageGradient":
      emitConv2dImageGradient(context, kernel, core);
      return;
    case "conv2dKernelGradient":
      emitConv2dKernelGradient(context, kernel, core);
      return;
    case "maxPool2d":
      emitMaxPool2d(context, kernel, core);
      return;
    case "maxPool2dGradient":
      emitMaxPool2dGradient(context, kernel, core);
      return;
    case "loop":
      emitLoop(fn, emission, core);
      return;
    default:
      core satisfies never;
  }
}

/** The repeated kernels are functions of the time, which their nests start from. */
function emitLoop(fn: FunctionBuilder, emission: Emission, core: Extract<Core, { kind: "loop" }>): void {
  const { turns, reverse } = core;
  const defined = (kernels: readonly Kernel[]): readonly number[] =>
    kernels.map((kernel) =>
      emission.module.define([I32], [], (inner) => emitKernel(inner, emission, kernel)),
    );
  const [before, body, after] = [core.before, core.body, core.after].map(defined);
  const once = (index: number) => call(index, i32.constant(0));
  const [first, end, step] = reverse ? [turns - 1, -1, -1] : [0, turns, 1];
  const time = fn.local(I32);
  fn.emit(...before.map(once));
  fn.count(time, i32.constant(first), i32.constant(end), step, () => {
    fn.emit(...body.map((index) => call(index, get(time))));
  });
  fn.emit(...after.map(once));
  fn.release(time);
}
