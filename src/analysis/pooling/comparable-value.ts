/**
 * Brings a claim's value into the unit a question is asked in: months out of years, yuan out of dollars at a dated rate. A value
 * that cannot be brought there says why. What a claim leaves possible is an interval: its range, its bound, or its rounding.
 */
import type { Claim } from "#domain/claim.ts";
import type { Currency } from "#domain/quantity.ts";
import type { Rate } from "#domain/weighing.ts";
import { convertInterval } from "../money/convert.ts";
import type { RateTable } from "../money/check-conversions.ts";
import type { Box } from "./posterior.ts";
import { overlaps, undated } from "#domain/edtf.ts";

/** The unit an answer is given in. */
export type AskedUnit = { readonly unit: string; readonly per: string | null };

export type Brought =
  { readonly ok: true; readonly box: Box; readonly rates: readonly Rate[] } | { readonly ok: false; readonly why: string };

/** A hedged single number is at least so wide on either side. */
export const aboutWidth = 0.1;

export type Rates = { readonly rates: readonly Rate[]; readonly tables: readonly RateTable[] };

/** The interval the claim leaves possible, or another given for it in its own unit, in the unit asked for. */
export function bringTo(claim: Claim, asked: AskedUnit, { rates, tables }: Rates, box: Box = boxOf(claim)): Brought {
  const scale = perScale(claim.per, asked.per);
  if (scale === null) return { ok: false, why: `told per ${claim.per ?? "nothing"}, asked per ${asked.per ?? "nothing"}` };
  const { quantity } = claim;
  if (quantity.kind === "rate") return { ok: false, why: "an exchange rate" };
  if (quantity.kind === "count") {
    const unitScale = quantity.unit === asked.unit ? 1 : (timeScale(quantity.unit, asked.unit) ?? null);
    return unitScale === null
      ? { ok: false, why: `told in ${quantity.unit}, asked in ${asked.unit}` }
      : { ok: true, box: scaled(box, scale * unitScale), rates: [] };
  }
  if (quantity.currency === asked.unit) return { ok: true, box: scaled(box, scale), rates: [] };
  const to = asked.unit as Currency;
  const ownReport = rates.filter((rate) => rateOfReport(rate, claim));
  const dated = [
    ...rates.filter((rate) => rate.kind !== "outlet"),
    ...(claim.period === undated ? [] : tables.flatMap((table) => cheapestAndDearest(table(quantity.currency, to, claim.period)))),
  ];
  const one = { low: "1", high: "1", kind: "exact", hedge: [] } as unknown as Parameters<typeof convertInterval>[0];
  // A published rate is of a day, and an undated amount is of none: only what its own report printed can bring it anywhere.
  const found = claim.period === undated ? noDay : convertInterval(one, quantity.currency, claim.period, to, dated);
  const own = found.known
    ? found
    : convertInterval(
        one,
        quantity.currency,
        claim.period,
        to,
        ownReport.map((rate) => ({ ...rate, on: claim.period })),
      );
  if (!own.known)
    return { ok: false, why: claim.period === undated ? `undated: no rate can bring ${quantity.currency} to ${to}` : own.why };
  return { ok: true, box: { low: box.low * Number(own.low) * scale, high: box.high * Number(own.high) * scale }, rates: own.rates };
}

const noDay = { known: false } as const;

/** All that matters of a year of daily rates to an interval. */
function cheapestAndDearest(rates: readonly Rate[]): readonly Rate[] {
  if (rates.length < 3) return rates;
  const known = ends.get(rates);
  if (known) return known;
  const dear = (than: (a: number, b: number) => boolean) =>
    rates.reduce((best, rate) => (than(Number(rate.rate), Number(best.rate)) ? rate : best));
  const found = [dear((a, b) => a < b), dear((a, b) => a >= b)];
  ends.set(rates, found);
  return found;
}

/** A table that remembers hands out the same rates again. */
const ends = new WeakMap<readonly Rate[], readonly Rate[]>();

/**
 * A rate printed in the claim's own report is the rate that report used for its amounts; one printed by a report of the same origin
 * serves for amounts of the same time.
 */
function rateOfReport(rate: Rate, claim: Claim): boolean {
  if (rate.kind !== "outlet") return false;
  if (rate.id.startsWith(`rate-${claim.report}-`) || rate.id.startsWith(`constant-${claim.report}-`)) return true;
  return claim.period !== undated && rate.id.startsWith(`kin-${claim.report}-`) && overlaps(rate.on, claim.period);
}

/** What the printed value leaves possible, in its own unit. */
export function boxOf(claim: Pick<Claim, "value">): Box {
  const { low, high, kind } = claim.value;
  const [a, b] = [low === null ? 0 : Number(low), high === null ? Infinity : Number(high)];
  if (kind === "at_least" && low !== null) return { low: a, high: high === null || high === low ? Infinity : b };
  if (kind === "at_most" && high !== null) return { low: low === null || high === low ? 0 : a, high: b };
  const about = kind === "approx" ? aboutWidth : 0;
  if (low !== high) return { low: a * (1 - about), high: b * (1 + about) };
  const half = Math.max(halfPlace(low ?? "0"), a * about);
  return { low: Math.max(0, a - half), high: b + half };
}

/** Half a unit of the last digit that is not zero: 50 for 2,300; 0.25 is half of the tenth's half for 2.5. */
function halfPlace(text: string): number {
  const decimals = text.split(".")[1]?.length ?? 0;
  if (decimals > 0) return 0.5 * 10 ** -decimals;
  const zeros = /0*$/.exec(text)?.[0].length ?? 0;
  return 0.5 * 10 ** Math.min(zeros, Math.max(0, text.length - 1));
}

const scaled = (box: Box, by: number): Box => ({ low: box.low * by, high: box.high * by });

const perYear: Readonly<Record<string, number>> = {
  year: 1,
  "person-year": 1,
  "site-year": 1,
  month: 12,
  "person-month": 12,
  "person-day": 365,
};
const family = (per: string) => per.replace(/-?(?:year|month|day)$/, "");
const silent = new Set(["person", "group", "site", "enterprise", "earnings"]);

/** Factor from one per to another: 1/12 from a year to a month. A bare month is a person's month. Null where they cannot meet. */
function perScale(from: string | null, to: string | null): number | null {
  const [a, b] = [from === null || silent.has(from) ? "" : from, to === null || silent.has(to) ? "" : to];
  if (a === b) return 1;
  const [x, y] = [perYear[a], perYear[b]];
  const people = new Set(["", "person"]);
  if (x === undefined || y === undefined || !(family(a) === family(b) || (people.has(family(a)) && people.has(family(b))))) return null;
  return x / y;
}

const months: Readonly<Record<string, number>> = { year: 12, month: 1, week: 12 / 52.1775, day: 12 / 365.2425 };

function timeScale(from: string, to: string): number | null {
  const [a, b] = [months[from], months[to]];
  return a === undefined || b === undefined ? null : a / b;
}
