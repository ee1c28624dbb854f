/** The statements of a block or network, one after the other. */
import type { BlockDeclaration, NetworkDeclaration } from "../syntax/tree.ts";
import { type Frame, type NamedTensor, type Tensor } from "./frame.ts";

type Parametric = BlockDeclaration | NetworkDeclaration;
/** Gives the outputs in their order. Parameters and inputs are declared already. */
export declare function elaborate(frame: Frame, declaration: Parametric): readonly NamedTensor[];
export declare const describeTensor: (name: string, { shape }: Tensor) => string;
