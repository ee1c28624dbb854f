/** He's rules: twice Glorot's variance, since a relu silences half of its inputs. */
import { defineInitialiser } from "../define.ts";
import { normalWith, uniformBetween } from "./spread.ts";

const reason = "Made for `relu`, which silences half of the signal. (He et al. 2015)";

export const heUniform = defineInitialiser({
  name: "he_uniform",
  doc: `Uniform up to ±√(6 / fan in). ${reason}`,
  formula: "w ~ U(−a, a), a = √(6 / fan_in)",
  attributes: {},
  foreign: ["kaiming_uniform_", "kaiming_uniform", "HeUniform"],
  fill: (call) => {
    const limit = Math.sqrt(6 / call.fanIn);
    return uniformBetween(call, -limit, limit);
  },
});

export const heNormal = defineInitialiser({
  name: "he_normal",
  doc: `Normal with deviation √(2 / fan in). ${reason}`,
  formula: "w ~ N(0, 2 / fan_in)",
  attributes: {},
  foreign: ["kaiming_normal_", "kaiming_normal", "HeNormal"],
  fill: (call) => normalWith(call, Math.sqrt(2 / call.fanIn)),
});
