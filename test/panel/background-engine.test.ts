/** The engine behind the Test Explorer: trains an example, says what its claims come to, and ends at once when told to. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type BackgroundEngine, startBackgroundEngine } from "../../client/tests/background-engine.ts";
import { seedsOf, verdictOf } from "../../client/tests/verdict.ts";
import { checkText } from "../../language/index.ts";
import type { Expectation } from "../../network/experiment.ts";
import { bundlePath } from "../bundles.ts";
import { spiral, withTraining } from "./experiments.ts";

async function withEngine(about: (engine: BackgroundEngine) => Promise<void>): Promise<void> {
  const engine = startBackgroundEngine(readFileSync(bundlePath("worker.js"), "utf8"));
  try {
    await about(engine);
  } finally {
    engine.end();
  }
}

function experimentsOf(file: string) {
  const checked = checkText(readFileSync(`examples/${file}`, "utf8"), { files: () => undefined });
  return checked.experiments.map(({ experiment }) => experiment!);
}

test("every claim of an example is judged, one experiment after another", () =>
  withEngine(async (engine) => {
    const claims: string[] = [];
    for (const experiment of experimentsOf("dead-relu.soma")) {
      const judged = await engine.judge(experiment, {});
      assert(!("problem" in judged));
      for (const [place, judgement] of judged.entries()) {
        const { holds, message } = verdictOf(experiment.expectations[place]!, [judgement]);
        assert(holds, message);
        claims.push(judgement.claim);
      }
    }
    assert.deepEqual(claims, ["dead(h) == 1", "accuracy < 0.7", "dead(h) < 0.4", "accuracy >= 0.95"]);
  }));

const expectation = (changes: Partial<Expectation>): Expectation => ({
  metric: "accuracy",
  comparison: ">=",
  value: 0.99,
  span: { start: 0, end: 0 },
  ...changes,
});

test("a claim that is missed says what was measured", () =>
  withEngine(async (engine) => {
    const missed = expectation({});
    const experiment = { ...withTraining(spiral, { epochs: 1 }), expectations: [missed] };
    const judged = await engine.judge(experiment, {});
    assert(!("problem" in judged));
    const { holds, message } = verdictOf(missed, judged);
    assert(!holds);
    assert.match(message, /^Expected accuracy >= 0\.99, measured 0\.\d+\.$/);
  }));

test("a claim about several seeds counts them", () => {
  const seeded = expectation({ seeds: { pass: 2, of: 3 } });
  assert.deepEqual(seedsOf(seeded), [1, 2, 3]);
  assert.deepEqual(seedsOf(expectation({})), [undefined]);
  const claim = "accuracy >= 0.99 in 2/3 seeds";
  const judgements = [0.991, 0.5, 1].map((measured) => ({ claim, measured, holds: measured >= 0.99 }));
  assert.deepEqual(verdictOf(seeded, judgements), {
    holds: true,
    message: `Expected ${claim}, held with 2 of 3 seeds. Measured 0.5 to 1, half of them up to 0.991.`,
  });
  assert(!verdictOf(seeded, judgements.slice(1)).holds);
});

test("what cannot be opened is a problem in words, and ending it answers what is under way", () =>
  withEngine(async (engine) => {
    const [iris] = experimentsOf("iris.soma");
    const gone = { problem: "It is gone.", advice: "Look for it." };
    if (iris) {
      const broken = await engine.judge(iris, { "data/iris.csv": gone });
      assert("problem" in broken && broken.problem === "It is gone.", JSON.stringify(broken));
    }
    const long = engine.judge(withTraining(spiral, { epochs: 1_000_000 }), {});
    engine.end();
    const ended = await long;
    assert("problem" in ended && /ended before it was done/.test(ended.problem));
  }));
