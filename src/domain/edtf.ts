/**
 * Dates are EDTF (ISO 8601-2) text everywhere. "Undated" is the EDTF year nobody knows, `XXXX`, so that a date is never missing.
 */
import edtf from "edtf";

export type EdtfDate = string & { readonly is: "EdtfDate" };

/** The date of something whose date is not known. */
export const undated = "XXXX" as EdtfDate;

/** The same text as an EDTF date, or null when it is not one (level 0-2; durations are not dates). */
export function parseEdtf(text: string): EdtfDate | null {
  if (text === "XXXX") return undated;
  try {
    edtf(text);
    return text as EdtfDate;
  } catch {
    return null;
  }
}

/** First and last day (inclusive, `YYYY-MM-DD`) a date can mean; null on an open or unknown side. */
export type DayBounds = { readonly first: string | null; readonly last: string | null };

/**
 * The days an EDTF date covers. Approximate (`~`) and uncertain (`?`) marks do not widen it.
 * @throws RangeError when the text is not EDTF.
 */
export function dayBounds(date: EdtfDate): DayBounds {
  const seen = parsedDates.get(date);
  if (seen) return seen;
  const bounds = parseBounds(date);
  if (parsedDates.size >= 50_000) parsedDates.clear();
  parsedDates.set(date, bounds);
  return bounds;
}

/** Parsing EDTF costs some twenty microseconds and a case repeats its dates: the same text always means the same days. */
const parsedDates = new Map<EdtfDate, DayBounds>();

function parseBounds(date: EdtfDate): DayBounds {
  if (date === undated) return { first: null, last: null };
  const [from, to] = date.includes("/") ? (date.split("/") as [string, string]) : [date, date];
  return { first: edge(from, "min"), last: edge(to, "max") };
}

/** Whether two dates can mean a common day; an unknown or open side overlaps everything on that side. */
export function overlaps(a: EdtfDate, b: EdtfDate): boolean {
  const x = dayBounds(a);
  const y = dayBounds(b);
  const startsAfter = (first: string | null, last: string | null) => first !== null && last !== null && first > last;
  return !startsAfter(x.first, y.last) && !startsAfter(y.first, x.last);
}

function edge(part: string, side: "min" | "max"): string | null {
  if (part === ".." || part === "" || part === "XXXX") return null;
  let value: { min: number; max: number };
  try {
    value = edtf(part.replace(/[~?%]$/, "")) as { min: number; max: number };
  } catch {
    throw new RangeError(`"${part}" is not an EDTF date`);
  }
  return new Date(value[side]).toISOString().slice(0, 10);
}
