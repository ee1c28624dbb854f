/** The most that WebAssembly's vectors can do on this machine: multiply and add in registers, without any memory. */
import { type Code, get, I32, i32, type Local, V128 } from "../../engine/wasm/assembler/code.ts";
import { moduleBuilder } from "../../engine/wasm/assembler/module-builder.ts";
import { f32x4, v128 } from "../../engine/wasm/assembler/vector.ts";
import { wasmHost } from "../../engine/wasm/host.ts";
import { supportsRelaxedSimd } from "../../engine/wasm/relaxed.ts";
import { contend } from "../contender.ts";

/** Enough independent sums to hide an addition's latency, few enough to stay in the 16 registers. */
const sums = 12;
const unrolled = 8;
const turns = 10_000;
/** Floating-point operations of one step: an update is a multiplication and an addition in each of four lanes. */
export const peakStepOperations = sums * unrolled * turns * 8;

export async function contendPeak(relaxed: boolean): Promise<void> {
  if (relaxed && !supportsRelaxedSimd()) throw new Error("no relaxed SIMD on this Node");
  const { exports } = new wasmHost.Instance(new wasmHost.Module(peakModule(relaxed)));
  const run = exports.run as (turns: number) => void;
  run(turns);
  await contend({}, (steps) => {
    for (let step = 0; step < steps; step++) run(turns);
  });
}

/** "run" repeats x ← x · factor + shift for every x of `startingValues`, and writes them back, so that none can be left out. */
function peakModule(relaxed: boolean): Uint8Array {
  const module = moduleBuilder();
  module.define(
    [I32],
    [],
    (fn) => {
      const [factor, shift, ...places] = Array.from({ length: 2 + sums }, (_, index) => {
        const place = fn.local(V128);
        fn.set(place, v128.load(i32.constant(0), 16 * index));
        return place;
      }) as [Local, Local, ...Local[]];
      const update = (place: Local): Code =>
        relaxed
          ? f32x4.relaxedMultiplyAdd(get(place), get(factor), get(shift))
          : f32x4.add(f32x4.multiply(get(place), get(factor)), get(shift));
      fn.count(fn.local(I32), i32.constant(0), get(0), 1, () => {
        for (let again = 0; again < unrolled; again++)
          for (const place of places) fn.set(place, update(place));
      });
      places.forEach((place, index) => {
        fn.emit(v128.store(i32.constant(0), get(place), 16 * (2 + index)));
      });
    },
    "run",
  );
  return module.bytes(1, [{ address: 0, bytes: startingValues() }]);
}

/** The factor ½, the shift 1, and sums that all go to 2 and never become denormal. */
function startingValues(): Uint8Array {
  const vectors = [0.5, 1, ...Array.from({ length: sums }, (_, index) => 1 + index)];
  return new Uint8Array(Float32Array.from(vectors.flatMap((value) => [value, value, value, value])).buffer);
}
