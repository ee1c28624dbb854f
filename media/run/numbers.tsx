/** The run in numbers: how far it is, how fast it goes, what the loss and the accuracy are. */
import { formatCount, formatNumber, formatRate, formatShare } from "./format.ts";
import { batchLoss, epoch, epochs, evaluation, step, stepsPerSecond, summary } from "./state.ts";

export function Numbers() {
  const { totalSteps = 0, trainRows = 0, rows = 0 } = summary.value ?? {};
  const { train, test } = evaluation.value ?? {};
  const hasAccuracy = train?.accuracy !== undefined;
  return (
    <section class="numbers" aria-label="Numbers">
      <progress max={Math.max(1, totalSteps)} value={step.value} aria-label="Steps done" />
      <dl>
        <Tile name="step" value={formatCount(step.value)} note={`of ${formatCount(totalSteps)}`} />
        <Tile name="epoch" value={formatCount(epoch.value)} note={`of ${formatCount(epochs.value)}`} />
        <Tile name="loss, train" value={formatLoss(train?.loss ?? batchLoss.value)} mark="train" />
        {rows > trainRows ? <Tile name="loss, test" value={formatLoss(test?.loss)} mark="test" /> : undefined}
        {hasAccuracy ? (
          <Tile name="accuracy, train" value={formatShare(train.accuracy ?? Number.NaN)} mark="train" />
        ) : undefined}
        {test?.accuracy === undefined ? undefined : (
          <Tile name="accuracy, test" value={formatShare(test.accuracy)} mark="test" />
        )}
        <Tile
          name="engine"
          value={stepsPerSecond.value === 0 ? "–" : formatRate(stepsPerSecond.value)}
          note="steps/s"
        />
      </dl>
    </section>
  );
}

const formatLoss = (loss: number | undefined): string => (loss === undefined ? "–" : formatNumber(loss));

function Tile({
  name,
  value,
  note = "",
  mark = "none",
}: {
  readonly name: string;
  readonly value: string;
  readonly note?: string;
  readonly mark?: "train" | "test" | "none";
}) {
  return (
    <div class={`tile mark-${mark}`} data-number={name}>
      <dt>{name}</dt>
      <dd>
        <span class="value">{value}</span> <span class="note">{note}</span>
      </dd>
    </div>
  );
}
