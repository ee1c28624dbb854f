/** Names that belong to the language but that this version cannot run: said plainly, rather than "unknown". */

const losses = ["weighted_mse", "l1"] as const;
const sources = [
  "plane",
  "sine",
  "parity",
  "adding",
  "copy",
  "repeated_tokens",
  "modular_addition",
  "sparse_features",
  "bars",
  "shapes",
  "glyphs",
  "npy",
  "npz",
  "images",
  "text",
  "activations",
] as const;
const settings = ["metrics", "augment"] as const;

const lists = {
  loss: losses,
  "data source": sources,
  setting: settings,
};

export type Planned = keyof typeof lists;

/** Only asked for names that are not in their registry, so that a name leaves this list by being built. */
export const isPlanned = (what: Planned, name: string): boolean =>
  (lists[what] as readonly string[]).includes(name);
