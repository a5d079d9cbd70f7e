/**
 * A numeral is a stretch of text that spells a number, in digits or words. What a reader would get wrong: it is not yet a quantity.
 * A year, a "Section 427" and the day of a date are numerals too; the layers above decide what a number stands for.
 */
import type { DecimalText } from "#domain/value.ts";

export type Numeral = {
  /** UTF-16 offsets into the text as given, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Null: vague ("dozens", 数百, 수십). A third and its like are rounded to 15 significant digits; everything else is exact. */
  readonly value: DecimalText | null;
  readonly form: "digits" | "words" | "mixed";
  readonly ordinal: boolean;
  /** True when spelled as a fraction: 1/8, "two and a half", 三分之一, 半. */
  readonly fraction?: boolean;
  /** The scale word inside it, if any ("million" of "3.5 million", 万), which a range before it may share. */
  readonly scale?: { readonly start: number; readonly end: number; readonly value: DecimalText };
  /** Of a vague numeral, the power it counts in: "dozens" 12, "hundreds" 100, 수십 10. */
  readonly magnitude?: DecimalText;
  readonly notation: "integer" | "decimal" | "fraction" | "power";
  /** Two neighbouring digits said in one breath: 五六百 and 대여섯 are spans, `value` is the low end and this the high one. */
  readonly upTo?: DecimalText;
  /** The mark of a surplus inside it: 余, 多, 여, 余り ("30여": a little more than 30). */
  readonly surplus?: { readonly start: number; readonly end: number };
};

/** How generously signs and short forms are taken for parts of a number. */
export type Habits = {
  /** Prose (false): "- 10" is a bullet, "10 m" are metres. A list of bare figures (true): minus ten, ten million. */
  readonly bareFigures: boolean;
};

export const prose: Habits = { bareFigures: false };
export const bareFigures: Habits = { bareFigures: true };
