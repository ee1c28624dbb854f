/** How a network is trained, by example: `SOMA4xxx`. */
import type { trainingDiagnostics } from "../training.ts";
import { type Explanation, experiment, file, network } from "./define.ts";

const loss = "loss: binary_cross_entropy";
const right = experiment(loss);
const expecting = (claim: string): string => experiment(`${loss}; expect ${claim}`);

export const trainingExplanations: Readonly<Record<keyof typeof trainingDiagnostics, Explanation>> = {
  SOMA4001: { fails: experiment(`${loss}; batch_size: 8`), works: experiment(`${loss}; batch: 8`) },
  SOMA4002: { fails: experiment(`${loss}; seed: 1; seed: 2`), works: experiment(`${loss}; seed: 1`) },
  SOMA4004: { fails: experiment("epochs: 50"), works: experiment(`${loss}; epochs: 50`) },
  SOMA4005: {
    fails: experiment(`${loss}; epochs: 50; steps: 1000`),
    works: experiment(`${loss}; epochs: 50`),
  },
  SOMA4006: {
    fails: experiment(`${loss}; optimizer: sgd(lr: 1000)`),
    works: experiment(`${loss}; optimizer: sgd(lr: 0.1)`),
  },
  SOMA4007: { fails: experiment(`${loss}; batch: 5000`), works: experiment(`${loss}; batch: 50`) },
  SOMA4010: { fails: right.replace("[2]", "[3]"), works: right },
  SOMA4011: {
    fails: file(
      "data points = circle(points: 200)",
      network("input x: [2]", "input y: [2]", "output x + y -> dense(1)"),
      `train Net on points { ${loss} }`,
    ),
    works: right,
  },
  SOMA4012: {
    fails: experiment("loss: cross_entropy", "dense(2)", "blobs(classes: 4)"),
    works: experiment("loss: cross_entropy", "dense(4)", "blobs(classes: 4)"),
  },
  SOMA4013: { fails: experiment(loss, "dense(2)"), works: right },
  SOMA4014: {
    fails: experiment(loss, "dense(1)", "blobs(classes: 3)"),
    works: experiment("loss: cross_entropy", "dense(3)", "blobs(classes: 3)"),
  },
  SOMA4015: { fails: experiment(loss, "dense(1, sigmoid)"), works: right },
  SOMA4017: {
    fails: file(
      "data points = circle(points: 200)",
      network("input x: [2]", "output x -> sum(0)"),
      `train Net on points { ${loss} }`,
    ),
    works: right,
  },
  SOMA4018: {
    fails: file(
      "data gate = logic(and)",
      network("input x: [2]", "output x -> dense(1)"),
      "train Net on gate { optimizer: perceptron(lr: 1) }",
    ),
    works: file(
      "data gate = logic(and)",
      network("input x: [2]", "output x -> dense(1, step)"),
      "train Net on gate { optimizer: perceptron(lr: 1) }",
    ),
  },
  SOMA4020: { fails: expecting("acuracy >= 0.9"), works: expecting("accuracy >= 0.9") },
  SOMA4021: { fails: expecting("loss != 3"), works: expecting("loss < 3") },
  SOMA4022: { fails: expecting("accuracy >= 1.5"), works: expecting("accuracy >= 0.9") },
  SOMA4023: {
    fails: expecting("accuracy >= 0.9 in 11/10 seeds"),
    works: expecting("accuracy >= 0.9 in 9/10 seeds"),
  },
  SOMA4024: {
    fails: file(right, `train Net on points { ${loss}; seed: 2 }`),
    works: file(right, `train again: Net on points { ${loss}; seed: 2 }`),
  },
  SOMA4025: {
    comesFrom:
      "In a workspace that is not trusted, a `train` asks for more than 10,000 epochs or ten million steps.",
    helps: "Trust the workspace if you know who wrote the file, or make the run shorter.",
  },
  SOMA4026: {
    fails: experiment(`${loss}; batch: 800000`, "dense(500) -> dense(1)", "circle(points: 1000000)"),
    works: experiment(`${loss}; batch: 100`, "dense(500) -> dense(1)", "circle(points: 200)"),
  },
};
