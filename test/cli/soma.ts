/** Runs the built command line as a process of its own, in a folder of its own. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const program = path.resolve(process.env.SOMA_BUNDLES ?? "dist", "cli.cjs");

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export function soma(words: readonly string[], surroundings: Surroundings = {}): Outcome {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [built(), ...words], {
    ...optionsOf(surroundings),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    timeout: 120_000,
  });
  if (error !== undefined) throw error;
  return { code: status, out: stdout, err: stderr };
}

export function startSoma(words: readonly string[], surroundings: Surroundings = {}): ChildProcess {
  return spawn(process.execPath, [built(), ...words], optionsOf(surroundings));
}

/** The words of a shell command that runs the program. */
export const shellWords = (...words: readonly string[]): string =>
  [process.execPath, built(), ...words].map((word) => `'${word}'`).join(" ");

/** A folder with these files, removed after the test. */
export function folderWith(
  test: { readonly after: (clean: () => void) => void },
  files: Readonly<Record<string, string | Uint8Array>>,
): string {
  const folder = mkdtempSync(path.join(tmpdir(), "soma-"));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

export function assertNoBug({ code, err }: Outcome): void {
  assert.notEqual(code, 101, err);
  assert.doesNotMatch(err, /\n\s+at /, "no stack trace");
}

function built(): string {
  assert.ok(existsSync(program), `${program} is missing: \`npm run build\` makes it`);
  return program;
}

/** Without what the surroundings of the tests may say about colours. */
function optionsOf({ cwd, env }: Surroundings) {
  const { NO_COLOR, FORCE_COLOR, CI, NODE_OPTIONS, ...rest } = process.env;
  return { cwd: cwd ?? process.cwd(), env: { ...rest, ...env } };
}
