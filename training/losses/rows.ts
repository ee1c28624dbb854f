/** Averages over everything but the batch axis: what turns errors into one loss a row. */
import type { Ops } from "../../engine/ops/ops.ts";

/** [batch, ...] → [batch] */
export function meanOfRows<T>(ops: Ops<T>, x: T): T {
  const shape = ops.shapeOf(x);
  const [batch = 1, ...rest] = shape;
  const count = rest.reduce((product, size) => product * size, 1);
  const total = ops.sum(
    x,
    rest.map((_, axis) => axis + 1),
  );
  return ops.mul(ops.reshape(total, [batch]), ops.constant(1 / count));
}
