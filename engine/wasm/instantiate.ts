/** Runs a compiled program: an instance of its module behind the `Executable` interface. */
import type { Executable, TrainReply, TrainRequest } from "../graph/executable.ts";
import { assert } from "../ops/assert.ts";
import { elementsOf } from "../ops/ops.ts";
import { type CompiledProgram, procedureExport } from "./compile.ts";
import { TABLES } from "./graph/tables.ts";
import { type WasmInstance, type WasmMemory, wasmHost } from "./host.ts";
import { CELLS } from "./kernels/emission.ts";
import { LOSSES_A_CALL } from "./training-loop.ts";

/** Compiles on the calling thread: for workers and node. Browsers refuse large modules on their main thread. */
export function instantiate(compiled: CompiledProgram): Executable {
  const instance = new wasmHost.Instance(new wasmHost.Module(compiled.bytes));
  return executable(compiled, instance);
}

/** The same without blocking the calling thread. */
export async function instantiateAsync(compiled: CompiledProgram): Promise<Executable> {
  const module = await wasmHost.compile(compiled.bytes);
  return executable(compiled, await wasmHost.instantiate(module));
}

type TrainFunction = (
  step: number,
  epoch: number,
  stepInEpoch: number,
  count: number,
  shuffle: number,
  stopAtEpochEnd: number,
  orderIsReady: number,
) => number;

function executable(compiled: CompiledProgram, { exports }: WasmInstance): Executable {
  const { buffer } = exports.memory as WasmMemory;
  const floats = new Float32Array(buffer);
  const integers = new Int32Array(buffer);
  const places = new Map(compiled.tensors.map((tensor) => [tensor.name, tensor]));
  const procedures = new Map(
    compiled.procedures.map((name, place) => [name, exports[procedureExport(place)] as () => void]),
  );
  const view = (name: string): Float32Array => {
    const tensor = places.get(name);
    assert(tensor !== undefined, `the program has a tensor "${name}"`);
    const start = tensor.address / 4;
    return floats.subarray(start, start + elementsOf(tensor.shape));
  };
  // Nothing reads a table before it is filled, and nothing changes it afterwards.
  procedures.get(TABLES)?.();
  const setPlace = (seed: number, step: number): void => {
    integers[CELLS.seed / 4] = seed;
    integers[CELLS.step / 4] = step;
  };
  return {
    tensors: new Map(compiled.tensors.map(({ name, shape }) => [name, shape])),
    read: (name) => view(name).slice(),
    write(name, values) {
      const target = view(name);
      assert(values.length <= target.length, `"${name}" has room for ${values.length} numbers`);
      target.set(values);
    },
    call(name) {
      const procedure = procedures.get(name);
      assert(procedure !== undefined, `the program has a procedure "${name}"`);
      setPlace(0, 0);
      procedure();
    },
    setData(rows, columns) {
      const { training } = compiled;
      assert(
        training !== undefined && rows === training.loop.rows,
        "the data has the rows the program was made for",
      );
      for (const [name, column] of Object.entries(training.columns)) {
        const values = columns[name];
        assert(values?.length === (rows * column.rowBytes) / 4, `the data has a full column "${name}"`);
        floats.set(values, column.rows / 4);
      }
    },
    train: trainer(compiled, exports.train as TrainFunction, floats, setPlace),
    cost: { memoryBytes: buffer.byteLength, codeBytes: compiled.bytes.length },
  };
}

/** Calls the module as often as its room for losses demands; what one call leaves off, the next goes on with. */
function trainer(
  { training }: CompiledProgram,
  train: TrainFunction,
  floats: Float32Array,
  setPlace: (seed: number, step: number) => void,
): (request: TrainRequest) => TrainReply {
  /** The seed and epoch whose order of rows is in memory. */
  let ordered = "";
  return ({ steps, cursor, seed, shuffle, stopAtEpochEnd }) => {
    assert(training !== undefined, "a program that trains says how it goes through the data");
    const { rows, batch } = training.loop;
    const stepsAnEpoch = Math.ceil(rows / batch);
    const losses = new Float32Array(steps);
    let done = 0;
    let stopped = false;
    while (done < steps && !stopped) {
      const at = cursor + done;
      const epoch = Math.floor(at / stepsAnEpoch);
      const count = Math.min(LOSSES_A_CALL, steps - done);
      setPlace(seed, at);
      const isReady = shuffle && ordered === `${seed}/${epoch}`;
      const took = train(
        at,
        epoch,
        at % stepsAnEpoch,
        count,
        Number(shuffle),
        Number(stopAtEpochEnd),
        Number(isReady),
      );
      losses.set(floats.subarray(training.losses / 4, training.losses / 4 + took), done);
      done += took;
      if (shuffle) ordered = `${seed}/${Math.floor((cursor + done - 1) / stepsAnEpoch)}`;
      stopped =
        took < count ||
        !Number.isFinite(losses[done - 1]) ||
        (stopAtEpochEnd && (cursor + done) % stepsAnEpoch === 0);
    }
    return {
      stepsDone: done,
      losses: losses.slice(0, done),
      diverged: done > 0 && !Number.isFinite(losses[done - 1]),
    };
  };
}
