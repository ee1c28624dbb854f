/** Looks for an installed browser that can be driven: Chromium, Chrome or Edge. Never installs anything. */
import { existsSync } from "node:fs";
import path from "node:path";

/** What to tell someone whose machine has no browser that we can drive. */
export const chromiumAdvice =
  "No Chrome, Chromium or Edge was found. Install one (on Debian: sudo apt-get install chromium), " +
  "or set CHROMIUM to the path of its program, and run this again.";

const programs = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "microsoft-edge-stable",
  "chrome.exe",
  "msedge.exe",
];

const macApplications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

const windowsPlaces = ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"];

/**
 * The path of the browser, or undefined. The environment's CHROMIUM goes first; a wrong one is not replaced in silence.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function findChromium(env = process.env) {
  if (env.CHROMIUM) return existsSync(env.CHROMIUM) ? env.CHROMIUM : undefined;
  return candidates(env).find((file) => existsSync(file));
}

/** @param {NodeJS.ProcessEnv} env */
function candidates(env) {
  const onPath = (env.PATH ?? env.Path ?? "")
    .split(path.delimiter)
    .filter(Boolean)
    .flatMap((folder) => programs.map((program) => path.join(folder, program)));
  const home = env.HOME ?? "";
  const windowsFolders = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].filter(
    (folder) => folder !== undefined,
  );
  return [
    ...onPath,
    ...macApplications.flatMap((file) => [file, path.join(home, file)]),
    ...windowsFolders.flatMap((folder) => windowsPlaces.map((place) => path.join(folder, place))),
  ];
}
