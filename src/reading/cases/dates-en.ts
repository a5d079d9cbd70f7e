/**
 * English dates, periods, durations and recurring times. At each word the longest reading wins; work per word is bounded.
 * What a reader would get wrong: "may" and "march" are verbs, "2000 pieces" is no year, "friday 31" fixes the month, and a range without years
 * is read as the turn that holds the reference day.
 */
import { findEnglish } from "../numeral/english.ts";
import { bareFigures } from "../numeral/numeral.ts";
import { addMonths, dayOf, isDate, mondayOf, nthWeekday, pad, partsOf, weekOf, weekdayOf } from "./calendar.ts";
import type { Day } from "./calendar.ts";
import type { CaseResult } from "./case-result.ts";
import {
  boundWords,
  decadeWords,
  holidays,
  hundredsWords,
  letterUnits,
  monthNumber,
  monthPattern,
  seasons,
  unitsOfTime,
  weekdayNumber,
  weekdayPattern,
} from "./date-words-en.ts";
import {
  between,
  businessDays,
  dateOf,
  datesResult,
  dayOfMonth,
  durationText,
  fullDate,
  fullMonth,
  fullYear,
  isDaily,
  lengthResult,
  monthAlone,
  monthDay,
  opened,
  partOfYear,
  recurring,
  setResult,
  shift,
  spanOfDays,
  weekAround,
  weekNumber,
  weekOfMonth,
  weekdayAlone,
  weekdayOfWeek,
  weekdayOnDay,
  weekendAbout,
  weekendAround,
} from "./when.ts";
import type { Days, Length, Unit, When } from "./when.ts";

type Found<T> = { readonly end: number; readonly is: T };
type Number_ = { readonly value: string; readonly end: number };

const M = monthPattern;
const W = weekdayPattern;
const units = unitsOfTime.map(({ pattern }) => pattern).join("|");
const boundPattern = boundWords.map(({ pattern }) => pattern).join("|");

/** Everything about time that the text says; `now` is the reference day, with the part of it that has gone. */
export function readEnglishDates(text: string, now: number): CaseResult[] {
  return new EnglishDates(text, now).all();
}

class EnglishDates {
  readonly text: string;
  readonly today: Day;
  readonly year: number;
  readonly month: number;
  /** The reference day with its hour: a day that has begun is past. */
  readonly now: number;
  readonly numbers = new Map<number, Number_>();
  readonly ordinals = new Map<number, Number_>();
  static readonly patterns = new Map<string, RegExp>();

  constructor(text: string, now: number) {
    this.text = text;
    this.now = now;
    this.today = Math.floor(now);
    const today = this.today;
    ({ year: this.year, month: this.month } = partsOf(today));
    for (const numeral of findEnglish(text, bareFigures)) {
      if (numeral.value === null) continue;
      const joined = / over /.exec(text.slice(numeral.start, numeral.end));
      const rest = joined ? findEnglish(text.slice(numeral.start + joined.index + 6, numeral.end), bareFigures)[0] : undefined;
      if (joined && rest && rest.value !== null)
        this.numbers.set(numeral.start + joined.index + 6, { value: rest.value, end: numeral.end });
      (numeral.ordinal ? this.ordinals : this.numbers).set(numeral.start, { value: numeral.value, end: numeral.end });
    }
  }

  all(): CaseResult[] {
    const results: CaseResult[] = [];
    let at = 0;
    while (at < this.text.length) {
      const before = this.text[at - 1] ?? " ";
      const here = this.text[at] ?? "";
      const begins =
        /[a-z0-9½¼<>=]/.test(here) &&
        (!/[a-z0-9½¼$€£.:%]/.test(before) ||
          (!/[a-z0-9]/.test(here) && !/[<>=]/.test(before)) ||
          (before === "." && /[a-z]/.test(here)) ||
          (before === ":" && !/[\d]/.test(this.text[at - 2] ?? "") && !/1:1/.test(this.text.slice(at - 3, at))));
      const result = begins ? this.top(at) : null;
      if (result) {
        for (const one of result)
          results.push(
            /[a-z]\.$/.test(one.text) && (!/\.[a-z]\.$/.test(one.text) || /\dam\.$|\dpm\.$/.test(one.text))
              ? { ...one, text: one.text.slice(0, -1), end: one.end - 1 }
              : one,
          );
        at = (result.at(-1)?.end ?? at) + 1;
      } else at += 1;
    }
    return results;
  }

  top(at: number): CaseResult[] | null {
    const list = this.dayList(at);
    if (list) return list;
    const readings: (CaseResult | null)[] = [this.set(at), this.range(at), this.modified(at), this.simple(at), this.length(at)];
    let best: CaseResult | null = null;
    for (const reading of readings) if (reading && reading.end > (best?.end ?? -1)) best = reading;
    return best ? [best] : null;
  }

  re(source: string, at: number): RegExpExecArray | null {
    let pattern = EnglishDates.patterns.get(source);
    if (!pattern) {
      pattern = new RegExp(source, "y");
      EnglishDates.patterns.set(source, pattern);
    }
    pattern.lastIndex = at;
    return pattern.exec(this.text);
  }

  skip(source: string, at: number): number {
    return at + (this.re(source, at)?.[0].length ?? 0);
  }

  behind(source: string, at: number): boolean {
    const key = `${source}$`;
    let pattern = EnglishDates.patterns.get(key);
    if (!pattern) {
      // Words are whole: "in" is not the end of "begin".
      pattern = new RegExp(`(?:${/^\(\?:[a-z]/.test(source) ? "(?<![a-z])" : ""}${source})$`);
      EnglishDates.patterns.set(key, pattern);
    }
    return pattern.test(this.text.slice(Math.max(0, at - 24), at));
  }

  simple(at: number): CaseResult | null {
    const found = this.when(at, true);
    if (!found) return null;
    if (
      /^the /.test(this.text.slice(at, at + 4)) &&
      (found.is.mod === "start" || found.is.mod === "mid" || found.is.mod === "end" || this.holiday(at + 4)?.end === found.end) &&
      !/^the weekend/.test(this.text.slice(at, at + 11))
    )
      return null;
    if (found.is.type === "date" && this.re("\\s?(?:/|-)\\d", found.end) && !/[a-z]/.test(this.text.slice(at, found.end))) return null;
    return datesResult(this.text, at, found.end, found.is);
  }

  /** "18 and 19 june", "the 5th, 6th and 7th of may": days of one month. */
  dayList(at: number): CaseResult[] | null {
    const days: { start: number; end: number; n: number }[] = [];
    let index = at;
    for (let rounds = 0; rounds < 6; rounds += 1) {
      const begin = this.skip("the ", index);
      const day = this.dayNumber(begin);
      // Another day must follow, or the month that closes the list.
      const joint = day ? this.re("(?:, ?(?:and |or )?| (?:and|or) | ?& ?)(?=the |\\d|[a-z]+(?:th|st|nd|rd)(?![a-z]))", day.end) : null;
      if (!day || !joint) break;
      days.push({ start: index, end: day.end, n: day.n });
      index = day.end + joint[0].length;
    }
    if (days.length === 0) return null;
    const begin = this.skip("the ", index);
    const last = this.dayNumber(begin);
    const month = last ? this.re(` ?(?:(?:day )?of )?(?:the )?${M}`, last.end) : null;
    const closing = last && month ? this.dayAndMonth(begin) : null;
    const { month: number, year } = closing?.is ?? {};
    if (!closing || number === undefined) return null;
    return [
      ...days.map(({ start, end, n }) =>
        datesResult(this.text, start, end, typeof year === "number" ? fullDate(year, number, n) : monthDay(this.now, number, n)),
      ),
      datesResult(this.text, index, closing.end, closing.is),
    ];
  }

  // Durations

  number(at: number): Number_ | null {
    const vague = this.re("(?:(?:a )?few|several|some(?= [a-z]+s(?![a-z])))(?: of)?(?![a-z])", at);
    if (vague) return { value: "3", end: at + vague[0].length };
    const couple = this.re("(?:a )?couple(?: of)?(?![a-z])", at);
    if (couple) return { value: "2", end: at + couple[0].length };
    const known = this.numbers.get(at);
    if (known && Number(known.value) >= 0) return known;
    const one = this.re("(?:an?|another|one)(?= )", at);
    return one ? { value: "1", end: at + one[0].length } : null;
  }

  /** "2 years 1 month 21 days", "one hour and a half", "10d". */
  lengthAt(at: number): Found<Length> | null {
    const parts: { count: string; unit: Unit }[] = [];
    let index = at;
    let end = at;
    for (let rounds = 0; rounds < 6; rounds += 1) {
      const part = this.lengthPart(index);
      if (!part) break;
      parts.push(part.is);
      index = part.end;
      end = part.end;
      const joint = this.re("(?:,? and |, | )(?=[a-z0-9½])", index);
      // "13 hours a day" is thirteen hours.
      const next = joint && !this.re("(?:an?|another) ", index + joint[0].length) ? this.lengthPart(index + joint[0].length) : null;
      if (!joint || !next) break;
      if (rankOf(next.is.unit) <= rankOf(part.is.unit)) break;
      index += joint[0].length;
    }
    const last = parts.at(-1);
    if (!last) return null;
    const half = this.re(" and (?:a )?(half|quarter)(?![a-z-])(?! (?:day|hour|week|month|year))", end);
    if (half) {
      parts[parts.length - 1] = { ...last, count: String(Number(last.count) + (half[1] === "half" ? 0.5 : 0.25)) };
      end += half[0].length;
    }
    return { end, is: parts };
  }

  /** Set while the second end of a range is read. */
  inRange = false;

  lengthPart(at: number): Found<{ count: string; unit: Unit }> | null {
    const letter = this.re("(\\d+(?:\\.\\d+)?)(y|w|d|h|s)(?![a-z0-9])", at);
    // "in 90s" is a decade, "in 95s" ninety-five seconds.
    const decade =
      letter?.[2] === "s" &&
      /0$/.test(letter[1] ?? "") &&
      (this.behind("(?:in|during|since|early|mid|late)[ -](?:the )?", at) || this.behind(afterDecade, at));
    if (letter && !decade) {
      return { end: at + letter[0].length, is: { count: letter[1] ?? "", unit: letterUnits[letter[2] ?? ""] ?? "D" } };
    }
    const quarters = this.re("(two|three|four|\\d+) quarters(?![a-z])", at);
    if (quarters) {
      const count = { two: 2, three: 3, four: 4 }[quarters[1] as "two"] ?? Number(quarters[1]);
      return { end: at + quarters[0].length, is: { count: String(count * 3), unit: "M" } };
    }
    const half = this.re("half(?: (?:an? )?|-(?:an?-)?)(?=[a-z])", at);
    let number = half ? { value: "0.5", end: at + half[0].length - 1 } : this.number(at);
    const andHalf = number && !half ? this.re("(?: and (?:a )?|-and-(?:a-)?)half(?=[ -])", number.end) : null;
    if (number && andHalf) number = { value: String(Number(number.value) + 0.5), end: number.end + andHalf[0].length };
    if (!number) return null;
    const word = this.re(`(?: ?|[ ]?-[ ]?)(${units})(?![a-z])`, number.end);
    const found = word ? unitsOfTime.find(({ pattern }) => new RegExp(`^(?:${pattern})$`).test(word[1] ?? "")) : undefined;
    if (!word || !found) return null;
    if (word[0].length > 0 && /^[a-z]/.test(word[0]) && /^[a-z]/.test(this.text[at] ?? "")) return null;
    return { end: number.end + word[0].length, is: { count: trim(Number(number.value) * found.times), unit: found.unit } };
  }

