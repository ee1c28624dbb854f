/** Brings the arguments of a call to the attributes of a signature: by name, by position, and bare activations by what they are. */
import { type AttributeType, type AttributeValue, isRequired } from "../../catalog/attribute.ts";
import type { Signature } from "../../catalog/signature.ts";
import { nearestName } from "../../data/nearest-name.ts";
import type { Argument, Expression, Name, Span } from "../syntax/tree.ts";
import { type FixDraft, replace } from "./finding.ts";
import { type Frame, here, report } from "./frame.ts";
import { wordOf } from "./names.ts";
import type { Origin } from "./origin.ts";

export interface CallSite {
  readonly signature: Signature;
  /** The name of what is called. */
  readonly nameSpan: Span;
  readonly arguments: readonly Argument[];
}

export interface BoundArguments {
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** What was written for each attribute that was given. */
  readonly written: ReadonlyMap<string, Written>;
}

export interface Written {
  readonly expression: Expression;
  /** With its name, where it has one. */
  readonly span: Span;
  readonly origin: Origin | undefined;
}

export interface AttributeResult {
  readonly value: AttributeValue | undefined;
  readonly origin?: Origin | undefined;
}

export type Convert = (
  frame: Frame,
  name: string,
  type: AttributeType,
  expression: Expression,
) => AttributeResult | undefined;

export interface ArgumentRules {
  readonly convert: Convert;
  /** Whether a bare argument is an activation, which binds to the attribute for it wherever it stands. */
  readonly isActivation: (frame: Frame, expression: Expression) => boolean;
}

/** `undefined` where something is wrong, which has been reported. */
export function bindArguments(
  frame: Frame,
  site: CallSite,
  rules: ArgumentRules,
): BoundArguments | undefined {
  const given = assign(frame, site, rules);
  const attributes: [string, AttributeValue][] = [];
  const written = new Map<string, Written>();
  let complete = given.complete;
  for (const [name, attribute] of Object.entries(site.signature.attributes)) {
    const argument = given.arguments.get(name);
    if (argument === undefined) {
      // An optional value that is not given (no `init`, no `tie`) is absent in the result too.
      if (attribute.fallback !== undefined) attributes.push([name, attribute.fallback as AttributeValue]);
      else if (isRequired(attribute)) {
        complete = false;
        if (given.complete) reportMissing(frame, site, name, attribute.doc);
      }
      continue;
    }
    const result = rules.convert(frame, name, attribute.type, argument.value);
    if (result === undefined) complete = false;
    else {
      if (result.value !== undefined) attributes.push([name, result.value]);
      written.set(name, { expression: argument.value, span: argument.span, origin: result.origin });
    }
  }
  return complete ? { attributes: Object.fromEntries(attributes), written } : undefined;
}

function reportMissing(frame: Frame, site: CallSite, name: string, doc: string): void {
  const owner = site.signature.name;
  report(frame, "SOMA2012", site.nameSpan, { owner, name, doc });
}

interface Assigned {
  readonly arguments: ReadonlyMap<string, Argument>;
  readonly complete: boolean;
}

interface Assignment {
  readonly frame: Frame;
  readonly site: CallSite;
  readonly arguments: Map<string, Argument>;
  complete: boolean;
}

function assign(frame: Frame, site: CallSite, rules: ArgumentRules): Assigned {
  const assignment: Assignment = { frame, site, arguments: new Map(), complete: true };
  for (const argument of site.arguments) {
    if (argument.name !== undefined) assignNamed(assignment, argument, argument.name);
  }
  const open = positionsOf(site.signature).filter((name) => !assignment.arguments.has(name));
  for (const argument of site.arguments) {
    if (argument.name === undefined) assignByPosition(assignment, argument, open, rules);
  }
  return assignment;
}

function assignNamed(assignment: Assignment, argument: Argument, name: Name): void {
  const { frame, site } = assignment;
  const word = wordOf(name);
  if (Object.hasOwn(site.signature.attributes, word)) {
    give(assignment, word, argument, name.span);
    return;
  }
  assignment.complete = false;
  if (word !== "") reportUnknownAttribute(frame, site, argument, name);
}

/** `open` are the attributes that still wait for a value without a name, in their order. */
function assignByPosition(
  assignment: Assignment,
  argument: Argument,
  open: string[],
  rules: ArgumentRules,
): void {
  const { frame, site } = assignment;
  const { signature } = site;
  const activation = activationOf(signature);
  const isActivation = activation !== undefined && rules.isActivation(frame, argument.value);
  const name = argument.value.kind === "missing" ? undefined : isActivation ? activation : open.shift();
  if (name !== undefined) {
    give(assignment, name, argument, argument.span);
    return;
  }
  assignment.complete = false;
  if (argument.value.kind === "missing") return;
  const candidates = removeArgument(frame, site.arguments, argument);
  const facts = { owner: signature.name, known: positionsOf(signature) };
  report(frame, "SOMA2013", argument.span, facts, { candidates });
}

function give(assignment: Assignment, name: string, argument: Argument, span: Span): void {
  const { frame, site } = assignment;
  const first = assignment.arguments.get(name);
  if (first === undefined) {
    assignment.arguments.set(name, argument);
    return;
  }
  assignment.complete = false;
  const related = [{ place: here(frame, first.span), message: "It is given here first" }];
  const candidates = removeArgument(frame, site.arguments, argument);
  report(frame, "SOMA2011", span, { owner: site.signature.name, name }, { related, candidates });
}

const positionsOf = (signature: Signature): string[] =>
  Object.entries(signature.attributes).flatMap(([name, { namedOnly, type }]) =>
    namedOnly === true || type.kind === "activation" ? [] : [name],
  );

const activationOf = (signature: Signature): string | undefined =>
  Object.entries(signature.attributes).find(([, { type }]) => type.kind === "activation")?.[0];

function reportUnknownAttribute(frame: Frame, site: CallSite, argument: Argument, name: Name): void {
  const { signature } = site;
  if (name.foreign !== undefined) return;
  const known = Object.keys(signature.attributes);
  const translated = ownEntry(signature.foreignAttributes, name.text) ?? nearestName(name.text, known);
  const candidates =
    translated === undefined
      ? removeArgument(frame, site.arguments, argument)
      : [replace(`Change to \`${translated}\``, here(frame, name.span), translated)];
  report(
    frame,
    "SOMA2010",
    name.span,
    {
      owner: signature.name,
      name: name.text,
      known,
      suggestions: translated === undefined ? [] : [translated],
    },
    { candidates },
  );
}

export const ownEntry = <T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;

/** Deletes an argument with one of the commas beside it. */
export function removeArgument(
  frame: Frame,
  all: readonly Argument[],
  argument: Argument,
): readonly FixDraft[] {
  const index = all.indexOf(argument);
  const [before, after] = [all[index - 1], all[index + 1]];
  const start = before?.span.end ?? argument.span.start;
  const end = before === undefined && after !== undefined ? after.span.start : argument.span.end;
  return [replace("Delete this value", here(frame, { start, end }), "")];
}
