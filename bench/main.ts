/**
 * Measures what the README says: `npm run bench [-- engine|keystroke|activation…] [--json FILE] [--seconds N]`.
 * Contenders take turns within one run, in processes of their own; figures are medians, ratios are within the run.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { benchActivation } from "./activation.ts";
import { contendSoma } from "./contenders/soma.ts";
import { contendTfjs } from "./contenders/tfjs.ts";
import { benchEngine } from "./engine.ts";
import { benchKeystroke } from "./keystroke.ts";
import { type WorkloadName, workload } from "./workloads.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "string" }, seconds: { type: "string", default: "0.5" } },
});

const [role, contender = "", name = "W1"] = positionals;
if (role === "contender") {
  const given = workload(name as WorkloadName);
  if (contender === "soma") await contendSoma(given);
  else await contendTfjs(given, contender === "tfjs-wasm" ? "wasm" : "cpu");
} else {
  const wanted = (part: string): boolean => positionals.length === 0 || positionals.includes(part);
  const report = {
    node: process.version,
    ...(wanted("engine") ? { engine: await benchEngine(Number(values.seconds) * 1000) } : {}),
    ...(wanted("keystroke") ? { keystroke: await benchKeystroke() } : {}),
    ...(wanted("activation") ? { activation: await benchActivation() } : {}),
  };
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`);
}
