/** A checked call as it would be written: "normal(std: 0.02)". */
import type { Call } from "../../catalog/attribute.ts";

export function formatCall({ name, attributes }: Call): string {
  const given = Object.entries(attributes).map(
    ([attribute, value]) => `${attribute}: ${JSON.stringify(value)}`,
  );
  return given.length === 0 ? name : `${name}(${given.join(", ")})`;
}