  length(at: number): CaseResult | null {
    const whole = this.re("(?:all|whole|full|entire)[ -](day|week|month|year|fortnight)(?![a-z])|(?:the|my) (?:hour|minute)(?![a-z])", at);
    if (whole) {
      const unit =
        ({ day: "D", week: "W", month: "M", year: "Y", fortnight: "W" } as Record<string, Unit>)[whole[1] ?? ""] ??
        (/minute$/.test(whole[0]) ? "TM" : "TH");
      return lengthResult(this.text, at, at + whole[0].length, [{ count: whole[1] === "fortnight" ? "2" : "1", unit }], null);
    }
    const share = this.re("(?:a |three |one )?quarters? of an hour(?![a-z])", at);
    if (share)
      return lengthResult(
        this.text,
        at,
        at + share[0].length,
        [{ count: share[0].startsWith("three") ? "0.75" : "0.25", unit: "TH" }],
        null,
      );
    const bound = this.re("(more than|longer than|greater than|less than|shorter than|fewer than) ", at);
    const start = bound ? at + bound[0].length : at;
    const found = this.lengthAt(start);
    if (!found) return null;
    const less = bound !== null && /less|under|fewer|shorter/.test(bound[0]) && isDaily(found.is);
    const ago = less ? this.re(" (?:ago|from now)(?![a-z])", found.end) : null;
    if (ago) {
      const [from, to] = /ago/.test(ago[0]) ? [shift(this.today, found.is, -1), this.today] : [this.today, shift(this.today, found.is, 1)];
      return datesResult(this.text, at, found.end + ago[0].length, spanOfDays(from, to, durationText(found.is)));
    }
    const after = less ? this.re(" (?:after|from) ", found.end) : null;
    const anchor = after ? (this.relativeDay(found.end + after[0].length) ?? this.namedDate(found.end + after[0].length)) : null;
    const begin = anchor?.is.spans.at(-1)?.[0];
    if (anchor && begin !== undefined)
      return datesResult(this.text, at, anchor.end, spanOfDays(begin, shift(begin, found.is, 1), durationText(found.is)));
    const written = this.text.slice(start, found.end);
    if (
      /^an? (?:day|week|month|year|weekend|quarter)s?$/.test(written) &&
      !this.behind("(?:for|over|about|than|take|takes|took|least|within|whole|lasted|lasts) ", start) &&
      !bound
    )
      return null;
    const mod = bound ? (/^(?:more|at least|longer|greater)/.test(bound[0]) ? "more" : "less") : null;
    return lengthResult(this.text, at, found.end, found.is, mod);
  }

  // Recurring times

  set(at: number): CaseResult | null {
    const time =
      "(?:(?:,? (?:at|@) |,? )(?:(\\d{1,2})(?::(\\d{2}))?(?::\\d{2})? ?([ap])\\.?m(?:\\.|(?![a-z]))|(\\d{1,2}):(\\d{2})(?!\\d)))?";
    const done = (end: number, timex: string) => setResult(this.text, at, end, timex);
    const clock = (match: RegExpExecArray, index: number): string | null => {
      const whole = match[index] === undefined && match[index + 3] !== undefined;
      if (match[index] === undefined && !whole) return null;
      const hour = whole ? Number(match[index + 3]) : (Number(match[index]) % 12) + (match[index + 2] === "p" ? 12 : 0);
      const minutes = whole ? match[index + 4] : match[index + 1];
      return `T${pad(hour, 2)}${minutes === undefined || (minutes === "00" && !whole) ? "" : `:${minutes}`}`;
    };
    const first = this.re("(\\d{1,2})(?::(\\d{2}))? ?([ap])\\.?m\\.?,? (?:every ?day|each day|daily)(?![a-z])", at);
    if (first) return done(at + first[0].length, clock(first, 1) ?? "P1D");
    const daily = this.re(`(?:(?:every|each) single day|every ?day|each day|everyday|all days|daily)(?![a-z])${time}`, at);
    if (daily) return done(at + daily[0].length, clock(daily, 1) ?? "P1D");
    const part = this.re(`(?:every|each) (morning|afternoon|evening|night)(?![a-z])${time}`, at);
    if (part) return done(at + part[0].length, clock(part, 2) ?? partOfDay(part[1] ?? ""));
    const weekday =
      this.re(`(?:every|each|any|once an?|all) (?:other |second |alternate )?(${W})(?: (morning|afternoon|evening|night)s?)?${time}`, at) ??
      this.re(`(?:on |all )?(${W.replace("(?![a-z])\\.?", "")}s)(?![a-z])(?: (morning|afternoon|evening|night)s?)?${time}`, at) ??
      this.re(`(${W}) (morning|afternoon|evening|night)s(?![a-z])${time}`, at);
    if (weekday && weekdayNumber(weekday[1] ?? "") > 0) {
      const word = (weekday[1] ?? "").replace(/\./g, "");
      const plural = /days$/.test(word);
      if (plural || weekday[2] !== undefined || /^(?:every|each|any|once|all)/.test(weekday[0])) {
        const on = /^on /.test(weekday[0]) ? 3 : 0;
        return setResult(
          this.text,
          at + on,
          at + weekday[0].length,
          `XXXX-WXX-${weekdayNumber(word)}${clock(weekday, 3) ?? (weekday[2] ? partOfDay(weekday[2]) : "")}`,
        );
      }
    }
    const unit = this.re(`(?:every|each|any|once an?|all)(?: (other|second|alternate))?(?: )(${units}|weekdays?)(?![a-z])${time}`, at);
    if (unit && !(/^all/.test(unit[0]) && !/s$/.test(unit[2] ?? ""))) {
      const counted = setUnit(unit[2] ?? "", unit[1] === undefined ? 1 : 2);
      return counted ? done(at + unit[0].length, counted) : null;
    }
    const turn = this.re(
      `every (?:(\\d{1,2})(?:st|nd|rd|th)|(third|fourth|fifth|sixth)) (days?|weeks?|months?|years?)(?![a-z])(?! of)`,
      at,
    );
    const nthUnit = turn
      ? setUnit(turn[3] ?? "", turn[1] === undefined ? ["third", "fourth", "fifth", "sixth"].indexOf(turn[2] ?? "") + 3 : Number(turn[1]))
      : null;
    if (turn && nthUnit) return done(at + turn[0].length, nthUnit);
    const every = this.re("(?:every|each) ", at);
    const counted = every ? this.lengthAt(at + every[0].length) : null;
    if (counted) return done(counted.end, durationText(counted.is));
    const each = every ? (this.dayAndMonth(at + every[0].length) ?? this.season(at + every[0].length)) : null;
    const feast = every ? this.holiday(at + every[0].length) : null;
    if (feast && feast.is.year === null) return done(feast.end, feast.is.timex);
    const inMonth = this.re(
      `(?:(?:every|each) |(?:the )?)(?:(\\d)(?:st|nd|rd|th)|(first|second|third|fourth|fifth|last|final)) (${W}|day) (?:of|in) (?:(?:(the|each|every|a) )?month|(?:each|every) (${M}))`,
      at,
    );
    if (
      inMonth &&
      (/^(?:every|each)/.test(inMonth[0]) || /^(?:each|every)$/.test(inMonth[4] ?? "") || inMonth[5] !== undefined) &&
      !/ a month$/.test(inMonth[0])
    ) {
      const nth = inMonth[1] ?? String(["", "first", "second", "third", "fourth", "fifth"].indexOf(inMonth[2] ?? ""));
      const month = inMonth[5] === undefined ? "XX" : pad(monthNumber(inMonth[5]), 2);
      const weekday = weekdayNumber(inMonth[3] ?? "");
      if (weekday > 0) return done(at + inMonth[0].length, `XXXX-${month}-WXX-${weekday}-#${nth === "-1" ? "5" : nth}`);
      return done(at + inMonth[0].length, nth === "-1" ? "P1M" : `XXXX-${month}-${pad(Number(nth), 2)}`);
    }
    if (each && (/^XXXX-\d\d-\d\d$/.test(each.is.timex) || each.is.timex in seasonTags)) return done(each.end, each.is.timex);
    const year = this.re(`(?:every|each) (${M})`, at);
    if (year) return done(at + year[0].length, `XXXX-${pad(monthNumber(year[1] ?? ""), 2)}`);
    const adverb = this.re(
      "(?:(bi|semi|tri)[- ]?)?(daily|weekly|fortnightly|monthly|yearly|annually|annual|quarterly|hourly)(?![a-z])",
      at,
    );
    if (adverb) {
      const base = (
        {
          daily: [1, "D"],
          weekly: [1, "W"],
          fortnightly: [2, "W"],
          monthly: [1, "M"],
          yearly: [1, "Y"],
          annually: [1, "Y"],
          annual: [1, "Y"],
          quarterly: [3, "M"],
          hourly: [1, "H"],
        } as const
      )[adverb[2] as "daily"];
      const times = { bi: 2, tri: 3, semi: 0.5 }[adverb[1] as "bi"] ?? 1;
      return done(at + adverb[0].length, adverb[2] === "hourly" ? `PT${times}H` : `P${base[0] * times}${base[1]}`);
    }
    const often = this.re(`(?:once|twice|(?:\\d+|[a-z]{3,}) times) (?:an?|every|each|per) (${units})(?![a-z])`, at);
    if (often) {
      const counted = setUnit(often[1] ?? "", 1);
      if (counted) return done(at + often[0].length, counted);
    }
    const parts = this.re("(nightly|mornings|afternoons|evenings|nights)(?![a-z])", at);
    if (parts && !this.behind("(?:\\d|two|three|four|five|six|seven|few|several|many|some|all|more|the|those) ", at))
      return done(at + parts[0].length, partOfDay(parts[1] === "nightly" ? "night" : (parts[1] ?? "").slice(0, -1)));
    const weekends = this.re("weekends(?![a-z])", at);
    if (weekends) return done(at + weekends[0].length, "P1WE");
    const weekdays = this.re("weekdays(?![a-z])", at);
    return weekdays ? done(at + weekdays[0].length, "P1WD") : null;
  }

  // Ranges

  range(at: number): CaseResult | null {
    const dates = this.rangeWhen(at);
    return dates ? datesResult(this.text, at, dates.end, dates.is) : null;
  }

