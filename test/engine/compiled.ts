/** Makes programs runnable by compiling them, as hosts do. */
import type { MakeExecutable } from "../../engine/graph/executable.ts";
import { compile } from "../../engine/wasm/compile.ts";
import { instantiate } from "../../engine/wasm/instantiate.ts";

export const compiled: MakeExecutable = (program, loop) =>
  instantiate(compile(program, loop === undefined ? {} : { loop }));
