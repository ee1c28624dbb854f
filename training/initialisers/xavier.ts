/** Glorot's rules: the signal keeps its size forwards and backwards through saturating units. */
import { defineInitialiser } from "../define.ts";
import { normalWith, uniformBetween } from "./spread.ts";

const reason =
  "Signal and gradient keep their size through `tanh` and `sigmoid` layers. (Glorot and Bengio 2010)";

export const xavierUniform = defineInitialiser({
  name: "xavier_uniform",
  doc: `Uniform up to ±√(6 / (fan in + fan out)). ${reason}`,
  formula: "w ~ U(−a, a), a = √(6 / (fan_in + fan_out))",
  attributes: {},
  foreign: ["xavier_uniform_", "glorot_uniform", "GlorotUniform"],
  fill: (call) => {
    const limit = Math.sqrt(6 / (call.fanIn + call.fanOut));
    return uniformBetween(call, -limit, limit);
  },
});

export const xavierNormal = defineInitialiser({
  name: "xavier_normal",
  doc: `Normal with deviation √(2 / (fan in + fan out)). ${reason}`,
  formula: "w ~ N(0, 2 / (fan_in + fan_out))",
  attributes: {},
  foreign: ["xavier_normal_", "glorot_normal", "GlorotNormal"],
  fill: (call) => normalWith(call, Math.sqrt(2 / (call.fanIn + call.fanOut))),
});