  rangeWhen(at: number): Found<When> | null {
    const open = this.re("(from|between|in|on|during|during from)(?: the)? ", at);
    const word = open?.[1] ?? null;
    const start = open ? at + open[0].length : at;
    const joiner =
      word === "between" ? "\\s?(?:and|to|-|–|—|~)\\s?(?:the )?" : "\\s?,?\\s?(?:to|till|until|through|thru|-|–|—|~)\\s?(?:the )?";
    // "april 9th through 17th", "nov 18-19": two days of one month.
    const days = this.re(`(${M}) ?(?:the )?`, start);
    if (days) {
      const month = monthNumber(days[1] ?? "");
      const first = this.dayNumber(start + days[0].length);
      const joint = first ? this.re(joiner, first.end) : null;
      const second = first && joint ? this.dayNumber(first.end + joint[0].length) : null;
      if (first && second && !this.re(` ?(?:of )?${M}`, second.end) && !this.re("[/-]?\\d", second.end)) {
        const year = this.yearBehind(second.end);
        const found = between(
          this.today,
          year ? fullDate(year.is, month, first.n) : monthDay(this.now, month, first.n),
          year ? fullDate(year.is, month, second.n) : monthDay(this.now, month, second.n),
        );
        if (found && word !== "in") return { end: year?.end ?? second.end, is: found };
      }
    }
    // "from ninth till seventeenth of april", "18-20 june".
    const dayFirst = this.dayNumber(start);
    const dayJoint = dayFirst ? this.re(joiner, dayFirst.end) : null;
    const daySecond = dayFirst && dayJoint ? this.dayNumber(dayFirst.end + dayJoint[0].length) : null;
    const dayMonth = daySecond ? this.re(`,? ?(?:(?:of|in) )?(?:the month of )?(${M})`, daySecond.end) : null;
    if (dayFirst && daySecond && dayMonth && word !== "in" && !/\d-\d/.test(this.text.slice(start - 2, start + 1))) {
      const end = daySecond.end + dayMonth[0].length;
      const month = monthNumber(dayMonth[1] ?? "");
      const year = this.yearBehind(end);
      const found = between(
        this.today,
        year ? fullDate(year.is, month, dayFirst.n) : monthDay(this.now, month, dayFirst.n),
        year ? fullDate(year.is, month, daySecond.n) : monthDay(this.now, month, daySecond.n),
      );
      if (found && dayFirst.n < daySecond.n) return { end: year?.end ?? end, is: found };
    }
    const ofMonth = daySecond ? this.re(",? (?:of |in )?(this|next|last|the) month(?![a-z])", daySecond.end) : null;
    if (dayFirst && daySecond && ofMonth && word !== "in" && dayFirst.n < daySecond.n) {
      const target = partsOf(addMonths(dayOf(this.year, this.month, 1), weeksOf(ofMonth[1] ?? "")));
      const found = between(this.now, fullDate(target.year, target.month, dayFirst.n), fullDate(target.year, target.month, daySecond.n));
      if (found) return { end: daySecond.end + ofMonth[0].length, is: found };
    }
    const monthLed = this.re(`(?:(${M})|(this|next|last) month) (?:from|between) (?:the )?`, start);
    if (monthLed) {
      const one = this.dayNumber(start + monthLed[0].length);
      const link = one ? this.re("\\s?(?:to|and|-|–|—|~|through|till|until)\\s?(?:the )?", one.end) : null;
      const two = one && link ? this.dayNumber(one.end + link[0].length) : null;
      if (one && two) {
        const tailYear = monthLed[1] === undefined ? null : this.yearBehind(two.end);
        const target = partsOf(addMonths(dayOf(this.year, this.month, 1), weeksOf(monthLed[2] ?? "")));
        const day = (n: number): When =>
          monthLed[1] === undefined
            ? fullDate(target.year, target.month, n)
            : tailYear
              ? fullDate(tailYear.is, monthNumber(monthLed[1]), n)
              : monthDay(this.now, monthNumber(monthLed[1]), n);
        const found = between(this.now, day(one.n), day(two.n));
        if (found) return { end: tailYear?.end ?? two.end, is: found };
      }
    }
    const inWeek = this.weekdaysOfWeek(start);
    if (inWeek && word === null) return inWeek;
    const wordy = word !== null && /^(?:from|between|during from)$/.test(word);
    const first = this.rangeEdge(
      start,
      wordy ||
        this.re("\\d{4}\\s?(?:-|–|~|to|till|until|through)", start) !== null ||
        this.re(`${M} ?(?:to|-|–|through|till|until) ?`, start) !== null,
    );
    if (!first) return null;
    let joint = this.re(joiner, first.end);
    if (!joint) return null;
    const toDate = this.re("\\s?(?:to|till|until|through) (?:date|current date|now|present|today)(?![a-z])", first.end);
    let second =
      toDate && !/today$/.test(toDate[0])
        ? { end: first.end + toDate[0].length, is: dateOf(this.today) }
        : this.secondEdge(first.end + joint[0].length);
    if (!second && /and/.test(joint[0])) joint = null;
    if (!second) return null;
    const dashed = /[-–—~]/.test(joint?.[0] ?? "");
    if (dashed && first.is.weekday !== undefined && second.is.weekday === undefined && second.is.month !== undefined) return null;
    if (word === "on" || ((word === "in" || word === "during") && !(first.is.grain === "year" && second.is.grain === "year"))) return null;
    if (word === null && first.is.grain === "year" && second.is.grain === "year" && dashed && this.behind("[\\d-]\\s?|tel:?.*", start))
      return null;
    // "from april to june in 2017"
    const tail =
      second.is.year === null && second.is.month !== undefined ? this.re(",? (?:in|of) ((?:1[5-9]|20)\\d{2})(?!\\d)", second.end) : null;
    if (tail) second = { end: second.end + tail[0].length, is: withOwnYear(second.is, Number(tail[1])) };
    let from = first.is;
    // "from monday to wednesday next week": the week is that of both.
    const ownWeek = second.is.spans[0]?.[0];
    if (
      /^XXXX-WXX-\d$/.test(from.timex) &&
      from.weekday !== undefined &&
      typeof second.is.year === "number" &&
      second.is.weekday !== undefined &&
      ownWeek !== undefined &&
      / week$/.test(this.text.slice(start, second.end))
    )
      from = { ...dateOf(mondayOf(ownWeek) + from.weekday - 1), weekday: from.weekday };
    if (
      from.grain === "day" &&
      second.is.grain === "day" &&
      /next/.test(this.text.slice(second.end - 12, second.end)) &&
      second.is.month !== undefined &&
      from.timex.startsWith("XXXX") &&
      second.is.timex.startsWith("XXXX")
    ) {
      const [a] = from.spans;
      const [b] = second.is.spans;
      if (a && b && from.spans.length === 1 && second.is.spans.length === 1) {
        return {
          end: second.end,
          is: { type: "daterange", grain: "span", timex: `(${from.timex},${second.is.timex},P${b[0] - a[0]}D)`, spans: [[a[0], b[0]]] },
        };
      }
    }
    if (from.mod) from = { ...from };
    // "from q1 to q3 2018": the year is that of both.
    const [opening] = from.spans;
    if ((from.grain === "quarter" || from.grain === "half") && from.year === null && typeof second.is.year === "number" && opening) {
      const size = from.grain === "quarter" ? 3 : 6;
      from = partOfYear(this.today, second.is.year, Math.floor((partsOf(opening[0]).month - 1) / size) + 1, size);
    }
    const found = between(this.today, edgePoint(from, "from"), edgePoint(second.is, "to"));
    return found ? { end: second.end, is: found } : null;
  }

  /** "next week between tuesday and thursday": days of that week. */
  weekdaysOfWeek(at: number): Found<When> | null {
    const pair = this.re(
      `(this|next|last|previous|following|past|coming|upcoming|current) week,? (?:from|between) (${W}) ?(?:and|to|till|until|through|thru|-|–|—|~) ?(${W})`,
      at,
    );
    if (!pair) return null;
    const day = (word: string | undefined): When => weekdayOfWeek(this.today, weekdayNumber(word ?? ""), weeksOf(pair[1] ?? ""));
    const found = between(this.today, day(pair[2]), day(pair[3]));
    return found ? { end: at + pair[0].replace(/\.$/, "").length, is: found } : null;
  }

  secondEdge(at: number): Found<When> | null {
    this.inRange = true;
    const edge = this.rangeEdge(at, true);
    this.inRange = false;
    return edge;
  }

  rangeEdge(at: number, lenient: boolean): Found<When> | null {
    const now = lenient ? this.re("now(?![a-z])", at) : null;
    if (now) return { end: at + 3, is: dateOf(this.today) };
    const begin = this.skip("(?:the )(?=end|middle|beginning|start|year|first|last|\\d)", at);
    const found = this.when(begin, false, lenient);
    return found && !found.is.open ? found : null;
  }

  dayNumber(at: number): { n: number; end: number } | null {
    const digits = this.re(`(\\d{1,2})(?:st|nd|rd|th)?(?:(?![a-z\\d])|(?=${M}))`, at);
    if (digits) return Number(digits[1]) >= 1 && Number(digits[1]) <= 31 ? { n: Number(digits[1]), end: at + digits[0].length } : null;
    const word = this.ordinals.get(at);
    return word && Number(word.value) <= 31 ? { n: Number(word.value), end: word.end } : null;
  }

  // Bounds

  modified(at: number): CaseResult | null {
    const after = this.postfixed(at);
    if (after) return after;
    const bound = this.re(`(${boundPattern})\\s*(?:the )?(?:date )?(?:on )?`, at);
    if (!bound) return null;
    const word = (bound[1] ?? "").trim();
    let start = at + bound[0].length;
    if (/the $/.test(bound[0])) start -= 4;
    if (word === "more than") {
      const offset = this.offset(start);
      const ago = offset !== null && /(?:ago|back|earlier|before now)$/.test(this.text.slice(start, offset.end));
      return offset && offset.is.type === "date"
        ? datesResult(this.text, at, offset.end, withoutSource(opened(offset.is, ago ? "before" : "after")))
        : null;
    }
    const found =
      this.rangeLikeMonthEnd(start) ??
      this.when(start, false, true) ??
      (start > 0 && this.re("the ", start) ? this.when(start + 4, false, true) : null);
    if (!found) return null;
    if (word === "by" && /^(?:year|month|week|day|quarter)/.test(this.text.slice(start, found.end))) return null;
    if (
      (word === "<" || word === ">" || word === "greater than" || /[<>]\s?=/.test(word)) &&
      found.is.grain !== "year" &&
      !/\d/.test(this.text.slice(start, found.end))
    )
      return null;
    const sense = boundWords.find(({ pattern }) => new RegExp(`^(?:${pattern})$`).test(word))?.bound;
    const apply = (): When | null => {
      if (sense === undefined) return null;
      if (sense === "approx") return { ...found.is, mod: "approx" };
      return sense === "equal" ? found.is : opened(found.is, sense);
    };
    const is = apply();
    if (!is) return null;
    if ((word === "since" || word === "until" || word === "till") && this.re(",? and (?:before|until)", found.end))
      return datesResult(this.text, at, found.end, is);
    return datesResult(this.text, at, found.end, is);
  }

  /** "the thirty-first day of the month" */
  rangeLikeMonthEnd(at: number): Found<When> | null {
    const begin = this.skip("the ", at);
    const day = this.dayNumber(begin);
    const rest = day ? this.re(" day of (?:the|this) month", day.end) : null;
    return day && rest && isDate(this.year, this.month, day.n)
      ? { end: day.end + rest[0].length, is: fullDate(this.year, this.month, day.n) }
      : null;
  }

  /** "year 2012 or later", "1/1/2016 and after" */
  postfixed(at: number): CaseResult | null {
    const found = this.when(at, false, true);
    const word = found
      ? this.re(
          ",? (?:or|and) (later|after|greater|above|onwards?|newer|earlier|before|older|less|more recent)(?![a-z])|,? (onwards?|forward)(?![a-z])",
          found.end,
        )
      : null;
    if (!found || !word) return null;
    if (
      this.re(" (?:the )?(?:\\d|mid|this|next|last|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|christmas)", found.end + word[0].length)
    )
      return null;
    const since = !/earlier|before|older|less/.test(word[0]);
    return datesResult(this.text, at, found.end + word[0].length, opened(found.is, since ? "since" : "until"));
  }

  // Single expressions

  when(at: number, alone: boolean, lenient = false): Found<When> | null {
    const readings = [
      this.numericDate(at),
      this.namedDate(at),
      this.weekday(at, alone),
      this.relativeDay(at),
      this.offset(at),
      this.stepped(at),
      this.holiday(at),
      this.ordinalPart(at),
      this.relativeUnit(at, alone),
      this.quarter(at),
      this.monthAt(at, alone && !lenient),
      this.yearAt(at, alone && !lenient),
      this.partial(at),
      this.season(at),
    ];
    let best: Found<When> | null = null;
    for (const reading of readings) if (reading && reading.end > (best?.end ?? -1)) best = reading;
    return best;
  }

  numericDate(at: number): Found<When> | null {
    if (/[\d.,:/$]/.test(this.text[at - 1] ?? "") && !/^[ :]$/.test(this.text[at - 1] ?? "")) return null;
    if (/\d[/.]\d+-$/.test(this.text.slice(Math.max(0, at - 8), at)) && !this.inRange) return null;
    const done = (match: RegExpExecArray, year: number, month: number, day: number): Found<When> | null =>
      month >= 1 && month <= 12 && day >= 1 && day <= 31 ? { end: at + match[0].length, is: fullDate(year, month, day) } : null;
    const iso = this.re("((?:1[5-9]|20|21)\\d{2})\\s?([-/.])\\s?(\\d{1,2})\\s?\\2\\s?(\\d{1,2})(?![\\d])(?![-/]\\d(?!\\d*[-/.]\\d))", at);
    if (iso) return done(iso, Number(iso[1]), Number(iso[3]), Number(iso[4]));
    const named = this.re(`((?:1[5-9]|20)\\d{2})[-/ ](${M})[-/ ](\\d{1,2})(?!\\d)`, at);
    if (named) return done(named, Number(named[1]), monthNumber(named[2] ?? ""), Number(named[3]));
    const run = this.re("((?:19|20)\\d{2})(\\d{2})(\\d{2})(?!\\d)", at);
    if (run && isDate(Number(run[1]), Number(run[2]), Number(run[3])) && this.behind("[-_/.a-z\\s]|^", at))
      return done(run, Number(run[1]), Number(run[2]), Number(run[3]));
    const full = this.re(
      "(\\d{1,2})\\s?([-/.])\\s?(\\d{1,2})\\s?\\2\\s?((?:1[5-9]|20|21)\\d{2}|\\d{2})(?![\\d])(?![-/]\\d(?!\\d*[-/.]\\d))",
      at,
    );
    if (full) {
      const [first, second] = [Number(full[1]), Number(full[3])];
      const [month, day] = first > 12 ? [second, first] : [first, second];
      const written = full[4] ?? "";
      if (written.length === 4) return done(full, Number(written), month, day);
      if (month > 12 || month < 1 || day < 1 || day > 31) return null;
      const short = Number(written);
      const timex = `XX${written}-${pad(month, 2)}-${pad(day, 2)}`;
      const turns = (short < 30 ? [2000] : short >= 40 ? [1900] : [1900, 2000]).map((century): Days => [
        dayOf(century + short, month, day),
        dayOf(century + short, month, day) + 1,
      ]);
      const [only] = turns;
      if (turns.length === 1 && only) return { end: at + full[0].length, is: dateOf(only[0]) };
      return { end: at + full[0].length, is: { type: "date", grain: "day", timex, spans: turns, year: null } };
    }
    const monthYear = this.re("(\\d{1,2})[-/]((?:19|20)\\d{2})(?![\\d])(?![-/.]\\d)", at);
    if (monthYear && Number(monthYear[1]) >= 1 && Number(monthYear[1]) <= 12 && !this.behind("\\d[ -]?", at))
      return { end: at + monthYear[0].length, is: fullMonth(Number(monthYear[2]), Number(monthYear[1])) };
    const yearMonth = this.re("((?:19|20)\\d{2})[-/](\\d{1,2})(?![\\d])(?![-/.]\\d)", at);
    if (yearMonth && Number(yearMonth[2]) >= 1 && Number(yearMonth[2]) <= 12 && !this.behind("\\d[ -]?", at))
      return { end: at + yearMonth[0].length, is: fullMonth(Number(yearMonth[1]), Number(yearMonth[2])) };
    const short = this.re(
      "(\\d{1,2})([/.-])(\\d{1,2})(?![\\d%])(?!\\s?[/%]|[.,]\\d|-\\d+(?![\\d/])|\\s?(?:percent|million|billion|hours?|days?|weeks?|months?|years?|times|people|workers|persons|cups?|inch(?:es)?|miles?|kg|km|of|p\\.?m|a\\.?m)(?![a-z]))",
      at,
    );
    if (short && short[0] !== "24/7") {
      const [first, second] = [Number(short[1]), Number(short[3])];
      const [month, day] = first > 12 ? [second, first] : [first, second];
      const loose = short[2] === "." || short[2] === "-";
      if (month < 1 || month > 12 || day < 1 || day > 31) return null;
      if (
        loose &&
        !this.behind(
          short[2] === "." ? "(?:on|by|until|before|after|since|date|due) " : "(?:on|by|until|before|after|since|date|from|to|due) ",
          at,
        )
      )
        return null;
      if (this.behind("(?:ratio|of|score) ", at) && loose) return null;
      return { end: at + short[0].length, is: monthDay(this.now, month, day) };
    }
    return null;
  }

