/**
 * Finds the times a text tells and reads them to EDTF, relative to the day the source spoke.
 * What a reader would get wrong: "by March" and "since March" are open windows, not months; a date that says when somebody spoke is not
 * when the thing happened (attribution decides that); "early, mid, late" are the 1st, 15th and last day (or month 01, 06, 12 of a year), with `~`.
 */
import type { EdtfDate } from "#domain/edtf.ts";
import type { Language } from "#domain/report.ts";
import { cjkTimes } from "./cjk.ts";
import { anchorOf, edtfOf } from "./calendar.ts";
import type { Anchor, Moment } from "./calendar.ts";

export type TimeRole = "at" | "since" | "until" | "by" | "from-to";
export type SeenTime = {
  readonly start: number;
  readonly end: number;
  readonly role: TimeRole;
  readonly edtf: EdtfDate;
  /** The moment told, before `since`, `by` and the like made a window of it. */
  readonly moment: EdtfDate;
  /** True of "now", "these days": the report's own time, told in words. */
  readonly isNow: boolean;
};

/** Times in text order, without overlaps. `anchor` is the day the source spoke, else publication. */
export function findTimes(folded: string, language: Language, anchor: EdtfDate): readonly SeenTime[] {
  const base = anchorOf(anchor);
  return language === "en" ? englishTimes(folded, base) : cjkTimes(folded, language, base);
}

const monthNames = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const monthOf = new Map<string, number>(
  monthNames.flatMap(
    (name, i) =>
      [
        [name, i + 1],
        [name.slice(0, 3), i + 1],
      ] as const,
  ),
);
monthOf.set("sept", 9);
const M =
  "(?:january|february|march|april|may|june|july|august|september|october|november|december|jan\\.?|feb\\.?|mar\\.?|apr\\.?|jun\\.?|jul\\.?|aug\\.?|sept?\\.?|oct\\.?|nov\\.?|dec\\.?)";
const D = "(?:[0-3]?\\d)(?:st|nd|rd|th)?";
const Y = "(?:1[89]\\d\\d|20\\d\\d)";
const PART =
  "(?:(?:very |the )?(early|mid|late|the beginning of|beginning of|the start of|start of|the end of|end of|the middle of|middle of|the turn of|the close of|the first half of|first half of|the second half of|second half of|first quarter of|the first quarter of|the first days of|the last days of)[ -])";
const SEASON = "(?:spring|summer|autumn|fall|winter)";

/** One form of a time: a pattern of bounded length and how its parts make a moment. */
type Form = {
  readonly pattern: string;
  readonly read: (groups: readonly (string | undefined)[], base: Anchor, context: string) => Moment | null;
};

