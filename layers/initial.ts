/** How a weight starts: what the author wrote, else the rule that suits the activation, with the reason in words. */
import type { AttributeValue, Call } from "../catalog/attribute.ts";
import type { ActivationFamily, LayerKind, WeightSpec } from "./define.ts";

export interface Start {
  /** The initialiser and its attributes. */
  readonly init: Call;
  readonly why: string;
}

/** `activation` is what the layer's output goes through: the `activation` attribute, or the activation that follows. */
export function startOf(
  spec: WeightSpec,
  attributes: Readonly<Record<string, AttributeValue | undefined>>,
  activation: LayerKind | undefined,
): Start {
  if (typeof spec.starts !== "string") return { init: spec.starts, why: "The layer's own start." };
  if (spec.starts === "bias") {
    return isCall(attributes.bias)
      ? { init: attributes.bias, why: "Given by `bias`." }
      : { init: zeros, why: "A bias starts at 0: the weights alone make the neurons differ." };
  }
  if (isCall(attributes.init)) return { init: attributes.init, why: "Given by `init`." };
  return activation?.family === "relu"
    ? { init: call("he_uniform"), why: reasonForHe(activation.name) }
    : { init: call("xavier_uniform"), why: reasonForXavier(activation?.name, activation?.family) };
}

export const isCall = (value: unknown): value is Call =>
  typeof value === "object" && value !== null && "name" in value && "attributes" in value;

const call = (name: string): Call => ({ name, attributes: {} });
const zeros: Call = { name: "constant", attributes: { value: 0 } };

const reasonForHe = (activation: string): string =>
  `He's rule, because of \`${activation}\`: it silences about half of what comes in, so the variance 2 / fan-in keeps the signal's size.`;

function reasonForXavier(activation: string | undefined, family: ActivationFamily | undefined): string {
  const cause = activation === undefined || family === "linear" ? "" : `, because of \`${activation}\``;
  return `Xavier's rule${cause}: the variance 2 / (fan-in + fan-out) keeps signals and gradients at one size.`;
}
