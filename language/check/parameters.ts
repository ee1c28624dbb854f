/** Parameters of blocks and networks: symbols on their own terms, values in a call. */

import { nearestName } from "../../data/nearest-name.ts";
import { formatSize } from "../../shapes/format.ts";
import { symbol } from "../../shapes/size.ts";
import type { Argument, BlockDeclaration, NetworkDeclaration, Parameter, Span } from "../syntax/tree.ts";
import { removeArgument } from "./arguments.ts";
import { evaluate } from "./evaluate.ts";
import { replace } from "./finding.ts";
import { declareSymbol, type Frame, here, noteUse, report } from "./frame.ts";
import { wordOf } from "./names.ts";
import { born, changed } from "./origin.ts";
import { placeOf } from "./place.ts";
import { describeValue, unknownValue, type Value } from "./value.ts";

type Parametric = BlockDeclaration | NetworkDeclaration;

/** Every parameter that can be a size is a symbol; others have their default. */
export function declareParameters(frame: Frame, declaration: Parametric): void {
  for (const parameter of declaration.parameters) {
    const { name } = parameter;
    if (name.text === "") continue;
    const given =
      parameter.default === undefined ? undefined : evaluate(frame, parameter.default, { words: true });
    const place = here(frame, name.span);
    const first = frame.locals.get(wordOf(name));
    if (first !== undefined) {
      report(
        frame,
        "SOMA2003",
        name.span,
        { name: name.text, what: "parameter" },
        { related: [{ place: first.place, message: `\`${name.text}\` is declared here first` }] },
      );
      continue;
    }
    const isSize = given === undefined || given.kind === "size" || given.kind === "unknown";
    const origin = born(place, `\`${name.text}\` is a parameter of \`${declaration.name.text}\``);
    const value: Value = isSize ? { kind: "size", size: symbol(wordOf(name)), origin } : given;
    frame.locals.set(wordOf(name), { kind: "parameter", value, place });
    declareSymbol(frame, name, {
      kind: "parameter",
      detail: `parameter ${frame.questions.textOf(declaration, parameter.span)}`,
      scope: parameter.span,
    });
  }
}

export interface CallOfBlock {
  readonly declaration: Parametric;
  readonly nameSpan: Span;
  readonly arguments: readonly Argument[];
}

/** Parameter → its value in this call; `undefined` where something is wrong, which has been reported. */
export function bindParameters(frame: Frame, call: CallOfBlock): ReadonlyMap<string, Value> | undefined {
  const { declaration } = call;
  const values = new Map<string, Value>();
  const open = declaration.parameters.filter(({ name }) => name.text !== "");
  const owner = declaration.name.text;
  let complete = true;
  for (const argument of call.arguments) {
    const parameter = parameterFor(frame, call, open, values, argument);
    if (parameter === undefined) {
      complete = false;
      continue;
    }
    const value = argumentValue(frame, argument, parameter, declaration);
    if (value.kind === "unknown") complete = false;
    values.set(wordOf(parameter.name), value);
  }
  for (const parameter of open) {
    const name = wordOf(parameter.name);
    if (values.has(name)) continue;
    if (parameter.default === undefined) {
      if (complete) {
        report(
          frame,
          "SOMA2012",
          call.nameSpan,
          { owner, name, doc: "it is a parameter without a value of its own." },
          {
            related: [
              { place: placeOf(declaration, parameter.span), message: `\`${name}\` is declared here` },
            ],
          },
        );
      }
      complete = false;
    } else values.set(name, defaultValue(frame, declaration, parameter, values));
  }
  return complete ? values : undefined;
}

function parameterFor(
  frame: Frame,
  call: CallOfBlock,
  open: readonly Parameter[],
  values: ReadonlyMap<string, Value>,
  argument: Argument,
): Parameter | undefined {
  const owner = call.declaration.name.text;
  const known = open.map(({ name }) => wordOf(name));
  if (argument.name === undefined) {
    const named = new Set(call.arguments.flatMap(({ name }) => (name === undefined ? [] : [wordOf(name)])));
    const next = open.find(({ name }) => !values.has(wordOf(name)) && !named.has(wordOf(name)));
    if (next === undefined) {
      report(
        frame,
        "SOMA2013",
        argument.span,
        { owner, known },
        { candidates: removeArgument(frame, call.arguments, argument) },
      );
    }
    return next;
  }
  const word = wordOf(argument.name);
  const parameter = open.find(({ name }) => wordOf(name) === word);
  if (parameter === undefined) {
    if (word === "" || argument.name.foreign !== undefined) return undefined;
    const nearest = nearestName(word, known);
    const candidates =
      nearest === undefined
        ? []
        : [replace(`Change to \`${nearest}\``, here(frame, argument.name.span), nearest)];
    report(
      frame,
      "SOMA2010",
      argument.name.span,
      { owner, name: word, known, suggestions: nearest === undefined ? [] : [nearest] },
      { candidates },
    );
    return undefined;
  }
  noteUse(frame, call.declaration, argument.name, word);
  if (values.has(word)) {
    report(
      frame,
      "SOMA2011",
      argument.name.span,
      { owner, name: word },
      { candidates: removeArgument(frame, call.arguments, argument) },
    );
    return undefined;
  }
  return parameter;
}

function argumentValue(
  frame: Frame,
  argument: Argument,
  parameter: Parameter,
  declaration: Parametric,
): Value {
  const value = evaluate(frame, argument.value, { words: true });
  if (value.kind !== "size") return value;
  const words = `\`${parameter.name.text}\` of \`${declaration.name.text}\` is ${describeValue(value, formatSize)}`;
  const place = here(frame, argument.span);
  return {
    ...value,
    origin: value.origin === undefined ? born(place, words) : changed(place, words, [value.origin]),
  };
}

/** A default may use the parameters before it; it is read where it is written. */
function defaultValue(
  frame: Frame,
  declaration: Parametric,
  parameter: Parameter,
  values: ReadonlyMap<string, Value>,
): Value {
  if (parameter.default === undefined) return unknownValue;
  const inner: Frame = {
    ...frame,
    questions: frame.questions.homeOf(declaration),
    declaration,
    record: undefined,
    findings: [],
    locals: new Map(
      [...values].map(([name, value]) => [
        name,
        { kind: "parameter", value, place: placeOf(declaration, parameter.span) },
      ]),
    ),
  };
  const value = evaluate(inner, parameter.default, { words: true });
  if (value.kind !== "size") return value;
  const words = `\`${parameter.name.text}\` is ${describeValue(value, formatSize)} unless it is given`;
  return { ...value, origin: born(placeOf(declaration, parameter.span), words) };
}
