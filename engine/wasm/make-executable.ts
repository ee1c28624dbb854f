/** Compiles a program and makes it ready to run: how every host but a test of the interpreter gets its executables. */
import type { MakeExecutable } from "../graph/executable.ts";
import { compile } from "./compile.ts";
import { instantiateAsync } from "./instantiate.ts";

export const makeExecutable: MakeExecutable = (program, loop) =>
  instantiateAsync(compile(program, loop === undefined ? {} : { loop }));
