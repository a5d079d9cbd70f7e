/**
 * Whether a quantity rises or falls, from points that are intervals, of different roots, at irregular times. What a reader would get
 * wrong: three points from two outlets are a sequence, not a trend, and this says so instead of fitting a line.
 */
import { dayBounds, type EdtfDate } from "#domain/edtf.ts";
import type { ClaimId } from "#domain/ids.ts";
import type { Trend } from "#domain/weighed.ts";
import type { Box } from "./posterior.ts";

export type Point = {
  readonly claim: ClaimId;
  readonly root: string;
  readonly outlet: string;
  readonly on: EdtfDate;
  readonly box: Box;
  readonly wrong: number;
  /** The value as printed. */
  readonly told: string;
};

export type FittedTrend = Omit<Trend, "points"> & { readonly points: readonly Point[] };

/** The trend as it is served: an open end is null, which JSON can say. */
export function servedTrend({ points, ...trend }: FittedTrend): Trend {
  return {
    ...trend,
    points: points.map(({ claim, root, outlet, on, box, told }) => ({
      claim,
      root,
      outlet,
      on,
      low: box.low,
      high: box.high === Infinity ? null : box.high,
      told,
    })),
  };
}

/** Least that a fitted trend rests on: points, outlets, and years between the first and the last. */
export const leastForTrend = { points: 4, outlets: 3, years: 1 };
/** A median change a year smaller than this share is called flat when its interval includes none and is narrower than one. */
export const flatWithin = 0.1;

/** The trend of like points, in time order. Undated points are left out: they cannot say when. */
export function trendOf(points: readonly Point[], spread = 0.25): FittedTrend {
  const dated = points
    .map((point) => ({ point, year: yearOf(point.on) }))
    .filter((one): one is { point: Point; year: number } => one.year !== null)
    .sort((a, b) => a.year - b.year || (a.point.claim < b.point.claim ? -1 : 1));
  const ordered = dated.map(({ point }) => point);
  const outlets = new Set(ordered.map((point) => point.outlet)).size;
  const span = dated.length > 1 ? (dated.at(-1)?.year ?? 0) - (dated[0]?.year ?? 0) : 0;
  const sequence = stepwise(ordered);
  const rests = `${ordered.length} dated points from ${outlets} ${outlets === 1 ? "outlet" : "outlets"}`;
  if (ordered.length < leastForTrend.points || outlets < leastForTrend.outlets || span < leastForTrend.years) {
    const direction = sequence ?? "not to be told";
    const told = sequence
      ? `each later figure is ${sequence === "falls" ? "lower" : "higher"} than the one before (${ordered.map((point) => point.told).join(", then ")})`
      : "no direction can be told";
    return { direction, perYear: null, points: ordered, says: `${rests}: ${told}; too little for a rate of change` };
  }
  const fitted = slope(
    dated.map(({ point, year }) => ({ root: point.root, box: point.box, year, wrong: point.wrong })),
    spread,
  );
  const flat = Math.abs(fitted.median) < flatWithin && fitted.low < 0 && fitted.high > 0 && fitted.high - fitted.low < 1;
  const direction = flat ? "flat" : fitted.low > 0 ? "rises" : fitted.high < 0 ? "falls" : "not to be told";
  const since = (ordered.map((point) => dayBounds(point.on).first ?? dayBounds(point.on).last ?? "").sort()[0] ?? "").slice(0, 4);
  const percent = (share: number) => `${share >= 0 ? "+" : "−"}${Math.abs(share * 100).toFixed(0)} %`;
  const says = `${direction === "not to be told" ? "no direction can be told" : direction} since ${since} (${percent(fitted.median)} a year, ${percent(fitted.low)} to ${percent(fitted.high)}; ${rests})`;
  return { direction, perYear: { ...fitted, level: 0.9 }, points: ordered, says };
}

/** Falls or rises when both ends of every interval are lower, or higher, than those of the one before it. */
function stepwise(points: readonly Point[]): "falls" | "rises" | null {
  if (points.length < 2) return null;
  const steps = points.slice(1).map((next, i) => {
    const before = points[i] as Point;
    if (next.box.high < before.box.high && next.box.low < before.box.low) return "falls";
    return next.box.high > before.box.high && next.box.low > before.box.low ? "rises" : null;
  });
  return steps.every((step) => step === steps[0]) ? (steps[0] ?? null) : null;
}

/** The middle of a date in years; an open beginning ("until August 2025") is placed a year before its end. */
function yearOf(on: EdtfDate): number | null {
  const { first, last } = dayBounds(on);
  const at = (day: string) => Date.parse(day) / (365.2425 * 86_400_000) + 1970;
  if (first === null && last === null) return null;
  if (first === null) return at(last as string) - 1;
  return last === null ? at(first) : (at(first) + at(last)) / 2;
}

/** Posterior of the yearly change in logs, by a grid over level and slope; a root speaks once and may be wrong. Flat priors on the grid. */
function slope(
  points: readonly { readonly root: string; readonly box: Box; readonly year: number; readonly wrong: number }[],
  spread: number,
) {
  const middle = points.reduce((sum, one) => sum + one.year, 0) / points.length;
  const edges = points.map(({ box }) => [Math.log(Math.max(box.low, 1e-9)), Math.log(Math.min(box.high, 1e15))] as const);
  const finite = edges.flat().filter((edge) => edge > -20 && edge < 34);
  const [from, to] = [Math.min(...finite) - 1, Math.max(...finite) + 1];
  const range = to - from + 4;
  const roots = [...Map.groupBy(points.keys(), (k) => points[k]?.root).values()];
  const [levels, slopes] = [60, 121];
  const mass = new Float64Array(slopes);
  for (let j = 0; j < slopes; j++) {
    const b = -1.2 + (2.4 * j) / (slopes - 1);
    for (let i = 0; i < levels; i++) {
      const a = from + ((to - from) * (i + 0.5)) / levels;
      let likelihood = 1;
      for (const members of roots) {
        let told = 0;
        for (const k of members) {
          const point = points[k] as (typeof points)[number];
          const at = a + b * (point.year - middle);
          const [low, high] = edges[k] as readonly [number, number];
          const seen = Math.max(0, logistic((high - at) / spread) - logistic((low - at) / spread));
          told += (1 - point.wrong) * seen + point.wrong * Math.min(1, (high - low) / range) + 1e-12;
        }
        likelihood *= told / members.length;
      }
      mass[j] = (mass[j] as number) + likelihood;
    }
  }
  const all = mass.reduce((sum, one) => sum + one, 0);
  const quantile = (p: number) => {
    let below = 0;
    for (let j = 0; j < slopes; j++) {
      below += (mass[j] as number) / all;
      if (below >= p) return Math.exp(-1.2 + (2.4 * j) / (slopes - 1)) - 1;
    }
    return Math.exp(1.2) - 1;
  };
  return { median: quantile(0.5), low: quantile(0.05), high: quantile(0.95) };
}

/** Logistic approximation to Φ (factor 1.702; Bowling et al. 2009): within 0.0095 everywhere, enough for a direction. */
const logistic = (z: number) => 1 / (1 + Math.exp(-1.702 * z));
