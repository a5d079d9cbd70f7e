/**
 * What a date expression means: a timex and the days it covers. A date without its year has two readings, the last one before the reference
 * day and the next one from it on; both are kept. Range ends are exclusive, as in the published cases.
 */
import { addMonths, dayOf, daysInMonth, isDate, isoDay, mondayOf, mondayOfWeek, pad, partsOf, weekOf, weekdayOf } from "./calendar.ts";
import type { Day } from "./calendar.ts";
import type { CaseResult } from "./case-result.ts";

export type Days = readonly [from: Day, to: Day];
export type Grain = "day" | "weekend" | "week" | "month" | "quarter" | "half" | "year" | "span" | "season";
export type When = {
  readonly type: "date" | "daterange";
  readonly timex: string;
  readonly grain: Grain;
  /** One reading, or the past and the future one; none when the day does not exist or is not resolved. */
  readonly spans: readonly Days[];
  readonly mod?: string;
  /** An open side, after "before" and "since". */
  readonly open?: "start" | "end";
  readonly month?: number;
  readonly day?: number;
  readonly year?: number | null;
  readonly weekday?: number;
  readonly source?: "datetimepoint" | "datetimerange";
  readonly list?: readonly Day[];
  /** Counted by the moon; the days are those of the same numbers in the sun's year, as in the published cases. */
  readonly lunar?: true;
};

/** Two readings of something that comes back every year (or week, or month): `at` gives the one of a turn, or null. */
export function recurring(reference: Day, turns: readonly (Days | null)[]): readonly Days[] {
  const known = turns.filter((turn): turn is Days => turn !== null);
  const past = known.filter(([from]) => from < reference).at(-1);
  const future = known.find(([from]) => from >= reference);
  return [past, future].filter((span): span is Days => span !== undefined);
}

export function fullDate(year: number, month: number, day: number): When {
  const timex = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  const spans: Days[] = isDate(year, month, day) ? [oneDay(dayOf(year, month, day))] : [];
  return { type: "date", grain: "day", timex, spans, year, month, day };
}

export function dateOf(day: Day): When {
  const { year, month, day: date } = partsOf(day);
  return fullDate(year, month, date);
}

export function monthDay(reference: Day, month: number, day: number): When {
  const { year } = partsOf(reference);
  const turns = [-8, -4, -3, -2, -1, 0, 1, 2, 3, 4, 8].map((offset) =>
    isDate(year + offset, month, day) ? oneDay(dayOf(year + offset, month, day)) : null,
  );
  return {
    type: "date",
    grain: "day",
    timex: `XXXX-${pad(month, 2)}-${pad(day, 2)}`,
    spans: recurring(reference, turns),
    month,
    day,
    year: null,
  };
}

export function dayOfMonth(reference: Day, day: number): When {
  const { year, month } = partsOf(reference);
  const turns: (Days | null)[] = [];
  for (let offset = -3; offset <= 3; offset += 1) {
    const index = year * 12 + month - 1 + offset;
    const turnYear = Math.floor(index / 12);
    const turnMonth = index - turnYear * 12 + 1;
    turns.push(isDate(turnYear, turnMonth, day) ? oneDay(dayOf(turnYear, turnMonth, day)) : null);
  }
  return { type: "date", grain: "day", timex: `XXXX-XX-${pad(day, 2)}`, spans: recurring(reference, turns), day, year: null };
}

export function weekdayAlone(reference: Day, weekday: number): When {
  const monday = mondayOf(Math.floor(reference));
  const turns = [-1, 0, 1].map((offset) => oneDay(monday + offset * 7 + weekday - 1));
  return { type: "date", grain: "day", timex: `XXXX-WXX-${weekday}`, spans: recurring(reference, turns), weekday, year: null };
}

