/**
 * Exact decimal arithmetic on the domain's decimal text. Quotients carry 28 significant digits, so that a figure
 * never depends on binary floats; sums and products of printed numbers are exact.
 */
import { Decimal } from "decimal.js";
import { decimal, type DecimalText } from "#domain/value.ts";

/** decimal.js fixed at 28 significant digits, half-even, without exponents in its text. */
export const Exact = Decimal.clone({ precision: 28, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -40, toExpPos: 40 });
export type Exact = Decimal;

/** The number a decimal text stands for. */
export const exact = (text: DecimalText | string | number): Exact => new Exact(text);

/** Canonical text of a number: no exponent, no trailing zeros, never "-0". */
export function textOf(value: Exact): DecimalText {
  return decimal(value.isZero() ? "0" : value.toFixed());
}

/** As {@link textOf}, after rounding half away from zero to so many decimals: for sentences, never for further arithmetic. */
export function rounded(value: Exact, decimals: number): string {
  return value.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP).toFixed();
}
