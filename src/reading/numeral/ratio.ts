/**
 * Exact arithmetic for numerals: a ratio of two big integers, so that "one billion and a quarter million" or a number of forty digits
 * never passes through a float. Only a value without an end in decimal (a third) is rounded, when it is written out.
 */
import type { DecimalText } from "#domain/value.ts";

/** In lowest terms; `over` is above zero. */
export type Ratio = { readonly top: bigint; readonly over: bigint };

/** The ratio in lowest terms. @throws RangeError when `over` is zero. */
export function ratio(top: bigint, over: bigint = 1n): Ratio {
  if (over === 0n) throw new RangeError(`${top}/0 is not a number`);
  const sign = over < 0n ? -1n : 1n;
  const divisor = over === 1n ? 1n : greatestCommonDivisor(top < 0n ? -top : top, over < 0n ? -over : over);
  return { top: (sign * top) / divisor, over: (sign * over) / divisor };
}

export const add = (a: Ratio, b: Ratio): Ratio => ratio(a.top * b.over + b.top * a.over, a.over * b.over);
export const multiply = (a: Ratio, b: Ratio): Ratio => ratio(a.top * b.top, a.over * b.over);
export const divide = (a: Ratio, b: Ratio): Ratio => ratio(a.top * b.over, a.over * b.top);
export const negate = (a: Ratio): Ratio => ({ top: -a.top, over: a.over });
export const isBelow = (a: Ratio, b: Ratio): boolean => a.top * b.over < b.top * a.over;
export const isWhole = (a: Ratio): boolean => a.over === 1n;

/** `base` raised to a whole power; a negative power turns it over. @throws RangeError for 0 to a negative power. */
export function power(base: Ratio, exponent: bigint): Ratio {
  return exponent >= 0n ? ratio(base.top ** exponent, base.over ** exponent) : ratio(base.over ** -exponent, base.top ** -exponent);
}

/** The ratio plain digits spell, with at most one point: "0012.50". @throws SyntaxError on anything else. */
export function ratioOf(digits: string): Ratio {
  const [whole, part = ""] = digits.split(".") as [string, string?];
  return ratio(BigInt(whole + part || "0"), 10n ** BigInt(part.length));
}

/**
 * Canonical decimal text. Exact whenever the decimal expansion ends; otherwise rounded half up to `significant` digits.
 */
export function toDecimalText(value: Ratio, significant = 15): DecimalText {
  const sign = value.top < 0n ? "-" : "";
  const top = value.top < 0n ? -value.top : value.top;
  const places = endingPlaces(value.over);
  if (places === 0) return `${sign}${top}` as DecimalText;
  if (places !== null) return (sign + shifted((top * 10n ** BigInt(places)) / value.over, places)) as DecimalText;
  return (sign + rounded(top, value.over, significant)) as DecimalText;
}

/** Decimal text of top/over with at most `significant` digits, rounded half up. */
export function rounded(top: bigint, over: bigint, significant: number): string {
  if (top === 0n) return "0";
  // How many digits stand before the point (negative: zeros after it).
  let leading = top.toString().length - over.toString().length;
  if (leading >= 0 ? top >= over * 10n ** BigInt(leading) : top * 10n ** BigInt(-leading) >= over) leading += 1;
  const places = significant - leading;
  const scaled =
    places >= 0
      ? (2n * top * 10n ** BigInt(places) + over) / (2n * over)
      : ((2n * top + over * 10n ** BigInt(-places)) / (2n * over * 10n ** BigInt(-places))) * 10n ** BigInt(-places);
  return places > 0 ? shifted(scaled, places) : scaled.toString();
}

/** Places after the point the expansion of 1/over needs, or null when it never ends. */
function endingPlaces(over: bigint): number | null {
  let twos = 0;
  let fives = 0;
  let rest = over;
  while (rest % 2n === 0n) {
    rest /= 2n;
    twos += 1;
  }
  while (rest % 5n === 0n) {
    rest /= 5n;
    fives += 1;
  }
  return rest === 1n ? Math.max(twos, fives) : null;
}

function shifted(digits: bigint, places: number): string {
  const text = digits.toString().padStart(places + 1, "0");
  return `${text.slice(0, -places)}.${text.slice(-places)}`.replace(/0+$/, "").replace(/\.$/, "");
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? 1n : a;
}
