/** What is certain about a layer's output although its input is not known: after flatten there is one axis, after dense(10) of it, 10. */
import type { AttributeValue } from "../../catalog/attribute.ts";
import type { LayerKind } from "../../layers/define.ts";
import type { Facts } from "../../shapes/facts.ts";
import type { Shape } from "../../shapes/size.ts";
/** Tries inputs of as many unknown sizes as may arrive; what all that fit agree on is certain. */
export declare function guessOutput(
  kind: LayerKind,
  attributes: Readonly<Record<string, AttributeValue>>,
  inputs: readonly (Shape | undefined)[],
  facts: Facts,
): Shape | undefined;
