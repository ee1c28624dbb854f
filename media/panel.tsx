/** The panel "Soma Lab": puts the parts on the page and starts listening. */
import { render } from "preact";
import { Inspector } from "./inspector/inspector.tsx";
import { NetworkView } from "./network/view.tsx";
import { BoundaryPlot } from "./plots/boundary.tsx";
import { AccuracyPlot, LossPlot } from "./plots/curves.tsx";
import { ExampleRow } from "./run/example-row.tsx";
import { HealthTable } from "./run/health-table.tsx";
import { startLab } from "./run/lab.ts";
import { DataNotes, LiveRegion, Messages } from "./run/messages.tsx";
import { Numbers } from "./run/numbers.tsx";
import { PredictionsCard } from "./run/predictions-card.tsx";
import { broken, failure, opened, runState, summary } from "./run/state.ts";
import { Toolbar } from "./run/toolbar.tsx";
import { followTheme } from "./theme.ts";

function Panel() {
  const { experiment } = opened.value ?? {};
  const isOld = broken.value !== undefined || failure.value !== undefined;
  return (
    <main data-state={summary.value ? runState.value : "loading"}>
      <Toolbar />
      <Messages />
      {experiment ? (
        <div class={isOld ? "body old" : "body"}>
          <Numbers />
          <div class="cards">
            <BoundaryPlot />
            <div class={summary.value && !summary.value.points ? "column wide" : "column"}>
              <LossPlot />
              <AccuracyPlot />
            </div>
          </div>
          <section class="card" aria-label="Network">
            <header class="card-head">
              <h2>Network</h2>
              <Key />
            </header>
            <ExampleRow />
            <div class="network-and-inspector">
              <NetworkView network={experiment.network} />
              <Inspector network={experiment.network} />
            </div>
          </section>
          <PredictionsCard />
          <HealthTable />
          <DataNotes />
        </div>
      ) : (
        <Waiting />
      )}
      <LiveRegion />
    </main>
  );
}

function Key() {
  return (
    <ul class="legend">
      <li class="key key-positive">positive</li>
      <li class="key key-negative">negative</li>
    </ul>
  );
}

function Waiting() {
  if (broken.value) return undefined;
  return (
    <p class="hint waiting">
      Reading the experiment … If nothing appears, open a file that ends in .soma and press Train above one of
      its <code>train</code> declarations.
    </p>
  );
}

const root = document.getElementById("root");
if (root) {
  followTheme();
  render(<Panel />, root);
  startLab();
}
