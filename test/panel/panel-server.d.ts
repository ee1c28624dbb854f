import type { Experiment } from "../../network/experiment.ts";
import { type ThemeName } from "./themes.ts";
export interface PanelServer {
  readonly address: string;
  close(): void;
}
export interface Served {
  readonly experiment: Experiment;
  readonly files?: Readonly<Record<string, Uint8Array>>;
  readonly theme?: ThemeName;
  readonly train?: boolean;
}
export declare function servePanel({ experiment, files, theme, train }: Served): Promise<PanelServer>;