/** A weekday told with its day of the month: the turns where both agree. */
export function weekdayOnDay(reference: Day, weekday: number, day: number): When {
  const { year, month, day: todaysDay } = partsOf(reference);
  if (todaysDay === day && weekdayOf(Math.floor(reference)) === weekday) return dateOf(Math.floor(reference));
  const turns: Days[] = [];
  for (let offset = -40; offset <= 40; offset += 1) {
    const index = year * 12 + month - 1 + offset;
    const turnYear = Math.floor(index / 12);
    const turnMonth = index - turnYear * 12 + 1;
    if (isDate(turnYear, turnMonth, day) && weekdayOf(dayOf(turnYear, turnMonth, day)) === weekday)
      turns.push(oneDay(dayOf(turnYear, turnMonth, day)));
  }
  return { type: "date", grain: "day", timex: `XXXX-WXX-${weekday}`, spans: recurring(reference, turns), weekday, year: null };
}

export function weekdayOfWeek(reference: Day, weekday: number, weeks: number): When {
  return { ...dateOf(mondayOf(reference) + weeks * 7 + weekday - 1), weekday };
}

export function fullMonth(year: number, month: number): When {
  return { type: "daterange", grain: "month", timex: `${pad(year, 4)}-${pad(month, 2)}`, spans: [monthDays(year, month)], year, month };
}

export function monthAlone(reference: Day, month: number): When {
  const { year, month: current } = partsOf(reference);
  // The running month counts as still to come.
  const spans = recurring(
    dayOf(year, current, 1),
    [-1, 0, 1].map((offset) => monthDays(year + offset, month)),
  );
  return { type: "daterange", grain: "month", timex: `XXXX-${pad(month, 2)}`, spans, year: null, month };
}

export function fullYear(year: number): When {
  return { type: "daterange", grain: "year", timex: pad(year, 4), spans: [[dayOf(year, 1, 1), dayOf(year + 1, 1, 1)]], year };
}

export function weekAround(day: Day): When {
  const monday = mondayOf(day);
  const { year, week } = weekOf(day);
  return { type: "daterange", grain: "week", timex: `${pad(year, 4)}-W${pad(week, 2)}`, spans: [[monday, monday + 7]], year };
}

export function weekendAround(day: Day): When {
  const saturday = mondayOf(day) + 5;
  const { year, week } = weekOf(day);
  return { type: "daterange", grain: "weekend", timex: `${pad(year, 4)}-W${pad(week, 2)}-WE`, spans: [[saturday, saturday + 2]] };
}

/** The weekend about a holiday, which lengthens it where it lies next to it. */
export function weekendAbout(day: Day): { timex: string; days: Days } {
  const saturday = mondayOf(day) + 5;
  const { year, week } = weekOf(day);
  const weekday = weekdayOf(day);
  // A holiday next to the weekend lengthens it.
  if (weekday <= 2) {
    const before = saturday - 7;
    const own = weekOf(before);
    return { timex: `${own.year}-W${pad(own.week, 2)}-WE`, days: [before, day + 1] };
  }
  return { timex: `${year}-W${pad(week, 2)}-WE`, days: [weekday >= 4 && weekday < 6 ? day : saturday, saturday + 2] };
}

export function weekNumber(year: number, week: number): When {
  const monday = mondayOfWeek(year, week);
  return { type: "daterange", grain: "week", timex: `${pad(year, 4)}-W${pad(week, 2)}`, spans: [[monday, monday + 7]], year };
}

/** The n-th week of a month: weeks belong to the month their Thursday lies in; -1 is the last. */
export function weekOfMonth(reference: Day, year: number | null, month: number, nth: number): When {
  const monday = (turnYear: number): Day => {
    const first = dayOf(turnYear, month, 1);
    const start = weekdayOf(first) <= 4 ? mondayOf(first) : mondayOf(first) + 7;
    if (nth > 0) return start + (nth - 1) * 7;
    const last = first + daysInMonth(turnYear, month) - 1;
    // The week whose Thursday is the month's last.
    return weekdayOf(last) >= 4 ? mondayOf(last) : mondayOf(last) - 7;
  };
  const base = year ?? partsOf(reference).year;
  const number = nth > 0 ? nth : 5;
  const timex = `${year === null ? "XXXX" : pad(year, 4)}-${pad(month, 2)}-W${pad(number, 2)}`;
  const turns = (year === null ? [-1, 0, 1] : [0]).map((offset): Days => [monday(base + offset), monday(base + offset) + 7]);
  return { type: "daterange", grain: "week", timex, spans: year === null ? recurring(reference, turns) : turns, year, month };
}

