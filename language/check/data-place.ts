/** Where the data set of an experiment is declared: a related place of everything that does not fit it. */
import type { TrainDeclaration } from "../syntax/tree.ts";
import type { Frame } from "./frame.ts";
import { wordOf } from "./names.ts";
import type { RelatedDraft } from "./origin.ts";
import { placeOf } from "./place.ts";

export function dataPlace(frame: Frame, { data }: TrainDeclaration): readonly RelatedDraft[] {
  const name = data.kind === "name" ? wordOf(data.name) : undefined;
  const declared = name === undefined ? undefined : frame.questions.resolve(name);
  if (declared?.kind !== "data") return [];
  return [{ place: placeOf(declared, declared.source.span), message: `\`${name}\` is made here` }];
}
