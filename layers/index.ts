/** The list of layer kinds: the editor, the checker, the engine and the reference all start from it. */
import { activations } from "./activations/index.ts";
import { adaptiveAvgPool2d } from "./adaptive-avg-pool2d.ts";
import { attention } from "./attention.ts";
import { avgPool1d } from "./avg-pool1d.ts";
import { avgPool2d } from "./avg-pool2d.ts";
import { avgPool3d } from "./avg-pool3d.ts";
import { batchNorm } from "./batch-norm.ts";
import { concat } from "./concat.ts";
import { convTranspose1d } from "./conv-transpose1d.ts";
import { convTranspose2d } from "./conv-transpose2d.ts";
import { conv1d } from "./conv1d.ts";
import { conv2d } from "./conv2d.ts";
import { conv3d } from "./conv3d.ts";
import { crop } from "./crop.ts";
import type { LayerKind } from "./define.ts";
import { dense } from "./dense.ts";
import { depthwiseConv2d } from "./depthwise-conv2d.ts";
import { dropout } from "./dropout.ts";
import { embedding } from "./embedding.ts";
import { flatten } from "./flatten.ts";
import { gaussianNoise } from "./gaussian-noise.ts";
import { globalAvgPool } from "./global-avg-pool.ts";
import { globalMaxPool } from "./global-max-pool.ts";
import { groupNorm } from "./group-norm.ts";
import { gru } from "./gru.ts";
import { instanceNorm } from "./instance-norm.ts";
import { last } from "./last.ts";
import { layerNorm } from "./layer-norm.ts";
import { lif } from "./lif.ts";
import { lstm } from "./lstm.ts";
import { max } from "./max.ts";
import { maxPool1d } from "./max-pool1d.ts";
import { maxPool2d } from "./max-pool2d.ts";
import { maxPool3d } from "./max-pool3d.ts";
import { mean } from "./mean.ts";
import { neuron } from "./neuron.ts";
import { add } from "./operators/add.ts";
import { divide } from "./operators/divide.ts";
import { matmul } from "./operators/matmul.ts";
import { multiply } from "./operators/multiply.ts";
import { subtract } from "./operators/subtract.ts";
import { pad } from "./pad.ts";
import { permute } from "./permute.ts";
import { pixelShuffle } from "./pixel-shuffle.ts";
import { positional } from "./positional.ts";
import { reshape } from "./reshape.ts";
import { rmsNorm } from "./rms-norm.ts";
import { rnn } from "./rnn.ts";
import { slice } from "./slice.ts";
import { squeeze } from "./squeeze.ts";
import { sum } from "./sum.ts";
import { unsqueeze } from "./unsqueeze.ts";
import { upsample } from "./upsample.ts";

export const layers: readonly LayerKind[] = [
  dense,
  neuron,
  conv1d,
  conv2d,
  conv3d,
  depthwiseConv2d,
  convTranspose1d,
  convTranspose2d,
  maxPool1d,
  maxPool2d,
  maxPool3d,
  avgPool1d,
  avgPool2d,
  avgPool3d,
  adaptiveAvgPool2d,
  globalAvgPool,
  globalMaxPool,
  upsample,
  pixelShuffle,
  pad,
  crop,
  flatten,
  reshape,
  permute,
  squeeze,
  unsqueeze,
  concat,
  slice,
  last,
  mean,
  sum,
  max,
  batchNorm,
  layerNorm,
  rmsNorm,
  groupNorm,
  instanceNorm,
  dropout,
  gaussianNoise,
  embedding,
  positional,
  attention,
  rnn,
  lstm,
  gru,
  lif,
  ...activations,
  add,
  subtract,
  multiply,
  divide,
  matmul,
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
