/** What the reader has to know in words: a broken text, a run that failed or diverged, repaired data; and the same for screen readers, seldom. */
import { useEffect, useState } from "preact/hooks";
import { formatCount, formatNumber, formatShare } from "./format.ts";
import {
  broken,
  divergence,
  edited,
  evaluation,
  failure,
  notice,
  opened,
  runState,
  step,
  summary,
} from "./state.ts";

export function Messages() {
  return (
    <div class="messages">
      {broken.value ? (
        <Message kind="error" title={broken.value.problem} body={broken.value.advice}>
          {opened.value ? "What is drawn below is from before the mistake." : undefined}
        </Message>
      ) : undefined}
      {failure.value ? (
        <Message kind="error" title={failure.value.problem} body={failure.value.advice} />
      ) : undefined}
      {divergence.value ? <Diverged /> : undefined}
      {notice.value ? (
        <Message kind="information" title={notice.value} close={() => (notice.value = undefined)} />
      ) : undefined}
      {edited.value && !broken.value ? (
        <Message
          kind="information"
          title="The text has changed since this run began."
          body="Reset reads it again; until then the run goes on with what it had."
        />
      ) : undefined}
      <DataWarnings />
    </div>
  );
}

function Diverged() {
  const { step: at = 0, rate = 0, lastFiniteStep = 0 } = divergence.value ?? {};
  return (
    <Message
      kind="error"
      title={`The run diverged at step ${formatCount(at)}: the loss is no longer a number.`}
      body={`The learning rate is ${formatNumber(rate)}; try ${formatNumber(rate / 10)}, or smaller initial values.`}
    >
      The weights shown are those of step {formatCount(lastFiniteStep)}, the last that were finite.
    </Message>
  );
}

/** What the data's author must know; the rest is told under the layers. */
function DataWarnings() {
  const warnings = summary.value?.notes.filter(({ severity }) => severity !== "information") ?? [];
  const [first] = warnings;
  if (!first) return undefined;
  return (
    <details class="message warning">
      <summary>
        <strong>{first.message}</strong>
        {warnings.length > 1 ? ` And ${formatCount(warnings.length - 1)} more about the data.` : ""}
      </summary>
      <ul>
        {warnings.slice(1).map(({ message }) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
    </details>
  );
}

export function DataNotes() {
  const { notes = [], rows = 0, trainRows = 0 } = summary.value ?? {};
  if (!summary.value) return undefined;
  return (
    <section class="card" aria-label="Data">
      <header class="card-head">
        <h2>Data</h2>
        <span class="soft small">
          {formatCount(trainRows)} rows to train on, {formatCount(rows - trainRows)} held back
        </span>
      </header>
      {notes.length === 0 ? (
        <p class="soft">Nothing was repaired, dropped or changed.</p>
      ) : (
        <ul class="notes">
          {notes.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface MessageProperties {
  readonly kind: "error" | "information";
  readonly title: string;
  readonly body?: string;
  readonly children?: string | (string | number)[] | undefined;
  readonly close?: () => void;
}

function Message({ kind, title, body, children, close }: MessageProperties) {
  return (
    <div class={`message ${kind}`} role={kind === "error" ? "alert" : "note"}>
      <p>
        <strong>{title}</strong> {body}
      </p>
      {children ? <p>{children}</p> : undefined}
      {close ? (
        <button type="button" class="quiet close" aria-label="Close this note" onClick={close}>
          ×
        </button>
      ) : undefined}
    </div>
  );
}

const ANNOUNCE_EVERY_MS = 5_000;

/** A sentence at most every five seconds, for those who hear the panel. */
export function LiveRegion() {
  const [text, setText] = useState("");
  useEffect(() => {
    let said = "";
    const say = (): void => {
      const sentence = summarise();
      if (sentence !== said) setText(sentence);
      said = sentence;
    };
    const timer = setInterval(say, ANNOUNCE_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <p class="for-ears" aria-live="polite">
      {text}
    </p>
  );
}

function summarise(): string {
  if (!summary.value || step.value === 0) return "";
  const { train, test } = evaluation.value ?? {};
  const seen = test ?? train;
  const parts = [
    `${runState.value}, step ${formatCount(step.value)} of ${formatCount(summary.value.totalSteps)}`,
    ...(seen ? [`${test ? "test" : "train"} loss ${formatNumber(seen.loss)}`] : []),
    ...(seen?.accuracy === undefined ? [] : [`accuracy ${formatShare(seen.accuracy)}`]),
  ];
  return parts.join(", ");
}