  /** "jan 2nd, 2019", "04th of may", "twenty five january nineteen eighty six", with a weekday before or behind. */
  namedDate(at: number): Found<When> | null {
    const weekday = this.re(`(?:(this|next|last|upcoming|coming) )?(?:${W}),?(?:\\s[-–—]\\s|[-–—]| )(?:the )?`, at);
    const begin = weekday ? at + weekday[0].length : this.skip("the (?=\\d|[a-z]+(?:th|st|nd|rd) (?:of )?)", at);
    const bare = this.dayAndMonth(begin);
    if (!bare) {
      if (!weekday) {
        const relative = this.re("(this|next|last|coming) ", at);
        const short = relative ? (this.numericDate(at + relative[0].length) ?? this.shortDate(at + relative[0].length)) : null;
        if (relative && short && short.is.timex.startsWith("XXXX-") && short.is.month !== undefined && short.is.day !== undefined) {
          const offset = relative[1] === "next" ? 1 : relative[1] === "last" ? -1 : 0;
          return { end: short.end, is: { ...short.is, spans: fullDate(this.year + offset, short.is.month, short.is.day).spans } };
        }
        return null;
      }
      const short = this.numericDate(begin) ?? this.shortDate(begin);
      if (!short || short.is.type !== "date") return null;
      return { end: short.end, is: this.inThisTurn(weekday[1], short.is) };
    }
    let end = bare.end;
    const trailing = this.re(`,? (?:on )?(${W})`, end);
    if (trailing && !weekday && !/ on /.test(trailing[0]) && !this.re(`,? (?:on )?(${W}),? (?:\\d|the \\d|${M}|or |to )`, end))
      end += trailing[0].replace(/\.$/, "").length;
    return { end, is: weekday ? this.inThisTurn(weekday[1], bare.is) : bare.is };
  }

  inThisTurn(word: string | undefined, is: When): When {
    if (word === undefined || is.month === undefined || is.day === undefined || is.year !== null) return is;
    const found = fullDate(this.year, is.month, is.day).spans;
    return { ...is, spans: found };
  }

  shortDate(at: number): Found<When> | null {
    const short = this.re("(\\d{1,2})[/.-](\\d{1,2})(?![\\d/.-]\\d|\\d)", at);
    if (!short) return null;
    const [first, second] = [Number(short[1]), Number(short[2])];
    const [month, day] = first > 12 ? [second, first] : [first, second];
    return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? { end: at + short[0].length, is: monthDay(this.now, month, day) } : null;
  }

  dayAndMonth(at: number): Found<When> | null {
    const monthFirst = this.re(`(${M})(?:, ?| ?[-/] ?| )?(?:the )?`, at);
    if (monthFirst) {
      const month = monthNumber(monthFirst[1] ?? "");
      const dayAt = at + monthFirst[0].length;
      let day = this.dayNumber(dayAt);
      if (!day) {
        const word = this.numbers.get(dayAt);
        if (word && /^[a-z]/.test(this.text[dayAt] ?? "") && Number(word.value) <= 31 && Number(word.value) >= 1)
          day = { n: Number(word.value), end: word.end };
      }
      if (
        day &&
        !this.re(
          "(?:[:.]\\d|,\\d(?!\\d{3}(?!\\d))|\\s?(?:%|percent|people|times|hours?|minutes?|years?|days?|weeks?|months?|p\\.?m|a\\.?m)(?![a-z]))",
          day.end,
        )
      ) {
        const year = this.yearBehind(day.end) ?? this.shortYearBehind(day.end, monthFirst[0]);
        return { end: year?.end ?? day.end, is: year ? fullDate(year.is, month, day.n) : monthDay(this.now, month, day.n) };
      }
    }
    let day = this.dayNumber(at);
    if (!day) {
      const word = this.numbers.get(at);
      if (word && /^[a-z]/.test(this.text[at] ?? "") && Number(word.value) <= 31 && Number(word.value) >= 1)
        day = { n: Number(word.value), end: word.end };
    }
    if (!day || (/[\d.,:$]$/.test(this.text.slice(Math.max(0, at - 40), at)) && !/:$/.test(this.text.slice(Math.max(0, at - 40), at))))
      return null;
    const month = this.re(`(?: day)?(?: ?[-/] ?|,? ?(?:of )?(?:the )?(?:month of )?)(${M})`, day.end);
    if (!month) return null;
    // "any of the three may come": a cardinal in words before a month that is a verb.
    const verb = /(?:may|march)$/.test(month[0]) && this.re(" (?:be|have|not|also|[a-z]+)(?![a-z])", day.end + month[0].length) !== null;
    if (verb && this.numbers.has(at) && !/\d/.test(this.text[at] ?? "") && !this.behind("(?:on|until|by|since|before|after) ", at))
      return null;
    const end = day.end + month[0].length;
    if (this.behind("\\$ ?", at)) return null;
    const year = this.yearBehind(end) ?? this.shortYearBehind(end, month[0]);
    const number = monthNumber(month[1] ?? "");
    return { end, is: year ? fullDate(year.is, number, day.n) : monthDay(this.now, number, day.n), ...(year ? { end: year.end } : {}) };
  }

  /** A year behind a month or day: ", 2019", " of 87", "in 2020", "two thousand and five". */
  yearBehind(at: number): Found<number> | null {
    const digits = this.re(
      "(?:\\s?,\\s?|\\s?[-/.]\\s?|\\s)?(?:(?:of|in) (?:the year )?)?((?:1[5-9]|20|21)\\d{2})(?![\\d])(?!\\s?(?:%|percent|pieces|people|hours))",
      at,
    );
    if (digits) return { end: at + digits[0].length, is: Number(digits[1]) };
    const short = this.re("(?: of |,? ')(\\d{2})(?![\\d/:]|\\.\\d)(?!st|nd|rd|th)", at);
    if (short) return { end: at + short[0].length, is: twoDigitYear(Number(short[1])) };
    const gap = this.re("(?:, ?| )(?:of |in )?", at);
    return gap ? this.yearInWords(at + gap[0].length) : null;
  }

  /** Two digits behind a whole date, by the sign that joins its other parts, where nothing behind makes them a number of something. */
  shortYearBehind(at: number, joined: string): Found<number> | null {
    const sign = /[-/.]/.exec(joined.replace(/\.\s|\.$/, ""))?.[0];
    const gap = sign === undefined ? "(?:, ?| )" : `\\s?\\${sign}\\s?`;
    const short = this.re(
      `${gap}(\\d{2})(?=\\s*[.,;!?)]?\\s*$|[,;!?)]|\\.\\s| (?:for|at|with|in|to|and|please|was|is|from|on)(?![a-z]))(?!\\s?[.,]\\d)`,
      at,
    );
    return short ? { end: at + short[0].length, is: twoDigitYear(Number(short[1])) } : null;
  }

  yearInWords(at: number): Found<number> | null {
    if (!/[a-z]/.test(this.text[at] ?? "")) return null;
    const first = this.numbers.get(at);
    if (!first) return null;
    const value = Number(first.value);
    if (value >= 1500 && value < 2100 && /thousand|hundred/.test(this.text.slice(at, first.end))) return { end: first.end, is: value };
    if (![16, 17, 18, 19, 20].includes(value)) return null;
    const gap = this.re(" (?:oh )?", first.end);
    const second = gap ? this.numbers.get(first.end + gap[0].length) : undefined;
    return second && Number(second.value) < 100 && Number.isInteger(Number(second.value))
      ? { end: second.end, is: value * 100 + Number(second.value) }
      : null;
  }

  weekday(at: number, alone: boolean): Found<When> | null {
    const inWeek = this.re(`(this|next|last|previous|following|past|coming|upcoming|current) week(?:'s)?(?: on | - |, | )?(${W})`, at);
    if (inWeek)
      return { end: at + inWeek[0].length, is: weekdayOfWeek(this.today, weekdayNumber(inWeek[2] ?? ""), weeksOf(inWeek[1] ?? "")) };
    const ofWeek = this.re(`(?:on )?(${W}) (?:of |on )?(?:the )?(this|next|last|previous|following) week(?![a-z])`, at);
    if (ofWeek && (!/^on /.test(ofWeek[0]) || / of /.test(ofWeek[0])))
      return { end: at + ofWeek[0].length, is: weekdayOfWeek(this.today, weekdayNumber(ofWeek[1] ?? ""), weeksOf(ofWeek[2] ?? "")) };
    const past = this.re(`(?:this |the )?(?:past|most recent) (${W})`, at);
    if (past) {
      const weekday = weekdayNumber(past[1] ?? "");
      const ago = ((weekdayOf(this.today) - weekday + 6) % 7) + 1;
      return { end: at + past[0].length, is: { ...dateOf(this.today - ago), weekday } };
    }
    const coming = this.re(`(?:this |the )?(?:upcoming|coming) (${W})`, at);
    if (coming) {
      const weekday = weekdayNumber(coming[1] ?? "");
      const ahead = ((weekday - weekdayOf(this.today) + 6) % 7) + 1;
      return { end: at + coming[0].length, is: { ...dateOf(this.today + ahead), weekday } };
    }
    const relative = this.re(`(this|next|last|previous|following|current) (${W})`, at);
    if (relative) {
      const weekday = weekdayNumber(relative[2] ?? "");
      const end = at + relative[0].length;
      const day = this.re(",? (?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?![\\d/:.-])", end);
      void day;
      return { end, is: { ...weekdayOfWeek(this.today, weekday, weeksOf(relative[1] ?? "")), weekday } };
    }
    const dayFirst = this.re(`(\\d{1,2})(?:st|nd|rd|th)? (${W})`, at);
    if (
      dayFirst &&
      !/^[1-5](?:st|nd|rd|th)/.test(dayFirst[0]) &&
      Number(dayFirst[1]) >= 1 &&
      Number(dayFirst[1]) <= 31 &&
      !/[\d$:.]$/.test(this.text.slice(Math.max(0, at - 40), at).trimEnd())
    ) {
      return {
        end: at + dayFirst[0].replace(/\.$/, "").length,
        is: weekdayOnDay(this.now, weekdayNumber(dayFirst[2] ?? ""), Number(dayFirst[1])),
      };
    }
    const bare = this.re(W, at);
    if (!bare) {
      const inDays = this.re("in ", at);
      const length = inDays ? this.lengthAt(at + inDays[0].length) : null;
      const on = length ? this.re(` on (${W})`, length.end) : null;
      if (length && on && isDaily(length.is))
        return {
          end: length.end + on[0].length,
          is: { ...dateOf(mondayOf(shift(this.today, length.is, 1)) + weekdayNumber(on[1] ?? "") - 1) },
        };
      return null;
    }
    const word = bare[0].replace(/\.$/, "");
    const weekday = weekdayNumber(word);
    const end = at + word.length;
    const offset = this.re(",? (?=[a-z0-9])", end);
    const ahead = offset ? this.fromNow(end + offset[0].length) : null;
    const anchored = offset && !ahead ? this.offset(end + offset[0].length) : null;
    const anchorDay = anchored?.is.spans[0]?.[0];
    if (anchored && anchored.is.type === "date" && anchorDay !== undefined)
      return { end: anchored.end, is: dateOf(anchorDay - (weekdayOf(anchorDay) % 7) + (weekday % 7)) };
    if (ahead) return { end: ahead.end, is: { ...dateOf(mondayOf(ahead.is) + weekday - 1) } };
    const spelled = this.re(",? the ", end);
    const ordinal = spelled ? this.dayNumber(end + spelled[0].length) : null;
    if (ordinal && isDate(this.year, this.month, ordinal.n) && !this.re(` (?:of )?${M}`, ordinal.end)) {
      const date = dayOf(this.year, this.month, ordinal.n);
      return { end: ordinal.end, is: { ...dateOf(date) } };
    }
    const numbered = this.re(
      " (\\d{1,2})(?:st|nd|rd|th)?(?![\\d/:-]|\\.\\d)(?! ?(?:%|people|hours?|minutes?|p\\.?m|a\\.?m|of|to|times|days?|weeks?|months?|years?)(?![a-z]))",
      end,
    );
    if (
      numbered &&
      Number(numbered[1]) >= 1 &&
      Number(numbered[1]) <= 31 &&
      (/(?:st|nd|rd|th)$/.test(numbered[0]) || Number(numbered[1]) > 12)
    ) {
      return { end: end + numbered[0].length, is: weekdayOnDay(this.today, weekday, Number(numbered[1])) };
    }
    if (word === "sat" && this.re(" (?:down|there|still|back|up|beside|next to)(?![a-z])", end)) return null;
    if (
      alone &&
      /^(?:sun|sat|wed)$/.test(word) &&
      !this.behind("[/&]\\s?", at) &&
      !this.behind(
        "(?:on|this|next|last|or|and|,|to|every|until|by|week|for|-|/|meet|meeting|call|lunch|dinner|back|off|out|leave|free) ?",
        at,
      ) &&
      !this.re("(?:sun|sat)[,.?!;)]*\\s*$", at)
    )
      return null;
    return { end, is: weekdayAlone(this.today, weekday) };
  }

