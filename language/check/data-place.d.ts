/** Where the data set of an experiment is declared: a related place of everything that does not fit it. */
import type { TrainDeclaration } from "../syntax/tree.ts";
import type { Frame } from "./frame.ts";
import type { RelatedDraft } from "./origin.ts";
export declare function dataPlace(frame: Frame, { data }: TrainDeclaration): readonly RelatedDraft[];
