/** Turns a program into the bytes of one WebAssembly module: simplify and fuse, lay out memory, write code. */
import type { TrainingLoop } from "../graph/executable.ts";
import type { Program } from "../graph/graph.ts";
import { assert } from "../ops/assert.ts";
import { elementsOf, type TensorShape } from "../ops/ops.ts";
import { call } from "./assembler/code.ts";
import { type ModuleBuilder, moduleBuilder } from "./assembler/module-builder.ts";
import { lower } from "./graph/lower.ts";
import { type MemoryBreakdown, type Placed, placeTensors } from "./graph/memory-plan.ts";
import { withTables } from "./graph/tables.ts";
import { type TensorTable, tensorTable } from "./graph/tensor-table.ts";
import { defineHash } from "./kernels/draw-keys.ts";
import { constantPool, type Emission, scratchMemory, TENSORS_START } from "./kernels/emission.ts";
import { emitKernel } from "./kernels/emit-kernel.ts";
import type { Kernel } from "./kernels/kernel.ts";
import { type Column, defineTrain, LOSSES_A_CALL } from "./training-loop.ts";

export interface CompileOptions {
  /** Adds "train" for this loop; the rows' memory is part of the module. */
  readonly loop?: TrainingLoop;
  /** Uses fused multiply-add: faster, but rounding then differs between processors. Check `supportsRelaxedSimd` first. */
  readonly relaxed?: boolean;
  readonly memoryLimitBytes?: number;
}

/** Everything an instance needs; plain data, so that it can be kept and sent. */
export interface CompiledProgram {
  readonly bytes: Uint8Array;
  readonly tensors: readonly {
    readonly name: string;
    readonly shape: TensorShape;
    readonly address: number;
  }[];
  readonly procedures: readonly string[];
  readonly training:
    | {
        readonly loop: TrainingLoop;
        readonly columns: Readonly<Record<string, Column>>;
        readonly losses: number;
      }
    | undefined;
  readonly memory: MemoryBreakdown;
}

/** A program that needs more memory than it may have; `name` tells it apart from our own mistakes. */
export class MemoryLimitError extends Error {
  override readonly name = "MemoryLimitError";
  readonly memory: MemoryBreakdown;
  readonly limitBytes: number;
  constructor(memory: MemoryBreakdown, limitBytes: number) {
    super(`the program needs ${memory.total} bytes of memory and may use ${limitBytes}`);
    this.memory = memory;
    this.limitBytes = limitBytes;
  }
}

const DEFAULT_LIMIT_BYTES = 2 ** 31;
const PAGE = 65536;

/** Throws `MemoryLimitError` before any memory is taken. */
export function compile(given: Program, options: CompileOptions = {}): CompiledProgram {
  const program = withTables(given);
  const { loop, relaxed = false, memoryLimitBytes = DEFAULT_LIMIT_BYTES } = options;
  const table = tensorTable(program);
  const procedures = program.procedures.map((procedure) => lower(procedure, table));
  const placed = placeTensors(table.tensors, procedures, TENSORS_START);
  const dataBytes = loop === undefined ? 0 : dataLayout(program, loop, table, placed, 0).end;
  checkLimit(placed, 0, dataBytes, memoryLimitBytes);
  const module = moduleBuilder();
  const pool = constantPool();
  const scratch = scratchMemory(placed.end);
  const addresses = [...placed.addresses];
  const emission: Emission = {
    module,
    relaxed,
    addressOf: (tensor) => addresses[tensor],
    constant: pool.constant,
    scratch: scratch.take,
    scratchTensor: (elements) => addresses.push(scratch.take(4 * elements)) - 1,
    hashFunction: defineHash(module),
  };
  const functions = program.procedures.map((_, place) =>
    defineProcedure(module, procedures[place], procedureExport(place), (fn, kernel) => {
      emitKernel(fn, emission, kernel);
      scratch.release();
    }),
  );
  const memory = checkLimit(placed, scratch.end() - placed.end, dataBytes, memoryLimitBytes);
  const layout = loop === undefined ? undefined : dataLayout(program, loop, table, placed, scratch.end());
  if (loop !== undefined && layout !== undefined) {
    const stepPlan = (name: string) => ({
      procedure: functions[placeOf(program, name)],
      loss: placed.addresses[outputOf(table, `${name}:${loop.lossOutput}`)],
    });
    defineTrain(module, {
      loop,
      columns: Object.values(layout.columns),
      order: layout.order,
      losses: layout.losses,
      step: stepPlan(loop.step),
      ragged: loop.ragged === undefined ? undefined : stepPlan(loop.ragged),
      hashFunction: emission.hashFunction,
    });
  }
  const pages = Math.ceil((layout?.end ?? scratch.end()) / PAGE) + 1;
  return {
    bytes: module.bytes(pages, [pool.data()]),
    tensors: [...table.byName].map(([name, id]) => ({
      name,
      shape: table.tensors[id].shape,
      address: placed.addresses[id],
    })),
    procedures: program.procedures.map((procedure) => procedure.name),
    training:
      loop === undefined || layout === undefined
        ? undefined
        : { loop, columns: layout.columns, losses: layout.losses },
    memory,
  };
}

