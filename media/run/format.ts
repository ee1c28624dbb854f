/** Numbers as people read them, in the reader's own language. */
const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const percent = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 1 });
const three = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3, useGrouping: false });
const compact = new Intl.NumberFormat(undefined, { notation: "compact", maximumSignificantDigits: 3 });

/** 15,000 */
export const formatCount = (value: number): string => whole.format(value);

/** 97.3 % */
export const formatShare = (value: number): string => (Number.isFinite(value) ? percent.format(value) : "–");

/** Three significant digits, a true minus sign, powers of ten where the number is very large or small. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const magnitude = Math.abs(value);
  const text =
    magnitude !== 0 && (magnitude < 1e-3 || magnitude >= 1e5)
      ? value.toExponential(1).replace("e+", "e")
      : three.format(value);
  return text.replaceAll("-", "−");
}

/** 41.2K */
export const formatRate = (value: number): string => compact.format(value);

/** [8] or [6 × 28 × 28] */
export const formatShape = (shape: readonly number[]): string => `[${shape.join(" × ")}]`;