  relativeDay(at: number): Found<When> | null {
    const words: readonly (readonly [string, number])[] = [
      ["(?:the )?day after tomorrow", 2],
      ["(?:the )?day before yesterday", -2],
      ["the day after(?! next)", 1],
      ["the day before", -1],
      ["(?:the )?(?:next|following|coming|upcoming) day(?! of)", 1],
      ["(?:the )?(?:previous|last|past) day(?! of)", -1],
      ["tomorrow|tmr|tmrw|tom(?=[, ]*$)", 1],
      ["yesterday", -1],
      [
        "today|current date|(?:the )?(?:this|current) day|my day|(?<=for )the day|that day|the same day|same day|otd|of the day|the day(?! (?:of|that|when|in|you|we|i|he|she|they|after|before))",
        0,
      ],
    ];
    for (const [pattern, offset] of words) {
      const match = this.re(`(?:${pattern})(?![a-z])`, at);
      if (!match || match[0].startsWith("of ")) continue;
      return { end: at + match[0].length, is: dateOf(this.today + offset) };
    }
    const nth = this.re("(?:the )?", at);
    const day = this.dayNumber(at + (nth?.[0].length ?? 0));
    if (day) {
      const month = this.re(",? (?:of |day of )?(this|next|last|previous|coming|following|upcoming|the) month(?![a-z])", day.end);
      // "we need 5 this month" counts something.
      const counts = month !== null && !/ of /.test(month[0]) && /\d$/.test(this.text.slice(at, day.end));
      if (month && !counts) {
        const target = partsOf(addMonths(dayOf(this.year, this.month, 1), weeksOf(month[1] ?? "")));
        return { end: day.end + month[0].length, is: fullDate(target.year, target.month, day.n) };
      }
      const isOrdinal =
        this.re("the (?:\\d{1,2}(?:st|nd|rd|th)|[a-z-]+(?:st|nd|rd|th))(?![a-z])", at) ?? this.re("\\d{1,2}(?:st|nd|rd|th)(?=[.?!]?$)", at);
      const noun = this.re(
        " (?!(?:of|at|for|in|on|and|with|to|from|if|so|is|was|would|will|next|this|or|works?|please|unless|by|that|because)(?![a-z]))[a-z]",
        day.end,
      );
      const bareDay = this.behind("\\bon ", at)
        ? this.re(
            "\\d{1,2}(?=\\s*[,.?!]?$|[,?!]| (?:for|at|with|and|please)(?![a-z])| to (?!\\d|[a-z]+(?:ty|teen)?(?:-| )?(?:one|two|three|ten)))(?![.,]\\d)",
            at,
          )
        : null;
      if (bareDay) return { end: day.end, is: dayOfMonth(this.now, day.n) };
      if (isOrdinal && this.behind("(?:on|by|back|until|for|till|before|after|since) ", at) && !noun)
        return { end: day.end, is: dayOfMonth(this.now, day.n) };
    }
    return null;
  }

  /** "two sundays from now", "the week after next", "the day after christmas". */
  stepped(at: number): Found<When> | null {
    const weekdays = this.re(`(an?|one|two|three|four|\\d) (${W.replace("(?![a-z])\\.?", "")})s? (from now|later|ago)(?![a-z])`, at);
    if (weekdays) {
      const count =
        ({ a: 1, an: 1, one: 1, two: 2, three: 3, four: 4 } as Record<string, number>)[weekdays[1] ?? ""] ?? Number(weekdays[1]);
      const weekday = weekdayNumber(weekdays[2] ?? "");
      const ahead = ((weekday - weekdayOf(this.today) + 6) % 7) + 1;
      const back = ((weekdayOf(this.today) - weekday + 6) % 7) + 1;
      const day = weekdays[3] === "ago" ? this.today - back - (count - 1) * 7 : this.today + ahead + (count - 1) * 7;
      return { end: at + weekdays[0].length, is: dateOf(day) };
    }
    const afterNext = this.re("(?:the )?(week|weekend|month|year) after (?:the )?next(?: (?:week|weekend|month|year|one))?(?![a-z])", at);
    if (afterNext) {
      const is = this.unitAround(afterNext[1] ?? "", 2);
      return is ? { end: at + afterNext[0].length, is } : null;
    }
    const nextButOne = this.re(`(?:the )?(${W}) (after next|before last)(?![a-z])`, at);
    if (nextButOne)
      return {
        end: at + nextButOne[0].length,
        is: weekdayOfWeek(this.today, weekdayNumber(nextButOne[1] ?? ""), nextButOne[2] === "after next" ? 2 : -2),
      };
    const nextToNext = this.re("(?:the )?(week|weekend|month|year) before last(?![a-z])", at);
    if (nextToNext) {
      const is = this.unitAround(nextToNext[1] ?? "", -2);
      return is ? { end: at + nextToNext[0].length, is } : null;
    }
    const beside = this.re("(?:the )?(day|week) (after|before) ", at);
    if (beside) {
      const anchor =
        this.holiday(at + beside[0].length) ?? this.namedDate(at + beside[0].length) ?? this.numericDate(at + beside[0].length);
      if (anchor && anchor.is.type === "date") {
        const step = (beside[1] === "week" ? 7 : 1) * (beside[2] === "after" ? 1 : -1);
        const day = anchor.is.spans.at(-1)?.[0];
        return day === undefined ? null : { end: anchor.end, is: dateOf(day + step) };
      }
    }
    return null;
  }

  /** The day a length from now: "two weeks from now", "3 days from today", "in two days", "a fortnight later". */
  fromNow(at: number): Found<Day> | null {
    const length = this.lengthAt(at);
    if (!length || !isDaily(length.is)) return null;
    const word = this.re(" (from now|from today|later|ahead|afterwards?(?= *[.,;?!)]| *$))(?![a-z])(?! (?:than|of))", length.end);
    return word ? { end: length.end + word[0].length, is: shift(this.today, length.is, 1) } : null;
  }

  offset(at: number): Found<When> | null {
    const within = this.re("(?:with)?in (?:the )?(?:(?:next|coming|upcoming|following) )?", at);
    if (within) {
      const length = this.lengthAt(at + within[0].length);
      if (!length || !isDaily(length.is) || (!within[0].startsWith("within") && this.re(" of ", length.end))) return null;
      const anchored = within[0].startsWith("within") ? this.re(" (?:from|of|after|starting) ", length.end) : null;
      const anchor = anchored ? this.when(length.end + anchored[0].length, false, true) : null;
      const begin = anchor?.is.type === "date" ? anchor.is.spans.at(-1)?.[0] : undefined;
      if (anchor && begin !== undefined)
        return { end: anchor.end, is: spanOfDays(begin, shift(begin, length.is, 1), durationText(length.is)) };
      if (within[0].startsWith("within"))
        return { end: length.end, is: spanOfDays(this.today, shift(this.today, length.is, 1), durationText(length.is)) };
      return within[0] === "in " ? { end: length.end, is: dateOf(shift(this.today, length.is, 1)) } : null;
    }
    const forDays = this.re("for ", at);
    const length = this.lengthAt(forDays ? at + forDays[0].length : at);
    if (!length || !isDaily(length.is)) return null;
    const start = forDays
      ? this.re(", from ", length.end)
      : this.re(",? (?:starting (?:from |on )?|beginning (?:on |from )?|(?<=, )from )", length.end);
    if (start) {
      const from = this.when(length.end + start[0].length, false, true);
      const named =
        from && from.is.year === null && from.is.month !== undefined && from.is.day !== undefined
          ? fullDate(this.year, from.is.month, from.is.day).spans
          : from?.is.spans;
      // A weekday a length starts on is the coming one.
      const begin = (from?.is.weekday === undefined ? named?.[0] : named?.at(-1))?.[0];
      if (from && from.is.type === "date" && begin !== undefined)
        return { end: from.end, is: spanOfDays(begin, shift(begin, length.is, 1), durationText(length.is)) };
    }
    if (forDays) return null;
    const ahead = this.re(" (?:in the future|hence)(?![a-z])", length.end);
    if (ahead)
      return {
        end: length.end + ahead[0].length,
        is: spanOfDays(this.today + 1, shift(this.today + 1, length.is, 1), durationText(length.is)),
      };
    const now = this.fromNow(at);
    const onDay = now ? this.re(`,? on (${W})`, now.end) : null;
    if (now && onDay) {
      const target = weekdayNumber(onDay[1] ?? "");
      return { end: now.end + onDay[0].replace(/\.$/, "").length, is: dateOf(now.is + ((target - weekdayOf(now.is) + 7) % 7)) };
    }
    if (now) return { end: now.end, is: dateOf(now.is) };
    const ago = this.re(" (?:ago|before now|earlier|(?:back|prior|previously|beforehand)(?= *[.,;?!)]| *$))(?![a-z])", length.end);
    if (ago) return { end: length.end + ago[0].length, is: dateOf(shift(this.today, length.is, -1)) };
    const around = this.re(" (before|prior to|preceding|after|from|since|following) ", length.end);
    if (!around) return null;
    const anchor = this.when(length.end + around[0].length, false, true);
    const day = anchor?.is.spans.at(-1)?.[0];
    if (!anchor || anchor.is.type !== "date" || day === undefined) return null;
    const sign = /before|prior|preceding/.test(around[1] ?? "") ? -1 : 1;
    return { end: anchor.end, is: dateOf(shift(day, length.is, sign)) };
  }

