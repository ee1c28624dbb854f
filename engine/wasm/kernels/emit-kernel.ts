/** One kernel as one function of the module. */
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { emitConv2d } from "./convolution.ts";
import { emitConv2dImageGradient } from "./convolution-image-gradient.ts";
import { emitConv2dKernelGradient } from "./convolution-kernel-gradient.ts";
import { drawKeys } from "./draw-keys.ts";
import { emitElementwise } from "./elementwise.ts";
import type { Emission } from "./emission.ts";
import type { Kernel } from "./kernel.ts";
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
    default:
      core satisfies never;
  }
}
