/**
 * What makes claims comparable before they enter a fit: their root, their age, their unit at the rates of their own time.
 * What a reader would get wrong: a wave told by the broker and again by the official who heard the broker is one root, not two.
 */
import type { AcceptedClaim } from "#domain/claim.ts";
import { dayBounds, type EdtfDate } from "#domain/edtf.ts";
import type { ClaimId } from "#domain/ids.ts";
import type { Currency } from "#domain/quantity.ts";
import type { Rate, Root } from "#domain/weighing.ts";
import type { Told } from "./reported-quantity.ts";

export const DAYS_PER_MONTH = 30.4375;
const MONTHS_OLD_AT_MOST = 36;

/** A claim that enters, with the probability that its root is right and what turns the quantity into what the claim counts. */
export type TellingClaim = Told & { readonly claim: AcceptedClaim; readonly root: string };

/** The root each claim stands in. */
export function rootsByClaim(roots: readonly Root[]): ReadonlyMap<ClaimId, string> {
  const byClaim = new Map<ClaimId, string>();
  for (const root of roots) for (const id of root.claims) if (!byClaim.has(id)) byClaim.set(id, root.id);
  return byClaim;
}

/** Whether the claim's time ended more than three years before the day of the estimate (DM19). */
export function isOld(period: EdtfDate, asOf: EdtfDate): boolean {
  const last = dayBounds(period).last;
  const now = dayBounds(asOf).last;
  return last !== null && now !== null && monthsBetween(last, now) > MONTHS_OLD_AT_MOST;
}

/** Months from one `YYYY-MM-DD` to another, in average months. */
export function monthsBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000 / DAYS_PER_MONTH;
}

/** Scales for a monthly sum per worker told in any currency the dated rates reach; null where they do not. */
export function payScales(currency: Currency, rates: readonly Rate[], asOf: EdtfDate): (claim: AcceptedClaim) => readonly number[] | null {
  return (claim) => {
    if (claim.quantity.kind !== "money") return null;
    const perMonth = monthsIn(claim.per);
    if (perMonth === null) return null;
    const exchange = exchangeFactors(currency, claim.quantity.currency, rates, [claim.period, asOf]);
    return exchange.length === 0 ? null : exchange.map(({ factor }) => factor * perMonth);
  };
}

function monthsIn(per: AcceptedClaim["per"]): number | null {
  if (per === null || per === "person-month" || per === "month" || per === "person") return 1;
  if (per === "person-year" || per === "year") return 12;
  return null;
}

export type Exchange = { readonly factor: number; readonly rates: readonly Rate[] };

/**
 * How many units of `to` one unit of `from` buys, once for every way through at most two rates published for one of the days wanted.
 * A rate of a neighbouring day is never used: it is dated outside every wanted period.
 */
export function exchangeFactors(from: Currency, to: Currency, rates: readonly Rate[], on: readonly EdtfDate[]): readonly Exchange[] {
  if (from === to) return [{ factor: 1, rates: [] }];
  const dated = rates.filter((rate) => on.some((period) => sameMonth(rate.on, period)));
  const steps = (a: Currency, b: Currency) =>
    dated.flatMap((rate) =>
      rate.base === a && rate.quote === b
        ? [{ factor: Number(rate.rate), rate }]
        : rate.base === b && rate.quote === a
          ? [{ factor: 1 / Number(rate.rate), rate }]
          : [],
    );
  const direct = steps(from, to).map(({ factor, rate }) => ({ factor, rates: [rate] }));
  if (direct.length > 0) return direct;
  const middles = [...new Set(dated.flatMap((rate) => [rate.base, rate.quote]))].filter((currency) => currency !== from && currency !== to);
  return middles.flatMap((middle) =>
    steps(from, middle).flatMap((first) =>
      steps(middle, to).map((second) => ({ factor: first.factor * second.factor, rates: [first.rate, second.rate] })),
    ),
  );
}

/** Whether a rate's day lies in the period, or in the calendar month of a period that is one day or has an open end. */
function sameMonth(day: EdtfDate, period: EdtfDate): boolean {
  const rate = dayBounds(day);
  const wanted = dayBounds(period);
  if (rate.first === null || rate.last === null) return false;
  const first = wanted.first ?? wanted.last;
  const last = wanted.last ?? wanted.first;
  if (first === null || last === null) return false;
  return rate.first.slice(0, 7) <= last.slice(0, 7) && rate.last.slice(0, 7) >= first.slice(0, 7);
}
