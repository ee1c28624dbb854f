/** Reads the words of a call: which command, which files, which options; and says what is wrong with them. */
import { parseArgs } from "node:util";
import { nearestName } from "../data/nearest-name.ts";
import { type Command, type CommandCall, type Option, UsageError } from "./command.ts";

const help: Option = { name: "help", doc: "Show this help." };

export const optionsOf = (command: Command): readonly Option[] => [...command.options, help];

/** Throws a `UsageError` for an unknown option, a missing or needless value, an option given twice, or missing files. */
export function readCall(command: Command, words: readonly string[]): CommandCall {
  const options = optionsOf(command);
  const { tokens, positionals } = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      options.map(({ name, value }) => [name, { type: value ? "string" : "boolean" }]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const option = findOption(command, token.rawName, token.name);
    if (given.has(option.name)) throw new UsageError(`${token.rawName} is given twice`);
    given.set(option.name, readValue(option, token.rawName, token.value));
  }
  if (!given.has("help")) checkOperands(command, positionals);
  return { operands: positionals, options: given };
}

function findOption(command: Command, written: string, name: string): Option {
  const options = optionsOf(command);
  const found = written.startsWith("--") ? options.find((option) => option.name === name) : undefined;
  if (found !== undefined) return found;
  if (written === "-h") return help;
  const meant = nearestName(
    name,
    options.map((option) => option.name),
  );
  const advice = meant === undefined ? "" : `; did you mean --${meant}?`;
  throw new UsageError(`soma ${command.name} has no option ${written}${advice}`);
}

function readValue(option: Option, written: string, value: string | undefined): string {
  if (option.value === undefined) {
    if (value !== undefined) throw new UsageError(`${written} takes no value, got ${JSON.stringify(value)}`);
    return "";
  }
  // A word that starts with a dash is the next option, unless it is a number: `--seed -1` has a wrong value, not none.
  if (value === undefined || value === "" || /^-\D/.test(value)) {
    throw new UsageError(`${written} needs a value: ${written} ${option.value}`);
  }
  return value;
}

function checkOperands(command: Command, files: readonly string[]): void {
  if (command.operands === "names") return;
  if (files.length === 0)
    throw new UsageError(`soma ${command.name} needs a file: soma ${command.name} FILE.soma`);
  if (command.operands === "one file" && files.length > 1) {
    throw new UsageError(`soma ${command.name} takes one file, got ${files.length}: ${files.join(", ")}`);
  }
}
