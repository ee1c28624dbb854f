/** A handler that throws costs one empty answer and one line in the log. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Connection, ResponseError } from "vscode-languageserver";
import { guarded } from "../../server/guard.ts";

/** A connection of which only the log is used. */
function logging(): { readonly connection: Connection; readonly lines: string[] } {
  const lines: string[] = [];
  const console = { error: (line: string) => lines.push(line) };
  return { connection: { console } as unknown as Connection, lines };
}

test("an answer passes through", () => {
  const { connection, lines } = logging();
  const double = guarded({ connection, isReady: () => true }, "doubling", 0, (x: number) => 2 * x);
  assert.equal(double(21), 42);
  assert.deepEqual(lines, []);
});

test("what is thrown is logged once, and the fallback is the answer", () => {
  const { connection, lines } = logging();
  const broken = guarded({ connection, isReady: () => true }, "hover", "nothing", () => {
    throw new Error("what must hold");
  });
  assert.equal(broken(), "nothing");
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? "", /^hover failed and was skipped: Error: what must hold/);
});

test("before the editor has introduced itself nothing runs", () => {
  const { connection, lines } = logging();
  let ran = false;
  const early = guarded({ connection, isReady: () => false }, "hover", undefined, () => {
    ran = true;
  });
  const answer = early();
  assert.ok(answer instanceof ResponseError);
  assert.equal(answer.code, -32002);
  assert.equal(ran, false);
  assert.deepEqual(lines, []);
});