/** Quarters and halves: `size` months, the n-th of the year. */
export function partOfYear(reference: Day, year: number | null, nth: number, size: 3 | 6): When {
  const base = year ?? partsOf(reference).year;
  const span = (turnYear: number): Days => [
    dayOf(turnYear, (nth - 1) * size + 1, 1),
    nth * size === 12 ? dayOf(turnYear + 1, 1, 1) : dayOf(turnYear, nth * size + 1, 1),
  ];
  const text = (turnYear: string, nextYear: string) =>
    `(${turnYear}-${pad((nth - 1) * size + 1, 2)}-01,${nth * size === 12 ? nextYear : turnYear}-${pad(nth * size === 12 ? 1 : nth * size + 1, 2)}-01,P${size}M)`;
  if (year !== null)
    return {
      type: "daterange",
      grain: size === 3 ? "quarter" : "half",
      timex: text(pad(base, 4), pad(base + 1, 4)),
      spans: [span(base)],
      year,
    };
  return {
    type: "daterange",
    grain: size === 3 ? "quarter" : "half",
    timex: text("XXXX", "XXXX"),
    spans: recurring(
      reference,
      [-1, 0, 1].map((offset) => span(base + offset)),
    ),
    year: null,
  };
}

export function spanOfDays(from: Day, to: Day, length: string): When {
  return {
    type: "daterange",
    grain: "span",
    timex: `(${isoDay(from)},${isoDay(to)},${length})`,
    spans: [[from, to]],
    year: partsOf(from).year,
  };
}

export type Unit = "Y" | "M" | "W" | "D" | "WE" | "BD" | "TH" | "TM" | "TS";
const secondsOf: Readonly<Record<Unit, number>> = {
  Y: 31536000,
  M: 2592000,
  W: 604800,
  D: 86400,
  WE: 172800,
  BD: 86400,
  TH: 3600,
  TM: 60,
  TS: 1,
};
export type Length = readonly { readonly count: string; readonly unit: Unit }[];

/** P1Y2M, PT1H30M; parts of a day stand behind T. */
export function durationText(length: Length): string {
  const dates = length.filter(({ unit }) => !unit.startsWith("T")).map(({ count, unit }) => `${count}${unit}`);
  const times = length.filter(({ unit }) => unit.startsWith("T")).map(({ count, unit }) => `${count}${unit.slice(1)}`);
  return `P${dates.join("")}${times.length > 0 ? `T${times.join("")}` : ""}`;
}

/** Seconds, with a year of 365 and a month of 30 days. */
export function durationSeconds(length: Length): string {
  const total = length.reduce((sum, { count, unit }) => sum + Number(count) * secondsOf[unit] * (unit === "WE" ? 1 : 1), 0);
  return String(Number(total.toFixed(6)));
}

/** The day a length away from `day`; halves of months and years count 15 and 182 days. Parts of a day count nothing. */
export function shift(day: Day, length: Length, sign: 1 | -1): Day {
  let result = day;
  for (const { count, unit } of length) {
    const number = Number(count) * sign;
    if (unit === "Y") result = addMonths(result, Math.round(number * 12));
    else if (unit === "M") {
      const whole = Math.trunc(number);
      result = addMonths(result, whole) + Math.round((number - whole) * 30);
    } else if (unit === "W") result += Math.round(number * 7);
    else if (unit === "D") result += Math.round(number);
    else if (unit === "BD") result = businessDays(result, number);
  }
  return result;
}

export function businessDays(day: Day, count: number): Day {
  let result = day;
  for (let left = Math.abs(count); left > 0;) {
    result += Math.sign(count);
    if (weekdayOf(result) <= 5) left -= 1;
  }
  return result;
}

