/** The golden table of sinusoidal places: what `positional` adds to zeros. */
import { withFallbacks } from "../../catalog/attribute.ts";
import type { MakeExecutable } from "../../engine/graph/executable.ts";
import { forwardLayer } from "../../layers/forward.ts";
import { findLayer } from "../../layers/index.ts";
import type { GoldenCase, Tensors } from "./case.ts";
import { checkModel } from "./check-model.ts";
import type { Model } from "./model.ts";

export function checkWaves(given: GoldenCase, make: MakeExecutable): Promise<readonly string[]> {
  const kind = findLayer("positional")!;
  const { length, dim, base } = given.config as Readonly<Record<string, number>>;
  const attributes = withFallbacks(kind.attributes, { kind: "sinusoidal", base: base! });
  const model: Model = (ops) => {
    const inputs = [ops.constant(0, [1, length!, dim!])];
    const call = { inputs, weights: {}, attributes, training: false, stream: 0 };
    return { outputs: { y: ops.reshape(forwardLayer(ops, kind, call).output, [length!, dim!]) } };
  };
  return checkModel({ ...given, outputs: given.values as Tensors }, model, undefined, make);
}
