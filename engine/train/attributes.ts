/** The attributes of a checked call as the declaration that it calls takes them. */
import { type Attributes, type Call, type Concrete, withFallbacks } from "../../catalog/attribute.ts";

/** What was not written has its fallback. */
export const attributesOf = (
  { attributes }: { readonly attributes: Attributes },
  call: Call,
): Concrete<Attributes> =>
  // The checker has compared every value with its declared type, and a registry has forgotten those types.
  withFallbacks(attributes, call.attributes) as Concrete<Attributes>;
