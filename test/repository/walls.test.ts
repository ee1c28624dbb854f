/** Who may know whom. The compiler enforces it through the references; this test keeps the references as decided. */
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { files, readJson } from "./tree.ts";

interface TsConfig {
  readonly compilerOptions?: { readonly lib?: readonly string[]; readonly types?: readonly string[] };
  readonly references?: readonly { readonly path: string }[];
}

const network = ["shapes", "catalog"];
const inside = ["shapes", "catalog", "engine/ops"];
const everything = [
  ...["shapes", "engine/ops", "catalog", "layers", "training", "network", "data", "language", "engine"],
  ...["protocol", "engine/worker", "server"],
];

/** Folder → the folders that it may import from. */
const walls: Readonly<Record<string, readonly string[]>> = {
  shapes: [],
  "engine/ops": [],
  catalog: ["shapes"],
  layers: inside,
  training: inside,
  network,
  data: [...network, "network", "engine/ops"],
  language: [...network, "network", "layers", "training", "data", "engine/ops"],
  engine: [...inside, "layers", "training", "network"],
  protocol: ["shapes", "network"],
  "engine/worker": ["shapes", "engine", "engine/ops", "data", "network", "protocol"],
  server: ["shapes", "catalog", "network", "layers", "training", "data", "language", "protocol"],
  client: ["network", "protocol"],
  media: ["network", "protocol"],
  cli: everything,
  bench: [...everything, "test"],
  scripts: ["catalog", "data", "language", "layers", "training"],
  test: [...everything, "client", "media", "cli", "scripts"],
};

/** Folders that know neither Node nor a page: no typings but the language's own and what is named here. */
const pure = [
  "shapes",
  "engine/ops",
  "catalog",
  "layers",
  "training",
  "network",
  "language",
  "engine",
  "protocol",
];

test("every folder refers to exactly the folders that it may know", () => {
  const found = files()
    .filter((file) => path.basename(file) === "tsconfig.json" && file !== "tsconfig.json")
    .map((file) => path.dirname(file))
    .sort();
  assert.deepEqual(found, Object.keys(walls).sort(), "every folder with a tsconfig is in the table");
  for (const folder of found) {
    const { references = [] } = readJson<TsConfig>(`${folder}/tsconfig.json`);
    const known = references.map((reference) => path.posix.join(folder, reference.path)).sort();
    assert.deepEqual(known, [...(walls[folder] ?? [])].sort(), `the walls of ${folder}/`);
  }
});

test("pure folders have no typings of Node, of a page or of VS Code", () => {
  for (const folder of pure) {
    const { compilerOptions = {} } = readJson<TsConfig>(`${folder}/tsconfig.json`);
    assert.deepEqual(compilerOptions.types ?? [], [], `types of ${folder}/`);
    assert.deepEqual(compilerOptions.lib ?? ["ES2023"], ["ES2023"], `lib of ${folder}/`);
  }
  const base = readJson<TsConfig>("tsconfig.base.json").compilerOptions;
  assert.deepEqual(base?.types, []);
  assert.deepEqual(base?.lib, ["ES2023"]);
});

test("the whole is built from all of them", () => {
  const { references = [] } = readJson<TsConfig>("tsconfig.json");
  const built = references.map((reference) => path.posix.normalize(reference.path)).sort();
  assert.deepEqual(built, Object.keys(walls).sort());
});