  holiday(at: number): Found<When> | null {
    const lead = this.re("(?:(this|next|last|previous|following|coming|upcoming) )?(?:(?:the )?(?:weekend of )?)?", at);
    const begin = at + (lead?.[0].length ?? 0);
    for (const holiday of holidays) {
      const match = this.re(`(?:${holiday.words})(?![a-z'])`, begin);
      if (!match) continue;
      let end = begin + match[0].length;
      const weekendOf = /weekend of /.test(lead?.[0] ?? "");
      // The year stands behind the day or behind its weekend: "memorial day weekend 2018".
      const trailing = this.re(" weekend(?=,? (?:of |in )?(?:(?:19|20)\\d{2}(?!\\d)|(?:this|next|last) year))", end);
      if (trailing) end += trailing[0].length;
      const own = this.re(",? (?:of |in )?((?:19|20)\\d{2})(?!\\d)|,? (?:of )?(this|next|last) year(?![a-z])", end);
      const turn = (year: number): Days => [holiday.on(year), holiday.on(year) + 1];
      let spans: readonly Days[] = recurring(
        this.today,
        [-1, 0, 1].map((offset) => turn(this.year + offset)),
      );
      if (own) {
        spans = [turn(own[1] === undefined ? this.year + weeksOf(own[2] ?? "") : Number(own[1]))];
        end += own[0].length;
      } else if (lead?.[1] !== undefined) {
        const past = /last|previous/.test(lead[1]);
        const chosen = past ? spans[0] : lead[1] === "this" ? turn(this.year) : spans.at(-1);
        spans = chosen ? [chosen] : [];
      }
      const weekend = weekendOf || trailing !== null || this.re(" weekend(?![a-z])", end);
      if (weekend) {
        if (!weekendOf && !trailing) end += " weekend".length;
        if (!own)
          spans = [-1, 0, 1]
            .map((offset) => turn(this.year + offset))
            .filter(([from]) => partsOf(from).year >= this.year)
            .slice(0, 2);
        const weekends = spans.map(([day]) => weekendAbout(day));
        const timexes = weekends.map(({ timex }) => timex);
        return {
          end,
          is: { type: "daterange", grain: "weekend", timex: timexes[0] ?? "", spans: weekends.map(({ days }) => days), timexes } as When,
        };
      }
      const [only] = spans;
      const week = /^(?:the )?$/.test(lead?.[0] ?? "") || lead?.[1] !== undefined;
      if (!week) return null;
      if (spans.length === 1 && only) return { end, is: { ...dateOf(only[0]), year: partsOf(only[0]).year } };
      const { month, day } = partsOf(spans[0]?.[0] ?? 0);
      const isFixed = /^XXXX-\d\d-\d\d$/.test(holiday.timex);
      return { end, is: { type: "date", grain: "day", timex: holiday.timex, spans, year: null, ...(isFixed ? { month, day } : {}) } };
    }
    return null;
  }

  /** "first week of 2015", "the third month of 2021", "the last 3 weeks of this year", "1st week of oct on friday", "the week of april 10th". */
  ordinalPart(at: number): Found<When> | null {
    const begin = this.skip("the ", at);
    const weekOfDate = this.re("(?:the )?(?:week (?:of|starting on|starting|beginning on|beginning|commencing)|w/c) ", at);
    if (weekOfDate) {
      const bare = this.skip("the ", at + weekOfDate[0].length);
      const nthDay = this.re("\\d{1,2}(?:st|nd|rd|th)(?![a-z])", bare) ? this.dayNumber(bare) : null;
      const date =
        this.when(at + weekOfDate[0].length, false, true) ?? (nthDay ? { end: nthDay.end, is: dayOfMonth(this.now, nthDay.n) } : null);
      if (date && date.is.type === "date") {
        const spans = date.is.spans.map(([day]): Days => [mondayOf(day), mondayOf(day) + 7]);
        return { end: date.end, is: { type: "daterange", grain: "week", timex: date.is.timex, spans } };
      }
    }
    let nth: number | null = null;
    let index = begin;
    const last = this.re("(?:last|final)(?= )", begin);
    if (last) {
      nth = -1;
      index = begin + last[0].length;
    } else {
      const ordinal = this.ordinals.get(begin);
      const digits = this.re("(\\d{1,2})(?:st|nd|rd|th)(?= )", begin);
      if (digits) {
        nth = Number(digits[1]);
        index = begin + digits[0].length;
      } else if (ordinal && this.text[ordinal.end] === " ") {
        nth = Number(ordinal.value);
        index = ordinal.end;
      }
    }
    if (nth === null) return null;
    const century = nth > 0 ? this.re(" century(?![a-z])", index) : null;
    if (century) return { end: index + century[0].length, is: spanOfYears((nth - 1) * 100, 100) };
    const number = this.number(index + 1);
    const counted = number ? this.lengthAt(index + 1) : null;
    const unit = counted ? null : this.re(` (day|week|weekend|month|quarter|half|${W})(?:s)?(?![a-z])`, index);
    const afterUnit = counted?.end ?? index + (unit?.[0].length ?? 0);
    if (!counted && !unit) return null;
    const joint = this.re("(?:,? of(?: the)? |,? in(?: the)? |,? |'s )", afterUnit);
    const whole = joint
      ? (this.monthAt(afterUnit + joint[0].length, false) ??
        this.yearAt(afterUnit + joint[0].length, false) ??
        this.relativeUnit(afterUnit + joint[0].length, false) ??
        this.relativeUnit(afterUnit + joint[0].length - 4, false))
      : null;
    if (!whole || whole.end <= afterUnit) {
      const kind = unit?.[1] ?? "";
      if (kind === "quarter" && nth > 0 && nth <= 4) return { end: afterUnit, is: partOfYear(this.today, null, nth, 3) };
      return null;
    }
    const inside = whole.is.spans[0];
    if (!inside) return null;
    if (counted) {
      const first = nth === 1;
      if (!first && nth !== -1) return null;
      const weeks = counted.is.every(({ unit: one }) => one === "W");
      const from = weeks && whole.is.grain === "year" ? firstWeekOf(inside[0]) : inside[0];
      const to = weeks && whole.is.grain === "year" ? lastWeekEnd(inside[1]) : inside[1];
      const span = first ? ([from, shift(from, counted.is, 1)] as const) : ([shift(to, counted.is, -1), to] as const);
      return { end: whole.end, is: spanOfDays(span[0], span[1], durationText(counted.is)) };
    }
    const kind = unit?.[1] ?? "";
    const { year, month } = whole.is;
    if (kind === "week") {
      if (whole.is.grain === "year" && typeof year === "number")
        return { end: whole.end, is: nth > 0 ? weekNumber(year, nth) : weekAround(lastWeekEnd(inside[1]) - 7) };
      if (whole.is.grain === "month" && month !== undefined) {
        const on = this.re(`\\.?,? (?:on )?(${W})`, whole.end);
        if (on && nth > 0) {
          const weekday = weekdayNumber(on[1] ?? "");
          const turns = [-1, 0, 1].map((offset): Days => {
            const day = nthWeekday((typeof year === "number" ? year : this.year) + offset, month, weekday, nth);
            return [day, day + 1];
          });
          return {
            end: whole.end + on[0].replace(/\.$/, "").length,
            is: {
              type: "date",
              grain: "day",
              timex: `XXXX-${pad(month, 2)}-WXX-${weekday}-#${nth}`,
              spans: typeof year === "number" ? [turns[1] ?? [0, 0]] : recurring(this.today, turns),
            },
          };
        }
        return { end: whole.end, is: weekOfMonth(this.today, typeof year === "number" ? year : null, month, nth) };
      }
    }
    if (kind === "month" && whole.is.grain === "year" && typeof year === "number")
      return { end: whole.end, is: fullMonth(year, nth > 0 ? nth : 12) };
    if (kind === "day" && begin > at) return null;
    if (kind === "day" && whole.is.grain === "month" && month !== undefined && typeof year !== "number" && nth > 0)
      return { end: whole.end, is: monthDay(this.now, month, nth) };
    if (kind === "day")
      return {
        end: whole.end,
        is:
          whole.is.grain === "month" && month !== undefined && typeof year === "number"
            ? dateOf(nth > 0 ? inside[0] + nth - 1 : inside[1] - 1)
            : dateOf(nth > 0 ? inside[0] + nth - 1 : inside[1] - 1),
      };
    if (kind === "quarter" && whole.is.grain === "year" && typeof year === "number")
      return { end: whole.end, is: partOfYear(this.today, year, nth > 0 ? nth : 4, 3) };
    if (kind === "half" && whole.is.grain === "year" && typeof year === "number")
      return { end: whole.end, is: partOfYear(this.today, year, nth > 0 ? nth : 2, 6) };
    const weekday = weekdayNumber(kind);
    if (weekday > 0 && whole.is.grain === "month" && month !== undefined) {
      const on = (turnYear: number): Days => [
        nthWeekday(turnYear, month, weekday, nth ?? 1),
        nthWeekday(turnYear, month, weekday, nth ?? 1) + 1,
      ];
      const open = typeof year !== "number";
      const spans = open
        ? recurring(
            this.today,
            [-1, 0, 1].map((offset) => on(this.year + offset)),
          )
        : [on(year)];
      const timex = `${open ? "XXXX" : pad(year, 4)}-${pad(month, 2)}-WXX-${weekday}-#${nth > 0 ? nth : 5}`;
      return { end: whole.end, is: { type: "date", grain: "day", timex, spans, year: open ? null : year } };
    }
    return null;
  }

  relativeUnit(at: number, alone: boolean): Found<When> | null {
    const same = this.re("(?:that|same) (week|month|year|weekend)(?![a-z])(?!'s)", at);
    if (same) {
      const is = this.unitAround(same[1] ?? "", 0);
      const timex =
        ({ week: "XXXX-WXX", month: "XXXX-XX", year: "XXXX", weekend: "XXXX-WXX-WE" } as Record<string, string>)[same[1] ?? ""] ?? "";
      return is ? { end: at + same[0].length, is: { ...is, timex, mod: "ref_undef" } } : null;
    }
    const school = this.re(
      "(?:(this|next|last|past|previous|current|coming|upcoming) )?(?:(fiscal|financial|school) year|(fy|sy)(?![a-z]))(?:(?:,? (?:of )?)?(\\d{4}|\\d{2}))?(?![a-z\\d])",
      at,
    );
    if (school) {
      const tag = /school|sy/.test(school[0]) ? "SY" : "FY";
      const year =
        school[4] !== undefined
          ? school[4].length === 2
            ? 2000 + Number(school[4])
            : Number(school[4])
          : school[1] !== undefined
            ? this.year + weeksOf(school[1])
            : null;
      return { end: at + school[0].length, is: { type: "daterange", grain: "year", timex: `${tag}${year ?? "XXXX"}`, spans: [] } };
    }
    const calendarYear = this.re("(this|next|last|the) calendar year(?![a-z])(?! \\d)", at);
    if (calendarYear) return { end: at + calendarYear[0].length, is: fullYear(this.year + weeksOf(calendarYear[1] ?? "")) };
    const toDate = this.re("(?:year to date|ytd|month to date|mtd)(?![a-z])", at);
    if (toDate) {
      const monthly = toDate[0].startsWith("m");
      const from = dayOf(this.year, monthly ? this.month : 1, 1);
      return {
        end: at + toDate[0].length,
        is: {
          type: "daterange",
          grain: "span",
          timex: monthly ? `${this.year}-${pad(this.month, 2)}` : String(this.year),
          spans: [[from, this.today]],
        },
      };
    }
    const rest = this.re(
      "(?:the )?(?:(?:rest|remainder|remaining) of|remaining) (?:the |this |my |current |the current )?(week|month|year|decade|quarter)(?![a-z])",
      at,
    );
    if (rest) {
      const end = this.unitAround(rest[1] ?? "", 0)?.spans[0]?.[1] ?? this.today;
      return { end: at + rest[0].length, is: spanOfDays(this.today, end, `P${end - this.today}D`) };
    }
    const yearWeek = this.re("((?:19|20)\\d{2})[- ](?:week |w)(\\d{1,2})(?!\\d)", at);
    if (yearWeek && Number(yearWeek[2]) >= 1 && Number(yearWeek[2]) <= 53)
      return { end: at + yearWeek[0].length, is: weekNumber(Number(yearWeek[1]), Number(yearWeek[2])) };
    const numbered = this.re("week ?(?:number |no\\.? |#)?(\\d{1,2})(?![\\d])", at);
    if (numbered && Number(numbered[1]) >= 1 && Number(numbered[1]) <= 53) {
      const own = this.re(" (?:of |in )?((?:19|20)\\d{2})(?!\\d)", at + numbered[0].length);
      return {
        end: at + numbered[0].length + (own?.[0].length ?? 0),
        is: weekNumber(own ? Number(own[1]) : this.year, Number(numbered[1])),
      };
    }
    const partly = this.re("(earlier|later) (?:in )?(?:(this|the|next|last) )(week|month|year)(?![a-z])", at);
    if (partly) {
      const is = this.unitAround(partly[3] ?? "", weeksOf(partly[2] ?? "this"));
      const span = is?.spans[0];
      if (is && span) {
        const half = halfOf(is, span);
        const days: Days =
          partly[1] === "later"
            ? [Math.max(half, span[0] <= this.today && this.today < span[1] ? this.today : half), span[1]]
            : [span[0], half];
        return { end: at + partly[0].length, is: { ...is, spans: [days] } };
      }
    }
    const inside = this.re("(earlier|later) in (?:the )?", at);
    const told = inside ? (this.monthAt(at + inside[0].length, false) ?? this.yearAt(at + inside[0].length, false)) : null;
    if (inside && told) {
      const spans = told.is.spans.map((span): Days => {
        const half = halfOf(told.is, span);
        return inside[1] === "later" ? [half, span[1]] : [span[0], half];
      });
      return { end: told.end, is: { ...told.is, spans } };
    }
    const decades = this.decadesAround(at);
    if (decades) return decades;
    const counted = this.re("(next|past|last|previous|coming|upcoming|following|this coming) ", at);
    if (counted) {
      const length = this.lengthAt(at + counted[0].length);
      if (length && isDaily(length.is))
        return { end: length.end, is: this.counted(counted[1] ?? "", length.is, this.text.slice(at, length.end)) };
    }
    const number = this.numbers.get(at);
    const upcoming = number ? this.re(` (upcoming|coming|next|past|previous|last) (${units})(?![a-z])`, number.end) : null;
    if (number && upcoming) {
      const found = unitsOfTime.find(({ pattern }) => new RegExp(`^(?:${pattern})$`).test(upcoming[2] ?? ""));
      if (found && !found.unit.startsWith("T") && (Number(number.value) === 1 || /s$/.test(upcoming[2] ?? "")))
        return {
          end: number.end + upcoming[0].length,
          is: this.counted(upcoming[1] ?? "", [{ count: trim(Number(number.value) * found.times), unit: found.unit }], upcoming[0]),
        };
    }
    const unit = this.re(
      "(this coming|this past|this upcoming|this|next|last|previous|following|coming|upcoming|past|current) (?:my )?(working week|workweek|week|month|year|quarter|weekend|fortnight|century)(?!s?[a-z])(?:'s)?",
      at,
    );
    if (unit) {
      const offset = weeksOf(unit[1] ?? "");
      const is = this.unitAround(unit[2] ?? "", offset);
      let end = at + unit[0].length;
      if (/'s$/.test(unit[0])) {
        const inner = this.quarterWord(end + 1);
        if (inner && is?.grain === "year" && typeof is.year === "number")
          return { end: inner.end, is: partOfYear(this.today, is.year, inner.is.nth, inner.is.size) };
        end -= 2;
      }
      return is ? { end, is } : null;
    }
    const short = this.re("eo(y|m|w|q|d)(?![a-z])", at);
    if (short && short[1] !== "d") {
      const is = this.unitAround({ y: "year", m: "month", w: "week", q: "quarter" }[short[1] as "y"], 0);
      return is ? { end: at + 3, is: { ...is, mod: "end", spans: is.spans.map((span): Days => [halfOf(is, span), span[1]]) } } : null;
    }
    const bareWeekend = alone ? this.re("weekend(?![a-z])", at) : null;
    if (bareWeekend && !this.behind("(?:the|a|every|each|this|next|last|long) ", at)) return { end: at + 7, is: weekendAround(this.today) };
    const here = this.re(
      "(?:the|my|current) (week|month|year|weekend)(?![a-z])(?! (?:of|starting|beginning|commencing|no\\.|number|#|\\d))",
      at,
    );
    if (here && (alone || !/weekend/.test(here[0]))) {
      if (this.re("'s| after", at + here[0].length)) return null;
      const is = this.unitAround(here[1] ?? "", 0);
      return is ? { end: at + here[0].length, is } : null;
    }
    if (!alone) {
      const bare = this.re("(week|month|year)(?![a-z])", at);
      const is =
        bare && this.behind("(?:(?:end|beginning|start|middle) of|(?:early|late) in) (?:the |this )?", at)
          ? this.unitAround(bare[1] ?? "", 0)
          : null;
      if (bare && is) return { end: at + bare[0].length, is };
    }
    return null;
  }

