/** The list of activations. */
import type { LayerKind } from "../define.ts";
import { elu } from "./elu.ts";
import { gelu } from "./gelu.ts";
import { hardSigmoid } from "./hard-sigmoid.ts";
import { hardSwish } from "./hard-swish.ts";
import { identity } from "./identity.ts";
import { leakyRelu } from "./leaky-relu.ts";
import { logSoftmax } from "./log-softmax.ts";
import { mish } from "./mish.ts";
import { prelu } from "./prelu.ts";
import { relu } from "./relu.ts";
import { selu } from "./selu.ts";
import { sigmoid } from "./sigmoid.ts";
import { softmax } from "./softmax.ts";
import { softplus } from "./softplus.ts";
import { softsign } from "./softsign.ts";
import { step } from "./step.ts";
import { swish } from "./swish.ts";
import { tanh } from "./tanh.ts";

export const activations: readonly LayerKind[] = [
  step,
  identity,
  sigmoid,
  tanh,
  relu,
  leakyRelu,
  prelu,
  elu,
  selu,
  swish,
  gelu,
  mish,
  softplus,
  softsign,
  hardSigmoid,
  hardSwish,
  softmax,
  logSoftmax,
];

/** Those that an `activation` attribute takes, `dense(8, tanh)`: the ones without weights of their own. */
export const plainActivations: readonly LayerKind[] = activations.filter(
  (kind) => kind.weights === undefined,
);

/** A plain activation by its name. */
export const findActivation = (name: string): LayerKind | undefined => byName.get(name);

const byName = new Map(plainActivations.map((kind) => [kind.name, kind]));
