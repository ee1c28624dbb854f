/** The body of a block, a network or a constant while it is evaluated: what its names mean, and where its findings go. */
import { type Condition, type Facts, sizesOf } from "../../shapes/facts.ts";
import type { Shape, Size } from "../../shapes/size.ts";
import { symbolsOf } from "../../shapes/substitution.ts";
import type { DiagnosticCode, FactsOf } from "../diagnostics/table.ts";
import type { BlockDeclaration, Declaration, Name, NetworkDeclaration, Span } from "../syntax/tree.ts";
import type { NetworkBuild } from "./draft.ts";
import { type Finding, type FindingExtras, finding, isError } from "./finding.ts";
import type { Questions } from "./memory.ts";
import type { Origin } from "./origin.ts";
import { type Place, placeOf } from "./place.ts";
import type { OpenUnit, SymbolDraft } from "./unit.ts";
import type { Value } from "./value.ts";

/** A tensor in the network that is being built. */
export interface Tensor {
  /** `undefined` where its layer could not be built; nothing after it can be either. */
  readonly name: string | undefined;
  /** `undefined` where not even the number of axes is known. Single unknown sizes are unknown symbols. */
  readonly shape: Shape | undefined;
  /** One for each axis, where known. */
  readonly origins: readonly (Origin | undefined)[];
  /** Of what a block with several outputs has given: each of them. It is no tensor itself then. */
  readonly parts?: readonly NamedTensor[];
}

export const unknownTensor: Tensor = { name: undefined, shape: undefined, origins: [] };

/** What a label names: a layer or block that can be applied again with the same weights. */
export interface Labelled {
  /** The layer kind's, block's or network's name. */
  readonly kind: string;
  readonly place: Place;
  /** What its weights' names start with. */
  readonly weightPrefix: string;
  /** Set for layers: the checked attributes. */
  readonly attributes?: Readonly<Record<string, unknown>>;
  /** Set for blocks: the parameters' values. */
  readonly call?: {
    readonly declaration: BlockDeclaration | NetworkDeclaration;
    readonly parameters: ReadonlyMap<string, Value>;
  };
}

export type Local =
  | { readonly kind: "parameter"; readonly value: Value; readonly place: Place }
  | { readonly kind: "size"; readonly size: Size; readonly place: Place; readonly origin: Origin | undefined }
  | { readonly kind: "tensor"; readonly tensor: Tensor; readonly place: Place }
  | { readonly kind: "label"; readonly tensor: Tensor; readonly layer: Labelled; readonly place: Place };

export interface Frame {
  readonly questions: Questions;
  /** Whose body it is; spans of the tree count from its start. */
  readonly declaration: Declaration;
  /** The unit that records names, uses and stages; `undefined` where a body is evaluated for somebody else. */
  readonly record: OpenUnit | undefined;
  readonly findings: Finding[];
  readonly locals: Map<string, Local>;
  /** Names that a later statement of the same body makes → where. */
  readonly later: Map<string, Span>;
  readonly build: NetworkBuild;
  /** In front of the names of its steps ("Residual_1.") and of its weights (another one where weights are shared). */
  readonly prefix: string;
  readonly weightPrefix: string;
  /** The blocks that are being written out, outermost first. */
  readonly inside: readonly string[];
  /** The call that left the checked file, while a body of another file is evaluated. */
  readonly outer?: Place | undefined;
  facts: Facts;
  /** Evaluates the body of a block inside this one; passed along, because bodies hold calls and calls hold bodies. */
  readonly elaborate: Elaborate;
}

export interface NamedTensor {
  readonly name: string;
  readonly tensor: Tensor;
  readonly span: Span;
}

/** Evaluates the statements of a body whose parameters and inputs are declared already. */
export type Elaborate = (
  frame: Frame,
  declaration: BlockDeclaration | NetworkDeclaration,
) => readonly NamedTensor[];

export function report<Code extends DiagnosticCode>(
  frame: Pick<Frame, "findings" | "declaration">,
  code: Code,
  span: Span,
  facts: FactsOf<Code>,
  extras?: FindingExtras,
): void {
  frame.findings.push(finding(code, placeOf(frame.declaration, span), facts, extras));
}

/** Whether a condition is about a parameter, so that each call decides it. */
export const isDecidedByCall = (frame: Frame, condition: Condition): boolean => {
  const symbols = new Set(sizesOf(condition).flatMap(symbolsOf));
  return [...frame.locals.values()].some(
    (local) =>
      local.kind === "parameter" &&
      local.value.kind === "size" &&
      symbolsOf(local.value.size).some((name) => symbols.has(name)),
  );
};

export const hasErrors = (frame: Pick<Frame, "findings">): boolean => frame.findings.some(isError);

/** Notes that a name of the file (`local` absent) or of a body is used here. */
export function noteUse(frame: Frame, declaration: Declaration, name: Name, local?: string): void {
  frame.record?.uses.push({
    declaration,
    ...(local === undefined ? {} : { local }),
    place: placeOf(frame.declaration, name.span),
  });
}

export function declareSymbol(
  frame: Frame,
  name: Name,
  draft: Pick<SymbolDraft, "kind" | "detail"> & { readonly scope: Span; readonly doc?: string | undefined },
): void {
  if (name.text === "") return;
  frame.record?.symbols.push({
    name: name.text,
    kind: draft.kind,
    place: placeOf(frame.declaration, name.span),
    scope: placeOf(frame.declaration, draft.scope),
    detail: draft.detail,
    ...(draft.doc === undefined ? {} : { doc: draft.doc }),
  });
}

export const here = (frame: Frame, span: Span): Place => placeOf(frame.declaration, span);
