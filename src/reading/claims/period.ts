/**
 * The period of a counted value, in the order of the measures file: the date in the statement itself; "since" and undated "formerly" as
 * windows; for plans the date they are to be there; else the month of publication or of the day the source spoke.
 */
import { undated } from "#domain/edtf.ts";
import type { EdtfDate } from "#domain/edtf.ts";
import type { Polarity } from "#domain/claim.ts";
import type { SeenTime } from "../time/find-times.ts";
import type { Stretch } from "./clauses.ts";

export type PeriodChoice = { readonly period: EdtfDate; readonly reason: string };

export function choosePeriod(input: {
  readonly folded: string;
  readonly at: Stretch;
  readonly clause: Stretch;
  readonly sentence: Stretch;
  readonly times: readonly SeenTime[];
  readonly fallback: EdtfDate;
  readonly measure: string;
  readonly polarity: Polarity;
}): PeriodChoice {
  const { at, clause, sentence, fallback, measure, polarity } = input;
  // A date behind or before a semicolon belongs to the other part of the sentence.
  const apart = (t: SeenTime) => input.folded.slice(Math.min(t.end, at.end), Math.max(t.start, at.start)).includes(";");
  // "three times as many as a year ago": the time of what it is compared with.
  const compared = (t: SeenTime) =>
    t.start >= at.end &&
    /\b(?:as (?:many|much|high|low) as|than|compared (?:with|to)|against) $/.test(input.folded.slice(Math.max(0, t.start - 24), t.start));
  const usable = input.times.filter((t) => t.start >= sentence.start && t.end <= sentence.end && !t.isNow && !apart(t) && !compared(t));
  const gap = (t: SeenTime) => (t.start >= at.end ? t.start - at.end : at.start - t.end);
  const byGap = (a: SeenTime, b: SeenTime) => gap(a) - gap(b);
  if (measure === "workers_planned") {
    const due = usable
      .filter((t) => t.role === "by")
      // The date stands with this number, not behind another one.
      .filter((t) => t.start < at.start || !/\d{2}/.test(input.folded.slice(at.end, t.start)))
      .sort(byGap)[0];
    if (due !== undefined) return { period: due.moment, reason: "the date they are to be there" };
  }
  // "…; today there are 2,000": the report's own time, told.
  if (
    input.times.some((t) => t.isNow && t.start >= clause.start && t.end <= clause.end && t.end <= at.start) &&
    fallback !== undated &&
    !usable.some((t) => t.start >= clause.start && t.end <= clause.end)
  )
    return { period: fallback, reason: "now, by its own words" };
  const inClause = usable.filter((t) => t.start >= clause.start && t.end <= clause.end).sort(byGap)[0];
  const chosen =
    inClause ??
    usable.filter((t) => t.role !== "by" && t.start >= at.end && t.start - at.end <= 14).sort(byGap)[0] ??
    usable.filter((t) => t.end <= at.start).sort(byGap)[0] ??
    (usable.length === 1
      ? usable.find(
          (t) => t.start >= at.end && t.role !== "by" && t.start - at.end <= 80 && !/[;\d]/.test(input.folded.slice(at.end, t.start)),
        )
      : undefined);
  if (chosen !== undefined) {
    if (polarity === "formerly" && chosen.role === "at" && /^(?:until|before)/.test(chosen.role))
      return { period: `../${chosen.moment}` as EdtfDate, reason: "until the date told" };
    if (measure === "workers_planned" && chosen.role === "at") {
      const ahead = nextYear(chosen, fallback, input.folded);
      if (ahead !== null) return { period: ahead, reason: "the month to come" };
    }
    return { period: chosen.edtf, reason: inClause !== undefined ? "the date in its clause" : "the date in its sentence" };
  }
  if (fallback === undated) return { period: undated, reason: "the report is undated" };
  if (polarity === "formerly" || measure === "revenue_total")
    return { period: `../${fallback}` as EdtfDate, reason: "before the report, no date told" };
  return { period: fallback, reason: "no date told: the month of the report" };
}

/** Who is yet to come "in May" comes in the May after the report; null where the year is printed or the month not past. */
function nextYear(time: SeenTime, fallback: EdtfDate, folded: string): EdtfDate | null {
  const told = /^(\d{4})-(\d{2})(~?)$/.exec(time.moment);
  const now = /^(\d{4})-(\d{2})/.exec(fallback);
  if (told === null || now === null || /\d{4}|last|ago|past|this|early|late|mid/.test(folded.slice(time.start, time.end))) return null;
  const [, year = "", month = "", mark = ""] = told;
  const next = `${Number(year) + 1}-${month}`;
  return `${year}-${month}` < `${now[1]}-${now[2]}` && next >= `${now[1]}-${now[2]}` ? (`${next}${mark}` as EdtfDate) : null;
}
