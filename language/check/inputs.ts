/** The inputs of a body: declared with symbols on its own terms, or bound to the tensors of a call. */
import { compare } from "../../shapes/compare.ts";
import { formatShape, formatSize } from "../../shapes/format.ts";
import { type Shape, type Size, symbol } from "../../shapes/size.ts";
import { type Bindings, elementsOf } from "../../shapes/substitution.ts";
import { unify } from "../../shapes/unify.ts";
import { counted } from "../diagnostics/define.ts";
import type { BlockDeclaration, Expression, InputStatement, NetworkDeclaration } from "../syntax/tree.ts";
import { axisName } from "./axis-name.ts";
import { evaluate } from "./evaluate.ts";
import { declareSymbol, type Frame, here, type Local, report, type Tensor, unknownTensor } from "./frame.ts";
import { born, changed, type Origin, stationsOf } from "./origin.ts";
import { checkedSize } from "./size-value.ts";
import { hasUnknown, type Value } from "./value.ts";

/** An input as it is written; its shape is `undefined` where it could not be understood. */
export interface DeclaredInput {
  readonly statement: InputStatement;
  readonly shape: Shape | undefined;
  readonly origins: readonly (Origin | undefined)[];
  readonly vocabulary?: Size;
}

export const inputStatements = (
  declaration: BlockDeclaration | NetworkDeclaration,
): readonly InputStatement[] => declaration.body.items.filter((item) => item.kind === "input");

/** Reads the stated shapes. Names that mean nothing yet become symbols, and locals of the body. */
export function readInputs(
  frame: Frame,
  declaration: BlockDeclaration | NetworkDeclaration,
): readonly DeclaredInput[] {
  return inputStatements(declaration).map((statement) => readInput(frame, statement));
}

function readInput(frame: Frame, statement: InputStatement): DeclaredInput {
  const value = evaluate(frame, statement.shape, { unknown: (name) => newSymbol(frame, statement, name) });
  const parts = partsOf(statement.shape, value);
  if (value.kind !== "unknown" && parts === undefined) {
    report(frame, "SOMA2014", statement.shape.span, {
      name: `The shape of ${statement.name.text}`,
      wanted: "a list of sizes such as `[2]` or `[1, 28, 28]`",
      found: value.kind === "size" ? `the size ${formatSize(value.size)}` : "something else",
    });
  }
  const sizes = parts?.map(({ expression, item }) =>
    checkedSize(frame, `a size of ${statement.name.text}`, { min: 1 }, expression, item),
  );
  const known = sizes === undefined || sizes.includes(undefined) ? undefined : (sizes as Size[]);
  const shape = known !== undefined && hasTooMany(frame, statement, known) ? undefined : known;
  const vocabulary =
    statement.vocabulary === undefined
      ? undefined
      : checkedSize(
          frame,
          "the vocabulary",
          { min: 1 },
          statement.vocabulary,
          evaluate(frame, statement.vocabulary),
        );
  return {
    statement,
    shape,
    origins: shape === undefined ? [] : originsOf(frame, statement, shape, parts ?? []),
    ...(vocabulary === undefined ? {} : { vocabulary }),
  };
}

function hasTooMany(frame: Frame, statement: InputStatement, shape: Shape): boolean {
  const count = elementsOf(shape);
  const limit = frame.questions.limits.mostElements;
  if (typeof count !== "number" || count <= limit) return false;
  const product = `${shape.map((size) => formatSize(size)).join(" · ")} = ${exactProduct(shape)}`;
  report(frame, "SOMA3021", statement.shape.span, {
    what: `The input \`${statement.name.text}\``,
    product,
    limit,
  });
  return true;
}

/** The product of sizes that are numbers, with all of its digits. */
export const exactProduct = (shape: Shape): bigint =>
  shape.reduce<bigint>((product, size) => (typeof size === "number" ? product * BigInt(size) : product), 1n);

interface Part {
  readonly expression: Expression;
  readonly item: Value;
}

function partsOf(expression: Expression, value: Value): readonly Part[] | undefined {
  if (value.kind !== "list") return undefined;
  const written = expression.kind === "list" ? expression.items : [];
  return value.items.map((item, index) => ({ expression: written[index] ?? expression, item }));
}

function newSymbol(frame: Frame, statement: InputStatement, name: InputStatement["name"]): Value | undefined {
  if (name.text === "") return undefined;
  const size = symbol(name.text);
  const place = here(frame, name.span);
  const origin = born(place, `\`${name.text}\` is a size of the input \`${statement.name.text}\``);
  frame.locals.set(name.text, { kind: "size", size, place, origin });
  declareSymbol(frame, name, {
    kind: "size",
    detail: `size ${name.text} of input ${statement.name.text}`,
    scope: statement.span,
  });
  return { kind: "size", size, origin };
}

