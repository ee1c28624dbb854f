/** Attributes that every layer with weights takes, in the order in which they may be given by position after its own. */

import type { Call } from "../catalog/attribute.ts";
import { activation, bias, flag, initialiser } from "../catalog/attribute.ts";
import type { Size } from "../shapes/size.ts";
import type { WeightSpec } from "./define.ts";

export const weightAttributes = {
  activation: activation("The function that the result goes through; a bare name will do: `relu`."),
  init: initialiser(
    "How the weights start: `he_normal`, `normal(0.02)`. He's rule before the relu family, Xavier's otherwise.",
  ),
  bias: bias("`false` leaves the bias out; an initialiser says how it starts. It starts at 0 otherwise."),
  frozen: flag("Keeps the weights as they start: training passes them by.", {
    fallback: false,
    namedOnly: true,
  }),
};

/** A bias of one number for each unit, unless the author leaves it out. */
export const biasFor = (units: Size, bias: boolean | Call, fanIn: Size): WeightSpec | undefined =>
  bias === false
    ? undefined
    : { shape: [units], fanIn, fanOut: units, starts: "bias", doc: "Added to each unit's sum." };
