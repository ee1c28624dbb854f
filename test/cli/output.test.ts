/** Where output goes when nobody, a pipe or a full disk reads it, and when it has colours. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, openSync } from "node:fs";
import { test } from "node:test";
import { progressBar } from "../../cli/progress-bar.ts";
import { textTable } from "../../cli/text-table.ts";
import { folderWith, shellWords, soma, startSoma } from "./soma.ts";

const controls = "\u001b";
const wrong = "network Net {\n  input x: [2]\n  output x -> dens(3)\n}\n";

test("colours are for terminals, or where they are asked for", (t) => {
  const cwd = folderWith(t, { "wrong.soma": wrong });
  const printed = (env: Record<string, string>) => soma(["check", "wrong.soma"], { cwd, env }).out;
  assert.ok(!printed({}).includes(controls));
  assert.ok(printed({ FORCE_COLOR: "1" }).includes(controls));
  assert.ok(!printed({ FORCE_COLOR: "0" }).includes(controls));
  assert.ok(!printed({ FORCE_COLOR: "1", NO_COLOR: "1" }).includes(controls));
});

const onTerminal = (command: string, env: Readonly<Record<string, string>>): string => {
  const clean = { ...process.env, CI: "", NO_COLOR: "", TERM: "xterm", ...env };
  return spawnSync("script", ["-qec", command, "/dev/null"], { encoding: "utf8", env: clean }).stdout;
};
const hasScript = process.platform === "linux" && spawnSync("script", ["--version"]).status === 0;

test("the bar moves on a terminal only", { skip: hasScript ? false : "needs util-linux's script" }, () => {
  const words = shellWords("train", "examples/spiral.soma");
  const drawn = onTerminal(words, {}).split(`\r${controls}[K`);
  assert.ok(
    drawn.length > 1 && drawn.slice(1).some((line) => /^\[#*-*\] +\d+ % {2}step \d+\/12000/.test(line)),
  );
  for (const env of [{ CI: "1" }, { TERM: "dumb" }]) {
    assert.ok(!onTerminal(words, env).includes(controls), JSON.stringify(env));
  }
  assert.ok(!onTerminal(words, { NO_COLOR: "1" }).includes(`${controls}[1m`));
  const piped = soma(["train", "examples/spiral.soma"]);
  assert.ok(!(piped.out + piped.err).includes(controls));
});

test("a reader that goes away is no failure", async (t) => {
  const cwd = folderWith(t, { "many.soma": wrong.repeat(3000) });
  const child = startSoma(["check", "many.soma", "--format", "json"], { cwd });
  let err = "";
  child.stderr?.on("data", (chunk) => {
    err += chunk;
  });
  child.stdout?.once("data", () => child.stdout?.destroy());
  const [code] = await once(child, "close");
  assert.equal(err, "");
  assert.ok(code === 0 || code === 1, `exit code ${code}`);
});

test("a full disk is exit code 2", { skip: existsSync("/dev/full") ? false : "needs /dev/full" }, () => {
  const full = openSync("/dev/full", "w");
  const { status, stderr } = spawnSync(shellWords("--help"), {
    shell: true,
    stdio: ["ignore", full, "pipe"],
    encoding: "utf8",
  });
  assert.equal(status, 2);
  assert.match(stderr, /output cannot be written \(ENOSPC\)/);
});

test("the bar fits the terminal", () => {
  assert.equal(
    progressBar(50, 100, 0.5, 1000, 80),
    "[###############---------------]  50 %  step 50/100  loss 0.5000  1 s left",
  );
  for (let columns = 1; columns < 120; columns++) {
    assert.ok(progressBar(123_456, 1_000_000, 1e-9, 1e7, columns).length < Math.max(1, columns));
  }
});

test("tables line up", () => {
  assert.deepEqual(
    textTable(
      ["a", "number"],
      [
        ["long", "1"],
        ["b", "22"],
      ],
      ["left", "right"],
    ),
    ["a     number", "----  ------", "long       1", "b         22"],
  );
});
