/** How large what a file describes may grow, so that no text can exhaust the machine it is opened on. */
import { largestSize } from "../../shapes/size.ts";

export interface Limits {
  /** Steps of a network, its blocks and repeats written out. */
  readonly mostSteps: number;
  /** Numbers in one tensor of one row. */
  readonly mostElements: number;
  /** Learned numbers of a network. */
  readonly mostParameters: number;
  /** Bytes that a run keeps at once. */
  readonly mostBytes: number;
  readonly mostEpochs: number;
  /** Steps of a run. */
  readonly mostRunSteps: number;
}

const MEBI = 2 ** 20;

export const trustedLimits: Limits = {
  mostSteps: 10_000,
  mostElements: largestSize,
  mostParameters: 50_000_000,
  mostBytes: 1024 * MEBI,
  mostEpochs: 1e6,
  mostRunSteps: 1e9,
};

/** For a workspace whose author is not trusted. */
export const untrustedLimits: Limits = {
  mostSteps: 2000,
  mostElements: 2 ** 26,
  mostParameters: 5_000_000,
  mostBytes: 256 * MEBI,
  mostEpochs: 1e4,
  mostRunSteps: 1e7,
};
