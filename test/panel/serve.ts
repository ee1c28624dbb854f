/** Shows the panel in a plain browser, fed by the real engine: `npm run panel -- [FILE.soma] [--theme dark|light|high-contrast]`. */
import { parseArgs } from "node:util";
import { openSource } from "../../cli/source-file.ts";
import { isProblem } from "../../data/define.ts";
import { dataFiles } from "../../data/index.ts";
import { servePanel } from "./panel-server.ts";
import { type ThemeName, themes } from "./themes.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { theme: { type: "string", default: "dark" } },
});
const [file = "examples/spiral.soma"] = positionals;

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

const isTheme = (name: string): name is ThemeName => name in themes;
const { theme } = values;
if (!isTheme(theme)) fail(`There is no theme ${theme}; there are ${Object.keys(themes).join(", ")}.`);

const source = openSource(file);
if (isProblem(source)) fail(`${source.problem} ${source.advice}`);
const experiment = source.checked.experiments.find((found) => found.experiment)?.experiment;
if (!experiment) fail(`${file} has no experiment without errors; \`soma check ${file}\` says what is wrong.`);

const files: Record<string, Uint8Array> = {};
for (const name of dataFiles(experiment.data)) {
  const content = source.files(name);
  if (content === undefined) fail(`${name} was not read.`);
  if ("problem" in content) fail(`${content.problem} ${content.advice}`);
  files[name] = content;
}

process.env.SOMA_BUNDLES ??= "dist";
const server = await servePanel({ experiment, files, theme });
console.log(`The panel for ${file} is at\n\n  ${server.address}\n\nCtrl+C ends it.`);
