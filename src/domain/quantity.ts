/**
 * What a value counts. Money carries its currency and date, a rate both its currencies; a bare number has no place here.
 */
import type { EdtfDate } from "./edtf.ts";
import type { DecimalText } from "./value.ts";

/** ISO 4217 codes the vocabulary knows. */
export const currencies = [
  "CNY",
  "USD",
  "KPW",
  "KRW",
  "JPY",
  "RUB",
  "EUR",
  "GBP",
  "HKD",
  "MNT",
  "PLN",
  "KWD",
  "QAR",
  "AED",
  "MYR",
] as const;
export type Currency = (typeof currencies)[number];

export const countUnits = [
  "person",
  "document",
  "country",
  "site",
  "company",
  "restaurant",
  "city",
  "group",
  "year",
  "month",
  "week",
  "day",
  "hour",
  "minute",
  "kg",
  "tonne",
  "percent",
  "times",
] as const;
export type CountUnit = (typeof countUnits)[number];

export const pers = [
  "person",
  "person-hour",
  "person-day",
  "person-month",
  "person-year",
  "hour",
  "day",
  "week",
  "month",
  "year",
  "group",
  "enterprise",
  "site",
  "supervisor",
  "country",
] as const;
/** What the value is told per: "2,500 yuan per person per month" is `person-month`. */
export type Per = (typeof pers)[number] | (string & { readonly is: "Per" });

export type Quantity =
  | { readonly kind: "count"; readonly unit: CountUnit | (string & { readonly is: "Unit" }) }
  | { readonly kind: "money"; readonly currency: Currency; readonly on: EdtfDate }
  /** value `of` for every `base.amount base.currency`: 0.263 USD per 10000 KPW. */
  | { readonly kind: "rate"; readonly of: Currency; readonly base: { readonly amount: DecimalText; readonly currency: Currency } };

/** The unit as the published contract prints it: `person`, `CNY`, `USD per 10000 KPW`. */
export function unitText(quantity: Quantity): string {
  switch (quantity.kind) {
    case "count":
      return quantity.unit;
    case "money":
      return quantity.currency;
    case "rate":
      return quantity.base.amount === "1"
        ? `${quantity.of} per ${quantity.base.currency}`
        : `${quantity.of} per ${quantity.base.amount} ${quantity.base.currency}`;
  }
}

/** A single exact amount of money on a date. */
export type Money = { readonly amount: DecimalText; readonly currency: Currency; readonly on: EdtfDate };

const rateUnit = /^([A-Z]{3}) per (?:(\d+) )?([A-Z]{3})$/;

/** The quantity a unit text names, inverse of {@link unitText}; money needs the date it is told for. Null when the unit is unknown. */
export function quantityOf(unit: string, on: EdtfDate): Quantity | null {
  const rate = rateUnit.exec(unit);
  const of = parseCurrency(rate?.[1] ?? unit);
  if (rate) {
    const base = parseCurrency(rate[3] ?? "");
    return of !== null && base !== null ? { kind: "rate", of, base: { amount: (rate[2] ?? "1") as DecimalText, currency: base } } : null;
  }
  if (of !== null) return { kind: "money", currency: of, on };
  const count = countUnits.find((one) => one === unit);
  return count === undefined ? null : { kind: "count", unit: count };
}

/** The currency of that ISO 4217 code, or null when the vocabulary does not know it. */
export function parseCurrency(code: string): Currency | null {
  return currencies.find((one) => one === code) ?? null;
}
