/**
 * The door of the numerals: every number a text spells, in digits or words, in its language's own habits.
 * Work is linear in the length of the text. Quantities, ranges and dates are made of these by the layers above.
 */
import type { Language } from "#domain/report.ts";
import { findEnglish } from "./english.ts";
import { findHan } from "./han.ts";
import { findKorean } from "./korean.ts";
import { prose } from "./numeral.ts";
import type { Numeral } from "./numeral.ts";

export type { Numeral } from "./numeral.ts";

/** All numerals of the text in order, without overlaps, each as long as it can be. */
export function findNumerals(text: string, language: Language): readonly Numeral[] {
  switch (language) {
    case "en":
      return findEnglish(text, prose);
    case "zh":
    case "ja":
      return findHan(text, language, prose);
    case "ko":
      return findKorean(text, prose);
  }
}
