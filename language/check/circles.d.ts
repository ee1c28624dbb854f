import type { Declaration } from "../syntax/tree.ts";
export interface DependencyOrder {
  /** What is needed comes before what needs it. */
  readonly order: readonly Declaration[];
  /** Names of the circle a declaration is part of, starting anywhere. */
  readonly circles: ReadonlyMap<Declaration, readonly string[]>;
}
/** Tarjan's strongly connected components (1972), with a stack of its own: circles may be thousands long. */
export declare function dependencyOrder(
  declarations: readonly Declaration[],
  resolve: (name: string) => Declaration | undefined,
): DependencyOrder;