export const isDaily = (length: Length): boolean => length.every(({ unit }) => !unit.startsWith("T"));

/** From A to B. A missing year is taken from the other side; with none, the turn that holds the reference day, else the past and the next. */
export function between(reference: Day, first: When, second: When): When | null {
  let from = first;
  let to = second;
  if (
    from.grain === "day" &&
    from.month !== undefined &&
    to.grain === "day" &&
    to.month === undefined &&
    to.day !== undefined &&
    to.spans.length !== 1
  ) {
    to = from.year !== null && from.year !== undefined ? fullDate(from.year, from.month, to.day) : monthDay(reference, from.month, to.day);
  }
  if (from.year === null && typeof to.year === "number" && from.month !== undefined) from = withYear(from, to.year);
  else if (to.year === null && typeof from.year === "number" && to.month !== undefined) to = withYear(to, from.year);
  const [a, b] = [from.spans, to.spans];
  const firstA = a[0];
  const firstB = b[0];
  if (firstA === undefined || firstB === undefined) return null;
  const pairs: Days[] = [];
  const fromYearless = from.year === null && a.length > 0;
  const toYearless = to.year === null && b.length > 0;
  if (fromYearless && toYearless) {
    for (const [start] of a) {
      const end = nextEnd(reference, to, start);
      if (end !== null) pairs.push([start, end]);
    }
    const [past] = pairs;
    const closing = past ? past[1] + (to.grain === "month" ? 31 : 0) : 0;
    const holds = past !== undefined && past[0] < reference && reference < closing && a.length > 1;
    if (holds) pairs.splice(1);
  } else if (fromYearless && !toYearless) {
    const candidates = candidatesOf(reference, from).filter(([start]) => start < firstB[0]);
    const last = candidates.at(-1);
    if (last) pairs.push([last[0], firstB[0]]);
  } else if (toYearless) {
    const end = nextEnd(reference, to, firstA[0]);
    if (end !== null) pairs.push([firstA[0], end]);
  } else if (firstB[0] > firstA[0]) pairs.push([firstA[0], firstB[0]]);
  else if (from.month !== undefined && to.month !== undefined && from.year === to.year && typeof from.year === "number") {
    // "from November 2017 to February": the year belongs to the end.
    const back = withYear(from, from.year - 1).spans[0];
    if (back) pairs.push([back[0], firstB[0]]);
  }
  if (pairs.length === 0) return null;
  const timexes = pairs.map(([start, end]) => {
    const fromText = from.year === null && fromYearless && (toYearless || to.year === null) ? openTimex(from, start) : isoDay(start);
    const toText = to.year === null && toYearless && fromYearless ? openTimex(to, end) : isoDay(end);
    return `(${fromText},${toText},${lengthBetween(from, to, start, end)})`;
  });
  return {
    type: "daterange",
    grain: "span",
    timex: timexes[0] ?? "",
    spans: pairs,
    ...(new Set(timexes).size > 1 ? { timexes } : {}),
    year: typeof from.year === "number" ? from.year : null,
  } as When;
}

export function withYear(when: When, year: number): When {
  if (when.month === undefined) return when;
  if (when.day !== undefined) return { ...fullDate(year, when.month, when.day), grain: when.grain };
  if (when.grain === "day") return when;
  return when.grain === "month" ? fullMonth(year, when.month) : when;
}

function candidatesOf(reference: Day, when: When): readonly Days[] {
  if (when.month === undefined) return when.spans;
  const { year } = partsOf(reference);
  const turns: Days[] = [];
  for (let offset = -12; offset <= 12; offset += 1) turns.push(...withYear(when, year + offset).spans);
  return turns;
}

function nextEnd(reference: Day, when: When, start: Day): Day | null {
  if (when.month === undefined) return when.spans.map(([from]) => from).find((from) => from > start) ?? null;
  const { year } = partsOf(start);
  for (let offset = 0; offset <= 1; offset += 1) {
    const from = withYear(when, year + offset).spans[0]?.[0];
    if (from !== undefined && from > start) return from;
  }
  return candidatesOf(reference, when).find(([from]) => from > start)?.[0] ?? null;
}