const forms: readonly Form[] = [
  { pattern: `(${Y})-(\\d\\d)-(\\d\\d)`, read: ([y, m, d]) => day(+y!, +m!, +d!) },
  { pattern: `between (${M}) (${D}) and (${D})(?:,? (${Y}))?`, read: ([m, a, b, y], base, c) => days(base, c, m!, a!, b!, y) },
  { pattern: `(${M}) (${D}) ?(?:-|and|to|&) ?(${D})(?:,? (${Y}))?(?!\\d)`, read: ([m, a, b, y], base, c) => days(base, c, m!, a!, b!, y) },
  { pattern: `(${D}) ?(?:-|and|to) ?(${D}) (${M})(?:,? (${Y}))?`, read: ([a, b, m, y], base, c) => days(base, c, m!, a!, b!, y) },
  {
    pattern: `(?:between )?${PART}?(${M})(?:,? (${Y}))? (?:and|to|through|until|-) ${PART}?(${M}),? (${Y})`,
    read: ([p, m, y, q, n, z]) => span(part(monthMoment(month(m!), +(y ?? z!)), p), part(monthMoment(month(n!), +z!), q)),
  },
  {
    pattern: `(?:between |from )${PART}?(${M}) (?:and|to|through|until) ${PART}?(${M})(?: (?:last|this) year)?`,
    read: ([p, m, q, n], base, c) => span(part(near(month(m!), base, c), p), part(near(month(n!), base, c), q)),
  },
  { pattern: `(${M}) (?:to|through|-) (${M})`, read: ([m, n], base, c) => span(near(month(m!), base, c), near(month(n!), base, c)) },
  {
    pattern: `(?:between )?${PART}?(${Y}) and ${PART}(${Y})`,
    read: ([p, y, q, z]) => span(part(yearMoment(+y!), p), part(yearMoment(+z!), q)),
  },
  { pattern: `(?:from |between )(${Y}) (?:and|to|through|until) (${Y})`, read: ([y, z]) => span(yearMoment(+y!), yearMoment(+z!)) },
  { pattern: `(${Y})-(${Y})`, read: ([y, z]) => span(yearMoment(+y!), yearMoment(+z!)) },
  { pattern: `(${M}) (${D}),? (${Y})`, read: ([m, d, y]) => day(+y!, month(m!), num(d!)) },
  { pattern: `(?:the )?(${D}) (?:of )?(${M}),? (${Y})`, read: ([d, m, y]) => day(+y!, month(m!), num(d!)) },
  { pattern: `(${M}) (${D})(?![\\d,]\\d|\\d| ?%| (?:workers|people|women|men|yuan))`, read: ([m, d], base, c) => dayNear(base, c, m!, d!) },
  { pattern: `(?:the )?(${D}) (?:of )?(${M})`, read: ([d, m], base, c) => dayNear(base, c, m!, d!) },
  { pattern: `${PART}?(${M})(?: of|,)? (${Y})`, read: ([p, m, y]) => part(monthMoment(month(m!), +y!), p) },
  {
    pattern: `${PART}?(${M}) (?:of )?last year`,
    read: ([p, m], base) => (base.year === null ? null : part(monthMoment(month(m!), base.year - 1), p)),
  },
  {
    pattern: `${PART}?(${M}) (?:of )?this year`,
    read: ([p, m], base) => (base.year === null ? null : part(monthMoment(month(m!), base.year), p)),
  },
  { pattern: `${PART}(${M})`, read: ([p, m], base, c) => part(near(month(m!), base, c), p) },
  { pattern: `(?:in the )?(${SEASON})(?: of)? (${Y})`, read: ([s, y]) => season(s!, +y!) },
  {
    pattern: `(?:last|this|the|in) (${SEASON})(?= ?(?:[.,;:)]|\\d|about |some |around |more |over |nearly |several |of |and |in |at |to |for |was |were |had |$))`,
    read: ([s], base) =>
      base.year === null ? null : season(s!, s === "winter" || seasonStart(s!) > (base.month ?? 12) ? base.year - 1 : base.year),
  },
  { pattern: `${PART}(${Y})`, read: ([p, y]) => part(yearMoment(+y!), p) },
  { pattern: `${PART}(?:the |this |that )?year`, read: ([p], base) => (base.year === null ? null : part(yearMoment(base.year), p)) },
  { pattern: `${PART}last year`, read: ([p], base) => (base.year === null ? null : part(yearMoment(base.year - 1), p)) },
  { pattern: `${PART}next year`, read: ([p], base) => (base.year === null ? null : part(yearMoment(base.year + 1), p)) },
  {
    pattern: `${PART}(?:the |this |that )month`,
    read: ([p], base) => (base.year === null || base.month === null ? null : part(monthMoment(base.month, base.year), p)),
  },
  {
    pattern: `before the year is out|by the year's end|by year's end`,
    read: (_, base) => (base.year === null ? null : part(yearMoment(base.year), "the end of")),
  },
  { pattern: `year-end`, read: (_, base) => (base.year === null ? null : part(yearMoment(base.year), "the end of")) },
  { pattern: `(?:in the year |the year )?before last`, read: (_, base) => (base.year === null ? null : yearMoment(base.year - 2)) },
  {
    pattern: `(?:last|previous|past) year|the year before|a year (?:ago|earlier|before)|the preceding year|a year previously`,
    read: (_, base) => (base.year === null ? null : yearMoment(base.year - 1)),
  },
  { pattern: `this year|the current year`, read: (_, base) => (base.year === null ? null : yearMoment(base.year)) },
  { pattern: `next year|the coming year|the following year`, read: (_, base) => (base.year === null ? null : yearMoment(base.year + 1)) },
  {
    pattern: `(two|three|four|five|six|seven|eight|nine|ten|\\d{1,2}) years (?:ago|earlier|before)`,
    read: ([n], base) => (base.year === null ? null : yearMoment(base.year - small(n!))),
  },
  { pattern: `(a|two|three|four|five|six|\\d{1,2}) months? (?:ago|earlier|before)`, read: ([n], base) => monthsAway(base, -small(n!)) },
  { pattern: `last month|the previous month|the month before|the past month`, read: (_, base) => monthsAway(base, -1) },
  { pattern: `this month|that month|the same month|the current month`, read: (_, base) => monthsAway(base, 0) },
  { pattern: `next month|the coming month|the following month`, read: (_, base) => monthsAway(base, 1) },
  { pattern: `last week|the previous week|a week (?:ago|earlier|before)|the past week`, read: (_, base) => daysAway(base, -7, true) },
  { pattern: `yesterday`, read: (_, base) => daysAway(base, -1, false) },
  {
    pattern: `(?:now|at present|currently|these days|nowadays|today|so far|to date|at the moment|recently|lately|in recent (?:weeks|months|days|years))`,
    read: (_, base) => monthsAway(base, 0) ?? (base.year === null ? null : yearMoment(base.year)),
  },
  {
    pattern: `(?:in |of |for |during |by |since |until |till |as of |from |before |after |the |through )(${M})(?![a-z']|,? (?:of )?(?:1[89]|20)\\d\\d| [0-3]?\\d\\b(?!,\\d))`,
    read: ([m], base, c) => near(month(m!), base, c),
  },
  {
    pattern: `(?:in |of |for |during |by |since |until |till |as of |from |before |after |year |through |, )(${Y})(?![\\d,.]\\d|-|\\d| (?:workers|people|yuan|won|north|dollars|women|men|usd))`,
    read: ([y]) => yearMoment(+y!),
  },
  {
    pattern: `(${Y})(?= (?:report|survey|figures|count|estimate|statistics|study|census|data|total|season|contract))`,
    read: ([y]) => yearMoment(+y!),
  },
  {
    pattern: `(${M})(?= (?:order|sheet|report|ledger|figures|count|statement|survey|list|quota|wages?|pay|payments?|arrivals))`,
    read: ([m], base, c) => near(month(m!), base, c),
  },
  {
    pattern: `(sept\\.|september|october|november|december|january|february|august|april|june|july)(?![a-z'])`,
    read: ([m], base, c) => near(month(m!), base, c),
  },
];

