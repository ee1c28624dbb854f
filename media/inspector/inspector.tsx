/** One unit asked: its sum for the current example term by term, what it responds to, and what it does over all the data. */
import type { ConcreteNetwork } from "../../network/network.ts";
import type { NeuronReport, UnitStatistics } from "../../protocol/run.ts";
import { activationOf } from "../network/layout.ts";
import { formatCount, formatNumber, formatShare } from "../run/format.ts";
import { unpin } from "../run/inspection.ts";
import { inspected, pinned, report, summary } from "../run/state.ts";
import { FilterPicture, ResponsePicture, WeightPicture } from "./pictures.tsx";
import { SumTable } from "./sum-table.tsx";

export function Inspector({ network }: { readonly network: ConcreteNetwork }) {
  const unit = inspected.value;
  const answer = report.value;
  return (
    <section class="inspector" aria-label="Neuron">
      <header class="card-head">
        <h3>{unit ? <code>{`${unit.tensor}[${unit.unit}]`}</code> : "Neuron"}</h3>
        {pinned.value ? (
          <button type="button" class="quiet" onClick={unpin}>
            Pinned · let go
          </button>
        ) : undefined}
      </header>
      {!unit ? (
        <p class="hint">
          Point at a neuron, or move with the arrow keys: its weights, its sum and what it responds to are
          shown here. Click to keep it.
        </p>
      ) : !summary.value || answer?.tensor !== unit.tensor || answer.unit !== unit.unit ? (
        <p class="hint">{summary.value ? "Asking the engine …" : "The network has not run yet."}</p>
      ) : (
        <Answer answer={answer} network={network} />
      )}
    </section>
  );
}

function Answer({ answer, network }: { readonly answer: NeuronReport; readonly network: ConcreteNetwork }) {
  const step = network.steps.find(({ name }) => name === answer.tensor);
  const activation = step && activationOf(step);
  return (
    <>
      {answer.sum ? (
        <p class="formula">
          y = {activation ?? ""}
          {activation ? "(" : ""}
          {formatNumber(answer.sum.total)}
          {activation ? ")" : ""} = <strong>{formatNumber(answer.activation)}</strong>
        </p>
      ) : (
        <p class="formula">
          y = <strong>{formatNumber(answer.activation)}</strong>
          {step ? <span class="soft"> · {step.kind}</span> : <span class="soft"> · input</span>}
        </p>
      )}
      <div class="inspector-body">
        {answer.sum ? <SumTable sum={answer.sum} names={namesOf(answer.sum.input, network)} /> : undefined}
        <div class="inspector-pictures">
          {answer.response ? (
            <ResponsePicture response={answer.response} example={answer.example} />
          ) : undefined}
          {answer.sum ? (
            <WeightPicture sum={answer.sum} shape={shapeOf(answer.sum.input, network)} />
          ) : undefined}
          {answer.filter ? <FilterPicture filter={answer.filter} /> : undefined}
          <OverData statistics={answer.overData} isStep={step !== undefined} />
        </div>
      </div>
    </>
  );
}

function OverData({
  statistics: { rows, mean, smallest, largest, positive, histogram },
  isStep,
}: {
  readonly statistics: UnitStatistics;
  readonly isStep: boolean;
}) {
  const tallest = Math.max(1, ...histogram);
  return (
    <figure class="histogram">
      <svg
        viewBox={`0 0 ${histogram.length} 20`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Histogram of its activations: ${[...histogram].join(", ")} rows in ${histogram.length} bins`}
      >
        {[...histogram].map((count, bin) => (
          <rect
            key={bin}
            x={bin + 0.08}
            width={0.84}
            y={20 - (20 * count) / tallest}
            height={(20 * count) / tallest}
          />
        ))}
      </svg>
      <figcaption>
        {formatNumber(smallest)} … {formatNumber(largest)} on {formatCount(rows)} rows, mean{" "}
        {formatNumber(mean)};{" "}
        {isStep && positive === 0 ? <strong>never positive</strong> : `positive on ${formatShare(positive)}`}
      </figcaption>
    </figure>
  );
}

function shapeOf(tensor: string, network: ConcreteNetwork): readonly number[] {
  const input = network.inputs.find(({ name }) => name === tensor);
  return input?.shape ?? network.steps.find(({ name }) => name === tensor)?.shape ?? [];
}

/** What the sum's inputs are called: the data's columns, or units of the layer before. */
function namesOf(tensor: string, network: ConcreteNetwork): (index: number) => string {
  const columns = network.inputs.some(({ name }) => name === tensor) ? summary.value?.columns : undefined;
  return (index) => columns?.[index] ?? `${tensor}[${index}]`;
}
