/**
 * Builds what ships: `node scripts/build.mjs [--release] [--watch] [--sizes] [--out DIR]`.
 * Without --release the bundles keep their names and get source maps.
 */
import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { build, context } from "esbuild";

/** @typedef {import("esbuild").BuildOptions} BuildOptions */

/** @type {BuildOptions} */
const node = { platform: "node", format: "cjs", target: "node20", external: ["vscode"] };
/**
 * papaparse reads Node's streams unless it is told that there is a browser around it.
 * @type {BuildOptions}
 */
const browser = {
  platform: "browser",
  format: "iife",
  target: "chrome122",
  external: ["stream"],
  define: { PAPA_BROWSER_CONTEXT: "true" },
};

/**
 * One row a bundle: the file it starts from, the file it becomes, and where it runs.
 *
 * @type {{ from: string, to: string, options: BuildOptions }[]}
 */
const bundles = [
  { from: "client/extension.ts", to: "extension.cjs", options: node },
  { from: "server/main.ts", to: "server.cjs", options: node },
  { from: "cli/main.ts", to: "cli.cjs", options: { ...node, banner: { js: "#!/usr/bin/env node" } } },
  { from: "engine/worker/worker.ts", to: "worker.js", options: browser },
  {
    from: "media/panel.tsx",
    to: "panel.js",
    options: { ...browser, jsx: "automatic", jsxImportSource: "preact" },
  },
];

const { values: flags } = parseArgs({
  options: {
    release: { type: "boolean", default: false },
    watch: { type: "boolean", default: false },
    sizes: { type: "boolean", default: false },
    out: { type: "string", default: "dist" },
  },
});

/** @type {BuildOptions} */
const shared = {
  bundle: true,
  minify: flags.release,
  sourcemap: !flags.release,
  legalComments: "none",
  logLevel: "warning",
  define: { "process.env.NODE_ENV": flags.release ? '"production"' : '"development"' },
};

/** @type {BuildOptions[]} */
const scripts = bundles.map(({ from, to, options }) => ({
  ...shared,
  ...options,
  entryPoints: [from],
  outfile: path.join(flags.out, to),
}));

const plans = [...scripts, styleSheet()];

/**
 * The panel's style sheets as one: every `media/*.css`, in the order of their names.
 *
 * @returns {BuildOptions}
 */
function styleSheet() {
  const names = readdirSync("media").filter((name) => name.endsWith(".css"));
  const contents = names.sort().map((name) => `@import "./${name}";`);
  return {
    ...shared,
    ...browser,
    stdin: { contents: contents.join("\n"), resolveDir: "media", loader: "css" },
    outfile: path.join(flags.out, "panel.css"),
  };
}

function printSizes() {
  for (const name of readdirSync(flags.out).sort()) {
    if (name.endsWith(".map")) continue;
    const kib = statSync(path.join(flags.out, name)).size / 1024;
    console.log(`${name.padEnd(16)} ${kib.toFixed(1).padStart(8)} KiB`);
  }
}

if (flags.release) rmSync(flags.out, { recursive: true, force: true });
mkdirSync(flags.out, { recursive: true });

if (flags.watch) {
  for (const plan of plans) {
    const watcher = await context({ ...plan, logLevel: "info" });
    await watcher.watch();
  }
  console.log("Watching; Ctrl+C ends it.");
} else {
  const startedMs = performance.now();
  // esbuild has printed what is wrong by the time it rejects.
  await Promise.all(plans.map((plan) => build(plan))).catch(() => process.exit(1));
  console.log(`Built ${flags.out}/ in ${Math.round(performance.now() - startedMs)} ms`);
  if (flags.sizes) printSizes();
}
