/** The settings of `train` and `data`, what a run measures, and every default: the one place where they are written. */
import { type Attribute } from "../../catalog/attribute.ts";
export interface SettingSignature {
  readonly name: string;
  readonly doc: string;
  /** What it may be, and its fallback; for losses and optimizers the type only says that it is a word. */
  readonly attribute: Attribute;
  /** A loss or an optimizer is a name, or a call with attributes of its own. */
  readonly takes?: "loss" | "optimizer";
}
/** Where a `train` says nothing. The optimizer's own fallbacks apply as well. */
export declare const trainingDefaults: {
  readonly optimizer: "adam";
  readonly batch: 32;
  readonly epochs: 100;
  readonly seed: 1;
  readonly shuffle: true;
};
/** Where a `data` says nothing; the split is the source's own. */
export declare const dataDefaults: {
  readonly normalize: "none";
  readonly shuffle: true;
  readonly missing: "error";
};
export declare const trainSettings: readonly SettingSignature[];
export declare const dataSettings: readonly SettingSignature[];
export interface Metric {
  readonly name: string;
  readonly doc: string;
  /** Lies between 0 and 1. */
  readonly isShare: boolean;
  /** Written with a layer: `dead(h1)`. */
  readonly ofLayer: boolean;
  /** A shape of words for what kind of labels it needs. */
  readonly needsClasses: boolean;
}
export declare const metrics: readonly Metric[];
