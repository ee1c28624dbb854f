/** `circle`: a disc inside a ring, after TensorFlow Playground. */
import { defineDataSource } from "../define.ts";
import { cosineOfTurns, sineOfTurns } from "../elementary.ts";
import { makePoints, noiseAmount, planeDescription, pointCount } from "../labelled-points.ts";

const RADIUS = 5;
const names = ["ring", "disc"];

export const circle = defineDataSource({
  name: "circle",
  doc: "A disc (radius 0 to 2.5) inside a ring (radius 3.5 to 5). No straight line separates them.",
  attributes: {
    points: pointCount(500),
    noise: noiseAmount("Each coordinate is moved by up to this share of the radius 5 either way.", 0),
  },
  foreign: ["make_circles", "circles"],
  split: 0.8,
  seeded: true,
  files: () => [],
  describe: ({ points }) => planeDescription(points, names),
  make: ({ points, noise }, { seed }) =>
    makePoints(planeDescription(points, names), points, seed, (draws, label) => {
      const radius = label === 1 ? draws.uniform(0, 0.5 * RADIUS) : draws.uniform(0.7 * RADIUS, RADIUS);
      const turns = draws.uniform(0, 1);
      const reach = RADIUS * noise;
      return {
        x: radius * sineOfTurns(turns) + draws.uniform(-reach, reach),
        y: radius * cosineOfTurns(turns) + draws.uniform(-reach, reach),
        label,
      };
    }),
});
