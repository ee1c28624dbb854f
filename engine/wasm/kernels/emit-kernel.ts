/** One kernel as one function of the module. */
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { emitConv2d, emitConv2dImageGradient } from "./convolution.ts";
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
      return emitElementwise(context, kernel);
    case "reduce":
      return emitReduce(context, kernel, core);
    case "matmul":
      return emitMatmul(context, kernel, core);
    case "conv2d":
      return emitConv2d(context, kernel, core);
    case "conv2dImageGradient":
      return emitConv2dImageGradient(context, kernel, core);
    case "conv2dKernelGradient":
      return emitConv2dKernelGradient(context, kernel, core);
    case "maxPool2d":
      return emitMaxPool2d(context, kernel, core);
    case "maxPool2dGradient":
      return emitMaxPool2dGradient(context, kernel, core);
  }
  core satisfies never;
}
