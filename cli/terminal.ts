/** Where output goes: standard output and error, with colours and a moving bar only where someone looks at them. */
import { styleText } from "node:util";
import { exit } from "./exit.ts";

type Style = "red" | "yellow" | "blue" | "green" | "bold" | "dim";

export interface Terminal {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** Text with a style where colours are wanted. */
  readonly paint: (style: Style, text: string) => string;
  /** Replaces the line that is being kept up to date on standard error; absent where that is not possible. */
  readonly live?: LiveLine;
}

export interface LiveLine {
  readonly columns: () => number;
  readonly show: (line: string) => void;
  readonly clear: () => void;
}

export function openTerminal(): Terminal {
  const { env, stdout, stderr } = process;
  for (const stream of [stdout, stderr]) stream.on("error", leave);
  const colours = wantsColours(env, stdout.isTTY === true);
  const terminal = {
    out: (line: string) => void stdout.write(`${line}\n`),
    err: (line: string) => void stderr.write(`${line}\n`),
    paint: (style: Style, text: string) =>
      colours ? styleText(style, text, { validateStream: false }) : text,
  };
  const moves = stderr.isTTY === true && !isSet(env.CI) && env.TERM !== "dumb";
  return moves ? { ...terminal, live: liveLine() } : terminal;
}

function wantsColours(env: NodeJS.ProcessEnv, isTTY: boolean): boolean {
  if (isSet(env.NO_COLOR)) return false;
  if (isSet(env.FORCE_COLOR)) return env.FORCE_COLOR !== "0";
  return isTTY && env.TERM !== "dumb" && !isSet(env.CI);
}

const isSet = (value: string | undefined): boolean => value !== undefined && value !== "";

function liveLine(): LiveLine {
  let shown = false;
  const write = (text: string) => void process.stderr.write(text);
  return {
    columns: () => process.stderr.columns || 80,
    show: (line) => {
      write(`\r\u001b[K${line}`);
      shown = true;
    },
    clear: () => {
      if (shown) write("\r\u001b[K");
      shown = false;
    },
  };
}

/** A reader that went away, as `head` does, is no failure; a full disk is. */
function leave(error: NodeJS.ErrnoException): never {
  if (error.code !== "EPIPE") {
    try {
      process.stderr.write(`soma: the output cannot be written (${error.code ?? error.message})\n`);
    } catch {
      // Standard error is gone too: the exit code is all that is left to say it with.
    }
    process.exit(exit.usage);
  }
  process.exit(process.exitCode ?? exit.ok);
}
