/** `blobs`: one round cloud of points a class. */
import { size } from "../../catalog/attribute.ts";
import { defineDataSource } from "../define.ts";
import { cosineOfTurns, sineOfTurns } from "../elementary.ts";
import { makePoints, noiseAmount, planeDescription, pointCount } from "../labelled-points.ts";

const RADIUS = 4;
const names = (classes: number) => Array.from({ length: classes }, (_, label) => `blob ${label + 1}`);

export const blobs = defineDataSource({
  name: "blobs",
  doc: "Normal clouds around centres that stand evenly on a circle of radius 4.",
  attributes: {
    points: pointCount(500),
    classes: size("Number of clouds, one a class.", { min: 2, max: 100, fallback: 3 }),
    noise: noiseAmount("Standard deviation of a cloud on each coordinate.", 1),
  },
  foreign: ["make_blobs", "gauss"],
  foreignAttributes: { centers: "classes", cluster_std: "noise", n_samples: "points" },
  split: 0.8,
  seeded: true,
  files: () => [],
  describe: ({ points, classes }) => planeDescription(points, names(classes)),
  make: ({ points, classes, noise }, { seed }) =>
    makePoints(planeDescription(points, names(classes)), points, seed, (draws, label) => ({
      x: RADIUS * sineOfTurns(label / classes) + draws.normal(noise),
      y: RADIUS * cosineOfTurns(label / classes) + draws.normal(noise),
      label,
    })),
});
