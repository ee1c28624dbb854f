/** Every loss, optimizer and initialiser, by its name in the language. */
import type { Initialiser, Loss, Optimizer } from "./define.ts";
import { heNormal, heUniform } from "./initialisers/he.ts";
import { lecunNormal } from "./initialisers/lecun.ts";
import { orthogonal } from "./initialisers/orthogonal.ts";
import { constant, normal, uniform } from "./initialisers/plain.ts";
import { pytorch } from "./initialisers/pytorch.ts";
import { xavierNormal, xavierUniform } from "./initialisers/xavier.ts";
import { binaryCrossEntropy } from "./losses/binary-cross-entropy.ts";
import { crossEntropy } from "./losses/cross-entropy.ts";
import { huber } from "./losses/huber.ts";
import { mae } from "./losses/mae.ts";
import { mse } from "./losses/mse.ts";
import { adam } from "./optimizers/adam.ts";
import { sgd } from "./optimizers/sgd.ts";

const byName = <S extends { readonly name: string }>(...specs: readonly S[]): ReadonlyMap<string, S> =>
  new Map(specs.map((spec) => [spec.name, spec]));

export const losses: ReadonlyMap<string, Loss> = byName(mse, mae, huber, binaryCrossEntropy, crossEntropy);

export const optimizers: ReadonlyMap<string, Optimizer> = byName(sgd, adam);

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
