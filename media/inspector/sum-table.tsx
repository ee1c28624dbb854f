/** w · x + b written out: every term where they are few, the largest ones and the rest in one line where they are many. */
import type { WeightedSum } from "../../protocol/run.ts";
import { formatCount, formatNumber } from "../run/format.ts";

interface Term {
  readonly index: number;
  readonly input: number;
  readonly weight: number;
  readonly product: number;
}

const MOST_TERMS = 8;

export function SumTable({
  sum,
  names,
}: {
  readonly sum: WeightedSum;
  readonly names: (index: number) => string;
}) {
  const terms = [...sum.inputs].map((input, index): Term => {
    const weight = sum.weights[index] ?? 0;
    return { index, input, weight, product: input * weight };
  });
  const shown = largest(terms);
  const rest = terms.filter((term) => !shown.includes(term));
  const restTotal = rest.reduce((total, { product }) => total + product, 0);
  const scale = Math.max(1e-9, Math.abs(sum.bias), ...shown.map(({ product }) => Math.abs(product)));
  return (
    <table class="sum">
      <thead>
        <tr>
          <th scope="col">input</th>
          <th scope="col">x</th>
          <th scope="col">w</th>
          <th scope="col" colSpan={2}>
            w · x
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ index, input, weight, product }) => (
          <tr key={index}>
            <th scope="row">{names(index)}</th>
            <td>{formatNumber(input)}</td>
            <td>{formatNumber(weight)}</td>
            <td>{formatNumber(product)}</td>
            <Bar share={product / scale} />
          </tr>
        ))}
        {rest.length === 0 ? undefined : (
          <tr>
            <th scope="row" colSpan={3}>
              {formatCount(rest.length)} smaller terms
            </th>
            <td>{formatNumber(restTotal)}</td>
            <Bar share={restTotal / scale} />
          </tr>
        )}
        <tr>
          <th scope="row" colSpan={3}>
            bias b
          </th>
          <td>{formatNumber(sum.bias)}</td>
          <Bar share={sum.bias / scale} />
        </tr>
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            w · x + b
          </th>
          <td>{formatNumber(sum.total)}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}

/** In the order of the inputs. */
function largest(terms: readonly Term[]): readonly Term[] {
  if (terms.length <= MOST_TERMS) return terms;
  return terms
    .toSorted((a, b) => Math.abs(b.product) - Math.abs(a.product))
    .slice(0, MOST_TERMS)
    .sort((a, b) => a.index - b.index);
}

/** To the right of the middle for what adds, to the left for what takes away. */
function Bar({ share }: { readonly share: number }) {
  const length = Math.max(-1, Math.min(1, Number.isFinite(share) ? share : 0)) * 29;
  return (
    <td class="bar">
      <svg width={60} height={10} aria-hidden="true">
        <line x1={30} x2={30} y1={0} y2={10} />
        <rect
          class={length < 0 ? "negative" : "positive"}
          x={length < 0 ? 30 + length : 30}
          y={1.5}
          width={Math.abs(length)}
          height={7}
        />
      </svg>
    </td>
  );
}
