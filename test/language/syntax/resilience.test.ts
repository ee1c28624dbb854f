/** Half-typed and damaged sources: what is not touched survives, and is not blamed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "../../../language/syntax/parser.ts";
import { problemsOf } from "../../../language/syntax/problems.ts";
import type { Token } from "../../../language/syntax/token.ts";
import { sources } from "./sources.ts";
import { codeTokens, lost, statements, withoutToken, withTokenTwice } from "./variants.ts";

test("the sources are written without a mistake", () => {
  for (const source of sources) assert.deepEqual(problemsOf(parse(source)), []);
});

test("one token deleted: in 99 % of cases at most the damaged statement is lost", (context) => {
  assertSurvives(withoutToken, (message) => context.diagnostic(message));
});

test("one token written twice: in 99 % of cases at most the damaged statement is lost", (context) => {
  assertSurvives(withTokenTwice, (message) => context.diagnostic(message));
});

/** Lines without the name of their declaration: a heading that is damaged does not count against its statements. */
function bare(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.replace(/^[^/]*\//, ""));
}

function assertSurvives(
  damage: (text: string, token: Token) => string,
  say: (message: string) => void,
): void {
  let count = 0;
  let harmed = 0;
  for (const source of sources) {
    const wanted = bare(statements(source));
    for (const token of codeTokens(source)) {
      const damaged = damage(source, token);
      count++;
      if (lost(wanted, bare(statements(damaged))).length > 1) harmed++;
      assert.ok(problemsOf(parse(damaged)).length <= 50, `at most 50 problems in:\n${damaged}`);
    }
  }
  say(`${count} tokens; ${harmed} cost more than their own statement`);
  assert.ok(count > 800, "there are tokens to damage");
  assert.ok(harmed <= count / 100, `${harmed} of ${count}`);
}

test("every prefix parses, with at most 50 problems", () => {
  let count = 0;
  for (const source of sources) {
    for (let end = 0; end <= source.length; end++, count++) {
      assert.ok(problemsOf(parse(source.slice(0, end))).length <= 50);
    }
  }
  assert.ok(count > 3000);
});

test("a line typed inside a file: at most 5 % of keystrokes blame another line", (context) => {
  let keystrokes = 0;
  let noisy = 0;
  for (const source of sources) {
    const lines = source.split("\n");
    for (const [index, line] of lines.entries()) {
      // What is wrong on other lines while this one is empty is not this line's doing.
      const blamedAnyway = blamedLines(lines.with(index, ""));
      for (let end = line.search(/\S|$/) + 1; end < line.length; end++, keystrokes++) {
        const blamed = blamedLines(lines.with(index, line.slice(0, end)));
        if (blamed.some((other) => other !== index && !blamedAnyway.includes(other))) noisy++;
      }
    }
  }
  context.diagnostic(`${noisy} of ${keystrokes} keystrokes blame another line`);
  assert.ok(keystrokes > 3000 && noisy <= keystrokes / 20, `${noisy} of ${keystrokes}`);
});

test("a file typed from the start: at most 5 % of keystrokes blame a line above", (context) => {
  let keystrokes = 0;
  let noisy = 0;
  for (const source of sources) {
    for (let end = 1; end <= source.length; end++, keystrokes++) {
      const typed = source.slice(0, end).trimEnd().split("\n");
      if (blamedLines(typed).some((line) => line < typed.length - 1)) noisy++;
    }
  }
  context.diagnostic(`${noisy} of ${keystrokes} keystrokes blame a line above`);
  assert.ok(keystrokes > 3000 && noisy <= keystrokes / 20, `${noisy} of ${keystrokes}`);
});

function blamedLines(lines: readonly string[]): readonly number[] {
  const text = lines.join("\n");
  return problemsOf(parse(text)).map(({ span }) => text.slice(0, span.start).split("\n").length - 1);
}
