/** What a run showed of its network, as far as findings are made of it. */

export interface RunReport {
  readonly network: string;
  readonly experiment: string;
  /** Over every row, when the run last stood still. */
  readonly activity?: {
    /** Training steps done. */
    readonly step: number;
    readonly rows: number;
    readonly layers: readonly ReportedLayer[];
  };
  readonly diverged?: { readonly step: number; readonly rate: number; readonly lastFiniteStep: number };
}

export interface ReportedLayer {
  /** The step's name in its network. */
  readonly step: string;
  readonly activation: "relu" | "tanh" | "sigmoid";
  readonly neurons: number;
  /** Neurons that are above 0 on no row. */
  readonly silent: number;
  /** Share of all values at the flat ends of tanh or sigmoid. */
  readonly flat: number;
  /** True if the network's output is what this step gives. */
  readonly isOutput: boolean;
}

export interface FindingLimits {
  /** A layer is reported from this share of dead neurons on, 0 to 1. */
  readonly deadShare: number;
}

export const usualLimits: FindingLimits = { deadShare: 0.4 };

/** Healthy tanh layers of trained networks reach three quarters. */
const SATURATED_SHARE = 0.9;

/** Some neurons of narrow layers are born silent and woken by the layer before them: a fresh layer is dead only as a whole. */
export function isDead(
  { activation, silent, neurons }: ReportedLayer,
  step: number,
  limits: FindingLimits,
): boolean {
  const share = step === 0 ? 1 : limits.deadShare;
  return activation === "relu" && silent > 0 && silent >= share * neurons;
}

/** The output of a network that is sure of its answers lies at the ends, and should. */
export const isSaturated = ({ activation, flat, isOutput }: ReportedLayer): boolean =>
  activation !== "relu" && !isOutput && flat >= SATURATED_SHARE;
