/** `spiral`: two arms wound around each other, the hardest task of TensorFlow Playground. */
import { defineDataSource } from "../define.ts";
import { cosineOfTurns, sineOfTurns } from "../elementary.ts";
import { makePoints, noiseAmount, planeDescription, pointCount } from "../labelled-points.ts";

const RADIUS = 5;
const TURNS = 1.75;
const names = ["first arm", "second arm"];

export const spiral = defineDataSource({
  name: "spiral",
  doc:
    "Two spiral arms, one a class: radius 0 to 5, 1.75 turns, as in TensorFlow Playground. " +
    "The playground's arms share the point (0, 0) with both labels; these start one point later.",
  attributes: {
    points: pointCount(500),
    noise: noiseAmount("Each coordinate is moved by up to this much either way.", 0),
  },
  split: 0.8,
  seeded: true,
  files: () => [],
  describe: ({ points }) => planeDescription(points, names),
  make: ({ points, noise }, { seed }) => {
    const inArm = [Math.ceil(points / 2), Math.floor(points / 2)];
    return makePoints(planeDescription(points, names), points, seed, (draws, label, member) => {
      const share = (member + 1) / (inArm[label] ?? 1);
      const turns = TURNS * share + label / 2;
      return {
        x: RADIUS * share * sineOfTurns(turns) + draws.uniform(-noise, noise),
        y: RADIUS * share * cosineOfTurns(turns) + draws.uniform(-noise, noise),
        label,
      };
    });
  },
});