function originsOf(
  frame: Frame,
  statement: InputStatement,
  shape: Shape,
  parts: readonly Part[],
): readonly (Origin | undefined)[] {
  return shape.map((size, axis) => {
    const part = parts[axis];
    const place = here(frame, part?.expression.span ?? statement.shape.span);
    const words = `${axisName(axis, shape.length)} is ${formatSize(size)} in \`input ${statement.name.text}: ${formatShape(shape, "source")}\``;
    const before = part?.item.kind === "size" ? part.item.origin : undefined;
    // A symbol that was born right here has no earlier history to show.
    return before === undefined || before.place.span.start === place.span.start
      ? born(place, words)
      : changed(place, words, [before]);
  });
}

/** Makes the inputs of a network that is built on its own: tensors that come from outside. */
export function declareInputs(frame: Frame, inputs: readonly DeclaredInput[]): void {
  for (const { statement, shape, origins, vocabulary } of inputs) {
    const name = statement.name.text;
    if (name === "" || shape === undefined) frame.build.broken = true;
    else {
      frame.build.names.add(name);
      frame.build.inputs.push({
        name,
        shape,
        place: here(frame, statement.span),
        outer: frame.outer,
        ...(vocabulary === undefined ? {} : { vocabulary }),
      });
    }
    const tensor = shape === undefined ? unknownTensor : { name, shape, origins };
    if (name !== "" && frame.locals.get(name)?.kind !== "tensor") {
      frame.locals.set(name, { kind: "tensor", tensor, place: here(frame, statement.name.span) });
    }
  }
}

/** What the sizes of a body are, once its inputs have been set beside given shapes. */
export interface Matched {
  readonly bindings: Bindings;
  readonly mismatch?: Mismatch;
}

export interface Mismatch {
  readonly input: DeclaredInput;
  readonly given: Tensor;
  readonly difference: string;
  readonly related: ReturnType<typeof stationsOf>;
  /** The axis whose size differs; `undefined` where the numbers of axes do. */
  readonly axis?: number;
}

/** Sets the stated shapes beside the given ones. Unknown shapes match everything and bind nothing. */
export function matchInputs(
  frame: Frame,
  inputs: readonly DeclaredInput[],
  given: readonly Tensor[],
): Matched {
  const free = new Set([...frame.locals].flatMap(([name, { kind }]) => (kind === "size" ? [name] : [])));
  let bindings: Bindings = new Map();
  for (const [index, input] of inputs.entries()) {
    const tensor = given[index] ?? unknownTensor;
    if (input.shape === undefined || tensor.shape === undefined) continue;
    const related = () => stationsOf(...input.origins, ...tensor.origins);
    const unified = unify(input.shape, tensor.shape, free, bindings);
    if (unified === undefined) {
      const difference = `${counted(tensor.shape.length, "axis", "axes")} instead of ${input.shape.length}`;
      return { bindings, mismatch: { input, given: tensor, difference, related: related() } };
    }
    bindings = unified.bindings;
    for (const { axis, declared: stated, given: size } of unified.toCompare) {
      if (hasUnknown(size) || hasUnknown(stated) || compare(stated, size, frame.facts) !== "different")
        continue;
      const difference = `${axisName(axis, input.shape.length)} is ${formatSize(size)}, not ${formatSize(stated)}`;
      const both = stationsOf(input.origins[axis], tensor.origins[axis]);
      return { bindings, mismatch: { input, given: tensor, difference, related: both, axis } };
    }
  }
  return { bindings };
}

/** Gives the sizes of a body their values, and its inputs their tensors. */
export function bindInputs(
  frame: Frame,
  inputs: readonly DeclaredInput[],
  given: readonly Tensor[],
  bindings: Bindings,
): readonly string[] {
  const open: string[] = [];
  for (const [name, local] of frame.locals) {
    if (local.kind !== "size") continue;
    const bound = bindings.get(name);
    if (bound === undefined) open.push(name);
    else
      frame.locals.set(name, {
        ...local,
        size: bound,
        origin: bindingOrigin(name, bound, local, inputs, given),
      });
  }
  for (const [index, { statement }] of inputs.entries()) {
    const tensor = given[index] ?? unknownTensor;
    if (statement.name.text !== "") {
      frame.locals.set(statement.name.text, {
        kind: "tensor",
        tensor,
        place: here(frame, statement.name.span),
      });
    }
  }
  return open;
}

/** Where a size of the body comes from in this call: the axis it stands for alone. */
function bindingOrigin(
  name: string,
  bound: Size,
  { place, origin }: Extract<Local, { kind: "size" }>,
  inputs: readonly DeclaredInput[],
  given: readonly Tensor[],
): Origin | undefined {
  for (const [index, { shape }] of inputs.entries()) {
    const axis = shape?.findIndex((size) => typeof size === "object" && formatSize(size) === name) ?? -1;
    const before = given[index]?.origins[axis];
    if (before !== undefined)
      return changed(place, `\`${name}\` is ${formatSize(bound)} in this call`, [before]);
  }
  return origin;
}
