/** What the network answers on the rows held back: a table of labels against answers, and the rows it is furthest off on. */
import type { Prediction, Predictions, Reading } from "../../protocol/run.ts";
import { formatCount, formatNumber, formatShare } from "./format.ts";
import { chooseExample } from "./lab.ts";
import { Scrolling } from "./scrolling.tsx";
import { predictions, summary } from "./state.ts";

export function PredictionsCard() {
  const found = predictions.value;
  const { reading } = summary.value ?? {};
  if (!found || !reading || found.rows === 0) return undefined;
  const amount =
    found.rows === found.of
      ? formatCount(found.rows)
      : `${formatCount(found.rows)} of ${formatCount(found.of)}`;
  return (
    <section class="card" aria-label="Answers">
      <header class="card-head">
        <h2>Answers</h2>
        <span class="soft small">
          over {amount} {found.isTest ? "held back" : "trained on"}
        </span>
      </header>
      <div class="answers">
        {reading.kind !== "values" && found.confusion.length > 0 ? (
          <Confusion found={found} names={reading.names} />
        ) : undefined}
        <Samples found={found} reading={reading} />
      </div>
    </section>
  );
}

interface ConfusionProperties {
  readonly found: Predictions;
  readonly names: readonly string[];
}

/** Rows are labels, columns answers; each cell is tinted by its share of the row. */
function Confusion({ found: { confusion }, names }: ConfusionProperties) {
  const count = (label: number, answer: number): number => confusion[label * names.length + answer] ?? 0;
  return (
    <Scrolling label="Labels and answers">
      <table class="confusion">
        <caption>Rows: the label. Columns: the answer.</caption>
        <thead>
          <tr>
            <th scope="col">label</th>
            {names.map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
            <th scope="col">right</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name, label) => {
            const total = names.reduce((sum, _, answer) => sum + count(label, answer), 0);
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                {names.map((other, answer) => (
                  <td
                    key={other}
                    class={tint(label === answer, total === 0 ? 0 : count(label, answer) / total)}
                  >
                    {count(label, answer) === 0 ? (
                      <span class="soft">·</span>
                    ) : (
                      formatCount(count(label, answer))
                    )}
                  </td>
                ))}
                <td>{total === 0 ? "–" : formatShare(count(label, label) / total)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scrolling>
  );
}

/** Four strengths, in the colour of what is right or of what is wrong; a page's policy allows no styles of single cells. */
function tint(isRight: boolean, share: number): string {
  const strength = share === 0 ? 0 : Math.max(1, Math.ceil(share * 4));
  return `cell ${isRight ? "right" : "wrong"}-${strength}`;
}

interface SamplesProperties {
  readonly found: Predictions;
  readonly reading: Reading;
}

function Samples({ found: { samples }, reading }: SamplesProperties) {
  return (
    <Scrolling label="Furthest off">
      <table>
        <caption>Furthest off</caption>
        <thead>
          <tr>
            <th scope="col">example</th>
            <th scope="col">label</th>
            <th scope="col">answer</th>
            <th scope="col">{reading.kind === "values" ? "error" : "sure"}</th>
          </tr>
        </thead>
        <tbody>
          {samples.map((sample, place) => (
            <tr key={place}>
              <th scope="row">
                <button
                  type="button"
                  class="quiet"
                  aria-label={`Show example ${formatCount(sample.row + 1)}`}
                  onClick={() => chooseExample(sample.row)}
                >
                  {formatCount(sample.row + 1)}
                </button>
              </th>
              <td>{said(sample.label, reading)}</td>
              <td class={isWrong(sample, reading) ? "attention" : ""}>{said(sample.answer, reading)}</td>
              <td>
                {reading.kind === "values"
                  ? formatNumber(sample.answer - sample.label)
                  : formatShare(sample.share ?? Number.NaN)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}

const said = (value: number, reading: Reading): string =>
  reading.kind === "values" ? formatNumber(value) : (reading.names[value] ?? "none");

const isWrong = ({ label, answer }: Prediction, { kind }: Reading): boolean =>
  kind !== "values" && label !== answer;
