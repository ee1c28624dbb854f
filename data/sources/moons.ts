/** `moons`: two half circles that reach into each other, after scikit-learn's make_moons. */
import { defineDataSource } from "../define.ts";
import { cosineOfTurns, sineOfTurns } from "../elementary.ts";
import { makePoints, noiseAmount, planeDescription, pointCount } from "../labelled-points.ts";

const names = ["upper moon", "lower moon"];

export const moons = defineDataSource({
  name: "moons",
  doc: "Two half circles of radius 1 that reach into each other.",
  attributes: {
    points: pointCount(500),
    noise: noiseAmount("Standard deviation of the normal noise on each coordinate.", 0.1),
  },
  foreign: ["make_moons"],
  split: 0.8,
  seeded: true,
  files: () => [],
  describe: ({ points }) => planeDescription(points, names),
  make: ({ points, noise }, { seed }) =>
    makePoints(planeDescription(points, names), points, seed, (draws, label) => {
      const turns = draws.uniform(0, 0.5);
      const [x, y] = [cosineOfTurns(turns), sineOfTurns(turns)];
      return {
        x: (label === 0 ? x : 1 - x) + draws.normal(noise),
        y: (label === 0 ? y : 0.5 - y) + draws.normal(noise),
        label,
      };
    }),
});
