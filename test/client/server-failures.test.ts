/** How often the server may fail, and which documents are set aside for it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ServerFailures } from "../../client/server-failures.ts";

const minuteMs = 60_000;

test("five failures within three minutes are too many", () => {
  const failures = new ServerFailures();
  const verdicts = [0, 10, 20, 30, 40].map((second) => failures.failed(second * 1000, undefined));
  assert.deepEqual(verdicts, [true, true, true, true, false]);
});

test("failures that lie further back do not count", () => {
  const failures = new ServerFailures();
  for (let minute = 0; minute < 60; minute++) assert.ok(failures.failed(minute * minuteMs, undefined));
});

test("a start that the author asked for begins a new count", () => {
  const failures = new ServerFailures();
  for (let second = 0; second < 5; second++) failures.failed(second, "file:///a.soma");
  failures.startAnew();
  assert.ok(failures.failed(6, undefined));
  assert.deepEqual(failures.setAside(), ["file:///a.soma"], "what is set aside stays so");
});

test("the document in use at two failures is set aside, and no other", () => {
  const failures = new ServerFailures();
  failures.failed(0, "file:///a.soma");
  failures.failed(1, "file:///b.soma");
  assert.deepEqual(failures.setAside(), []);
  failures.failed(2, "file:///a.soma");
  assert.deepEqual(failures.setAside(), ["file:///a.soma"]);
});

test("an edit gives it one more try, and one only", () => {
  const failures = new ServerFailures();
  failures.failed(0, "file:///a.soma");
  failures.edited("file:///a.soma");
  failures.failed(minuteMs, "file:///a.soma");
  assert.deepEqual(failures.setAside(), ["file:///a.soma"]);
  failures.edited("file:///a.soma");
  assert.deepEqual(failures.setAside(), []);
  failures.failed(2 * minuteMs, "file:///a.soma");
  assert.deepEqual(failures.setAside(), ["file:///a.soma"]);
});
