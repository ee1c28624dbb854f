/** Which row of the data the network is looking at, what its label is, and what the network says. */
import type { Glimpse, Reading } from "../../protocol/run.ts";
import { formatCount, formatNumber, formatShare } from "./format.ts";
import { chooseExample } from "./lab.ts";
import { example, glimpse, opened, summary } from "./state.ts";

export function ExampleRow() {
  if (!summary.value) return undefined;
  const { rows, trainRows, reading } = summary.value;
  const row = example.value;
  const seen = glimpse.value;
  const output = seen && outputOf(seen);
  return (
    <div class="example">
      <button
        type="button"
        class="quiet"
        aria-label="Previous example"
        onClick={() => chooseExample(row - 1)}
      >
        ‹
      </button>
      <span>
        Example {formatCount(row + 1)} of {formatCount(rows)}
        <span class="soft"> · {row < trainRows ? "trained on" : "held back"}</span>
      </span>
      <button type="button" class="quiet" aria-label="Next example" onClick={() => chooseExample(row + 1)}>
        ›
      </button>
      {seen && seen.label.length > 0 ? (
        <span>
          label <strong>{named(seen.label, reading)}</strong>
        </span>
      ) : undefined}
      {output ? (
        <span>
          network says <strong>{says(output, reading)}</strong>
        </span>
      ) : undefined}
    </div>
  );
}

function outputOf({ activations }: Glimpse): Float32Array | undefined {
  const tensor = opened.value?.experiment.network.outputs[0]?.tensor;
  return tensor === undefined ? undefined : activations[tensor];
}

function named(label: Float32Array, reading: Reading): string {
  if (reading.kind === "values") return [...label.subarray(0, 4)].map(formatNumber).join(", ");
  return reading.names[label[0] ?? 0] ?? formatNumber(label[0] ?? Number.NaN);
}

/** The answer with how sure the network is of it, where that is defined. */
function says(output: Float32Array, reading: Reading): string {
  const first = output[0] ?? Number.NaN;
  switch (reading.kind) {
    case "values":
      return [...output.subarray(0, 4)].map(formatNumber).join(", ");
    case "binary": {
      const name = reading.names[first > reading.threshold ? 1 : 0] ?? "";
      if (!reading.logits) return name;
      return `${name}, ${formatShare(1 / (1 + Math.exp(-Math.abs(first))))} sure`;
    }
    case "classes": {
      const largest = Math.max(...output);
      const name = reading.names[output.indexOf(largest)] ?? "";
      if (!reading.logits) return name;
      const sum = output.reduce((total, value) => total + Math.exp(value - largest), 0);
      return `${name}, ${formatShare(1 / sum)} sure`;
    }
    default:
      return reading satisfies never;
  }
}
