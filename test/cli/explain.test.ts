/** `soma explain`: what it says of codes and names, and what of words that are neither. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { dataSources } from "../../data/index.ts";
import { explainedCodes } from "../../language/diagnostics/explanations/index.ts";
import { layers } from "../../layers/index.ts";
import { initialisers, losses, optimizers } from "../../training/index.ts";
import { soma } from "./soma.ts";

test("a code is explained with what is said about its failing example", () => {
  const { code, out, err } = soma(["explain", "SOMA3012"]);
  assert.equal(code, 0);
  assert.equal(err, "");
  assert.match(out, /^SOMA3012 \(error\): Requirement not met\n/);
  assert.match(out, /error SOMA3012 `Half` requires `n % 2 == 0`, but 7 % 2 is 1\.\n/);
  assert.match(out, /This is right:\n\n {2}block Half/);
  assert.equal(soma(["explain", "soma3012"]).out, out);
});

test("every code and every name is explained", () => {
  const registered = [...layers, ...losses.values(), ...optimizers.values(), ...initialisers.values()];
  const signatures = [...registered, ...dataSources];
  const names = [...explainedCodes.map(({ code }) => code), ...signatures.map(({ name }) => name)];
  assert.ok(names.length > 150);
  const { code, out, err } = soma(["explain", ...names]);
  assert.equal(code, 0, err);
  for (const { code: each, title } of explainedCodes)
    assert.ok(out.includes(`${each} (`) && out.includes(title));
  for (const { name, doc, attributes } of signatures) {
    assert.ok(out.includes(`\n${name}: `) && out.includes(doc), name);
    for (const attribute of Object.values(attributes)) assert.ok(out.includes(attribute.doc), name);
  }
  const overview = soma(["explain"]);
  assert.equal(overview.code, 0);
  for (const name of names) assert.ok(overview.out.includes(name), name);
});

test("no character of an example steers the terminal", () => {
  const { out } = soma(["explain", "SOMA1016"]);
  assert.match(out, /This gives it:/);
  assert.doesNotMatch(out, /\u202e/);
});

test("a layer is explained from its declaration", () => {
  const { out } = soma(["explain", "dense"]);
  assert.match(out, /y = f\(x · W \+ b\)/);
  assert.match(out, /units: a whole number from 1\n/);
  assert.match(out, /dense\(8, tanh\) +\[2\] +\[8\] +24\n/);
});

test("a name with two meanings is explained twice, and a setting says what it may be", () => {
  const { out } = soma(["explain", "step"]);
  assert.match(out, /step: Activations\n/);
  assert.match(out, /step: Schedules of the learning rate\n/);
  assert.match(
    soma(["explain", "epochs"]).out,
    /epochs: a whole number from 1 to 1,000,000; 100 unless given/,
  );
  assert.match(soma(["explain", "accuracy"]).out, /Share of the test rows/);
});

test("another library's name leads to ours", () => {
  const { code, out } = soma(["explain", "nn.Linear"]);
  assert.equal(code, 0);
  assert.match(out, /^nn\.Linear is another library's name; in Soma it is dense\.\n\ndense: /);
});

test("an unknown name ends with 2, prints nothing, and says what was probably meant", () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [["SOMA3112"], /nothing in Soma is called SOMA3112; did you mean SOMA3\d{3}\?/],
    [["dens"], /did you mean dense\?/],
    [["dense", "frobnicate"], /called frobnicate; soma explain lists all/],
  ];
  for (const [names, pattern] of cases) {
    const outcome = soma(["explain", ...names]);
    assert.equal(outcome.code, 2);
    assert.equal(outcome.out, "");
    assert.match(outcome.err, pattern);
  }
});

test("its help says that names are optional", () => {
  const { code, out } = soma(["explain", "--help"]);
  assert.equal(code, 0);
  assert.match(out, /Usage: soma explain \[NAME…\]/);
  assert.match(soma(["--help"]).out, /explain \[NAME…\]/);
});
