/** Every loss, optimizer, schedule and initialiser, by its name in the language. */
import { clipNorm, clipValue } from "./clipping/clipping.ts";
import type { Clipping, Initialiser, Loss, Optimizer, Schedule } from "./define.ts";
import { heNormal, heUniform } from "./initialisers/he.ts";
import { lecunNormal } from "./initialisers/lecun.ts";
import { orthogonal } from "./initialisers/orthogonal.ts";
import { constant, normal, uniform } from "./initialisers/plain.ts";
import { pytorch } from "./initialisers/pytorch.ts";
import { xavierNormal, xavierUniform } from "./initialisers/xavier.ts";
import { binaryCrossEntropy } from "./losses/binary-cross-entropy.ts";
import { crossEntropy } from "./losses/cross-entropy.ts";
import { hinge } from "./losses/hinge.ts";
import { huber } from "./losses/huber.ts";
import { kl } from "./losses/kl.ts";
import { mae } from "./losses/mae.ts";
import { mse } from "./losses/mse.ts";
import { adagrad } from "./optimizers/adagrad.ts";
import { adam, adamw } from "./optimizers/adam.ts";
import { perceptron } from "./optimizers/perceptron.ts";
import { rmsprop } from "./optimizers/rmsprop.ts";
import { sgd } from "./optimizers/sgd.ts";
import { constantRate } from "./schedules/constant.ts";
import { cosine } from "./schedules/cosine.ts";
import { oneCycle } from "./schedules/one-cycle.ts";
import { stepwise } from "./schedules/step.ts";
import { warmup } from "./schedules/warmup.ts";

const byName = <S extends { readonly name: string }>(...specs: readonly S[]): ReadonlyMap<string, S> =>
  new Map(specs.map((spec) => [spec.name, spec]));

export const losses: ReadonlyMap<string, Loss> = byName(
  mse,
  mae,
  huber,
  hinge,
  binaryCrossEntropy,
  crossEntropy,
  kl,
);

export const optimizers: ReadonlyMap<string, Optimizer> = byName(
  sgd,
  adam,
  adamw,
  rmsprop,
  adagrad,
  perceptron,
);

export const schedules: ReadonlyMap<string, Schedule> = byName(
  constantRate,
  stepwise,
  cosine,
  warmup,
  oneCycle,
);

export const clippings: ReadonlyMap<string, Clipping> = byName(clipNorm, clipValue);

export const initialisers: ReadonlyMap<string, Initialiser> = byName(
  xavierUniform,
  xavierNormal,
  heUniform,
  heNormal,
  lecunNormal,
  orthogonal,
  normal,
  uniform,
  constant,
  pytorch,
);