  counted(word: string, length: Length, written: string): When {
    const past = /past|last|previous/.test(word);
    const text = durationText(length);
    const [only] = length;
    if (/quarter/.test(written) && only) {
      const months = Number(only.count);
      const first = dayOf(this.year, Math.floor((this.month - 1) / 3) * 3 + 1, 1);
      const [from, to] = past ? [addMonths(first, -months), first] : [addMonths(first, 3), addMonths(first, 3 + months)];
      return spanOfDays(from, to, text);
    }
    if (only?.unit === "BD") {
      const count = Number(only.count);
      const list: Day[] = [];
      for (let step = 1; step <= count; step += 1) list.push(businessDays(this.today, past ? -step : step));
      if (past) list.reverse();
      const first = list[0] ?? this.today;
      const lastDay = list.at(-1) ?? this.today;
      return { ...spanOfDays(first, lastDay + 1, text), list };
    }
    return past
      ? spanOfDays(shift(this.today, length, -1), this.today, text)
      : spanOfDays(this.today + 1, shift(this.today + 1, length, 1), text);
  }

  /** "the next decade", "the past two decades": whole decades of the calendar, the running one left out. */
  decadesAround(at: number): Found<When> | null {
    const lead = this.re("(?:the )?(this|current|next|last|past|previous|coming|upcoming|following) ", at);
    if (!lead) return null;
    const begin = at + lead[0].length;
    const count = this.number(begin);
    const word = this.re("decades?(?![a-z])", count === null ? begin : this.skip(" ", count.end));
    if (!word) return null;
    const number = count === null ? 1 : Number(count.value);
    const offset = weeksOf(lead[1] ?? "");
    const from = (Math.floor(this.year / 10) + (offset < 0 ? -number : offset)) * 10;
    return { end: (count === null ? begin : this.skip(" ", count.end)) + word[0].length, is: spanOfYears(from, number * 10) };
  }

  unitAround(unit: string, offset: number): When | null {
    switch (unit) {
      case "week":
        return weekAround(this.today + offset * 7);
      case "weekend":
        return weekendAround(this.today + offset * 7);
      case "month": {
        const { year, month } = partsOf(addMonths(dayOf(this.year, this.month, 1), offset));
        return fullMonth(year, month);
      }
      case "quarter": {
        const { year, month } = partsOf(addMonths(dayOf(this.year, this.month, 1), offset * 3));
        return partOfYear(this.today, year, Math.floor((month - 1) / 3) + 1, 3);
      }
      case "year":
        return fullYear(this.year + offset);
      case "working week":
      case "workweek":
        return weekAround(this.today + offset * 7);
      case "fortnight": {
        const from = mondayOf(this.today) + offset * 14;
        return spanOfDays(from, from + 14, "P2W");
      }
      case "decade":
        return spanOfYears((Math.floor(this.year / 10) + offset) * 10, 10);
      case "century":
        return spanOfYears((Math.floor(this.year / 100) + offset) * 100, 100);
      default:
        return null;
    }
  }

  quarterWord(at: number): Found<{ nth: number; size: 3 | 6 }> | null {
    const short = this.re("(q|h)([1-4])(?![\\da-z])", at);
    if (short && (short[1] === "q" || Number(short[2]) <= 2))
      return { end: at + short[0].length, is: { nth: Number(short[2]), size: short[1] === "q" ? 3 : 6 } };
    const word = this.re("(first|second|third|fourth|last|1st|2nd|3rd|4th)[- ](quarter|half)(?![a-z])", at);
    if (!word) return null;
    const size = word[2] === "half" ? 6 : 3;
    const nth =
      word[1] === "last" ? (size === 3 ? 4 : 2) : { f: 1, s: 2, t: 3, "1": 1, "2": 2, "3": 3, "4": 4 }[(word[1] ?? "f")[0] as "f"];
    return { end: at + word[0].length, is: { nth: word[1] === "fourth" ? 4 : nth, size } };
  }

  quarter(at: number): Found<When> | null {
    const yearFirst = this.re(
      "((?:19|20)\\d{2})(?:'s)?,?[-/ ]?(?:the )?(?=[qh]\\d|first|second|third|fourth|last|\\dst|\\dnd|\\drd|\\dth)",
      at,
    );
    if (yearFirst) {
      const word = this.quarterWord(at + yearFirst[0].length) ?? this.quarterWord(at + yearFirst[0].length + 1);
      return word ? { end: word.end, is: partOfYear(this.today, Number(yearFirst[1]), word.is.nth, word.is.size) } : null;
    }
    const begin = this.skip("the ", at);
    const word = this.quarterWord(begin);
    if (!word) return null;
    const year = this.re("(?:,? ?(?:of |in )?(?:the )?(?:year )?|[-/])((?:19|20)\\d{2})(?!\\d)", word.end);
    if (year) return { end: word.end + year[0].length, is: partOfYear(this.today, Number(year[1]), word.is.nth, word.is.size) };
    const relative = this.re(
      ",? (?:of |in )?(this|next|last|the|the next|the last|the past|past|previous|the previous|the current|current) year(?![a-z])",
      word.end,
    );
    if (relative)
      return {
        end: word.end + relative[0].length,
        is: partOfYear(this.today, this.year + weeksOf(relative[1] ?? ""), word.is.nth, word.is.size),
      };
    return word.is.size === 3 || this.re("h\\d", begin)
      ? { end: word.end, is: partOfYear(this.today, null, word.is.nth, word.is.size) }
      : null;
  }

  monthAt(at: number, alone: boolean): Found<When> | null {
    const yearFirst = this.re(`((?:1[5-9]|20)\\d{2})(?: |-|/|,\\s?)(${M})(?!\\s?\\d)`, at);
    if (yearFirst)
      return { end: at + yearFirst[0].replace(/\.$/, "").length, is: fullMonth(Number(yearFirst[1]), monthNumber(yearFirst[2] ?? "")) };
    const relative = this.re(`(this|next|last|previous|coming|upcoming|past) (${M})`, at);
    if (
      relative &&
      /(?:may|march)$/.test(relative[0]) &&
      this.re(" (?!to |till |until |through |and |or |so |we |i |in )[a-z]", at + relative[0].length)
    )
      return null;
    if (relative && !this.re(" \\d", at + relative[0].length)) {
      return {
        end: at + relative[0].replace(/\.$/, "").length,
        is: fullMonth(this.year + weeksOf(relative[1] ?? ""), monthNumber(relative[2] ?? "")),
      };
    }
    const yearLed = this.re(`(this|next|last|previous|coming|upcoming|past|current) year(?:'s)?(?:,? in)?,? (${M})(?! ?\\d)`, at);
    if (yearLed)
      return {
        end: at + yearLed[0].replace(/\.$/, "").length,
        is: fullMonth(this.year + weeksOf(yearLed[1] ?? ""), monthNumber(yearLed[2] ?? "")),
      };
    const monthOf = this.re(`(?:the )?month of (?=${M})`, at);
    if (monthOf) return this.monthAt(at + monthOf[0].length, false);
    const month = this.re(`(${M})`, at);
    if (!month) return null;
    const dotted = month[0].endsWith(".");
    const end = at + month[0].length;
    const number = monthNumber(month[1] ?? "");
    const year = this.yearBehind(end);
    if (year) return { end: year.end, is: fullMonth(year.is, number) };
    const ofYear = this.re(",? (?:of |in )?(?:the )?(this|next|last|past|previous|current|coming) year(?![a-z])", end);
    if (ofYear) return { end: end + ofYear[0].length, is: fullMonth(this.year + weeksOf(ofYear[1] ?? ""), number) };
    const word = month[0].replace(/\.$/, "");
    const risky = /^(?:may|march|mar|jan|jun|dec|sep)$/.test(word) && alone;
    if (
      risky &&
      !this.behind(
        "(?:in|of|on|this|next|last|since|before|after|until|till|from|to|for|during|by|and|or|mid|early|late|the)[ -]|, ?|^",
        at,
      )
    )
      return null;
    if (
      risky &&
      word === "may" &&
      this.re(" (?:i|we|you|he|she|it|they|this|that|the)(?![a-z])", end) &&
      !this.behind("(?:in|of|since|until|by|for|this|last|next) ", at)
    )
      return null;
    if (risky && word === "may" && this.re(" (?:be|have|not|also|take|get|result|need|include|want|contain|or may)(?![a-z])", end))
      return null;
    const theMonth = this.behind("in the ", at);
    if (theMonth && dayOf(this.year, number, 1) < this.today)
      return {
        end,
        is: {
          ...monthAlone(this.today, number),
          spans: [fullMonth(this.year, number).spans[0] ?? [0, 0], fullMonth(this.year + 1, number).spans[0] ?? [0, 0]],
        },
      };
    return { end: dotted && this.re("\\s*(?:[A-Z]|$)", end) ? end - 1 : dotted ? end - 1 : end, is: monthAlone(this.today, number) };
  }

