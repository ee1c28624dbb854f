/** A function under construction: its parameters, its locals (handed back for reuse) and its code. */
import {
  append,
  branchIf,
  byteList,
  type Code,
  get,
  i32,
  type Local,
  loop,
  set,
  tee,
  type ValueType,
  written,
} from "./code.ts";

export interface FunctionBuilder {
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
  readonly locals: readonly ValueType[];
  /** The instructions so far, as bytes. */
  readonly code: Uint8Array;
  /** A local of the type; one released before may be given again, so it must be set before it is read. */
  local(type: ValueType): Local;
  release(...locals: readonly Local[]): void;
  emit(...code: readonly Code[]): void;
  set(local: Local, value: Code): void;
  /** Collects what `body` emits instead of appending it. */
  capture(body: () => void): Code;
  /** for (counter = start; counter ≠ end; counter += step): at least one turn; `end − start` is a multiple of `step`. */
  count(counter: Local, start: Code, end: Code, step: number, body: () => void): void;
}

export function functionBuilder(
  parameters: readonly ValueType[],
  results: readonly ValueType[],
): FunctionBuilder {
  const locals: ValueType[] = [];
  const free = new Map<ValueType, Local[]>();
  // Nested code is flattened as soon as it is emitted: it is garbage then, and young garbage is cheap.
  let code = byteList();
  const typeOf = (local: Local): ValueType =>
    (local < parameters.length ? parameters[local] : locals[local - parameters.length]) as ValueType;
  const builder: FunctionBuilder = {
    parameters,
    results,
    locals,
    get code() {
      return written(code);
    },
    local(type) {
      const reused = free.get(type)?.pop();
      if (reused !== undefined) return reused;
      locals.push(type);
      return parameters.length + locals.length - 1;
    },
    release(...released) {
      for (const local of released) {
        const type = typeOf(local);
        const list = free.get(type);
        if (list === undefined) free.set(type, [local]);
        else list.push(local);
      }
    },
    emit(...parts) {
      append(code, parts);
    },
    set(local, value) {
      append(code, set(local, value));
    },
    capture(body) {
      const outer = code;
      const inner = byteList();
      code = inner;
      body();
      code = outer;
      return written(inner);
    },
    count(counter, start, end, step, body) {
      builder.set(counter, start);
      const turn = builder.capture(body);
      const next = tee(counter, i32.add(get(counter), i32.constant(step)));
      builder.emit(loop([turn, branchIf(0, i32.notEqual(next, end))]));
    },
  };
  return builder;
}
