/** The buttons of a run: train and pause, one step, start again, and how fast to go. */
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-checkbox/index.js";
import type { ComponentChildren, FunctionComponent } from "preact";
import { formatCount } from "./format.ts";
import { command, setPace } from "./lab.ts";
import { broken, failure, opened, pace, runState, summary } from "./state.ts";

interface ButtonProperties {
  readonly secondary?: boolean;
  readonly disabled?: boolean;
  readonly title?: string;
  readonly "data-action": string;
  readonly onClick: () => void;
  readonly children: ComponentChildren;
}

interface CheckboxProperties {
  readonly checked: boolean;
  readonly label: string;
  readonly title?: string;
  readonly onChange: (event: Event) => void;
}

// Preact takes a custom element's name wherever it takes a component.
const Button = "vscode-button" as unknown as FunctionComponent<ButtonProperties>;
const Checkbox = "vscode-checkbox" as unknown as FunctionComponent<CheckboxProperties>;

export function Toolbar() {
  const { experiment } = opened.value ?? {};
  const state = runState.value;
  const isTraining = state === "training";
  const ready = summary.value !== undefined || failure.value !== undefined;
  return (
    <header class="toolbar">
      <div class="heading">
        <h1>{experiment?.name ?? "Soma Lab"}</h1>
        {experiment ? (
          <p class="soft">
            {experiment.network.name} on {experiment.data.name} · seed {experiment.training.seed}
            {summary.value ? ` · ${formatCount(summary.value.parameters)} parameters` : ""}
          </p>
        ) : undefined}
      </div>
      <div class="buttons" role="toolbar" aria-label="Training">
        {isTraining ? (
          <Button data-action="pause" onClick={() => command("pause")}>
            <Icon shape="pause" />
            Pause
          </Button>
        ) : (
          <Button data-action="train" disabled={!ready} onClick={() => command("train")}>
            <Icon shape="train" />
            {trainLabel(state)}
          </Button>
        )}
        <Button
          data-action="step"
          secondary
          disabled={!ready || isTraining || state === "finished" || state === "diverged"}
          title="Train on one batch"
          onClick={() => command("step")}
        >
          <Icon shape="step" />
          Step
        </Button>
        <Button
          data-action="reset"
          secondary
          disabled={!experiment && !broken.value}
          title="Read the text again and start from step 0"
          onClick={() => command("reset")}
        >
          <Icon shape="reset" />
          Reset
        </Button>
        <Checkbox
          label="Full speed"
          title="Otherwise a small network takes some seconds, so that it can be watched"
          checked={pace.value === "full"}
          onChange={(event) => setPace((event.target as HTMLInputElement).checked ? "full" : "visible")}
        />
      </div>
    </header>
  );
}

function trainLabel(state: typeof runState.value): string {
  switch (state) {
    case "ready":
    case "training":
      return "Train";
    case "paused":
      return "Go on";
    case "finished":
    case "diverged":
      return "Train again";
    default:
      return state satisfies never;
  }
}

const shapes = {
  train: "M4 2.5v11l9-5.5z",
  pause: "M4 2.5h3v11H4zM9 2.5h3v11H9z",
  step: "M3 2.5v11l7-5.5zM11 2.5h2v11h-2z",
  reset: "M8 3a5 5 0 1 1-4.6 3H5a3.5 3.5 0 1 0 3-1.5V7L4.500 3.700 8 .5z",
} as const;

function Icon({ shape }: { readonly shape: keyof typeof shapes }) {
  return (
    <svg slot="content-before" class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={shapes[shape]} fill="currentColor" />
    </svg>
  );
}
