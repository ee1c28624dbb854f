/** `import` declarations: whether there is such a file, and whether it has the names that are wanted from it. */
import { nearestName } from "../../data/nearest-name.ts";
import type { Declaration, ImportDeclaration, Name } from "../syntax/tree.ts";
import { fileFrame } from "./evaluate.ts";
import { isError, replace } from "./finding.ts";
import { type Frame, here, report } from "./frame.ts";
import { type Home, importable, type Questions } from "./memory.ts";
import { describeDeclaration, wordOf } from "./names.ts";
import { placeOf } from "./place.ts";
import { isImported } from "./result.ts";
import { openUnit, type Unit } from "./unit.ts";

export function checkImport(questions: Questions, declaration: ImportDeclaration): Unit {
  const unit = openUnit(declaration);
  const frame = fileFrame(questions, declaration, unit);
  const { from, names } = declaration;
  if (from.kind !== "string") return unit;
  const found = questions.imported(from.value);
  if (found === undefined) return unit;
  if (!isImported(found)) {
    if (found.circle === undefined) report(frame, "SOMA2030", from.span, found);
    else report(frame, "SOMA2005", from.span, { what: "These files import each other", path: found.circle });
    return unit;
  }
  const { home } = found.memory;
  if (home === undefined) {
    const problem = `\`${from.value}\` is too long to be checked`;
    report(frame, "SOMA2030", from.span, { problem, advice: "Split it." });
    return unit;
  }
  for (const name of names) if (wordOf(name) !== "") checkName(frame, from.value, home, name);
  return unit;
}

function checkName(frame: Frame, file: string, home: Home, name: Name): void {
  const declaration = home.declared(wordOf(name));
  if (declaration === undefined || declaration.kind === "import") reportMissing(frame, file, home, name);
  else if (!importable.has(declaration.kind)) {
    const facts = { name: name.text, is: describeDeclaration(declaration) };
    const wanted = "a block, a network or a constant";
    report(frame, "SOMA2006", name.span, { ...facts, wanted }, { related: declaredAt(declaration) });
  } else if (isWrong(home, declaration)) reportWrong(frame, file, home, name, declaration);
}

function reportMissing(frame: Frame, file: string, home: Home, name: Name): void {
  if (name.foreign !== undefined) return;
  const known = home.names.filter((each) => importable.has(home.declared(each)?.kind ?? "skipped"));
  const nearest = nearestName(name.text, known);
  const suggestions = nearest === undefined ? [] : [nearest];
  const candidates = suggestions.map((word) =>
    replace(`Change to \`${word}\``, here(frame, name.span), word),
  );
  report(frame, "SOMA2031", name.span, { file, name: name.text, suggestions, known }, { candidates });
}

const isWrong = (home: Home, declaration: Declaration): boolean =>
  declaration.problems.length > 0 || home.questions.stateOf(declaration) !== "fine";

function reportWrong(frame: Frame, file: string, home: Home, name: Name, declaration: Declaration): void {
  const { findings } = home.questions.ask<Unit>("unit", declaration, () => openUnit(declaration));
  const first = findings.find(isError);
  const related = [
    ...declaredAt(declaration),
    ...(first === undefined ? [] : [{ place: first.place, message: first.message }]),
  ];
  const facts = { name: name.text, file, problem: first?.message ?? "" };
  report(frame, "SOMA2032", name.span, facts, { related });
}

const declaredAt = (declaration: Declaration) => [
  { place: placeOf(declaration, nameSpan(declaration)), message: "It is declared here" },
];

function nameSpan(declaration: Declaration) {
  const isNamed = declaration.kind === "block" || declaration.kind === "network";
  if (isNamed || declaration.kind === "const" || declaration.kind === "data") return declaration.name.span;
  return declaration.span;
}
