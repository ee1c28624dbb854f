/** Everything that can be said about the code without running it: types, lint and format, dead code, generated files. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

const checks = [
  { title: "types and walls", program: "node_modules/typescript/bin/tsc", args: ["--build"] },
  { title: "lint and format", program: "node_modules/@biomejs/biome/bin/biome", args: ["ci"] },
  { title: "dead code", program: "node_modules/knip/bin/knip.js", args: ["--no-progress"] },
  { title: "generated files", program: "scripts/generate.mjs", args: ["--check"] },
];

let failed = 0;
for (const { title, program, args } of checks) {
  const startedMs = performance.now();
  const { status } = spawnSync(process.execPath, [program, ...args], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) failed++;
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  console.log(`${status === 0 ? "✓" : "✗"} ${title}  ${seconds} s`);
}
console.log(`${checks.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
