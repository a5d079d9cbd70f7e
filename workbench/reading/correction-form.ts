/** The fix dialog's fields as text, and the way back: only what was changed, checked field by field. */
import type { Basis, Claim, Correction, Polarity } from "#domain/claim.ts";
import { parseEdtf } from "#domain/edtf.ts";
import { measure } from "#domain/measure.ts";
import { currencies, type CountUnit, type Currency, type Per, type Quantity } from "#domain/quantity.ts";
import { parseDecimalText, type DecimalText, type ValueKind } from "#domain/value.ts";
import { words } from "../words/en.ts";

export type Fields = {
  measure: string;
  kind: ValueKind;
  low: string;
  high: string;
  hedge: string;
  unit: string;
  per: string;
  period: string;
  place: string;
  country: string;
  subject: string;
  basis: Basis;
  polarity: Polarity;
};
export type FieldErrors = Partial<Record<keyof Fields, string>>;

export function fieldsOf(claim: Claim): Fields {
  const { value, quantity } = claim;
  return {
    measure: claim.measure,
    kind: value.kind,
    low: value.low ?? "",
    high: value.high ?? "",
    hedge: value.hedge.join(", "),
    unit: quantity.kind === "count" ? quantity.unit : quantity.kind === "money" ? quantity.currency : rateText(quantity),
    per: claim.per ?? "",
    period: claim.period,
    place: claim.place ?? "",
    country: claim.country ?? "",
    subject: claim.subject,
    basis: claim.basis,
    polarity: claim.polarity,
  };
}

/** What the changed fields correct, or what is wrong with them. An empty correction means nothing was changed. */
export function correctionOf(claim: Claim, fields: Fields): { readonly correction: Correction; readonly errors: FieldErrors } {
  const before = fieldsOf(claim);
  const changed = (...names: (keyof Fields)[]) => names.some((name) => fields[name].trim() !== before[name]);
  const errors: FieldErrors = {};
  const end = (name: "low" | "high"): DecimalText | null => {
    const given = fields[name].trim().replaceAll(",", "");
    const parsed = given === "" ? null : parseDecimalText(given);
    if (given !== "" && parsed === null) errors[name] = words.reading.invalid.decimal;
    return parsed;
  };
  const low = end("low");
  const high = end("high");
  if (fields.low.trim() === "" && fields.high.trim() === "") errors.low = words.reading.invalid.end;
  if (low !== null && high !== null && Number(low) > Number(high)) errors.high = words.reading.invalid.order;
  const period = parseEdtf(fields.period.trim());
  if (period === null || fields.period.trim() === "") errors.period = words.reading.invalid.period;
  if (fields.country.trim() !== "" && !/^[A-Z]{2}$/.test(fields.country.trim())) errors.country = words.reading.invalid.country;
  if (fields.unit.trim() === "") errors.unit = words.reading.invalid.unit;
  const correction: Correction = {
    ...(changed("measure") && { measure: measure(fields.measure) }),
    ...(changed("kind", "low", "high", "hedge") && {
      value: {
        low,
        high,
        kind: fields.kind,
        hedge: fields.hedge
          .split(",")
          .map((word) => word.trim())
          .filter((word) => word !== ""),
      },
    }),
    ...(changed("unit") && { quantity: quantityOf(claim, fields.unit.trim()) }),
    ...(changed("per") && { per: fields.per.trim() === "" ? null : (fields.per.trim() as Per) }),
    ...(changed("period") && period !== null && { period }),
    ...(changed("place") && { place: fields.place.trim() === "" ? null : fields.place.trim() }),
    ...(changed("country") && { country: fields.country.trim() === "" ? null : fields.country.trim() }),
    ...(changed("subject") && { subject: fields.subject.trim() }),
    ...(changed("basis") && { basis: fields.basis }),
    ...(changed("polarity") && { polarity: fields.polarity }),
  };
  return { correction, errors };
}

/** Money keeps the date of the claim's money, or takes its period: an amount without a day cannot be converted. */
function quantityOf(claim: Claim, unit: string): Quantity {
  if ((currencies as readonly string[]).includes(unit)) {
    return { kind: "money", currency: unit as Currency, on: claim.quantity.kind === "money" ? claim.quantity.on : claim.period };
  }
  return { kind: "count", unit: unit as CountUnit };
}

function rateText(quantity: Extract<Quantity, { kind: "rate" }>): string {
  return `${quantity.of} per ${quantity.base.amount} ${quantity.base.currency}`;
}
