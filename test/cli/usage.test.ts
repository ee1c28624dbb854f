/** How the command line is called: help, wrong words, wrong values. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { assertNoBug, soma } from "./soma.ts";

test("help goes to standard output with exit code 0", () => {
  for (const words of [[], ["--help"], ["-h"], ["help"]]) {
    const { code, out, err } = soma(words);
    assert.equal(code, 0);
    assert.equal(err, "");
    for (const name of ["check", "train", "inspect", "Exit codes"]) assert.ok(out.includes(name), name);
  }
  for (const command of ["check", "train", "inspect"]) {
    const { code, out } = soma([command, "--help"]);
    assert.equal(code, 0);
    assert.match(out, new RegExp(`Usage: soma ${command} FILE`));
  }
  assert.match(soma(["train", "--help"]).out, /--seed N/);
});

test("the version is the manifest's", () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8"));
  assert.equal(soma(["--version"]).out, `${version}\n`);
});

test("wrong calls end with exit code 2 and say what was probably meant", () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [["chekc"], /no command chekc; did you mean check\?/],
    [["frobnicate"], /no command frobnicate\n/],
    [["examples/spiral.soma"], /is a file; what is to be done with it\? soma check/],
    [["--hlep"], /no option --hlep; did you mean --help\?/],
    [["check"], /soma check needs a file/],
    [["check", "--fromat", "json", "x.soma"], /no option --fromat; did you mean --format\?/],
    [["check", "-x", "x.soma"], /no option -x/],
    [["check", "x.soma", "--format"], /--format needs a value: --format text\|json/],
    [["check", "x.soma", "--format", "xml"], /--format is text or json, not "xml"/],
    [["check", "x.soma", "--format", "json", "--format", "text"], /--format is given twice/],
    [["train", "x.soma", "--json=yes"], /--json takes no value/],
    [["train", "x.soma", "y.soma"], /takes one file, got 2/],
    [["train", "--train", "--json", "x.soma"], /--train needs a value/],
    [["train", "x.soma", "--seed", "abc"], /--seed is a whole number from 0 to 4294967295, not abc/],
    [["train", "x.soma", "--seed", "-1"], /--seed is a whole number .* not -1/],
    [["train", "x.soma", "--seed", "1.5"], /not 1\.5/],
    [["train", "x.soma", "--seed", "1e3"], /not 1e3/],
    [["train", "x.soma", "--seed", "4294967296"], /not 4294967296/],
    [["train", "examples/xor.soma", "--train", "Hiden"], /no experiment named Hiden; did you mean Hidden\?/],
    [
      ["train", "examples/xor.soma", "--train", "__proto__"],
      /no experiment named __proto__; it has Line, Hidden/,
    ],
  ];
  for (const [words, pattern] of cases) {
    const outcome = soma(words);
    assert.equal(outcome.code, 2, words.join(" "));
    assert.equal(outcome.out, "");
    assert.match(outcome.err, pattern);
    assertNoBug(outcome);
  }
});
