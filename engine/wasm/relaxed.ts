/** Whether this host has relaxed SIMD, whose fused multiply-add is faster and rounds differently from processor to processor. */
import { V128 } from "./assembler/code.ts";
import { moduleBuilder } from "./assembler/module-builder.ts";
import { f32x4, v128 } from "./assembler/vector.ts";
import { wasmHost } from "./host.ts";

/** Asks the host to accept a module with one such instruction. */
export function supportsRelaxedSimd(): boolean {
  const module = moduleBuilder();
  module.define([], [V128], (fn) => fn.emit(f32x4.relaxedMultiplyAdd(v128.zero, v128.zero, v128.zero)));
  return wasmHost.validate(module.bytes(1, []));
}
