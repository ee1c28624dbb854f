/** When a run may end before its length is reached. */
import { choice, size } from "../catalog/attribute.ts";
import type { Signature } from "../catalog/signature.ts";

/** What the setting `early_stop` takes. */
export const patience = {
  name: "patience",
  doc: "The run ends once this many epochs in a row have brought nothing better on the test rows; on the training rows if there are no others.",
  attributes: {
    epochs: size("Epochs to wait for something better.", { max: 1e6 }),
    metric: choice(["loss", "accuracy"], "What has to get better.", { fallback: "loss" }),
  },
  foreign: ["EarlyStopping", "early_stopping"],
  foreignAttributes: { patience: "epochs", monitor: "metric" },
} as const satisfies Signature;
