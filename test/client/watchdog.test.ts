/** The watchdog pings while documents are open, and calls a hang what stays silent for ten seconds, once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createWatchdog } from "../../client/watchdog.ts";

/** A server whose answers the test gives. */
function watched() {
  const pings: { answer: () => void; refuse: () => void }[] = [];
  let hangs = 0;
  const watchdog = createWatchdog(
    () => new Promise<void>((answer, refuse) => pings.push({ answer, refuse })),
    () => hangs++,
  );
  /** Seconds go by; between two of them answers arrive. */
  const seconds = async (count: number, isWatched = true): Promise<void> => {
    for (let second = 0; second < count; second++) {
      watchdog.tick(isWatched);
      await new Promise(setImmediate);
    }
  };
  return { pings, seconds, hangs: () => hangs };
}

test("a ping every five seconds, as long as each is answered", async () => {
  const { pings, seconds, hangs } = watched();
  for (let round = 1; round <= 20; round++) {
    await seconds(5);
    assert.equal(pings.length, round);
    pings.at(-1)?.answer();
    await new Promise(setImmediate);
  }
  assert.equal(hangs(), 0);
});

test("ten seconds of silence are one hang, and then it starts over", async () => {
  const { pings, seconds, hangs } = watched();
  await seconds(14);
  assert.equal(pings.length, 1, "one question at a time");
  assert.equal(hangs(), 0);
  await seconds(1);
  assert.equal(hangs(), 1);
  pings[0]?.answer();
  await seconds(14);
  assert.equal(hangs(), 1, "the next one has its own ten seconds");
});

test("an answer in the last second counts, and so does a connection that is gone", async () => {
  for (const settle of ["answer", "refuse"] as const) {
    const { pings, seconds, hangs } = watched();
    await seconds(14);
    pings[0]?.[settle]();
    await new Promise(setImmediate);
    await seconds(1);
    assert.equal(hangs(), 0, settle);
  }
});

test("without open documents nothing is asked, and what was asked before is forgotten", async () => {
  const { pings, seconds, hangs } = watched();
  await seconds(100, false);
  assert.equal(pings.length, 0);
  await seconds(5);
  await seconds(100, false);
  assert.equal(pings.length, 1);
  assert.equal(hangs(), 0);
});
