/** Dates, periods, durations and recurring times. */
import type { Language } from "#domain/report.ts";
import type { CaseResult } from "./case-result.ts";

export function readDates(_text: string, _language: Language, _reference: string): CaseResult[] {
  return [];
}
