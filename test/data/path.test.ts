/** Which paths a source may name. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkDataPath } from "../../data/path.ts";

test("relative paths inside the workspace pass", () => {
  for (const path of [
    "iris.csv",
    "data/iris.csv",
    "./data/iris.csv",
    "a/../b.csv",
    "a b/ü.csv",
    "...csv",
    "console.csv",
  ]) {
    assert.equal(checkDataPath(path), undefined, path);
  }
  assert.equal(checkDataPath("../data/iris.csv", 1), undefined);
});

test("every other kind is refused in words of its own", () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ["", /empty/],
    ["   ", /empty/],
    ["../iris.csv", /leads out of the workspace/],
    ["a/../../iris.csv", /leads out of the workspace/],
    ["/etc/passwd", /absolute path/],
    ["\\windows\\x", /absolute path/],
    ["//server/share/x.csv", /network share/],
    ["\\\\server\\share\\x.csv", /network share/],
    ["C:\\x.csv", /drive letter/],
    ["c:x.csv", /drive letter/],
    ["~/x.csv", /home folder/],
    ["http://example.org/x.csv", /address/],
    ["file:///x.csv", /address/],
    ["data:text/csv,1", /address/],
    ["data\\iris.csv", /backslashes/],
    ["a\u0000b.csv", /control character at place 2/],
    ["a\nb.csv", /control character/],
    ["a\u009fb.csv", /control character/],
    [`${"x".repeat(2000)}.csv`, /2004 characters; at most 1000/],
    ["data/", /folder/],
    ["NUL", /device/],
    ["data/con.csv", /device/],
  ];
  const seen = new Set<string>();
  for (const [path, pattern] of cases) {
    const refused = checkDataPath(path);
    assert.ok(refused !== undefined, path);
    assert.match(refused.problem, pattern);
    assert.ok(refused.advice.length > 0);
    seen.add(String(pattern));
  }
  assert.equal(seen.size, 13);
  assert.match(checkDataPath("data\\iris.csv")!.advice, /Write "data\/iris\.csv"/);
});