/** All forms in one pattern, each as a numbered branch; branches begin with a fixed word or digit, so the work stays linear. */
const compiled = forms.map((form) => new RegExp(`(?<![a-z\\d.,$-])(?:${form.pattern})(?![a-z])`, "y"));
const starts = new RegExp(
  `\\b(?:${M}|${Y}|${D}|between|from|very|early|mid|late|beginning|start|end|middle|turn|close|first|second|spring|summer|autumn|fall|winter|the|last|this|that|next|in|of|for|during|by|since|until|till|as|before|after|year|a|two|three|four|five|six|seven|eight|nine|ten|previous|past|yesterday|now|at|currently|these|nowadays|today|so|to|recently|lately|through)\\b|, (?=${Y})`,
  "g",
);

function englishTimes(folded: string, base: Anchor): SeenTime[] {
  const found: SeenTime[] = [];
  starts.lastIndex = 0;
  let from = 0;
  for (let hit = starts.exec(folded); hit !== null; hit = starts.exec(folded)) {
    if (hit.index < from) continue;
    const context = folded.slice(Math.max(0, hit.index - 60), hit.index + 60);
    for (let i = 0; i < forms.length; i += 1) {
      const pattern = compiled[i] as RegExp;
      pattern.lastIndex = hit.index;
      const match = pattern.exec(folded);
      if (match === null) continue;
      const moment = (forms[i] as Form).read(match.slice(1), base, context);
      if (moment === null) continue;
      const end = hit.index + match[0].length;
      const isNow = /^(?:now|at present|currently|these days|nowadays|today|so far|to date|at the moment|recently|lately|in recent)/.test(
        match[0],
      );
      const { role, start } = roleOf(folded, hit.index, match[0]);
      found.push({ start, end, role, edtf: edtfOf(moment, role, base), moment: edtfOf(moment, "at", base), isNow });
      from = end;
      starts.lastIndex = end;
      break;
    }
  }
  return found;
}

