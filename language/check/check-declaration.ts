/** Checks one declaration, or remembers what its last check said. */
import type { ConstDeclaration, Declaration } from "../syntax/tree.ts";
import { checkImport } from "./check-import.ts";
import { checkNetwork } from "./check-network.ts";
import { checkData } from "./data-set.ts";
import { evaluate, fileFrame } from "./evaluate.ts";
import { isError } from "./finding.ts";
import type { DeclarationState, Questions } from "./memory.ts";
import { checkTrain } from "./train.ts";
import { openUnit, type Unit } from "./unit.ts";

export const checkDeclaration = (questions: Questions, declaration: Declaration): Unit =>
  questions.ask("unit", declaration, () => check(questions, declaration));

export function stateOf(questions: Questions, declaration: Declaration): DeclarationState {
  if (questions.circleOf(declaration) !== undefined) return "wrong";
  const { findings, network } = checkDeclaration(questions, declaration);
  if (network !== undefined && network.build.expanded > questions.limits.mostSteps) return "too-large";
  return network?.build.usesWrongBlock === true || findings.some(isError) ? "wrong" : "fine";
}

function check(questions: Questions, declaration: Declaration): Unit {
  switch (declaration.kind) {
    case "const":
      return checkConstant(questions, declaration);
    case "data":
      return checkData(questions, declaration);
    case "block":
    case "network":
      return checkNetwork(questions, declaration);
    case "train":
      return checkTrain(questions, declaration);
    case "import":
      return checkImport(questions, declaration);
    case "skipped":
      return openUnit(declaration);
    default:
      return declaration satisfies never;
  }
}

function checkConstant(questions: Questions, declaration: ConstDeclaration): Unit {
  const unit = openUnit(declaration);
  if (questions.circleOf(declaration) === undefined) {
    evaluate(fileFrame(questions, declaration, unit), declaration.value, { words: true });
  }
  return unit;
}
