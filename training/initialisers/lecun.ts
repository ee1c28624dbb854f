/** LeCun's rule: the sum over the inputs keeps the variance of one of them. */
import { defineInitialiser } from "../define.ts";
import { normalWith } from "./spread.ts";

export const lecunNormal = defineInitialiser({
  name: "lecun_normal",
  doc: "Normal with deviation √(1 / fan in), not truncated. What `selu` is made for. (LeCun et al. 1998)",
  formula: "w ~ N(0, 1 / fan_in)",
  attributes: {},
  foreign: ["LecunNormal"],
  fill: (call) => normalWith(call, Math.sqrt(1 / call.fanIn)),
});
