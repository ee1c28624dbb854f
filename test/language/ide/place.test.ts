/** The kind of place at the cursor is right in finished and in half-written text. */
import { equal } from "node:assert/strict";
import { test } from "node:test";
import { placeAt } from "../../../language/ide/place.ts";

const cases: readonly (readonly [text: string, place: string])[] = [
  ["│", "declaration"],
  ["netw│", "declaration"],
  ["const a = 1\n│", "declaration"],
  ["network N {\n  │\n}", "statement"],
  ["network N {\n  input x: [2]\n  │", "statement"],
  ["network N {\n  input x: [2]; │", "statement"],
  ["network N {\n  y = │", "expression"],
  ["network N {\n  output │", "expression"],
  ["network N {\n  y = x -> │", "stage"],
  ["network N {\n  y = x -> den│", "stage"],
  ["network N {\n  y = x\n    -> h1: │", "stage"],
  ["network N {\n  y = x -> dense(│", "argument"],
  ["network N {\n  y = x -> dense(8, │)", "argument"],
  ["network N {\n  y = x -> conv2d(8, kernel: │)", "argument"],
  ["network N {\n  y = x -> dense(8)│", "nothing"],
  ["network N {\n  // y = x -> │", "nothing"],
  ["network N {\n  input │", "nothing"],
  ['data d = csv("│', "nothing"],
  ["data d = │", "data source"],
  ["data d = csv(│", "argument"],
  ["train │", "trained network"],
  ["train Net on │", "trained data"],
  ["train Net on d {\n  │", "setting"],
  ["train Net on d { loss: mse; │", "setting"],
  ["train Net on d {\n  loss: │", "setting value"],
  ["train Net on d {\n  optimizer: adam(│", "argument"],
  ["train Net on d {\n  expect │", "expectation"],
  ["data d = circle() {\n  │", "setting"],
];

for (const [text, place] of cases)
  test(`${JSON.stringify(text)} is a place for: ${place}`, () => {
    const offset = text.indexOf("│");
    equal(placeAt(text.replace("│", ""), offset).place.kind, place);
  });

test("an open call knows its attribute and what is given already", () => {
  const text = "network N {\n  y = x -> conv2d(8, kernel: 3, stride: ";
  const { call } = placeAt(text, text.length);
  equal(call?.name, "conv2d");
  equal(call?.index, 2);
  equal(call?.attribute, "stride");
  equal(call?.given.join(), "kernel,stride");
});
