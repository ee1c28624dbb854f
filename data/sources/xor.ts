/** `xor`: four quadrants in two classes, after TensorFlow Playground. */
import { defineDataSource } from "../define.ts";
import { makePoints, noiseAmount, planeDescription, pointCount } from "../labelled-points.ts";

const REACH = 5;
const GAP = 0.3;
const names = ["same signs", "different signs"];

export const xor = defineDataSource({
  name: "xor",
  doc:
    "Points in the four quadrants, up to 5 from the axes and at least 0.3; the class is 1 where x and y have different signs. " +
    "`logic(xor)` is the truth table of four rows.",
  attributes: {
    points: pointCount(500),
    noise: noiseAmount("Each coordinate is moved by up to this share of 5 either way.", 0),
  },
  split: 0.8,
  seeded: true,
  files: () => [],
  describe: ({ points }) => planeDescription(points, names),
  make: ({ points, noise }, { seed }) =>
    makePoints(planeDescription(points, names), points, seed, (draws, label, member) => {
      const side = member % 2 === 0 ? 1 : -1;
      const other = label === 0 ? side : -side;
      const reach = REACH * noise;
      return {
        x: side * (GAP + draws.uniform(0, REACH)) + draws.uniform(-reach, reach),
        y: other * (GAP + draws.uniform(0, REACH)) + draws.uniform(-reach, reach),
        label,
      };
    }),
});
