/** The part of papaparse that is used. The package of its types brings Node's along, which this folder must not know. */
declare module "papaparse/papaparse.js" {
  interface Step {
    readonly data: readonly string[];
    readonly errors: readonly { readonly type: string; readonly code: string }[];
  }
  interface Config {
    readonly newline: string;
    readonly delimiter: string;
    readonly step: (result: Step, parser: { abort(): void }) => void;
  }
  const Papa: { parse(text: string, config: Config): void };
  // biome-ignore lint/style/noDefaultExport: this is how the package exports itself.
  export default Papa;
}