const roleWords: readonly (readonly [RegExp, TimeRole])[] = [
  [
    /(?:\bsince|\bever since|\bstarting in|\bstarting from|\bstarting|\bbeginning in|\bfrom) (?:the |about |around |as early as )?$/,
    "since",
  ],
  [/(?:\buntil|\btill|\bup to|\bup until|\bprior to|\bbefore) (?:the |about |around )?$/, "until"],
  [/(?:\bby|\bbefore|\bno later than) (?:the |about |around )?$/, "by"],
];

function roleOf(folded: string, start: number, words: string): { role: TimeRole; start: number } {
  const inside = /^(since|from|by|until|till|before|through) /.exec(words);
  if (inside !== null) {
    const role =
      inside[1] === "since" || inside[1] === "from"
        ? / (?:to|and|until|through) /.test(words)
          ? "at"
          : "since"
        : inside[1] === "by"
          ? "by"
          : "until";
    return { role, start };
  }
  const before = folded.slice(Math.max(0, start - 30), start);
  for (const [pattern, role] of roleWords) {
    const hit = pattern.exec(before);
    if (hit !== null) return { role, start: start - hit[0].length };
  }
  return { role: "at", start };
}

const month = (name: string): number => monthOf.get(name.replace(".", "")) ?? monthOf.get(name.slice(0, 3)) ?? 1;
const num = (text: string): number => Number.parseInt(text, 10);
const smallWords = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const small = (text: string): number => (text === "a" ? 1 : /\d/.test(text) ? +text : smallWords.indexOf(text));

const yearMoment = (year: number): Moment => ({ from: { year }, to: { year } });
const monthMoment = (m: number, year: number): Moment => ({ from: { year, month: m }, to: { year, month: m } });
const day = (year: number, m: number, d: number): Moment | null =>
  m >= 1 && m <= 12 && d >= 1 && d <= 31 ? { from: { year, month: m, day: d }, to: { year, month: m, day: d } } : null;
const span = (a: Moment | null, b: Moment | null): Moment | null =>
  a === null || b === null ? null : { from: a.from, to: b.to, ends: [a, b] };

/** A month without a year is the nearest one not after the anchor, unless the words look ahead. */
function near(m: number, base: Anchor, context: string): Moment | null {
  if (base.year === null) return null;
  const ahead = /\b(?:will|would|plans?|planned|planning|expects?|expected|is to|are to|due|upcoming|next|intends?|set to)\b/.test(context);
  const year = base.month === null || m <= base.month ? base.year : ahead ? base.year : base.year - 1;
  return monthMoment(m, year);
}

function days(base: Anchor, context: string, m: string, a: string, b: string, y: string | undefined): Moment | null {
  const year = y !== undefined ? +y : near(month(m), base, context)?.from.year;
  if (year === undefined) return null;
  return span(day(year, month(m), num(a)), day(year, month(m), num(b)));
}

function dayNear(base: Anchor, context: string, m: string, d: string): Moment | null {
  const year = near(month(m), base, context)?.from.year;
  return year === undefined ? null : day(year, month(m), num(d));
}

function part(moment: Moment | null, words: string | undefined): Moment | null {
  if (moment === null || words === undefined) return moment;
  const which = /early|beginning|start|turn|first days/.test(words)
    ? "early"
    : /mid/.test(words)
      ? "mid"
      : /late|end|close|last days/.test(words)
        ? "late"
        : /first half/.test(words)
          ? "first-half"
          : /second half/.test(words)
            ? "second-half"
            : "first-quarter";
  return { ...moment, part: which };
}

const seasonStart = (name: string): number => (name === "spring" ? 3 : name === "summer" ? 6 : name === "winter" ? 12 : 9);
function season(name: string, year: number): Moment {
  const first = seasonStart(name);
  return first === 12
    ? { from: { year, month: 12 }, to: { year: year + 1, month: 2 } }
    : { from: { year, month: first }, to: { year, month: first + 2 } };
}

function monthsAway(base: Anchor, months: number): Moment | null {
  if (base.year === null || base.month === null) return null;
  const index = base.year * 12 + base.month - 1 + months;
  return monthMoment((index % 12) + 1, Math.floor(index / 12));
}

function daysAway(base: Anchor, offset: number, approximate: boolean): Moment | null {
  if (base.year === null || base.month === null || base.day === null) return monthsAway(base, 0);
  const date = new Date(Date.UTC(base.year, base.month - 1, base.day + offset));
  const moment = day(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
  return moment === null ? null : { ...moment, approximate };
}
