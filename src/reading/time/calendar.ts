/** Moments of the calendar and their EDTF text. The rules for parts and windows are those of the measures file ("period"). */
import { undated } from "#domain/edtf.ts";
import type { EdtfDate } from "#domain/edtf.ts";
import type { TimeRole } from "./find-times.ts";

export type CalendarPoint = { readonly year: number; readonly month?: number; readonly day?: number };
/** A year, month, day or window of them; `part` narrows it ("early", "late"). */
export type Moment = {
  readonly from: CalendarPoint;
  readonly to: CalendarPoint;
  readonly part?: "early" | "mid" | "late" | "first-half" | "second-half" | "first-quarter";
  readonly approximate?: boolean;
  /** The two moments a window was told by, each with its own part. */
  readonly ends?: readonly [Moment, Moment];
};
/** The day the source spoke, as far as it is known. `mark` keeps `~` or `?`. */
export type Anchor = {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
  readonly mark: string;
  readonly edtf: EdtfDate;
};

/** The anchor of a date; an unknown date has none, so relative times stay undated. */
export function anchorOf(date: EdtfDate): Anchor {
  const last = date.split("/").at(-1) as string;
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)$/.exec(last);
  if (found === null) return { year: null, month: null, day: null, mark: "", edtf: undated };
  const month = found[2] === undefined || +found[2] > 12 ? null : +found[2];
  return {
    year: +(found[1] as string),
    month,
    day: month === null || found[3] === undefined ? null : +found[3],
    mark: found[4] ?? "",
    edtf: date,
  };
}

/** Publication, or the day the source spoke, as the period of a statement that tells none: the month, or the year where only that is known. */
export function defaultPeriod(anchor: Anchor): EdtfDate {
  if (anchor.year === null) return undated;
  return `${pad(anchor.year, 4)}${anchor.month === null ? "" : `-${pad(anchor.month, 2)}`}${anchor.mark}` as EdtfDate;
}

/** The EDTF text of a moment in its role: since X = X/anchor, until and by X = ../X. */
export function edtfOf(moment: Moment, role: TimeRole, anchor: Anchor): EdtfDate {
  const narrowed = narrow(moment);
  if (role === "since") return window(narrowed.from, anchorCut(narrowed.from, anchor));
  if (role === "until") return `../${narrowed.to}` as EdtfDate;
  if (role === "by") return (moment.part === undefined ? `../${narrowed.to}` : narrowed.to) as EdtfDate;
  return window(narrowed.from, narrowed.to);
}

const window = (from: string, to: string): EdtfDate => (from === to ? from : `${from}/${to}`) as EdtfDate;

function narrow(moment: Moment): { from: string; to: string } {
  const mark = moment.approximate === true ? "~" : "";
  const { from, to } = moment;
  if (moment.ends !== undefined) return { from: narrow(moment.ends[0]).from, to: narrow(moment.ends[1]).to };
  if (moment.part === undefined) return { from: write(from) + mark, to: write(to) + mark };
  switch (moment.part) {
    case "early":
      return both(edge(from, "early"));
    case "mid":
      return both(edge(from, "mid"));
    case "late":
      return both(edge(to, "late"));
    case "first-half":
      return { from: write({ year: from.year, month: 1 }), to: write({ year: from.year, month: 6 }) };
    case "second-half":
      return { from: write({ year: from.year, month: 7 }), to: write({ year: from.year, month: 12 }) };
    case "first-quarter":
      return { from: write({ year: from.year, month: 1 }), to: write({ year: from.year, month: 3 }) };
  }
}

const both = (text: string) => ({ from: text, to: text });

function edge(point: CalendarPoint, which: "early" | "mid" | "late"): string {
  if (point.month === undefined) return `${write({ year: point.year, month: which === "early" ? 1 : which === "mid" ? 6 : 12 })}~`;
  const day = which === "early" ? 1 : which === "mid" ? 15 : lastDay(point.year, point.month);
  return `${write({ year: point.year, month: point.month, day })}~`;
}

/** The anchor no finer than the point a window opens with. */
function anchorCut(from: string, anchor: Anchor): string {
  if (anchor.year === null) return "..";
  const parts = from.replace(/[~?%]$/, "").split("-").length;
  const cut = [pad(anchor.year, 4), anchor.month === null ? null : pad(anchor.month, 2), anchor.day === null ? null : pad(anchor.day, 2)];
  return (
    cut
      .slice(0, parts)
      .filter((p) => p !== null)
      .join("-") + anchor.mark
  );
}

function write(point: CalendarPoint): string {
  return [
    pad(point.year, 4),
    ...(point.month === undefined ? [] : [pad(point.month, 2)]),
    ...(point.day === undefined ? [] : [pad(point.day, 2)]),
  ].join("-");
}

const pad = (n: number, width: number): string => String(n).padStart(width, "0");
const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
