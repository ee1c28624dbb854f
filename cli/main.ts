/** The command line: finds the command, runs it, and turns whatever happens into an exit code. */
import { createRequire } from "node:module";
import { nearestName } from "../data/nearest-name.ts";
import { readCall } from "./arguments.ts";
import { check } from "./check.ts";
import { type Command, UsageError } from "./command.ts";
import { exit } from "./exit.ts";
import { commandHelp, generalHelp } from "./help.ts";
import { inspect } from "./inspect.ts";
import { openTerminal, type Terminal } from "./terminal.ts";
import { train } from "./train.ts";

const commands: readonly Command[] = [check, train, inspect];

async function main(words: readonly string[], terminal: Terminal): Promise<number> {
  const [first, ...rest] = words;
  if (first === undefined || first === "--help" || first === "-h" || first === "help") {
    terminal.out(generalHelp(commands));
    return exit.ok;
  }
  if (first === "--version" || first === "-v") {
    terminal.out(version());
    return exit.ok;
  }
  const command = commands.find(({ name }) => name === first);
  if (command === undefined) throw new UsageError(unknownCommand(first));
  const call = readCall(command, rest);
  if (call.options.has("help")) {
    terminal.out(commandHelp(command));
    return exit.ok;
  }
  return command.run(call, terminal);
}

function unknownCommand(word: string): string {
  if (word.startsWith("-")) {
    const meant = nearestName(word.replace(/^-+/, ""), ["help", "version"]);
    return `soma has no option ${word}${meant === undefined ? "" : `; did you mean --${meant}?`}`;
  }
  if (word.endsWith(".soma")) return `${word} is a file; what is to be done with it? soma check ${word}`;
  const meant = nearestName(
    word,
    commands.map(({ name }) => name),
  );
  return `soma has no command ${word}${meant === undefined ? "" : `; did you mean ${meant}?`}`;
}

/** The bundle lies in dist/, one folder below the package's manifest. */
function version(): string {
  const manifest: { readonly version: string } = createRequire(__filename)("../package.json");
  return manifest.version;
}

const terminal = openTerminal();
main(process.argv.slice(2), terminal).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (error instanceof UsageError) {
      terminal.err(`soma: ${error.message}`);
      terminal.err("Try: soma --help");
      process.exitCode = exit.usage;
      return;
    }
    terminal.err(
      "soma: this is a mistake in soma itself, not in your file. Please report it with the lines below.",
    );
    terminal.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = exit.bug;
  },
);
