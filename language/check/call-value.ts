/** Values that are a name or a call of something with attributes of its own: activations and initialisers. */
import type { Call } from "../../catalog/attribute.ts";
import type { Signature } from "../../catalog/signature.ts";
import { findActivation } from "../../layers/activations/index.ts";
import type { Expression, Name } from "../syntax/tree.ts";
import { type ArgumentRules, bindArguments } from "./arguments.ts";
import { constantValue } from "./evaluate.ts";
import { replace } from "./finding.ts";
import { type Frame, here, noteUse, report } from "./frame.ts";
import { foreignName, reportUnknown, wordOf } from "./names.ts";
import { activations, findInitialiser, initialisers } from "./registry.ts";

interface CallResult {
  readonly value: Call;
}

/** A family of named things that may stand as a value. */
interface Family {
  /** "activation" */
  readonly wanted: string;
  /** What may stand here in words, where it is more than such a name. */
  readonly accepts?: string;
  readonly all: readonly Signature[];
  readonly find: (name: string) => Signature | undefined;
  /** Whether the language has it but this version has not. */
  readonly isPlanned?: (name: string) => boolean;
}

const activationFamily: Family = { wanted: "activation", all: activations, find: findActivation };
const initialiserFamily: Family = { wanted: "initialiser", all: initialisers, find: findInitialiser };

export const activationValue = (
  frame: Frame,
  expression: Expression,
  rules: ArgumentRules,
): CallResult | undefined => callValue(frame, expression, activationFamily, rules);

export const initialiserValue = (
  frame: Frame,
  expression: Expression,
  rules: ArgumentRules,
): CallResult | undefined => callValue(frame, expression, initialiserFamily, rules);

/** `true`, `false` or an initialiser. */
export function biasValue(
  frame: Frame,
  expression: Expression,
  rules: ArgumentRules,
): { readonly value: boolean | Call } | undefined {
  if (expression.kind === "boolean") return { value: expression.value };
  if (expression.kind === "name") {
    const local = frame.locals.get(wordOf(expression.name));
    if (local?.kind === "parameter" && local.value.kind === "flag") {
      noteUse(frame, frame.declaration, expression.name, wordOf(expression.name));
      return { value: local.value.value };
    }
  }
  return callValue(
    frame,
    expression,
    { ...initialiserFamily, accepts: "`true`, `false` or the name of an initialiser" },
    rules,
  );
}

/** A call of one of the family, by its own name or through a parameter or constant that stands for it. */
export function callValue(
  frame: Frame,
  expression: Expression,
  family: Family,
  rules: ArgumentRules,
): CallResult | undefined {
  if (expression.kind === "missing") return undefined;
  if (expression.kind === "group") return callValue(frame, expression.inner, family, rules);
  const name = calledName(expression);
  if (name === undefined) {
    const quoted = expression.kind === "string" ? expression.value : undefined;
    const meant =
      quoted === undefined ? undefined : (family.find(quoted) ?? foreignName(quoted, family.all))?.name;
    const candidates =
      meant === undefined ? [] : [replace(`Write \`${meant}\``, here(frame, expression.span), meant)];
    const found = frame.questions.textOf(frame.declaration, expression.span);
    const facts = {
      name: "What stands here",
      wanted: family.accepts ?? `the name of the ${family.wanted}`,
      found,
    };
    report(frame, "SOMA2014", expression.span, facts, { candidates });
    return undefined;
  }
  const word = standsFor(frame, name);
  const signature = word === undefined ? undefined : family.find(word);
  if (word === undefined) return undefined;
  if (signature === undefined) {
    if (family.isPlanned?.(word) === true) {
      report(frame, "SOMA2007", name.span, { what: `The ${family.wanted} \`${word}\`` });
      return undefined;
    }
    reportUnknown(frame, name, {
      wanted: family.wanted,
      candidates: family.all.map((each) => each.name),
      signatures: family.all,
    });
    return undefined;
  }
  const bound = bindArguments(
    frame,
    { signature, nameSpan: name.span, arguments: expression.kind === "call" ? expression.arguments : [] },
    rules,
  );
  return bound === undefined ? undefined : { value: { name: signature.name, attributes: bound.attributes } };
}

/** Whether a bare argument is an activation's name or call. */
export function isActivation(frame: Frame, expression: Expression): boolean {
  if (expression.kind === "group") return isActivation(frame, expression.inner);
  const name = calledName(expression);
  if (name === undefined) return false;
  const local = frame.locals.get(wordOf(name));
  if (local?.kind === "parameter") {
    return local.value.kind === "word" && findActivation(local.value.word) !== undefined;
  }
  if (local !== undefined) return false;
  const declaration = frame.questions.resolve(wordOf(name));
  if (declaration === undefined) return findActivation(wordOf(name)) !== undefined;
  if (declaration.kind !== "const") return false;
  const value = constantValue(frame.questions, declaration);
  return value.kind === "word" && findActivation(value.word) !== undefined;
}

/** The word behind a parameter or constant, else the name itself; `undefined` where a parameter's value is open. */
function standsFor(frame: Frame, name: Name): string | undefined {
  const word = wordOf(name);
  if (word === "") return undefined;
  const local = frame.locals.get(word);
  if (local?.kind === "parameter") {
    noteUse(frame, frame.declaration, name, word);
    return local.value.kind === "word" ? local.value.word : undefined;
  }
  const declaration = frame.questions.resolve(word);
  if (declaration?.kind === "import") return undefined;
  if (declaration?.kind !== "const") return word;
  noteUse(frame, declaration, name);
  const value = constantValue(frame.questions, declaration);
  return value.kind === "word" ? value.word : undefined;
}

export function calledName(expression: Expression): Name | undefined {
  if (expression.kind === "name") return expression.name;
  if (expression.kind === "call" && expression.callee.kind === "name") return expression.callee.name;
  return undefined;
}
