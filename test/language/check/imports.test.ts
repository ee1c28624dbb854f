/** Imported files are checked once, again only when they or what they need change, and names lead into them. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { type CheckedFile, checkFile, importsOf, parse, untrustedLimits } from "../../../language/index.ts";
import { standardSources } from "../../../language/standard-sources.ts";
import { files } from "./fixtures.ts";

const main =
  'import Block from "./b.soma"\nnetwork A {\n  input x: [2]\n  output x -> Block -> h: dense(1)\n}\nnetwork Alone {\n  input x: [2]\n  output x -> dense(3)\n}';

function check(texts: Readonly<Record<string, string | undefined>>, previous?: CheckedFile): CheckedFile {
  const text = texts["main.soma"] ?? "";
  const source = parse(text);
  const imports = importsOf(source, {
    file: "main.soma",
    open: (_, path) => {
      const file = path.replace("./", "");
      const found = texts[file];
      return found === undefined ? undefined : { file, text: found };
    },
    previous,
  });
  const checked = checkFile(source, text, {
    files,
    file: "main.soma",
    imports,
    ...(previous && { previous }),
  });
  assert.deepEqual(
    checked.diagnostics,
    checkFile(source, text, { files, file: "main.soma", imports }).diagnostics,
  );
  return checked;
}

const block = (units: string) =>
  `import width from "./c.soma"\nblock Block {\n  input x: [n]\n  output x -> dense(${units})\n}`;

test("a change in a file two imports away is seen, and nothing is checked that did not change", () => {
  const texts = { "main.soma": main, "b.soma": block("width"), "c.soma": "const width = 4" };
  const shapeOf = ({ networks }: CheckedFile) => networks[0]?.network.steps.map(({ shape }) => shape);
  const first = check(texts);
  assert.deepEqual(first.diagnostics, []);
  assert.deepEqual(shapeOf(first), [[4], [1]]);
  const same = check(texts, first);
  assert.equal(same.imports.get("./b.soma"), first.imports.get("./b.soma"));
  const wider = check({ ...texts, "c.soma": "const width = 7" }, same);
  assert.deepEqual(shapeOf(wider), [[7], [1]]);
  assert.notEqual(wider.imports.get("./b.soma"), same.imports.get("./b.soma"));
});

test("while a file is read nothing is said, and once it is there everything is", () => {
  const waiting = check({ "main.soma": main, "b.soma": block("width") });
  assert.deepEqual(waiting.diagnostics, []);
  assert.equal(waiting.networks[0]?.broken, true);
  const wrong = check({ "main.soma": main, "b.soma": block("0"), "c.soma": "const width = 4" }, waiting);
  assert.deepEqual(
    wrong.diagnostics.map(({ code }) => code),
    ["SOMA2032"],
  );
});

test("an imported name leads to where it is declared, and its uses are found", () => {
  const checked = check({ "main.soma": main, "b.soma": block("width"), "c.soma": "const width = 4" });
  const [symbol] = checked.symbols.filter(({ kind }) => kind === "import");
  const at = block("width").indexOf("Block");
  assert.deepEqual(symbol?.from, { file: "b.soma", span: { start: at, end: at + 5 } });
  assert.deepEqual(
    symbol?.uses.map(({ start }) => start),
    [main.indexOf("Block ->")],
  );
});

test("steps of an imported block stand where it is called", () => {
  const checked = check({ "main.soma": main, "b.soma": block("width"), "c.soma": "const width = 4" });
  const [step] = checked.networks[0]?.network.steps ?? [];
  assert.equal(step?.name, "Block_1.dense_1");
  assert.equal(main.slice(step?.span.start, step?.span.end), "Block");
});

test("a long chain of files is followed, up to a limit", () => {
  const texts: Record<string, string> = { "main.soma": 'import c from "./0.soma"\nconst d = c' };
  for (let n = 0; n < 150; n += 1) texts[`${n}.soma`] = `import c from "./${n + 1}.soma"\nconst d = c`;
  texts["150.soma"] = "const c = 3";
  const [found] = check(texts).diagnostics;
  assert.equal(found?.code, "SOMA2031");
  for (let n = 150; n < 300; n += 1) texts[`${n}.soma`] = `import c from "./${n + 1}.soma"\nconst d = c`;
  assert.ok(check(texts).diagnostics.length > 0);
});

test("the table of std files is what stands in std/, each checks without a word, and says what it is for", () => {
  const names = readdirSync("std").sort();
  assert.deepEqual(
    [...standardSources.keys()],
    names.map((name) => `std/${name.replace(".soma", "")}`),
  );
  let blocks = 0;
  for (const name of names) {
    const text = readFileSync(`std/${name}`, "utf8");
    assert.equal(standardSources.get(`std/${name.replace(".soma", "")}`), text);
    const source = parse(text);
    const checked = checkFile(source, text, { files, limits: untrustedLimits });
    assert.deepEqual(checked.diagnostics, [], name);
    for (const { declaration } of source.declarations) {
      if (declaration.kind !== "block") continue;
      assert.ok((declaration.docs?.text.length ?? 0) > 40, `${name}: ${declaration.name.text} is documented`);
      blocks += 1;
    }
  }
  console.log(`looked at ${blocks} blocks of ${names.length} files`);
  assert.ok(blocks >= 8);
});
