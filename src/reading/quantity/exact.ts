/** Exact products and comparison of decimal text, for shared scales ("2-3 thousand") and changes of unit (a year = 12 months). */
import type { DecimalText } from "#domain/value.ts";

type Parts = { readonly digits: bigint; readonly places: number };

/** a × b, canonical. */
export function multiply(a: DecimalText, b: DecimalText): DecimalText {
  const x = parts(a);
  const y = parts(b);
  return write(x.digits * y.digits, x.places + y.places);
}

/** Negative, zero or positive as a is below, equal to or above b. */
export function compare(a: DecimalText, b: DecimalText): number {
  const x = parts(a);
  const y = parts(b);
  const left = x.digits * 10n ** BigInt(Math.max(0, y.places - x.places));
  const right = y.digits * 10n ** BigInt(Math.max(0, x.places - y.places));
  return left < right ? -1 : left > right ? 1 : 0;
}

function parts(text: DecimalText): Parts {
  const point = text.indexOf(".");
  return point === -1
    ? { digits: BigInt(text), places: 0 }
    : { digits: BigInt(text.slice(0, point) + text.slice(point + 1)), places: text.length - point - 1 };
}

function write(digits: bigint, places: number): DecimalText {
  const sign = digits < 0n ? "-" : "";
  const padded = (digits < 0n ? -digits : digits).toString().padStart(places + 1, "0");
  if (places === 0) return (sign + padded) as DecimalText;
  const fraction = padded.slice(-places).replace(/0+$/, "");
  return (sign + padded.slice(0, -places) + (fraction === "" ? "" : `.${fraction}`)) as DecimalText;
}
