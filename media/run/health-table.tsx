/** The layers in numbers: what their units did over the rows looked at, and how many never say anything positive. */
import { formatCount, formatNumber, formatShare } from "./format.ts";
import { Scrolling } from "./scrolling.tsx";
import { health } from "./state.ts";

const MANY_NEVER_POSITIVE = 0.4;

export function HealthTable() {
  const layers = health.value;
  if (layers.length === 0) return undefined;
  return (
    <section class="card" aria-label="Layers">
      <header class="card-head">
        <h2>Layers</h2>
        <span class="soft small">over {formatCount(layers[0]?.rows ?? 0)} rows</span>
      </header>
      <Scrolling label="Numbers of the layers">
        <table>
          <thead>
            <tr>
              <th scope="col">layer</th>
              <th scope="col">units</th>
              <th scope="col">mean</th>
              <th scope="col">mean |y|</th>
              <th scope="col">smallest</th>
              <th scope="col">largest</th>
              <th scope="col">never positive</th>
            </tr>
          </thead>
          <tbody>
            {layers.map((layer) => (
              <tr key={layer.step}>
                <th scope="row">{layer.step}</th>
                <td>{formatCount(layer.units)}</td>
                <td>{formatNumber(layer.mean)}</td>
                <td>{formatNumber(layer.meanMagnitude)}</td>
                <td>{formatNumber(layer.smallest)}</td>
                <td>{formatNumber(layer.largest)}</td>
                <td class={layer.neverPositive > MANY_NEVER_POSITIVE ? "attention" : ""}>
                  {formatShare(layer.neverPositive)}
                  {layer.notFinite > 0 ? ` · ${formatCount(layer.notFinite)} not finite` : ""}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
    </section>
  );
}
