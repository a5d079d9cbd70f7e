/** Dates, periods, durations and recurring times, read against a reference day. */
import type { Language } from "#domain/report.ts";
import { dayOf } from "./calendar.ts";
import { plainText } from "./case-result.ts";
import type { CaseResult } from "./case-result.ts";
import { readAsianDates } from "./dates-asian.ts";
import { readEnglishDates } from "./dates-en.ts";

/** `reference` is a local ISO date-time; a day without its year is past once it has begun. */
export function readDates(text: string, language: Language, reference: string): CaseResult[] {
  const [year = "2000", month = "1", day = "1"] = reference.slice(0, 10).split("-");
  const today = dayOf(Number(year), Number(month), Number(day));
  const [hour = "0", minute = "0"] = reference.slice(11, 16).split(":");
  const now = today + (Number(hour) * 60 + Number(minute)) / 1440;
  return language === "en" ? readEnglishDates(plainText(text), now) : readAsianDates(plainText(text), language, now);
}
