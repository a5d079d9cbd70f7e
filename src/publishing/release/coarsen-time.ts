/**
 * Widens EDTF dates to the month (or the year) before they leave (rule DI5), and says a widened date in words.
 * What a reader would get wrong: approximate (`~`) and uncertain (`?`) marks stay; they say how well a date is known, not how fine it is.
 */
import { parseEdtf, undated, type EdtfDate } from "#domain/edtf.ts";

export type TimeDetail = "month" | "year" | "as-told";

/** The date no finer than `detail`; a date that cannot be widened becomes undated. */
export function coarsenDate(date: string, detail: TimeDetail = "month"): EdtfDate {
  if (detail === "as-told") return parseEdtf(date) ?? undated;
  const widened = date
    .replace(/T[0-9:.]+(?:Z|[+-]\d\d(?::?\d\d)?)?/gi, "")
    .replace(/[?~%]?(-?[\dX]{4})[?~%]?-[?~%]?([\dX]{2})[?~%]?-[?~%]?[\dX]{2}([?~%]?)/g, "$1-$2$3")
    .replace(/(-?[\dX]{4}-)(?:XX|\dX|X\d)/g, (_, year: string) => year.slice(0, -1));
  const fitted = detail === "year" ? widened.replace(/(-?[\dX]{4})-\d{2}/g, "$1") : widened;
  const sides = fitted.split("/");
  const bare = (side: string | undefined) => (side ?? "").replace(/[?~%]$/, "");
  const single = sides.length === 2 && bare(sides[0]) === bare(sides[1]) ? ([...sides].sort().at(-1) ?? fitted) : fitted;
  return parseEdtf(single) ?? undated;
}

/** Whether any part of the date names a day. */
export function namesDay(date: string): boolean {
  return /[\dX]{4}[?~%]?-\d{2}[?~%]?-\d{2}/.test(date);
}

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const SEASONS: Readonly<Record<string, string>> = { "21": "spring", "22": "summer", "23": "autumn", "24": "winter" };

/** A date in words: "from about December 2025", "September to December 2025", "date not known". */
export function dateWords(date: string): string {
  if (date === "XXXX" || date === "") return "date not known";
  const sides = date.split("/");
  if (sides.length !== 2) return partWords(date);
  const [from, to] = [sides[0] ?? "", sides[1] ?? ""];
  const open = (side: string) => side === ".." || side === "" || side === "XXXX";
  if (open(from) && open(to)) return "date not known";
  if (open(from)) return `until ${partWords(to)}`;
  if (open(to)) return `from ${partWords(from)}`;
  return `${partWords(from)} to ${partWords(to)}`;
}

function partWords(part: string): string {
  const match = /^(-?[\dX]{4})(?:-(\d\d))?(?:-(\d\d))?([?~%]?)$/.exec(part);
  if (match === null) return part;
  const [, year = "", month, day, mark] = match;
  const named = month === undefined ? null : (MONTHS[Number(month) - 1] ?? SEASONS[month]);
  const words =
    named === null
      ? year
      : named === undefined
        ? part
        : [day === undefined ? null : String(Number(day)), named, year].filter((word) => word !== null).join(" ");
  return `${mark === "~" || mark === "%" ? "about " : ""}${words}${mark === "?" || mark === "%" ? " (uncertain)" : ""}`;
}
