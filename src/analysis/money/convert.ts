/**
 * Converts an amount with a rate of its own date. A rate belongs to an amount when their dates can mean a common day:
 * a month matches a fixing of one of its days, a day matches that day only. A missing rate is "unknown", never the rate
 * of a neighbouring day; several rates give an interval, never a silent choice.
 */
import { overlaps, type EdtfDate } from "#domain/edtf.ts";
import type { Currency, Money } from "#domain/quantity.ts";
import type { DecimalText, Value } from "#domain/value.ts";
import type { Converted, Rate } from "#domain/weighing.ts";
import { when } from "../corroboration/plainly.ts";
import { Exact, exact, textOf } from "./decimals.ts";

/** An amount worth a range, because the rate, the amount or both are ranges; a null end stays open. */
export type ConvertedInterval =
  | {
      readonly known: true;
      readonly low: DecimalText | null;
      readonly high: DecimalText | null;
      readonly currency: Currency;
      readonly rates: readonly [Rate, ...Rate[]];
    }
  | { readonly known: false; readonly why: string };

/**
 * One amount at the one rate of its date. Unknown when no rate of that date is published, and when several that differ
 * are: use {@link convertInterval} then. An official rate goes before a street rate, a street rate before an outlet's.
 */
export function convert(money: Money, to: Currency, rates: readonly Rate[]): Converted {
  const found = ratesOfDay(money.currency, to, money.on, rates);
  const best = found[0];
  if (!best) return { known: false, why: noRate(money.currency, to, money.on) };
  const worth = new Set(found.map((rate) => textOf(atRate(exact(money.amount), money.currency, rate))));
  if (worth.size > 1) {
    return {
      known: false,
      why: `${found.length} rates of ${money.on} between ${money.currency} and ${to} differ: the amount is an interval`,
    };
  }
  return { known: true, amount: [...worth][0] as DecimalText, currency: to, rate: best };
}

/** A value at every rate of its date: the lowest and the highest it can be worth. */
export function convertInterval(value: Value, from: Currency, on: EdtfDate, to: Currency, rates: readonly Rate[]): ConvertedInterval {
  const [first, ...rest] = ratesOfDay(from, to, on, rates);
  if (!first) return { known: false, why: noRate(from, to, on) };
  const used: readonly [Rate, ...Rate[]] = [first, ...rest];
  const worth = (end: DecimalText | null, pick: (...values: Exact[]) => Exact) =>
    end === null ? null : textOf(pick(...used.map((rate) => atRate(exact(end), from, rate))));
  return {
    known: true,
    low: worth(value.low, (...values) => Exact.min(...values)),
    high: worth(value.high, (...values) => Exact.max(...values)),
    currency: to,
    rates: used,
  };
}

/**
 * The rates between two currencies whose date can be the given one, of the best kind that has any
 * (official, then street, then outlet), in the order given. Same currency: the rate one.
 */
export function ratesOfDay(from: Currency, to: Currency, on: EdtfDate, rates: readonly Rate[]): readonly Rate[] {
  if (from === to) return [{ ...unity, base: from, quote: to, on }];
  const fitting = rates.filter((rate) => joins(rate, from, to) && overlaps(rate.on, on));
  for (const kind of ["official", "street", "outlet"] as const) {
    const ofKind = fitting.filter((rate) => rate.kind === kind);
    if (ofKind.length > 0) return ofKind;
  }
  return [];
}

/** Whether the rate leads from one of the currencies to the other, in either direction. */
export function joins(rate: Rate, a: Currency, b: Currency): boolean {
  return (rate.base === a && rate.quote === b) || (rate.base === b && rate.quote === a);
}

/** What an amount in `from` is worth in the rate's other currency. @throws RangeError when the rate does not name `from`, or is zero. */
export function atRate(amount: Exact, from: Currency, rate: Rate): Exact {
  const price = exact(rate.rate);
  if (price.lte(0)) throw new RangeError(`rate ${rate.id} is ${rate.rate}`);
  if (rate.base === from) return amount.times(price);
  if (rate.quote === from) return amount.div(price);
  throw new RangeError(`rate ${rate.id} is ${rate.quote} per ${rate.base}, not for ${from}`);
}

const unity = { id: "same-currency", rate: "1" as DecimalText, kind: "official", source: "the same currency", url: null } as const;

const noRate = (from: Currency, to: Currency, on: EdtfDate) => `no rate between ${from} and ${to} published for ${when(on)}`;
