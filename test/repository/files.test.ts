/** What must hold for every file of the repository: its length, its first line, its name, and what it never contains. */
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { files, read, readJson, sources } from "./tree.ts";

/** Tables may be long: a reader looks one row up and never reads them through. */
const longTables: readonly string[] = [];

test("no file is longer than 400 lines", () => {
  const tooLong = sources()
    .filter((file) => !longTables.includes(file))
    .map((file) => ({ file, lines: read(file).split("\n").length - 1 }))
    .filter(({ lines }) => lines > 400);
  assert.deepEqual(tooLong, []);
});

test("every source opens with a sentence that says what it is for", () => {
  const opening = /^(#!.*\n)?(\/\*\*?\s|\/\/ )/;
  const silent = sources().filter((file) => !opening.test(read(file)));
  assert.deepEqual(silent, []);
});

test("no file is named for having no idea of its own", () => {
  const empty = /^(utils?|helpers?|common|misc|manager|service|base)$/;
  const named = sources().filter((file) => {
    const words = file.replace(/\.(test|e2e|browser)?\.?(ts|tsx|mjs)$/, "").split(/[/-]/);
    return words.some((word) => empty.test(word));
  });
  assert.deepEqual(named, []);
});

test("no text names a place of the machine it was written on", () => {
  const texts = files().filter((file) => /\.(ts|tsx|mjs|json|md|css|soma|yml)$|^\.ci\//.test(file));
  assert(texts.length > 20, "texts were found");
  const place = /(?<![\w.:/$}-])\/(home|root|Users|work|tmp)\/[\w.-]+/;
  const naming = texts.flatMap((file) => {
    const found = place.exec(read(file));
    return found === null ? [] : [`${file}: ${found[0]}`];
  });
  assert.deepEqual(naming, []);
});

interface Locked {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const lockFiles = files().filter((file) => path.basename(file) === "package-lock.json");

test("lock files name no registry, so that any mirror will do", () => {
  assert.equal(lockFiles.length, 3);
  for (const file of lockFiles) {
    const { packages } = readJson<{ packages: Readonly<Record<string, Locked>> }>(file);
    const resolved = Object.keys(packages).filter((place) => packages[place]?.resolved !== undefined);
    assert.deepEqual(
      resolved,
      [],
      `${file}: set omit-lockfile-registry-resolved=true in .npmrc and lock again`,
    );
  }
});

test("lock files hold the packages of every platform, so that npm ci works on each", () => {
  for (const file of lockFiles) {
    const { packages } = readJson<{ packages: Readonly<Record<string, Locked>> }>(file);
    const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isLocked(packages, place, name)),
    );
    assert.deepEqual(missing, [], `${file}: lock again with node_modules moved away`);
  }
});

/** Whether a package can find another: beside it, or beside one of the packages around it. */
function isLocked(packages: Readonly<Record<string, Locked>>, place: string, name: string): boolean {
  for (let around = place; ; around = around.slice(0, Math.max(around.lastIndexOf("/node_modules/"), 0))) {
    const inner = around === "" ? `node_modules/${name}` : `${around}/node_modules/${name}`;
    if (packages[inner] !== undefined) return true;
    if (around === "") return false;
  }
}
