/**
 * What one root's words say of a positive quantity: the likelihood of its logarithm, and how much it narrows.
 * What a reader would get wrong: a single told figure stands for the mean over many workers, so it is blurred by a spread besides its
 * rounding; and a bound has one hard end.
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