  yearAt(at: number, alone: boolean): Found<When> | null {
    const lead = this.re("(?:calendar year|cy|(?:the )?year) (?:of )?(?=\\d|[a-z])", at);
    const begin = at + (lead?.[0].length ?? 0);
    const decade = this.re("(?:the )?'?((?:1[5-9]|20)?\\d0) ?['’]?s(?![a-z])", at);
    if (decade && !/[\d$]/.test(this.text[at - 1] ?? "")) {
      const written = decade[1] ?? "";
      if (written.length === 4) {
        return { end: at + decade[0].length, is: spanOfYears(Number(written), 10) };
      }
      if (
        Number(written) >= 10 &&
        (/^(?:the |')|['’]s$/.test(decade[0]) ||
          this.behind("(?:early|mid|late|in|during|since)[- ]|of the ", at) ||
          this.behind(afterDecade, at))
      ) {
        const short = Number(written);
        const turns = [1900, 2000].map((century): Days => [dayOf(century + short, 1, 1), dayOf(century + short + 10, 1, 1)]);
        return {
          end: at + decade[0].length,
          is: { type: "daterange", grain: "span", timex: `(XX${written}-01-01,XX${pad((short + 10) % 100, 2)}-01-01,P10Y)`, spans: turns },
        };
      }
    }
    const spelled = this.decadeInWords(at);
    if (spelled) return spelled;
    const century = this.re("(?:the )?(sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty[- ]first) century(?![a-z])", at);
    if (century) {
      const word = century[1] ?? "";
      const nth = /first$/.test(word) ? 21 : ["sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"].indexOf(word) + 16;
      return { end: at + century[0].length, is: spanOfYears((nth - 1) * 100, 100) };
    }
    const digits = this.re(`((?:1[5-9]|20)\\d{2})(?![\\d%])(?![.,/:]\\d)(?! ?(?:${countedNouns})(?![a-z]))`, begin);
    if (digits) {
      if (
        /[-/.,:#$]$/.test(this.text.slice(Math.max(0, begin - 40), begin)) &&
        !/[a-z ~]\s?[-/]$/.test(this.text.slice(Math.max(0, begin - 40), begin)) &&
        alone
      )
        return null;
      if (this.re("[-–]\\d", begin + 4) && alone) return null;
      // "a 2017 study": only a round number or a very old year needs a word that says it is a year.
      const plain =
        Number(digits[1]) > 1900 &&
        Number(digits[1]) < 2100 &&
        !/00$/.test(digits[0]) &&
        this.behind("[a-z][)'\"]?,? ", begin) &&
        this.re(" [a-z]+", begin + 4) !== null &&
        !this.behind(
          "(?:no|nr|number|room|flight|section|model|version|id|code|cost|costs|paid|than|least|most|about|over|nearly|only|another|all|these|those|of the)\\.? ",
          begin,
        );
      const licensed =
        !alone ||
        lead !== null ||
        plain ||
        (this.re(
          "\\d{4}(?=\\s*(?:$|[.!?;)\\]]\\s*$|[,;)])|[.!?] | (?:in|on|for|was|is|were|and|or|to|by|with|at|the|from|had|has)(?![a-z]))",
          begin,
        ) !== null &&
          !this.behind("(?:no|nr|number|#|room|flight|section|model|version|id|code|cost|costs|paid|than|the)\\.?\\s?", begin)) ||
        this.behind(
          "(?:in|since|before|after|until|till|from|to|of|during|by|year|between|and|or|for|through|than|=|early|late|mid|the|calendar|circa)[ =-]|^\\s*|[,(] ?|=|< ?=|> ?=",
          begin,
        );
      return licensed ? { end: begin + 4, is: fullYear(Number(digits[1])) } : null;
    }
    const words = this.yearInWords(begin);
    if (words && (!alone || lead || words.is >= 1900 || this.behind("(?:in|since|before|after|until|from|to|of|during|by|year) ", begin)))
      return { end: words.end, is: fullYear(words.is) };
    return null;
  }

  /** "mid-november", "late july", "the end of 1989", "middle of march". */
  partial(at: number): Found<When> | null {
    const word = this.re(
      "(?:the )?(early|mid|late|beginning of|start of|middle of|end of|the end of|begin of|close of)(?:[ -]| - )(?:the |this |in (?:the )?)?",
      at,
    );
    if (!word) return null;
    const raw = at + word[0].length;
    const start = /this $/.test(word[0]) ? raw - 5 : raw;
    const found =
      this.monthAt(start, false) ??
      this.yearAt(start, false) ??
      this.relativeUnit(start, false) ??
      this.quarter(start) ??
      this.centuryAt(start);
    if (!found) return null;
    const part = /early|begin|start/.test(word[1] ?? "") ? "start" : /mid/.test(word[1] ?? "") ? "mid" : "end";
    const numbered = /\d{4}$/.test(this.text.slice(start, found.end));
    const spans = found.is.spans.map((span) => thirdOf(found.is, span, part, numbered));
    return { end: found.end, is: { ...found.is, spans, mod: part } };
  }

  centuryAt(at: number): Found<When> | null {
    const found = this.ordinalPart(at);
    return found && /century$/.test(this.text.slice(at, found.end)) ? found : null;
  }

  /** "the nineties", "nineteen-eighties", "the two thousands", "nineteen hundreds". */
  decadeInWords(at: number): Found<When> | null {
    const thousands = this.re("(?:the )?two thousands(?![a-z])", at);
    if (thousands) return { end: at + thousands[0].length, is: spanOfYears(2000, 10) };
    const match = this.re(
      `(?:the )?(?:(${Object.keys(hundredsWords).join("|")})[- ](?:and )?)?(${Object.keys(decadeWords).join("|")}|hundreds)(?![a-z])`,
      at,
    );
    if (!match) return null;
    const hundreds = match[1] === undefined ? null : (hundredsWords[match[1]] ?? 0) * 100;
    const short = match[2] === "hundreds" ? 0 : (decadeWords[match[2] ?? ""] ?? 0);
    const end = at + match[0].length;
    if (hundreds !== null) return { end, is: spanOfYears(hundreds + short, 10) };
    if (match[2] === "hundreds" || match[2] === "tens") return null;
    const centuries = short === 0 ? [2000] : [1900, 2000];
    return {
      end,
      is: {
        type: "daterange",
        grain: "span",
        timex: `(XX${pad(short, 2)}-01-01,XX${pad((short + 10) % 100, 2)}-01-01,P10Y)`,
        spans: centuries.map((century): Days => [dayOf(century + short, 1, 1), dayOf(century + short + 10, 1, 1)]),
      },
    };
  }

  /** "summer", "early spring", "this fall", "the winter of last year". */
  season(at: number): Found<When> | null {
    const part = this.re("(early|mid|late)(?:[- ]|-)(?:in )?(?=(?:the |this |next |last )?(?:spring|summer|autumn|fall|winter))", at);
    const begin = at + (part?.[0].length ?? 0);
    const season = this.re(
      "(?:(this|next|last|past|previous|coming|upcoming|the) )?(spring|summer|autumn|fall|winter)(?![a-z])(?:(?: of|,)? (?:the year )?((?:19|20)\\d{2}|'\\d{2})(?!\\d)| (?:of )?(this|next|last) year(?![a-z]))?",
      begin,
    );
    if (!season) return null;
    const bare = (season[1] === undefined || season[1] === "the") && season[3] === undefined && season[4] === undefined;
    if (season[2] === "fall" && bare && !part && !this.behind("(?:in|during|since|until|by|every|each|before|after) (?:the )?", begin))
      return null;
    if (season[1] === "the" && !part) return null;
    const year =
      season[3] !== undefined
        ? season[3].startsWith("'")
          ? twoDigitYear(Number(season[3].slice(1)))
          : Number(season[3])
        : season[4] !== undefined
          ? this.year + weeksOf(season[4])
          : season[1] !== undefined && season[1] !== "the"
            ? this.year + weeksOf(season[1])
            : null;
    const tag = seasons[season[2] ?? ""] ?? "";
    const mod = part === null ? {} : { mod: ({ early: "start", mid: "mid", late: "end" } as const)[part[1] as "mid"] };
    return {
      end: begin + season[0].length,
      is: { type: "daterange", grain: "season", timex: year === null ? tag : `${year}-${tag}`, spans: [], ...mod },
    };
  }
}

/** What years of four digits are counted with: "2017 workers". */
const countedNouns =
  "pieces|people|persons|boxes|percent|miles|km|kg|dollars|euros?|yuan|won|yen|pounds|units|students|workers|women|men|children|families|employees|copies|cars|items|words|votes|calories|feet|meters|metres|hours|minutes|days|weeks|months|years|ml|usd|points";
/** "the 80s and 90s": the second is a decade as the first is. */
const afterDecade = "\\d0 ?['’]?s(?:,| and| or| to| through| until) (?:the )?";

const partOfDay = (word: string): string => ({ morning: "TMO", afternoon: "TAF", evening: "TEV", night: "TNI" })[word as "morning"];

function setUnit(word: string, times: number): string | null {
  if (/^weekdays?$/.test(word)) return "P1WD";
  const found = unitsOfTime.find(({ pattern }) => new RegExp(`^(?:${pattern})$`).test(word));
  if (!found) return null;
  if (found.unit === "BD") return "P1BD";
  return durationText([{ count: String(times * found.times), unit: found.unit }]);
}

/** This, next, last: how many units away. */
function weeksOf(word: string): number {
  if (/next|following|coming$|upcoming/.test(word)) return 1;
  return /last|previous|past/.test(word) ? -1 : 0;
}

const seasonTags: Readonly<Record<string, true>> = { SP: true, SU: true, FA: true, WI: true };
const rankOf = (unit: Unit): number => ["Y", "M", "W", "WE", "BD", "D", "TH", "TM", "TS"].indexOf(unit);
const trim = (value: number): string => String(Number(value.toFixed(6)));
const twoDigitYear = (short: number): number => (short < 40 ? 2000 + short : 1900 + short);

function spanOfYears(from: number, years: number): When {
  return { ...spanOfDays(dayOf(from, 1, 1), dayOf(from + years, 1, 1), `P${years}Y`), grain: "span" };
}

function withOwnYear(when: When, year: number): When {
  if (when.grain === "day" && when.month !== undefined && when.day !== undefined) return fullDate(year, when.month, when.day);
  return when.month !== undefined ? fullMonth(year, when.month) : when;
}

const withoutSource = (when: When): When => {
  const { source: _, ...rest } = when;
  return rest;
};

function firstWeekOf(day: Day): Day {
  const monday = mondayOf(day);
  return weekOf(day).year === partsOf(day).year ? monday : monday + 7;
}

function lastWeekEnd(end: Day): Day {
  const monday = mondayOf(end - 1);
  return weekOf(end - 1).year === partsOf(end - 1).year ? monday + 7 : monday;
}

function halfOf(when: When, [from, to]: Days): Day {
  if (when.grain === "week") return from + 3;
  if (when.grain === "month") return from + 15;
  return when.grain === "year" ? addMonths(from, 6) : Math.floor((from + to) / 2);
}

function monthsBetween(from: Day, to: Day): number {
  const [a, b] = [partsOf(from), partsOf(to)];
  return (b.year - a.year) * 12 + b.month - a.month;
}

function thirdOf(when: When, [from, to]: Days, part: "start" | "mid" | "end", numbered: boolean): Days {
  if (when.grain === "year" && numbered)
    return part === "start"
      ? [from, addMonths(from, 4)]
      : part === "mid"
        ? [addMonths(from, 4), addMonths(from, 8)]
        : [addMonths(from, 8), to];
  if (part === "mid")
    return when.grain === "month"
      ? [from + 9, from + 20]
      : when.grain === "week"
        ? [from + 2, from + 4]
        : when.grain === "span"
          ? [addMonths(from, 12 * Math.floor(monthsBetween(from, to) / 36)), addMonths(from, 12 * Math.ceil(monthsBetween(from, to) / 18))]
          : [addMonths(from, 4), addMonths(from, 8)];
  const half = when.grain === "span" ? addMonths(from, monthsBetween(from, to) / 2) : halfOf(when, [from, to]);
  return part === "start" ? [from, half] : [half, to];
}

/** The day "the middle of 2007" or "the end of 2008" is, where a range begins or ends there. */
function edgePoint(when: When, side: "from" | "to"): When {
  if (when.mod === undefined) return when;
  const { mod, ...rest } = when;
  const days = (from: Day, to: Day): Day => (mod === "end" ? to : mod === "start" ? from : when.grain === "year" ? from + 182 : from + 15);
  void side;
  const whole =
    when.grain === "month" && when.month !== undefined
      ? when.spans.map(([start]): Days => {
          const { year, month } = partsOf(start);
          return fullMonth(year, month).spans[0] ?? [start, start];
        })
      : when.grain === "year" && typeof when.year === "number"
        ? fullYear(when.year).spans
        : when.spans;
  const spans = whole.map(([from, to]): Days => [days(from, to), days(from, to) + 1]);
  const point = spans[0] ? partsOf(spans[0][0]) : null;
  return {
    ...rest,
    spans,
    grain: "month",
    ...(point ? { month: point.month, day: point.day } : {}),
    ...(when.year === null ? { grain: "month" as const } : {}),
  };
}
