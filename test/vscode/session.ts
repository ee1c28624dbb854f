/** A real VS Code with the built extension in it, and a browser that looks at it: what every end-to-end test begins with. */
import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { installExtension } from "../../scripts/vscode/extension-folder.ts";
import { startServer } from "../../scripts/vscode/server.ts";
import { openBrowser } from "../browser.ts";
import { bundlePath } from "../bundles.ts";
import { runCommand } from "./editor.ts";
import { type Watch, watchPage } from "./watch.ts";

export interface SessionOptions {
  /** A short name, for the folder that the session works in. */
  readonly name: string;
  /** The folder to open; a copy of it is opened, so that a test may break files. `examples` when left out. */
  readonly workspace?: string;
  readonly theme?: Theme;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether VS Code asks for trust before it leaves Restricted Mode. */
  readonly workspaceTrust?: boolean;
}

/** The built-in themes by their names in the settings; what the list of themes calls each, and its mark on the page. */
const themes = {
  "Default Dark Modern": { label: "Dark Modern", mark: ".vs-dark" },
  "Default Light Modern": { label: "Light Modern", mark: ".vs" },
  "Default High Contrast": { label: "Dark High Contrast", mark: ".hc-black" },
  "Default High Contrast Light": { label: "Light High Contrast", mark: ".hc-light" },
} as const;

export type Theme = keyof typeof themes;

export interface Session {
  readonly page: Page;
  readonly watch: Watch;
  /** The opened copy of the workspace, on disk. */
  readonly workspace: string;
  /** Writes `out/screenshots/NAME.png`. */
  screenshot(name: string): Promise<void>;
  /** Changes the theme while everything stays open, and waits until it is drawn. */
  useTheme(theme: Theme): Promise<void>;
  /** What VS Code's server printed, for a failure's message. */
  serverLog(): string;
  /** Loads the page again and waits for the workbench, as someone does who presses F5 in the browser. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

// A test that is stopped for taking too long must still end the server it started, which happens at exit.
process.once("SIGTERM", () => process.exit(1));

/** Opens VS Code and waits for its workbench. Rejects in plain words where no browser is installed. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const root = process.cwd();
  const folder = path.join(root, "out/e2e", `${options.name}-${process.pid}`);
  const workspace = path.join(folder, "workspace");
  const extensions = path.join(folder, "extensions");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(extensions, { recursive: true });
  cpSync(path.join(root, options.workspace ?? "examples"), workspace, { recursive: true });
  installExtension(root, extensions, bundlePath());

  const data = path.join(folder, "data");
  const theme = options.theme ?? "Default Dark Modern";
  const settings = { "workbench.colorTheme": theme, ...options.settings };
  const { workspaceTrust = false } = options;
  const browser = await openBrowser();
  const server = await startServer({ root, data, extensions, settings, workspaceTrust }).catch((error) =>
    browser.close().then(() => Promise.reject(error)),
  );
  const close = async (): Promise<void> => {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };

  const { page, watch } = await openPage(browser);
  const arrive = async (): Promise<void> => {
    await page.goto(server.url(workspace));
    await page.waitForSelector(".monaco-workbench .part.statusbar");
  };
  try {
    await arrive();
  } catch (error) {
    await close();
    throw new Error(`The workbench did not open.\n${server.log()}`, { cause: error });
  }
  return {
    page,
    watch,
    workspace,
    close,
    reload: arrive,
    serverLog: server.log,
    screenshot: screenshotOf(page),
    useTheme: (theme) => chooseTheme(page, theme),
  };
}

async function openPage(browser: Browser): Promise<{ page: Page; watch: Watch }> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return { page, watch: watchPage(context, page) };
}

/** Takes a theme from the list of themes. */
async function chooseTheme(page: Page, theme: Theme): Promise<void> {
  const { label, mark } = themes[theme];
  await runCommand(page, "Preferences: Color Theme");
  const row = page.locator(".quick-input-list .monaco-list-row", { hasText: label }).first();
  await page.locator(".quick-input-widget input").fill(label);
  await row.click();
  await page.waitForSelector(`.monaco-workbench${mark}`);
}

function screenshotOf(page: Page): (name: string) => Promise<void> {
  return async (name) => {
    const folder = path.join(process.cwd(), "out/screenshots");
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: path.join(folder, `${name}.png`) });
  };
}
