/**
 * Runs tests: `node scripts/test.mjs [FILTER…] [--full] [--update] [--browser] [--e2e]`.
 *
 * Takes the files of test/ that end in `.test.ts` (`.full.test.ts` with --full too), in `.browser.ts` with
 * --browser, or in `.e2e.ts` with --e2e. A filter is part of a path. Tests are bundled to out/test/ and run with
 * the root as their working directory; SOMA_BUNDLES names the folder of what ships, built for this run.
 * The last line says `N passed, N failed`.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { run } from "node:test";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { report } from "./test-report.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

const { values: flags, positionals: filters } = parseArgs({
  allowPositionals: true,
  options: {
    full: { type: "boolean", default: false },
    update: { type: "boolean", default: false },
    browser: { type: "boolean", default: false },
    e2e: { type: "boolean", default: false },
  },
});

const kind = flags.e2e ? "e2e" : flags.browser ? "browser" : "unit";
const endings = { unit: ".test.ts", browser: ".browser.ts", e2e: ".e2e.ts" };
const limitsMs = { unit: 600_000, browser: 300_000, e2e: 600_000 };

function testFiles() {
  return readdirSync("test", { recursive: true, encoding: "utf8" })
    .map((name) => `test/${name.replaceAll(path.sep, "/")}`)
    .filter((name) => name.endsWith(endings[kind]))
    .filter((name) => flags.full || !name.endsWith(".full.test.ts"))
    .filter((name) => filters.length === 0 || filters.some((filter) => name.includes(filter)))
    .sort();
}

/**
 * Bundles the test files and returns where they went: bundled path → the path it was written as.
 *
 * @param {string[]} files
 */
async function bundle(files) {
  const outdir = `out/test/${kind}-${process.pid}`;
  await build({
    entryPoints: files,
    outbase: ".",
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    jsx: "automatic",
    jsxImportSource: "preact",
    sourcemap: "inline",
    logLevel: "warning",
  });
  const sources = new Map(files.map((file) => [path.resolve(outdir, file.replace(/\.ts$/, ".mjs")), file]));
  return { outdir, sources };
}

const files = testFiles();
if (files.length === 0) {
  const wanted = filters.length === 0 ? "" : ` matching ${filters.join(", ")}`;
  console.error(`There is no *${endings[kind]} file${wanted} in test/, so nothing was tested.`);
  console.log("0 passed, 1 failed");
  process.exit(1);
}

/** Builds what ships into a folder of this run's own, so that no test looks at an old build or at another's. */
function buildBundles() {
  const folder = `out/bundles/${kind}-${process.pid}`;
  const command = ["scripts/build.mjs", "--release", "--out", folder];
  const { status } = spawnSync(process.execPath, command, { stdio: "ignore" });
  if (status !== 0)
    console.error("What ships does not build (`npm run build` says why): tests that start it will fail.");
  process.env.SOMA_BUNDLES = folder;
  return folder;
}

const { outdir, sources } = await bundle(files).catch(() => {
  console.log("The tests could not be built.\n0 passed, 1 failed");
  process.exit(1);
});
const bundles = buildBundles();
if (flags.update) process.env.SOMA_UPDATE = "1";
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ""} --enable-source-maps`.trim();
const events = run({
  files: [...sources.keys()],
  concurrency: kind === "unit" ? 2 : 1,
  timeout: limitsMs[kind],
});
const ok = await report(events, sources);
for (const folder of [outdir, bundles]) rmSync(folder, { recursive: true, force: true });
process.exit(ok ? 0 : 1);
