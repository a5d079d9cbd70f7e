/**
 * What is believed about one positive quantity after several roots told it: a table from which draws are taken by their quantile.
 * What a reader would get wrong: the roots are not averaged. Each multiplies a likelihood that is part "right" (the claim's interval)
 * and part "wrong" (says nothing), so a doubtful root moves little and two roots that disagree leave two humps.
 */
import { exp, log } from "#numeric/elementary.ts";
import { normalCdf } from "#numeric/special.ts";
import type { Value } from "#domain/value.ts";
import type { AssumedFigures } from "./assumptions.ts";

/** One root's word on the quantity: the value in the quantity's unit, and the probability that the root is right. */
export type Told = {
  readonly value: Value;
  readonly right: number;
  /** Multiplies the quantity to give what the value counts; several are averaged (DM5). */ readonly scales?: readonly number[];
};

/** A quantity known by a table over its logarithm. */
export type ReportedQuantity = {
  /** The quantity under which the share `p` (0..1) of belief lies. */
  quantile(p: number): number;
  cdf(x: number): number;
  /** The same belief after a further condition whose likelihood at x is `factor(x)`. */
  given(factor: (x: number) => number): ReportedQuantity;
};

const CELLS = 3000;

/**
 * The posterior of the quantity under a flat prior of its logarithm (DM17) from three decades below to three above what was told.
 * Every decade matters only through a root that may be wrong: its "says nothing" is flat over one decade around what was told,
 * so that a wrong root widens the interval instead of emptying it.
 */
export function reportedQuantity(told: readonly Told[], figures: AssumedFigures): ReportedQuantity {
  if (told.length === 0) throw new RangeError("a reported quantity needs somebody who told it");
  const centres = told.map(({ value, scales }) => log(middleOf(value)) - log(mean(scales ?? [1])));
  const low = Math.min(...centres) - log(1000);
  const high = Math.max(...centres) + log(1000);
  const step = (high - low) / CELLS;
  const density = new Float64Array(CELLS);
  for (let cell = 0; cell < CELLS; cell++) {
    const y = low + (cell + 0.5) * step;
    let weight = 1;
    told.forEach((one, r) => {
      const scales = one.scales ?? [1];
      let likelihood = 0;
      for (const scale of scales) likelihood += toldDensity(one.value, y + log(scale), figures);
      weight *= one.right * (likelihood / scales.length) + (1 - one.right) * wrongDensity(y - (centres[r] as number));
    });
    density[cell] = weight;
  }
  return tabled(low, step, density);
}

function tabled(low: number, step: number, density: Float64Array): ReportedQuantity {
  const cumulative = new Float64Array(CELLS + 1);
  for (let cell = 0; cell < CELLS; cell++) cumulative[cell + 1] = (cumulative[cell] as number) + (density[cell] as number);
  const total = cumulative[CELLS] as number;
  if (!(total > 0)) throw new RangeError("nothing is left of a quantity: its claims or conditions contradict each other");
  for (let cell = 1; cell <= CELLS; cell++) cumulative[cell] = (cumulative[cell] as number) / total;
  return {
    quantile: (p) => {
      let a = 0;
      let b = CELLS;
      while (b - a > 1) {
        const middle = (a + b) >>> 1;
        if ((cumulative[middle] as number) <= p) a = middle;
        else b = middle;
      }
      const from = cumulative[a] as number;
      const width = (cumulative[a + 1] as number) - from;
      return exp(low + (a + (width > 0 ? (p - from) / width : 0.5)) * step);
    },
    cdf: (x) => {
      if (x <= 0) return 0;
      const at = (log(x) - low) / step;
      if (at <= 0) return 0;
      if (at >= CELLS) return 1;
      const cell = Math.floor(at);
      const from = cumulative[cell] as number;
      return from + (at - cell) * ((cumulative[cell + 1] as number) - from);
    },
    given: (factor) =>
      tabled(
        low,
        step,
        density.map((weight, cell) => weight * factor(exp(low + (cell + 0.5) * step))),
      ),
  };
}

