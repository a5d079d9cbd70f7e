/**
 * The number abroad in closed form: groups arrive as a Poisson stream, each worker stays a while and goes home (a batch M/G/∞ system).
 * mean(t) = ∫ λ(u) E[B] S(t−u) du; with single stays variance(t) = ∫ λ(u) (E[B] S (1−S) + E[B²] S²) du, when a group goes home together
 * ∫ λ(u) E[B²] S du, where S(v) is the chance to be still abroad after v months. Source: compound Poisson thinning (Kingman 1993, ch. 5).
 */

/** A stay uniform between two lengths, in months; equal ends are a fixed stay. */
export type UniformStay = { readonly from: number; readonly to: number };

/** First and second moment of the size of one group. */
export type GroupMoments = { readonly mean: number; readonly square: number };

/** Moments of a size that is every whole number from `from` to `to` alike. */
export function uniformGroup(from: number, to: number): GroupMoments {
  const mean = (from + to) / 2;
  return { mean, square: mean * mean + ((to - from + 1) ** 2 - 1) / 12 };
}

/** ∫₀ᵗ S(v) dv: the expected months abroad within t of arriving. */
export function monthsAbroad(stay: UniformStay, t: number): number {
  const { from, to } = stay;
  if (t <= 0) return 0;
  if (t <= from) return t;
  const span = to - from;
  if (span <= 0) return from;
  const into = Math.min(t, to) - from;
  return from + into - (into * into) / (2 * span);
}

/** ∫₀ᵗ S(v)² dv. */
export function squaredMonthsAbroad(stay: UniformStay, t: number): number {
  const { from, to } = stay;
  if (t <= 0) return 0;
  if (t <= from) return t;
  const span = to - from;
  if (span <= 0) return from;
  const left = 1 - (Math.min(t, to) - from) / span;
  return from + (span * (1 - left * left * left)) / 3;
}

/** Arrivals at `groupsPerMonth` between two moments, in months since the first. */
export type ArrivalStretch = {
  readonly from: number;
  readonly to: number;
  readonly groupsPerMonth: number;
  /** The number who came is known, so that only their going home is random. */
  readonly counted?: boolean;
};

/** Mean and variance of the number abroad at time t (months). */
export function stockAt(
  t: number,
  stretches: readonly ArrivalStretch[],
  group: GroupMoments,
  stay: UniformStay,
  rotation: "singly" | "together",
): { readonly mean: number; readonly variance: number } {
  let mean = 0;
  let variance = 0;
  for (const { from, to, groupsPerMonth, counted = false } of stretches) {
    if (t <= from) continue;
    const oldest = t - from;
    const youngest = Math.max(0, t - to);
    const abroad = monthsAbroad(stay, oldest) - monthsAbroad(stay, youngest);
    mean += groupsPerMonth * group.mean * abroad;
    const squared = squaredMonthsAbroad(stay, oldest) - squaredMonthsAbroad(stay, youngest);
    if (counted) {
      // S(1−S) for each who goes home alone, and once for each group that goes together.
      const leaving = Math.max(0, abroad - squared);
      variance += groupsPerMonth * (rotation === "together" ? group.square : group.mean) * leaving;
    } else if (rotation === "together") variance += groupsPerMonth * group.square * abroad;
    else {
      variance += groupsPerMonth * (group.mean * (abroad - squared) + group.square * squared);
    }
  }
  return { mean, variance };
}
