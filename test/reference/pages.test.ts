/** Every piece of Soma in the documentation: it checks clean, or gives the code that it is said to give; and every link leads somewhere. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { dataSources } from "../../data/index.ts";
import { checkExample } from "../../language/diagnostics/explanations/check-example.ts";
import { explainedCodes } from "../../language/diagnostics/explanations/index.ts";
import { applyEdits, formatEdits } from "../../language/index.ts";
import { declarationWords, expressionWords, statementWords } from "../../language/syntax/token.ts";
import { layers } from "../../layers/index.ts";
import { initialisers, losses, optimizers, schedules } from "../../training/index.ts";
import { isGrave, said } from "./said.ts";

const pages = [
  ...["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"],
  ...readdirSync("docs", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => path.join("docs", file)),
];

interface Block {
  readonly page: string;
  readonly line: number;
  readonly text: string;
  /** What stands behind "soma" in the fence: nothing, or `fails CODE`. */
  readonly marks: string;
  /** Files written out in the same section of the page. */
  readonly beside: Readonly<Record<string, string>>;
}

/** A fence may name a file, `text file=iris.csv`: the pieces of the same section read it and import from it. */
function blocksOf(page: string): readonly Block[] {
  const blocks: Block[] = [];
  let beside: Record<string, string> = {};
  let open: { readonly info: string; readonly line: number; readonly lines: string[] } | undefined;
  for (const [index, line] of readFileSync(page, "utf8").split("\n").entries()) {
    if (open === undefined && line.startsWith("#")) beside = {};
    const fence = /^```(.*)$/.exec(line);
    if (fence === null) {
      open?.lines.push(line);
      continue;
    }
    if (open === undefined) {
      open = { info: fence[1] ?? "", line: index + 1, lines: [] };
      continue;
    }
    const text = open.lines.join("\n");
    const file = /\bfile=(\S+)$/.exec(open.info)?.[1];
    const marks = /^soma\b ?(.*)$/.exec(open.info)?.[1];
    if (file !== undefined) beside = { ...beside, [file]: `${text}\n` };
    else if (marks !== undefined) blocks.push({ page, line: open.line, text, marks, beside });
    open = undefined;
  }
  assert.equal(open, undefined, `${page} ends inside a fence`);
  return blocks;
}

for (const page of pages) {
  test(`${page}: its Soma is right, or wrong as it says`, () => {
    for (const { line, text, marks, beside } of blocksOf(page)) {
      const { checked } = checkExample(text, beside);
      const where = `${page}:${line}\n${said(checked)}`;
      if (marks === "") {
        assert.deepEqual(checked.diagnostics.filter(isGrave), [], where);
        const tidy = applyEdits(text, formatEdits(checked.source)).text;
        assert.equal(text, tidy.trimEnd(), `${page}:${line} is laid out as soma fmt does it`);
        continue;
      }
      const code = /^fails (SOMA\d{4})$/.exec(marks)?.[1];
      assert.ok(code !== undefined, `${page}:${line}: "${marks}" is not "fails SOMA…"`);
      assert.ok(
        checked.diagnostics.some((each) => each.code === code),
        where,
      );
    }
  });
}

test("the README and the reference hold pieces of Soma", () => {
  assert.ok(blocksOf("README.md").length >= 1);
  for (const page of ["language", "layers", "activations", "data", "diagnostics"])
    assert.ok(blocksOf(`docs/reference/${page}.md`).length > 5, page);
});

test("every word of the language stands in an example of the language page", () => {
  const words = new Set(
    blocksOf("docs/reference/language.md").flatMap(({ text }) => text.match(/\b[a-z]+\b/g) ?? []),
  );
  const wanted = [
    ...declarationWords,
    ...statementWords,
    ...expressionWords,
    "of",
    "on",
    "in",
    "from",
    "repeat",
  ];
  assert.deepEqual(
    wanted.filter((word) => !words.has(word)),
    [],
  );
});

/** Names of headings as GitHub makes them. */
const anchorsOf = (page: string): ReadonlySet<string> =>
  new Set(
    [...readFileSync(page, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );

for (const page of pages) {
  test(`${page}: every link leads somewhere`, () => {
    const text = readFileSync(page, "utf8").replace(/^```[\s\S]*?^```$/gm, "");
    for (const [, target = ""] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [file = "", heading] = target.split("#");
      const found = file === "" ? page : path.join(path.dirname(page), file);
      assert.ok(existsSync(found), `${target} in ${page}`);
      if (heading !== undefined) assert.ok(anchorsOf(found).has(heading), `${target} in ${page}`);
    }
  });
}

test("everything that is registered has a heading", () => {
  const expected: readonly (readonly [page: string, names: Iterable<string>])[] = [
    ["diagnostics", explainedCodes.map(({ code }) => code)],
    [
      "layers",
      layers.filter(({ group }) => group !== "activation" && group !== "operator").map(({ name }) => name),
    ],
    ["activations", layers.filter(({ group }) => group === "activation").map(({ name }) => name)],
    ["training", [...losses.keys(), ...optimizers.keys(), ...schedules.keys(), ...initialisers.keys()]],
    ["data", dataSources.map(({ name }) => name)],
  ];
  for (const [page, names] of expected) {
    const anchors = anchorsOf(`docs/reference/${page}.md`);
    for (const name of names) assert.ok(anchors.has(name.toLowerCase()), `${name} in ${page}.md`);
  }
});
