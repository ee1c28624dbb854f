/** What the elementary functions are written with: one vector in, code for one vector out. */
import { type Code, get, type Local, V128 } from "../assembler/code.ts";
import type { FunctionBuilder } from "../assembler/function-builder.ts";
import { type Emission, multiplyAdd } from "../kernels/emission.ts";

/** Code that leaves f of the vector in local `x`; `x` may be overwritten. */
export type MathFunction = (kit: MathKit, x: Local) => Code;

export interface MathKit {
  readonly fn: FunctionBuilder;
  constant(value: number): Code;
  /** a · b + c */
  madd(a: Code, b: Code, c: Code): Code;
  /** Σ cᵢ xⁱ by Horner's scheme, highest coefficient first. */
  polynomial(x: Local, coefficients: readonly number[]): Code;
  /** A vector local set to `value`; released with `release`. */
  keep(value: Code): Local;
  release(...locals: readonly Local[]): void;
}

export function mathKit(fn: FunctionBuilder, emission: Pick<Emission, "relaxed" | "constant">): MathKit {
  const madd = (a: Code, b: Code, c: Code): Code => multiplyAdd(emission, a, b, c);
  return {
    fn,
    constant: emission.constant,
    madd,
    polynomial: (x, [highest, ...rest]) =>
      rest.reduce<Code>(
        (sum, coefficient) => madd(sum, get(x), emission.constant(coefficient)),
        emission.constant(highest),
      ),
    keep(value) {
      const local = fn.local(V128);
      fn.set(local, value);
      return local;
    },
    release: (...locals) => fn.release(...locals),
  };
}
