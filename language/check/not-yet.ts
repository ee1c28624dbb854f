/** Names that belong to the language but that this version cannot run: said plainly, rather than "unknown". */

const layers = [
  "prelu",
  "neuron",
  "conv1d",
  "conv3d",
  "depthwise_conv2d",
  "conv_transpose1d",
  "conv_transpose2d",
  "max_pool1d",
  "max_pool3d",
  "avg_pool1d",
  "avg_pool2d",
  "avg_pool3d",
  "adaptive_avg_pool2d",
  "global_avg_pool",
  "global_max_pool",
  "upsample",
  "pixel_shuffle",
  "pad",
  "crop",
  "reshape",
  "permute",
  "squeeze",
  "unsqueeze",
  "concat",
  "slice",
  "last",
  "mean",
  "sum",
  "max",
  "batch_norm",
  "layer_norm",
  "rms_norm",
  "group_norm",
  "instance_norm",
  "gaussian_noise",
  "embedding",
  "positional",
  "rnn",
  "lstm",
  "gru",
  "bidirectional",
  "attention",
  "lif",
] as const;

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
  layer: layers,
  loss: losses,
  "data source": sources,
  setting: settings,
};

export type Planned = keyof typeof lists;

/** Only asked for names that are not in their registry, so that a name leaves this list by being built. */
export const isPlanned = (what: Planned, name: string): boolean =>
  (lists[what] as readonly string[]).includes(name);
