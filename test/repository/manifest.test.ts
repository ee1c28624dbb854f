/** The manifest keeps its word: what it points at exists, and what ships is listed. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { files, read, readJson } from "./tree.ts";

interface Manifest {
  readonly main: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly keybindings: readonly { readonly command: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly WalkthroughStep[] }[];
    readonly viewsWelcome: readonly { readonly contents: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, object>> };
  };
}

interface WalkthroughStep {
  readonly description: string;
  readonly media: { readonly markdown?: string; readonly image?: Readonly<Record<string, string>> };
}

const manifest = readJson<Manifest>("package.json");

/** Every text anywhere in a value. */
function texts(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(texts);
}

test("every file that it contributes exists and ships", () => {
  const named = texts(manifest.contributes).filter((text) => text.startsWith("./"));
  assert(named.length >= 4, "files were named");
  for (const file of named) {
    assert(existsSync(file), `${file} exists`);
    const ships = manifest.files.some((shipped) => path.posix.normalize(file).startsWith(`${shipped}/`));
    assert(ships, `${file} is in a folder that ships`);
  }
});

test("menus and keys run commands that are declared", () => {
  const { commands, menus, keybindings } = manifest.contributes;
  const declared = new Set(commands.map(({ command }) => command));
  for (const { command } of [...Object.values(menus).flat(), ...keybindings]) {
    assert(declared.has(command), `${command} is declared`);
  }
});

test("the walkthrough's pictures and texts ship, and its links run commands that there are", () => {
  const { commands, walkthroughs, viewsWelcome } = manifest.contributes;
  const steps = walkthroughs.flatMap((walkthrough) => walkthrough.steps);
  assert.equal(steps.length, 5);
  for (const { media } of steps) {
    const shown = [...(media.markdown ? [media.markdown] : []), ...Object.values(media.image ?? {})];
    assert(shown.length > 0, "every step shows something");
    for (const file of shown) {
      assert(existsSync(file), `${file} exists`);
      assert(
        manifest.files.some((shipped) => file.startsWith(`${shipped}/`)),
        `${file} ships`,
      );
    }
  }
  const linked = [
    ...steps.map(({ description }) => description),
    ...viewsWelcome.map(({ contents }) => contents),
  ]
    .flatMap((text) => [...text.matchAll(/\(command:([\w.]+)/g)])
    .map(([, command = ""]) => command);
  assert(linked.length >= 6, "links were found");
  const declared = commands.map(({ command }) => command);
  const foreign = linked.filter((command) => !declared.includes(command));
  assert(
    foreign.every((command) => command.startsWith("workbench.action")),
    foreign.join(", "),
  );
});

test("every setting says what it does", () => {
  const settings = Object.entries(manifest.contributes.configuration.properties);
  assert(settings.length >= 2, "settings were found");
  for (const [name, setting] of settings)
    assert("description" in setting || "markdownDescription" in setting, name);
});

test("the client registers every declared command", () => {
  const client = files("client").map(read).join("\n");
  for (const { command } of manifest.contributes.commands) assert(client.includes(`"${command}"`), command);
});

test("the typings are those of the oldest VS Code that is promised", () => {
  assert.equal(`^${manifest.devDependencies["@types/vscode"]}`, manifest.engines.vscode);
});
