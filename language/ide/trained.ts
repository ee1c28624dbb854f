/** A stage as the file's first training of its network builds it, where all sizes are numbers. */
import type { ConcreteNetwork, Step } from "../../network/network.ts";
import type { CheckedFile, StageInfo } from "../check/result.ts";

/** How many numbers the stage learns there, where its own count is left open by symbols. */
export function trainedParameters(checked: CheckedFile, stage: StageInfo): number | undefined {
  if (stage.parameters === undefined || typeof stage.parameters === "number") return undefined;
  const network = trainedNetwork(checked, stage);
  const step = network?.steps.find(({ name }) => name === stage.step);
  return network && step && learnedBy(network, step);
}

const trainedNetwork = ({ experiments }: CheckedFile, { owner }: StageInfo): ConcreteNetwork | undefined =>
  experiments.find(({ experiment }) => experiment?.network.name === owner)?.experiment?.network;

function learnedBy(network: ConcreteNetwork, step: Step<number>): number {
  const used = new Set(Object.values(step.weights).map(({ name }) => name));
  return network.weights
    .filter(({ name, role }) => used.has(name) && role !== "state")
    .reduce((count, { shape }) => count + shape.reduce((product, size) => product * size, 1), 0);
}
