/** How many tokens there are: what the input says, filled in for a layer that looks tokens up. */
import type { LayerKind } from "../../layers/define.ts";
import type { BoundArguments } from "./arguments.ts";
import type { Frame, Tensor } from "./frame.ts";

/** The author's own number stays; nothing is filled in for a tensor that is no input of tokens. */
export function withVocabulary(
  frame: Frame,
  kind: LayerKind,
  [tokens]: readonly Tensor[],
  bound: BoundArguments | undefined,
): BoundArguments | undefined {
  if (kind.tokens !== true || bound === undefined || bound.attributes.vocabulary !== undefined) return bound;
  const vocabulary = frame.build.inputs.find(({ name }) => name === tokens?.name)?.vocabulary;
  return vocabulary === undefined ? bound : { ...bound, attributes: { ...bound.attributes, vocabulary } };
}
