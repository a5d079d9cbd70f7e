/**
 * Whether a quantity rises or falls, from points that are intervals, of different roots, at irregular times. What a reader would get
 * wrong: three points from two outlets are a sequence, not a trend, and this says so instead of fitting a line.
 */
import { exp, log } from "#numeric/elementary.ts";
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
/** Flat is said only when the whole interval of the change a year lies within this share either way: a wide one tells of no trend. */
export const flatWithin = 0.15;

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
  const rests =
    ordered.length === 0
      ? "no dated point"
      : `${ordered.length} dated ${ordered.length === 1 ? "point" : "points"} from ${outlets} ${outlets === 1 ? "outlet" : "outlets"}`;
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
  const flat = fitted.low > -flatWithin && fitted.high < flatWithin;
  const direction = flat ? "flat" : fitted.low > 0 ? "rises" : fitted.high < 0 ? "falls" : "not to be told";
  const since = (ordered.map((point) => dayBounds(point.on).first ?? dayBounds(point.on).last ?? "").sort()[0] ?? "").slice(0, 4);
  const percent = (share: number) => `${share >= 0 ? "+" : "−"}${Math.abs(share * 100).toFixed(0)} %`;
  const says = `${direction === "not to be told" ? "no trend can be told" : direction} since ${since} (${percent(fitted.median)} a year, ${percent(fitted.low)} to ${percent(fitted.high)}; ${rests})`;
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

type Dated = { readonly root: string; readonly box: Box; readonly year: number; readonly wrong: number };

/** Cells of the grid over level and slope, how often it may close in on where the mass is, and what is far from it in logs. */
const [levels, slopes, rounds, far] = [13, 27, 6, -14];
const steepest = 1.2;

/**
 * Posterior of the yearly change in logs, on a grid over level and slope that closes in on its mass; a root speaks once and may be
 * wrong. Flat priors over level and slope.
 */
function slope(points: readonly Dated[], spread: number) {
  const middle = points.reduce((sum, one) => sum + one.year, 0) / points.length;
  const finite = points
    .flatMap(({ box }) => [box.low, box.high])
    .filter((end) => end > 1e-9 && end < 1e15)
    .map(log);
  let level = { from: Math.min(...finite) - 1, to: Math.max(...finite) + 1 };
  let change = { from: -steepest, to: steepest };
  const roots = flattened(points, middle, level.to - level.from + 4);
  for (let round = 1; ; round++) {
    const logs = evaluate(roots, level, change, 1 / spread);
    const top = logs.reduce((most, one) => Math.max(most, one), -Infinity);
    const held = heldIn(logs, top + far);
    const narrow = held.levels.to - held.levels.from < levels / 3 || held.slopes.to - held.slopes.from < slopes / 3;
    if (round === rounds || !narrow) return quantiles(logs, top, change);
    level = part(level, held.levels, levels);
    change = part(change, held.slopes, slopes);
  }
}

type Span = { readonly from: number; readonly to: number };
type Flat = {
  /** Where each root's points begin, and one past the last. */
  readonly starts: Int32Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly away: Float64Array;
  readonly wrong: Float64Array;
  readonly ifWrong: Float64Array;
};

function flattened(points: readonly Dated[], middle: number, range: number): Flat {
  const roots = [...Map.groupBy(points, (point) => point.root).values()];
  const all = roots.flat();
  const starts = new Int32Array(roots.length + 1);
  roots.forEach((members, r) => (starts[r + 1] = (starts[r] as number) + members.length));
  const low = Float64Array.from(all, ({ box }) => log(Math.max(box.low, 1e-9)));
  const high = Float64Array.from(all, ({ box }) => log(Math.min(box.high, 1e15)));
  return {
    starts,
    low,
    high,
    away: Float64Array.from(all, (one) => one.year - middle),
    wrong: Float64Array.from(all, (one) => one.wrong),
    ifWrong: Float64Array.from(all, (one, i) => one.wrong * Math.min(1, ((high[i] as number) - (low[i] as number)) / range) + 1e-12),
  };
}

