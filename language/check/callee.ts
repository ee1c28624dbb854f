/** What stands where a layer must stand: a layer kind, a label, a block, or nothing that can be applied. */
import type { Signature } from "../../catalog/signature.ts";
import { findActivation } from "../../layers/activations/index.ts";
import type { LayerKind } from "../../layers/define.ts";
import { findLayer } from "../../layers/index.ts";
import type {
  Argument,
  BlockDeclaration,
  CallExpression,
  Callee,
  Expression,
  Name,
  NetworkDeclaration,
  Span,
} from "../syntax/tree.ts";
import { ownEntry } from "./arguments.ts";
import { constantValue } from "./evaluate.ts";
import { type FixDraft, replace } from "./finding.ts";
import { type Frame, here, type Labelled, noteUse, report } from "./frame.ts";
import { describeDeclaration, foreignName, reportUnknown, resolve, wordOf } from "./names.ts";
import { layerKinds } from "./registry.ts";

export type Applicable =
  | { readonly kind: "layer"; readonly layer: LayerKind }
  | { readonly kind: "block"; readonly declaration: BlockDeclaration | NetworkDeclaration }
  | { readonly kind: "shared"; readonly label: string; readonly layer: Labelled }
  | { readonly kind: "repeat" };

/** A stage as it is written. */
export interface WrittenCall {
  readonly expression: Expression;
  readonly name: Name;
  readonly arguments: readonly Argument[];
}

/** `undefined` where what stands here can be no layer, which has been reported. */
export function writtenCall(frame: Frame, expression: Expression): WrittenCall | undefined {
  switch (expression.kind) {
    case "name":
      return { expression, name: expression.name, arguments: [] };
    case "call":
      return expression.callee.kind === "name"
        ? { expression, name: expression.callee.name, arguments: expression.arguments }
        : foreignCallee(frame, expression.callee, expression);
    case "member":
    case "index":
      return foreignCallee(frame, expression, undefined);
    case "group":
      return writtenCall(frame, expression.inner);
    case "missing":
      return undefined;
    default:
      report(frame, "SOMA2014", expression.span, {
        name: "What stands behind `->`",
        wanted: "a layer or a block",
        found: "a value",
      });
      return undefined;
  }
}

/** `nn.Linear(…)`: recognised as another library's name; anything else behind a dot is not there yet. */
function foreignCallee(frame: Frame, callee: Callee, call: CallExpression | undefined): undefined {
  const text = frame.questions.textOf(frame.declaration, callee.span);
  const ours = callee.kind === "member" ? foreignName(text, layerKinds) : undefined;
  if (ours === undefined) {
    report(frame, "SOMA2007", callee.span, { what: `\`${text}\` as a layer` });
    return undefined;
  }
  const candidates = translations(frame, ours, text, callee.span, call?.arguments ?? []);
  report(
    frame,
    "SOMA2002",
    callee.span,
    { name: text, wanted: "layer or block", ours: ours.name },
    { candidates },
  );
  return undefined;
}

export function resolveCallee(frame: Frame, { name, arguments: given }: WrittenCall): Applicable | undefined {
  const word = wordOf(name);
  if (word === "") return undefined;
  const local = frame.locals.get(word);
  if (local?.kind === "label") {
    noteUse(frame, frame.declaration, name, word);
    return { kind: "shared", label: word, layer: local.layer };
  }
  if (local?.kind === "parameter") {
    noteUse(frame, frame.declaration, name, word);
    // A parameter without a value stands for any layer; what it gives is known once it is called.
    if (local.value.kind !== "word") return undefined;
    return builtIn(frame, name, local.value.word, given);
  }
  if (word === "repeat") return { kind: "repeat" };
  if (local !== undefined && findLayer(word) === undefined) {
    const is = local.kind === "tensor" ? "a tensor" : "a size";
    report(
      frame,
      "SOMA2006",
      name.span,
      { name: name.text, is, wanted: "a layer or a block" },
      { related: [{ place: local.place, message: `\`${name.text}\` is made here` }] },
    );
    return undefined;
  }
  return (
    ofFile(frame, name, given) ??
    (frame.questions.resolve(word) === undefined ? builtIn(frame, name, word, given) : undefined)
  );
}

