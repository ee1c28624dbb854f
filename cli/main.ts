/** The command line: finds the command, runs it, and turns whatever happens into an exit code. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { nearestName } from "../data/nearest-name.ts";
import { readCall } from "./arguments.ts";
import { check } from "./check.ts";
import { type Command, UsageError } from "./command.ts";
import { exit } from "./exit.ts";
import { explain } from "./explain.ts";
import { format } from "./format.ts";
import { commandHelp, generalHelp } from "./help.ts";
import { inspect } from "./inspect.ts";
import { openTerminal, type Terminal } from "./terminal.ts";
import { train } from "./train.ts";

const commands: readonly Command[] = [check, format, train, inspect, explain];

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

/** From the manifest of the package that the bundle lies in. */
function version(): string {
  for (let folder = __dirname; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const manifest = path.join(folder, "package.json");
    if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, "utf8")).version;
  }
  throw new Error(`a package.json lies above ${__dirname}`);
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
