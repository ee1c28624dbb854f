/** What PyTorch does unless told otherwise. */
import { defineInitialiser } from "../define.ts";
import { uniformBetween } from "./spread.ts";

export const pytorch = defineInitialiser({
  name: "pytorch",
  doc: "Uniform up to ±1/√(fan in), for weights and biases: PyTorch's default for dense layers and convolutions.",
  formula: "w ~ U(−1/√fan_in, 1/√fan_in)",
  attributes: {},
  fill: (call) => {
    const limit = 1 / Math.sqrt(call.fanIn);
    return uniformBetween(call, -limit, limit);
  },
});
