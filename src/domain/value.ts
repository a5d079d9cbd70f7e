/**
 * A value is an interval with its kind and the words that hedge it. Numbers are exact decimal text, never floats.
 * What a reader would get wrong: `approx` with equal ends is "about 500", not "exactly 500";
 * `at_least` leaves the high end open (null) unless the hedge covers a printed range.
 */
export type DecimalText = string & { readonly is: "DecimalText" };

const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;

/** Canonical decimal text (no exponent, no leading or trailing zeros), or null when `text` is not one. */
export function parseDecimalText(text: string): DecimalText | null {
  return DECIMAL.test(text) && text !== "-0" ? (text as DecimalText) : null;
}

/** As {@link parseDecimalText}, for text known to be canonical. @throws RangeError when it is not. */
export function decimal(text: string): DecimalText {
  const parsed = parseDecimalText(text);
  if (parsed === null) throw new RangeError(`"${text}" is not canonical decimal text`);
  return parsed;
}

export type ValueKind = "exact" | "range" | "at_least" | "at_most" | "approx";

export type Value = {
  readonly low: DecimalText | null;
  readonly high: DecimalText | null;
  readonly kind: ValueKind;
  /** The hedge words as printed, in text order: ["about"], ["more than"], []. */
  readonly hedge: readonly string[];
};