export const procedureExport = (place: number): string => `procedure${place}`;

/** Every kernel is a function of its own: engines translate many small functions faster and better than a large one. */
function defineProcedure(
  module: ModuleBuilder,
  kernels: readonly Kernel[],
  name: string,
  emit: (fn: Parameters<typeof emitKernel>[0], kernel: Kernel) => void,
): number {
  const functions = kernels.map((kernel) => module.define([], [], (fn) => emit(fn, kernel)));
  return module.define([], [], (fn) => fn.emit(...functions.map((index) => call(index))), name);
}

function checkLimit(
  placed: Placed,
  scratchBytes: number,
  dataBytes: number,
  limitBytes: number,
): MemoryBreakdown {
  const memory = {
    ...placed.breakdown,
    intermediates: placed.breakdown.intermediates + scratchBytes,
    data: dataBytes,
    total: placed.end + scratchBytes + dataBytes,
  };
  if (memory.total > limitBytes) throw new MemoryLimitError(memory, limitBytes);
  return memory;
}

function placeOf(program: Program, name: string): number {
  const place = program.procedures.findIndex((procedure) => procedure.name === name);
  assert(place >= 0, `the training loop names a procedure: "${name}"`);
  return place;
}

function outputOf(table: TensorTable, name: string): number {
  const tensor = table.byName.get(name);
  assert(tensor !== undefined, `the training loop names an output: "${name}"`);
  return tensor;
}

/** Where the rows of each batch leaf, their order and the losses lie, from byte `start` on. */
function dataLayout(program: Program, loop: TrainingLoop, table: TensorTable, placed: Placed, start: number) {
  assert(loop.rows % loop.batch === 0 || loop.ragged !== undefined, "a last, smaller batch has a procedure");
  let at = Math.ceil(start / 64) * 64;
  const take = (bytes: number): number => {
    const address = at;
    at = Math.ceil((at + bytes + 32) / 64) * 64;
    return address;
  };
  const columns: Record<string, Column> = {};
  for (const node of program.procedures[placeOf(program, loop.step)].graph.nodes) {
    if (node.kind !== "leaf" || node.role !== "batch" || columns[node.name] !== undefined) continue;
    const rowBytes = (4 * elementsOf(node.shape)) / loop.batch;
    assert(node.shape[0] === loop.batch, `"${node.name}" has a row for each example of the batch`);
    const tensor = table.leaf(node);
    columns[node.name] = { rowBytes, batch: placed.addresses[tensor], rows: take(rowBytes * loop.rows) };
  }
  return { columns, order: take(4 * loop.rows), losses: take(4 * LOSSES_A_CALL), end: at };
}
