/** How many numbers the last layer of a network has to give, where the text says so. */
import type { CheckedFile } from "../check/result.ts";
import { walk } from "../syntax/places.ts";
import type { TrainDeclaration } from "../syntax/tree.ts";

export interface WantedOutput {
  /** As it would be written: "1", or the parameter `classes`. */
  readonly units: string;
  readonly why: string;
}

/** What the loss of the first training of the network at the offset asks for. */
export function wantedOutput({ source }: CheckedFile, offset: number): WantedOutput | undefined {
  const owner = source.declarations.find(
    ({ at, declaration }) =>
      declaration.kind === "network" && at <= offset && offset <= at + declaration.span.end,
  )?.declaration;
  if (owner?.kind !== "network") return undefined;
  for (const { declaration } of source.declarations) {
    if (declaration.kind !== "train" || !names(declaration.network).includes(owner.name.text)) continue;
    const loss = lossOf(declaration);
    if (loss === "binary_cross_entropy")
      return { units: "1", why: "`binary_cross_entropy` compares one number with yes or no." };
    if (loss === "cross_entropy" && owner.parameters.some(({ name }) => name.text === "classes"))
      return { units: "classes", why: "`cross_entropy` takes one number for each class." };
  }
  return undefined;
}

function lossOf({ body }: TrainDeclaration): string | undefined {
  for (const item of body.items)
    if (item.kind === "setting" && item.name.text === "loss") return names(item.value)[0];
  return undefined;
}

/** Every name in an expression, the outermost first. */
function names(expression: TrainDeclaration["network"]): readonly string[] {
  const found: string[] = [];
  walk(expression, (node) => {
    if (node.kind === "name") found.push(node.name.text);
    return true;
  });
  return found;
}
