/** Where this run's build of what ships is: the bundles that tests start and measure. */
import assert from "node:assert/strict";
import path from "node:path";

/** The path of a bundle ("server.cjs"), or of the folder when none is named. */
export function bundlePath(name = "."): string {
  const folder = process.env.SOMA_BUNDLES;
  assert(folder !== undefined, "scripts/test.mjs names the folder of the bundles");
  return path.resolve(folder, name);
}