function ofFile(frame: Frame, name: Name, given: readonly Argument[]): Applicable | undefined {
  const declaration = resolve(frame, name);
  if (declaration === undefined) return undefined;
  if (declaration.kind === "block" || declaration.kind === "network") return { kind: "block", declaration };
  if (declaration.kind === "const") {
    const value = constantValue(frame.questions, declaration);
    if (value.kind === "word") return builtIn(frame, name, value.word, given);
    if (value.kind === "unknown") return undefined;
  }
  if (declaration.kind === "import") {
    // It leads nowhere, which is reported where it stands.
    frame.build.usesWrongBlock = true;
    return undefined;
  }
  report(frame, "SOMA2006", name.span, {
    name: name.text,
    is: describeDeclaration(declaration),
    wanted: "a layer or a block",
  });
  return undefined;
}

function builtIn(frame: Frame, name: Name, word: string, given: readonly Argument[]): Applicable | undefined {
  const layer = findLayer(word);
  if (layer !== undefined && layer.group !== "operator") return { kind: "layer", layer };
  const later = frame.later.get(word);
  if (later !== undefined) {
    report(
      frame,
      "SOMA2004",
      name.span,
      { name: word },
      { related: [{ place: here(frame, later), message: `\`${word}\` is made here` }] },
    );
    return undefined;
  }
  reportUnknown(frame, name, {
    wanted: "layer or block",
    candidates: layerNames(frame),
    signatures: layerKinds,
    translate: (ours) => translations(frame, ours, word, name.span, given),
  });
  return undefined;
}

const layerNames = (frame: Frame): readonly string[] => [
  ...layerKinds.map((kind) => kind.name),
  ...[...frame.locals].flatMap(([label, { kind }]) => (kind === "label" ? [label] : [])),
  ...frame.questions
    .allNames()
    .split(" ")
    .filter((name) => {
      const declaration = frame.questions.resolve(name);
      return declaration?.kind === "block" || declaration?.kind === "network";
    }),
];

/** Arguments of other libraries that say how large the input is; here the tensor itself says so. */
const inputArguments = new Set([
  "in_channels",
  "in_features",
  "input_shape",
  "input_dim",
  "input_size",
  "in_dim",
  "name",
  "device",
  "dtype",
  "inplace",
]);

/** PyTorch's layers take the size of the input first. */
const takesInputFirst = (foreign: string): boolean =>
  /(^|\.)(Linear|LazyLinear|Conv(Transpose)?\dd)$/.test(foreign);

/** The call in our words: name, attribute names, and without what the tensor says itself. */
function translations(
  frame: Frame,
  ours: Signature,
  foreign: string,
  nameSpan: Span,
  given: readonly Argument[],
): readonly FixDraft[] {
  const title = `Write \`${ours.name}\``;
  const rename = replace(title, here(frame, nameSpan), ours.name);
  const first = given[0];
  const last = given.at(-1);
  if (first === undefined || last === undefined) return [rename];
  const positional = given.filter(({ name }) => name === undefined).length;
  const dropFirst = takesInputFirst(foreign) && positional > 1;
  const kept = given.filter(
    ({ name }, index) => !(name === undefined ? dropFirst && index === 0 : inputArguments.has(name.text)),
  );
  const written = kept.map((argument) => {
    const value = ourValue(frame, argument.value);
    if (argument.name === undefined) return value;
    const { text } = argument.name;
    return `${ownEntry(ours.foreignAttributes, text) ?? text}: ${value}`;
  });
  const edits = [
    ...rename.edits,
    { place: here(frame, { start: first.span.start, end: last.span.end }), text: written.join(", ") },
  ];
  return [{ title, edits }];
}

/** Keras writes activations in quotes; here they are names. */
function ourValue(frame: Frame, value: Expression): string {
  if (value.kind === "string" && findActivation(value.value) !== undefined) return value.value;
  return frame.questions.textOf(frame.declaration, value.span);
}
