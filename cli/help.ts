/** The texts of `soma --help` and `soma COMMAND --help`. */
import { optionsOf } from "./arguments.ts";
import type { Command } from "./command.ts";

export function generalHelp(commands: readonly Command[]): string {
  return [
    "soma: write a neural network, see every shape, train it",
    "",
    "Usage: soma COMMAND [options]",
    "",
    "Commands:",
    ...columns(commands.map((command) => [usage(command), command.summary])),
    "",
    "Options:",
    ...columns([
      ["--help", "Show this help; after a command, the command's."],
      ["--version", "Print the version."],
    ]),
    "",
    "Exit codes:",
    ...columns([
      ["0", "all is well"],
      ["1", "errors, warnings, unusable data, or an expectation that does not hold"],
      ["2", "a wrong call, or a file that cannot be read"],
      ["3", "the loss diverged"],
      ["101", "a mistake in soma itself"],
      ["130", "ended by Ctrl-C"],
    ]),
  ].join("\n");
}

export function commandHelp(command: Command): string {
  return [
    command.summary,
    "",
    `Usage: soma ${usage(command)} [options]`,
    "",
    "Options:",
    ...columns(
      optionsOf(command).map(({ name, value, doc }) => [value ? `--${name} ${value}` : `--${name}`, doc]),
    ),
    "",
    "Examples:",
    ...command.examples.map((example) => `  ${example}`),
  ].join("\n");
}

const operandWords = { "one file": "FILE", files: "FILE…", names: "[NAME…]" } as const;

const usage = ({ name, operands }: Command): string => `${name} ${operandWords[operands]}`;

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
