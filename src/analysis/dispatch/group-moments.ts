/** How large the groups are that cross together: what mean and variance of the number abroad need of them (DM18). */

/** First and second moment of the size of one group. */
export type GroupMoments = { readonly mean: number; readonly square: number };

/** Moments of a size that is every whole number from `from` to `to` alike. */
export function uniformGroup(from: number, to: number): GroupMoments {
  const mean = (from + to) / 2;
  return { mean, square: mean * mean + ((to - from + 1) ** 2 - 1) / 12 };
}