/** A product this small is turned into its log before it can vanish: each factor is at least 1e-12. */
const tiny = 1e-200;

/** Log likelihood at [slope][level]. */
function evaluate({ starts, low, high, away, wrong, ifWrong }: Flat, level: Span, change: Span, perSpread: number): Float64Array {
  const logs = new Float64Array(slopes * levels);
  for (let j = 0; j < slopes; j++) {
    const b = change.from + ((change.to - change.from) * (j + 0.5)) / slopes;
    for (let i = 0; i < levels; i++) {
      const a = level.from + ((level.to - level.from) * (i + 0.5)) / levels;
      let total = 0;
      let together = 1;
      for (let r = 0; r + 1 < starts.length; r++) {
        const [first, last] = [starts[r] as number, starts[r + 1] as number];
        let told = 0;
        for (let k = first; k < last; k++) {
          const at = a + b * (away[k] as number);
          const seen = logistic(((high[k] as number) - at) * perSpread) - logistic(((low[k] as number) - at) * perSpread);
          told += (1 - (wrong[k] as number)) * seen + (ifWrong[k] as number);
        }
        together *= told / (last - first);
        if (together > tiny) continue;
        total += log(together);
        together = 1;
      }
      logs[j * levels + i] = total + log(together);
    }
  }
  return logs;
}

/** The rows and columns that hold all but a sliver of the mass, and one more on each side. */
function heldIn(logs: Float64Array, least: number): { readonly levels: Span; readonly slopes: Span } {
  let [lowI, highI, lowJ, highJ] = [levels, 0, slopes, 0];
  for (let j = 0; j < slopes; j++) {
    for (let i = 0; i < levels; i++) {
      if ((logs[j * levels + i] as number) < least) continue;
      [lowI, highI, lowJ, highJ] = [Math.min(lowI, i), Math.max(highI, i), Math.min(lowJ, j), Math.max(highJ, j)];
    }
  }
  return {
    levels: { from: Math.max(0, lowI - 1), to: Math.min(levels, highI + 2) },
    slopes: { from: Math.max(0, lowJ - 1), to: Math.min(slopes, highJ + 2) },
  };
}

const part = ({ from, to }: Span, held: Span, cells: number): Span => {
  return { from: from + ((to - from) * held.from) / cells, to: from + ((to - from) * held.to) / cells };
};

function quantiles(logs: Float64Array, top: number, { from, to }: Span) {
  const mass = new Float64Array(slopes);
  for (let j = 0; j < slopes; j++)
    for (let i = 0; i < levels; i++) mass[j] = (mass[j] as number) + exp((logs[j * levels + i] as number) - top);
  const all = mass.reduce((sum, one) => sum + one, 0);
  const at = (p: number) => {
    let below = 0;
    for (let j = 0; j < slopes; j++) {
      const here = (mass[j] as number) / all;
      if (below + here >= p) return exp(from + ((to - from) * (j + (p - below) / here)) / slopes) - 1;
      below += here;
    }
    return exp(to) - 1;
  };
  return { median: at(0.5), low: at(0.05), high: at(0.95) };
}

/** Logistic approximation to Φ (factor 1.702; Bowling et al. 2009), within 0.0095 everywhere: enough for a direction. Read every 1/64. */
const [per, reach] = [64, 12];
let table: Float64Array | null = null;
function logistic(z: number): number {
  table ??= Float64Array.from({ length: 2 * reach * per + 2 }, (_, i) => 1 / (1 + exp(-1.702 * (i / per - reach))));
  if (z <= -reach) return 0;
  if (z >= reach) return 1;
  const at = (z + reach) * per;
  const below = at | 0;
  const a = table[below] as number;
  return a + ((table[below + 1] as number) - a) * (at - below);
}