/** How much a claim narrows its quantity: the width, in natural logarithms, that holds 90 % of it (smaller is more). */
export function widthOf(value: Value, figures: AssumedFigures): number {
  switch (value.kind) {
    case "exact":
    case "approx":
    case "range":
      return ends(value).high === ends(value).low
        ? 3.29 * spreadOf(value, figures) + roundingWidth(value)
        : log(ends(value).high / ends(value).low) + 3.29 * edgeOf(value, figures);
    case "at_least":
    case "at_most":
      return log(20) / figures.thresholdExponent;
  }
}

/** Density of the logarithm y of the quantity as a right root tells it, over all y integrating to 1. */
export function toldDensity(value: Value, y: number, figures: AssumedFigures): number {
  const { low, high } = ends(value);
  switch (value.kind) {
    case "exact":
    case "approx":
    case "range": {
      // A rounding or range kernel with soft edges: uniform between the ends, blurred by the spread (DM4).
      const half = low === high ? roundingUnit(value) / 2 : 0;
      const spread = low === high ? spreadOf(value, figures) : edgeOf(value, figures);
      const a = log(Math.max(low - half, low / 2));
      const b = log(high + half);
      if (b - a < 1e-9) return exp(-0.5 * ((y - a) / spread) ** 2) / (spread * 2.5066282746310002);
      return (normalCdf((y - a) / spread) - normalCdf((y - b) / spread)) / (b - a);
    }
    case "at_least": {
      const above = y - log(low);
      return above < 0 ? 0 : figures.thresholdExponent * exp(-figures.thresholdExponent * above);
    }
    case "at_most": {
      const below = log(high) - y;
      return below < 0 ? 0 : figures.thresholdExponent * exp(-figures.thresholdExponent * below);
    }
  }
}

/** A wrong root: flat over a factor of 10 either side of what it said. */
function wrongDensity(off: number): number {
  return Math.abs(off) < 2.302585092994046 ? 1 / 4.605170185988092 : 1e-6;
}

/** The printed ends as numbers; an open end repeats the other. @throws RangeError when the value has no end or one not over 0. */
export function ends(value: Value): { readonly low: number; readonly high: number } {
  const low = value.low ?? value.high;
  const high = value.high ?? value.low;
  const result = { low: Number(value.kind === "at_most" && value.low === null ? high : low), high: Number(high) };
  if (!(result.low > 0 && result.high >= result.low)) throw new RangeError(`no positive interval in ${value.low}..${value.high}`);
  return result;
}

/** Whether the value can tell a positive quantity at all. */
export function tellsPositive(value: Value): boolean {
  const low = value.low ?? value.high;
  const high = value.high ?? value.low;
  return low !== null && high !== null && Number(low) > 0 && Number(high) >= Number(low);
}

function middleOf(value: Value): number {
  const { low, high } = ends(value);
  return Math.sqrt(low * high);
}

/** The unit a printed number was rounded to: half its last non-zero place for "about", that place itself is too coarse for 500. */
function roundingUnit(value: Value): number {
  const digits = value.low ?? value.high ?? "1";
  const zeros = /0+$/.exec(digits.includes(".") ? "" : digits)?.[0].length ?? 0;
  const decimals = digits.includes(".") ? digits.length - digits.indexOf(".") - 1 : 0;
  const place = 10 ** (zeros - decimals);
  return value.kind === "approx" ? place : place / 2;
}

function roundingWidth(value: Value): number {
  return roundingUnit(value) / ends(value).low;
}

function spreadOf(value: Value, figures: AssumedFigures): number {
  return value.kind === "approx" ? figures.spreadOfHedgedFigure : figures.spreadOfPlainFigure;
}

function edgeOf(value: Value, figures: AssumedFigures): number {
  return spreadOf(value, figures) / 4;
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
