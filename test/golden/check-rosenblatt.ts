/** A golden run of Rosenblatt's rule, mistake by mistake. */
import type { MakeExecutable } from "../../engine/graph/executable.ts";
import { Run } from "../../engine/train/run.ts";
import { call, experimentOf, networkOf } from "../engine/experiments.ts";
import type { GoldenCase } from "./case.ts";
import { compare } from "./compare.ts";

interface Values {
  readonly mistakes: number;
  readonly epochs_including_clean_one: number;
  readonly trajectory: readonly {
    readonly epoch: number;
    readonly index: number;
    readonly w: readonly number[];
    readonly b: number;
  }[];
}

/** Lines that say after which row the weights are others, or how many mistakes were made. */
export async function checkRosenblatt(given: GoldenCase, make: MakeExecutable): Promise<readonly string[]> {
  const { mistakes, epochs_including_clean_one: epochs, trajectory } = given.values as unknown as Values;
  const { x, y } = given.inputs!;
  const [rows, columns] = x!.shape as readonly [number, number];
  const attributes = { units: 1, activation: call("step"), init: call("constant", { value: 0 }) };
  const network = networkOf([columns], [{ kind: "dense", attributes }]);
  const optimizer = call("perceptron", { lr: Number(given.config.lr) });
  const experiment = experimentOf(network, {
    loss: call("mae"),
    optimizer,
    batch: 1,
    epochs,
    shuffle: false,
  });
  const run = await Run.open(
    experiment,
    {
      description: { input: [columns], label: { kind: "classes", names: ["-1", "1"] } },
      rows,
      trainRows: rows,
      inputs: Float32Array.from(x!.data),
      labels: Float32Array.from(y!.data, (side) => (side + 1) / 2),
    },
    make,
  );
  const problems: string[] = [];
  const left = [...trajectory];
  while (run.step < run.totalSteps) {
    const [epoch, index] = [Math.floor(run.step / rows), run.step % rows];
    const isMistake = run.train(1).losses[0] === 1;
    const next = isMistake ? left.shift() : undefined;
    if (isMistake && (next?.epoch !== epoch || next?.index !== index)) {
      problems.push(`row ${index} of epoch ${epoch} is a mistake that is not expected`);
    }
    if (next === undefined) continue;
    const wanted = { weight: { shape: [columns, 1], data: next.w }, bias: { shape: [1], data: [next.b] } };
    problems.push(...compare(given, wanted, (name) => run.weight(`0:dense.${name}`)));
  }
  if (run.mistakes !== mistakes) problems.push(`${run.mistakes} mistakes, expected ${mistakes}`);
  return problems;
}
