/** The list of layer kinds: the editor, the checker, the engine and the reference all start from it. */
import { activations } from "./activations/index.ts";
import { avgPool2d } from "./avg-pool2d.ts";
import { batchNorm } from "./batch-norm.ts";
import { concat } from "./concat.ts";
import { conv2d } from "./conv2d.ts";
import type { LayerKind } from "./define.ts";
import { dense } from "./dense.ts";
import { dropout } from "./dropout.ts";
import { flatten } from "./flatten.ts";
import { globalAvgPool } from "./global-avg-pool.ts";
import { layerNorm } from "./layer-norm.ts";
import { maxPool2d } from "./max-pool2d.ts";
import { neuron } from "./neuron.ts";
import { add } from "./operators/add.ts";
import { divide } from "./operators/divide.ts";
import { multiply } from "./operators/multiply.ts";
import { subtract } from "./operators/subtract.ts";

export const layers: readonly LayerKind[] = [
  dense,
  neuron,
  conv2d,
  maxPool2d,
  avgPool2d,
  globalAvgPool,
  flatten,
  concat,
  batchNorm,
  layerNorm,
  dropout,
  ...activations,
  add,
  subtract,
  multiply,
  divide,
];

/** The kind of that name: `conv2d`, `+`. */
export const findLayer = (name: string): LayerKind | undefined => byName.get(name);

/** The kind that PyTorch, Keras or ONNX call so: `nn.Linear` → dense. */
export const findForeignLayer = (name: string): LayerKind | undefined =>
  byForeignName.get(name.toLowerCase());

/** Our name of an attribute that is called otherwise elsewhere: `kernel_size` → `kernel`. */
export const findForeignAttribute = (kind: LayerKind, name: string): string | undefined =>
  kind.foreignAttributes?.[name];

const byName = new Map(layers.map((kind) => [kind.name, kind]));

const byForeignName = new Map(
  layers.flatMap((kind) => (kind.foreign ?? []).map((name) => [name.toLowerCase(), kind] as const)),
);
