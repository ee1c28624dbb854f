/** Puts functions, one memory and its initial data together into the bytes of a WebAssembly module. */
import { type Code, flatten, i32, unsigned, type ValueType } from "./code.ts";
import { type FunctionBuilder, functionBuilder } from "./function-builder.ts";

export interface DataSegment {
  readonly address: number;
  readonly bytes: Uint8Array;
}

export interface ModuleBuilder {
  /** Adds a function and gives its index; an export name makes it callable from outside. */
  define(
    parameters: readonly ValueType[],
    results: readonly ValueType[],
    body: (fn: FunctionBuilder) => void,
    exportName?: string,
  ): number;
  /** The module's bytes, with a memory of exactly `pages` pages of 64 KiB, exported as "memory". */
  bytes(pages: number, data: readonly DataSegment[]): Uint8Array;
}

export function moduleBuilder(): ModuleBuilder {
  const functions: FunctionBuilder[] = [];
  const exportNames = new Map<string, number>();
  return {
    define(parameters, results, body, exportName) {
      const fn = functionBuilder(parameters, results);
      body(fn);
      functions.push(fn);
      const index = functions.length - 1;
      if (exportName !== undefined) exportNames.set(exportName, index);
      return index;
    },
    bytes: (pages, data) => assemble(functions, exportNames, pages, data),
  };
}

const list = (items: readonly Code[]): Code => [unsigned(items.length), items];

/** A section's head and content, as two parts of the module. */
function section(id: number, content: Code): readonly Code[] {
  const bytes = flatten(content);
  return [[id, ...unsigned(bytes.length)], bytes];
}

/** UTF-8 is written by hand: the engine's folder has no TextEncoder, and export names are plain ASCII. */
const text = (value: string): Code => [unsigned(value.length), [...value].map((c) => c.charCodeAt(0) & 127)];

function assemble(
  functions: readonly FunctionBuilder[],
  exportNames: ReadonlyMap<string, number>,
  pages: number,
  data: readonly DataSegment[],
): Uint8Array {
  const types: string[] = [];
  const typeIndexes = functions.map((fn) => {
    const signature = JSON.stringify([fn.parameters, fn.results]);
    const known = types.indexOf(signature);
    return known >= 0 ? known : types.push(signature) - 1;
  });
  const typeCode = types.map((signature): Code => {
    const [parameters, results] = JSON.parse(signature) as [number[], number[]];
    return [0x60, unsigned(parameters.length), parameters, unsigned(results.length), results];
  });
  const exported = [...exportNames].map(([name, index]): Code => [text(name), 0, unsigned(index)]);
  return flatten([
    [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list(typeCode)),
    ...section(3, list(typeIndexes.map(unsigned))),
    ...section(5, list([[1, unsigned(pages), unsigned(pages)]])),
    ...section(7, list([[text("memory"), 2, 0], ...exported])),
    ...section(10, list(functions.map(functionBody))),
    ...section(11, list(data.map(dataSegment))),
  ]).slice();
}

function functionBody(fn: FunctionBuilder): Code {
  const runs: [number, ValueType][] = [];
  for (const type of fn.locals) {
    const last = runs.at(-1);
    if (last?.[1] === type) last[0]++;
    else runs.push([1, type]);
  }
  const declared = list(runs.map(([count, type]): Code => [unsigned(count), type]));
  const head = flatten(declared);
  return [unsigned(head.length + fn.code.length + 1), head, fn.code, 0x0b];
}

const dataSegment = (segment: DataSegment): Code => [
  0,
  i32.constant(segment.address),
  0x0b,
  unsigned(segment.bytes.length),
  segment.bytes,
];