function openTimex(when: When, day: Day): string {
  if (when.timex.includes("XXXX-W") || when.timex.startsWith("XXXX-XX")) return when.timex;
  if (/WXX/.test(when.timex)) return when.timex;
  const { month, day: date } = partsOf(day);
  return `XXXX-${pad(month, 2)}-${pad(date, 2)}`;
}

function lengthBetween(from: When, to: When, start: Day, end: Day): string {
  const a = partsOf(start);
  const b = partsOf(end);
  if (from.grain === "year" && to.grain === "year") return `P${b.year - a.year}Y`;
  // From decade to decade.
  if (from.grain === "span" && to.grain === "span" && a.month === 1 && a.day === 1 && b.month === 1 && b.day === 1)
    return `P${b.year - a.year}Y`;
  const monthly = (when: When) => when.grain === "month" || when.grain === "year" || when.grain === "quarter" || when.grain === "half";
  if (monthly(from) && monthly(to)) return `P${(b.year - a.year) * 12 + b.month - a.month}M`;
  return `P${end - start}D`;
}

/** Before, after, since, until: one side opened. `edge` tells which part of a range the word leaves out. */
export function opened(when: When, mod: "before" | "after" | "since" | "until", suffix = ""): When {
  const source = when.type === "date" ? "datetimepoint" : "datetimerange";
  const name = when.mod && suffix === "" ? `${mod}-${when.mod}` : mod;
  const spans = when.spans.map(([from, to]): Days => {
    if (mod === "before") return [0, when.mod === "end" ? to : from];
    if (mod === "until") return [0, when.type === "date" ? from : to];
    if (mod === "after") return [when.type === "date" ? from : to, 0];
    return [from, 0];
  });
  return { ...when, type: "daterange", spans, mod: name, open: mod === "before" || mod === "until" ? "start" : "end", source };
}

export function datesResult(text: string, start: number, end: number, when: When): CaseResult {
  const timexes = (when as { timexes?: readonly string[] }).timexes;
  const values =
    when.spans.length === 0
      ? [{ timex: when.timex, ...(when.mod ? { Mod: when.mod } : {}), type: when.type, value: "not resolved" }]
      : when.spans.map(([from, to], index) => {
          const timex = timexes?.[index] ?? when.timex;
          const mod = when.mod ? { Mod: when.mod } : {};
          const lunar = when.lunar ? { isLunar: "True" } : {};
          if (when.type === "date")
            return { timex, ...mod, ...lunar, type: when.mod === "approx" ? "daterange" : "date", value: isoDay(from) };
          return {
            timex,
            ...mod,
            ...(when.source ? { sourceEntity: when.source } : {}),
            ...(when.list ? { list: when.list.map(isoDay).join(",") } : {}),
            type: "daterange",
            ...(when.open === "start" ? {} : { start: isoDay(from) }),
            ...(when.open === "end" ? {} : { end: isoDay(to) }),
          };
        });
  return { text: text.slice(start, end), start, end: end - 1, type: `datetimeV2.${when.type}`, resolution: { values } };
}

export function lengthResult(text: string, start: number, end: number, length: Length, mod: string | null): CaseResult {
  const value = { timex: durationText(length), ...(mod ? { Mod: mod } : {}), type: "duration", value: durationSeconds(length) };
  return { text: text.slice(start, end), start, end: end - 1, type: "datetimeV2.duration", resolution: { values: [value] } };
}

export function setResult(text: string, start: number, end: number, timex: string): CaseResult {
  return {
    text: text.slice(start, end),
    start,
    end: end - 1,
    type: "datetimeV2.set",
    resolution: { values: [{ timex, type: "set", value: "not resolved" }] },
  };
}

const oneDay = (day: Day): Days => [day, day + 1];
const monthDays = (year: number, month: number): Days => [
  dayOf(year, month, 1),
  month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1),
];
