/** What can be said of predictions once they are there: pure functions of outputs and labels, row after row. */
import { largest } from "./reading.ts";

/** Outputs and labels of some rows: one number a class along the last axis, and a class number for each of its places. */
export interface ClassPredictions {
  readonly outputs: ArrayLike<number>;
  readonly labels: ArrayLike<number>;
  readonly classes: number;
}

/** Share of the predictions whose class is right; NaN without any. */
export const accuracy = (predictions: ClassPredictions): number => topAccuracy(predictions, 1);

/** Share of the predictions whose class is among the `count` largest outputs; of equal outputs the earlier is larger. */
export function topAccuracy({ outputs, labels, classes }: ClassPredictions, count: number): number {
  let right = 0;
  for (let place = 0; place < labels.length; place++) {
    const start = place * classes;
    const label = labels[place];
    const own = outputs[start + label];
    let before = 0;
    for (let other = 0; other < classes; other++) {
      const value = outputs[start + other];
      if (value > own || (value === own && other < label)) before++;
    }
    if (before < count && !Number.isNaN(own)) right++;
  }
  return right / labels.length;
}

/** Row: the class that is right, column: the one that is predicted; a prediction that is no number is in none. */
export function confusion({ outputs, labels, classes }: ClassPredictions): readonly (readonly number[])[] {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let place = 0; place < labels.length; place++) {
    const predicted = largest(outputs, place * classes, classes);
    const row = counts[labels[place]];
    if (predicted >= 0 && row !== undefined) row[predicted]++;
  }
  return counts;
}

/** Mean of |prediction − label| over all numbers; NaN without any. */
export function meanAbsoluteError(outputs: ArrayLike<number>, labels: ArrayLike<number>): number {
  let sum = 0;
  for (let place = 0; place < labels.length; place++) sum += Math.abs(outputs[place] - labels[place]);
  return sum / labels.length;
}

/**
 * R², the share of the labels' variance that the predictions explain: 1 is perfect, 0 is no better than the mean, less is
 * worse than it. NaN if all labels are equal.
 */
export function explainedVariance(outputs: ArrayLike<number>, labels: ArrayLike<number>): number {
  let total = 0;
  for (let place = 0; place < labels.length; place++) total += labels[place];
  const mean = total / labels.length;
  let left = 0;
  let spread = 0;
  for (let place = 0; place < labels.length; place++) {
    left += (outputs[place] - labels[place]) ** 2;
    spread += (labels[place] - mean) ** 2;
  }
  return spread === 0 ? Number.NaN : 1 - left / spread;
}

/** How many equally likely classes would surprise as much: exp of a cross-entropy in nats. */
export const perplexity = (crossEntropy: number): number => Math.exp(crossEntropy);
