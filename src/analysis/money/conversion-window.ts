/**
 * The days whose rate an outlet can have used. Outlets print conversions without the day of the rate, and many keep one
 * house rate for a month: so the window runs from the first of the month in which the source told it (or the report came
 * out) to publication, and from the start of the claim's own time where that time includes publication ("this year").
 */
import { dayBounds, overlaps, undated, type EdtfDate } from "#domain/edtf.ts";
import type { Report } from "#domain/report.ts";

/**
 * EDTF interval of the possible days; {@link undated} when neither the report nor the amount has a date.
 * Without its report, the amount's own date stands.
 */
export function conversionWindow(period: EdtfDate, report: Pick<Report, "told" | "published"> | undefined): EdtfDate {
  if (!report || report.published === undated) return period;
  const published = dayBounds(report.published);
  const told = dayBounds(report.told);
  const meant = overlaps(period, report.published) ? dayBounds(period) : { first: null, last: null };
  const last = published.last;
  const starts = [published.first, told.first, meant.first].filter((day) => day !== null);
  const first = starts.sort()[0];
  if (last === null || first === undefined) return period;
  return `${first.slice(0, 7)}-01/${last}` as EdtfDate;
}
