/**
 * Chinese, Japanese and Korean dates, periods, durations and recurring times, by one grammar over the word tables.
 * What a reader would get wrong: 以降 and 以后 leave the day itself out while またはその後 takes it in, 今年 said of now ends today,
 * and a day of the month without its month is the last or the next one.
 */
import { addMonths, dayOf, isDate, mondayOf, nthWeekday, pad, partsOf, weekdayOf } from "./calendar.ts";
import type { Day } from "./calendar.ts";
import { numeralsOf } from "./case-result.ts";
import type { CaseResult } from "./case-result.ts";
import { dateWords, eras } from "./date-words-asian.ts";
import type { AsianLanguage, DateWords } from "./date-words-asian.ts";
import {
  between,
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

/** Everything about time that the text says; `now` is the reference day, with the part of it that has gone. */
export function readAsianDates(text: string, language: AsianLanguage, now: number): CaseResult[] {
  return new AsianDates(text, language, now).all();
}

class AsianDates {
  readonly text: string;
  readonly language: AsianLanguage;
  readonly words: DateWords;
  readonly now: number;
  readonly today: Day;
  readonly year: number;
  readonly month: number;
  static readonly patterns = new Map<string, RegExp>();

  constructor(text: string, language: AsianLanguage, now: number) {
    this.text = text;
    this.language = language;
    this.words = dateWords[language];
    this.now = now;
    this.today = Math.floor(now);
    ({ year: this.year, month: this.month } = partsOf(this.today));
  }

  all(): CaseResult[] {
    const results: CaseResult[] = [];
    let at = 0;
    while (at < this.text.length) {
      const stop = this.words.notDates.find((word) => this.text.startsWith(word, at));
      if (stop !== undefined) {
        at += stop.length;
        continue;
      }
      const skipped = this.begins(at) ? this.re(this.words.noDate, at) : null;
      if (skipped) {
        at += skipped[0].length;
        continue;
      }
      const found = this.begins(at) ? this.top(at) : null;
      if (found) results.push(found);
      at = found ? found.end + 1 : at + 1;
    }
    return results;
  }

  begins(at: number): boolean {
    const here = this.text[at] ?? "";
    const before = this.text[at - 1] ?? "";
    if (/\s/.test(here)) return false;
    if (/\d/.test(here)) return !/[\d.:+-]/.test(before) || (/[-:]/.test(before) && !/\d/.test(this.text[at - 2] ?? ""));
    if (this.language === "ko") return !/[가-힣\d]/.test(before) || /(?:의|은|는)$/.test(before);
    return !(/[一二三四五六七八九十百千〇零]/.test(here) && /[一二三四五六七八九十百千〇零\d]/.test(before));
  }

  top(at: number): CaseResult | null {
    const readings = [this.set(at), this.range(at), this.bounded(at), this.simple(at), this.length(at)];
    let best: CaseResult | null = null;
    for (const reading of readings) if (reading && reading.end > (best?.end ?? -1)) best = reading;
    return best;
  }

  re(source: string, at: number): RegExpExecArray | null {
    let pattern = AsianDates.patterns.get(source);
    if (!pattern) {
      pattern = new RegExp(source, "y");
      AsianDates.patterns.set(source, pattern);
    }
    pattern.lastIndex = at;
    return pattern.exec(this.text);
  }

  oneOf<T>(table: Readonly<Record<string, T>>, at: number): Found<T> | null {
    let best: Found<T> | null = null;
    for (const [word, is] of Object.entries(table))
      if (this.text.startsWith(word, at) && at + word.length > (best?.end ?? -1)) best = { end: at + word.length, is };
    return best;
  }

  value(written: string): number {
    if (/^[\d.]+$/.test(written)) return Number(written);
    if (written === "元") return 1;
    if (this.language === "ko" && Object.hasOwn(singleSigns, written)) return singleSigns[written] ?? NaN;
    // 一两, 三四: two neighbours said in one breath are no number of twelve or thirty-four.
    if (/^[一二两兩三四五六七八九]{2}$/.test(written) && neighbours.has(written)) return NaN;
    const [numeral] = this.language === "ko" ? numeralsOf(`${written}개`, "ko") : numeralsOf(written.replace(/[两兩]$/, "二"), "ja");
    return numeral?.value === undefined || numeral.value === null ? NaN : Number(numeral.value);
  }

  simple(at: number): CaseResult | null {
    const found = this.when(at);
    return found ? datesResult(this.text, at, found.end, found.is) : null;
  }

  // Durations

  lengthAt(at: number): Found<Length> | null {
    if (this.language === "zh" && /[第同某]$/.test(this.text.slice(Math.max(0, at - 1), at))) return null;
    const own = this.oneOf(this.words.lengths, at);
    if (own && this.text.startsWith("며칠", at) && this.re("(?:이|인|일까|이었)", own.end)) return null;
    if (own) return { end: own.end, is: [{ count: String(own.is[0]), unit: own.is[1] }] };
    if (this.re(thisWeek, at)) return null;
    const parts: { count: string; unit: Unit }[] = [];
    let index = at;
    let end = at;
    for (let rounds = 0; rounds < 5; rounds += 1) {
      const part = this.lengthPart(index);
      // 1日14時間 is fourteen hours of each day.
      if (part?.is.unit === "TH" && parts.length === 1 && parts[0]?.unit === "D" && parts[0].count === "1") return null;
      if (!part || (parts.length > 0 && rankOf(part.is.unit) <= rankOf(parts.at(-1)?.unit ?? "Y"))) break;
      parts.push(part.is);
      end = part.end;
      const joint = this.re("\\s?(?:又|零|と|하고)?\\s?", end);
      index = end + (joint?.[0].length ?? 0);
    }
    if (parts.length === 0) return null;
    if (this.language === "ko" && parts.length === 2 && parts[0]?.unit === "TH" && parts[1]?.unit === "TM")
      return { end, is: [{ count: trim(Number(parts[0].count) + Number(parts[1].count) / 60), unit: "TH" }] };
    return { end, is: parts };
  }

  lengthPart(at: number): Found<{ count: string; unit: Unit }> | null {
    const { number, half, vagueNumber, units } = this.words;
    const vague = /[十百千\d]/.test(this.text[at - 1] ?? "") ? null : this.re(vagueNumber, at);
    const halfLead = this.re("半(?:个|個)?(?!分)|반\\s?(?=년|달|시간|세기|분기)", at);
    const written = vague ?? halfLead ?? this.re(number, at);
    if (!written) return null;
    const value = vague ? 3 : halfLead ? 0.5 : this.value(written[0]);
    if (!Number.isFinite(value) || (/^\d{4}$/.test(written[0]) && value > 1500)) return null;
    const end = at + written[0].length;
    const gapHalf = this.language === "zh" ? this.re("(?:个|個)半", end) : null;
    const start = this.re("\\s?", gapHalf ? end + gapHalf[0].length : end);
    const unitAt = (gapHalf ? end + gapHalf[0].length : end) + (start?.[0].length ?? 0);
    for (const [pattern, unit, times] of units) {
      const match = this.re(`(?:${pattern})`, unitAt);
      if (!match) continue;
      if (written[0] === "十" && match[0] === "分") return null;
      // 두 분 are two persons; minutes are said with Sino-Korean numbers.
      if (
        unit === "TM" &&
        this.language === "ko" &&
        /^[한두세네다여일아열스]/.test(written[0]) &&
        !/^[일이삼사오육칠팔구십]+$/.test(written[0])
      )
        return null;
      let finish = unitAt + match[0].length;
      let count = value + (gapHalf ? 0.5 : 0);
      const after = this.re(half, finish);
      if (after && !this.re("半(?:年|月|天)", finish)) {
        finish += after[0].length;
        count += 0.5;
      }
      return { end: finish, is: { count: trim(count * times), unit } };
    }
    return null;
  }

  length(at: number): CaseResult | null {
    const over = this.re(this.words.moreThan, at);
    const under = over ? null : this.re(this.words.lessThan, at);
    const bounded = over ?? under;
    const told = bounded ? this.lengthAt(at + bounded[0].length) : null;
    if (bounded && told) return lengthResult(this.text, at, told.end, told.is, over ? "more" : "less");
    const begin = this.language === "ja" ? at + (this.re("まる", at)?.[0].length ?? 0) : at;
    const found = this.lengthAt(begin);
    if (!found) return null;
    const written = this.text.slice(begin, found.end);
    const more = this.re(this.words.more, found.end);
    const less = more ? null : this.re(this.words.less, found.end);
    const bound = more ?? less;
    if (!bound) {
      // 29日, 2008年 and 5月 are dates; so is a single 日 or 号.
      if (
        /^\D*(?:[\d〇零一二三四五六七八九十]+\s?(?:日|号|일)|[일이삼사오육칠팔구십]+\s?일)$/.test(written) &&
        !/泊|^[丸ま]/.test(written) &&
        !this.re("\\s?(?:동안|내내)", found.end)
      )
        return null;
      if (this.language === "zh" && /^[\d〇零一二三四五六七八九十]+\s?月$/.test(written)) return null;
      if (/^(?:\d{2}|[〇零一二三四五六七八九]{2})\s?年$/.test(written)) return null;
      if (this.language === "ko" && /^(?:한 달|하루)$/.test(written) && this.re(" 동안", found.end)) return null;
      if (this.language === "ko" && /^일\s?주$/.test(written)) return null;
      if (this.language === "ja" && /よい$|良い$/.test(this.text.slice(Math.max(0, at - 40), at))) return null;
      if (this.language === "ko" && /좋은 $/.test(this.text.slice(Math.max(0, at - 40), at))) return null;
    }
    const during = !bound && this.language === "ko" && /^\d+시간$/.test(written) ? this.re(" 동안", found.end) : null;
    return lengthResult(
      this.text,
      at,
      found.end + (bound?.[0].length ?? during?.[0].length ?? 0),
      found.is,
      more ? "more" : less ? "less" : null,
    );
  }

  // Recurring times

  set(at: number): CaseResult | null {
    const { every, clock, weekday, weekdaySigns } = this.words;
    const time = (index: number, part = ""): { text: string; end: number } => {
      const match = this.re(clock, index);
      const told = this.value(match?.[2] ?? "");
      if (!match || !(told <= 24)) return { text: "", end: index };
      const late = /下午|晚上|傍晚|午後|夕|夜|晩|오후|저녁|밤/.test(match[1] ?? "") || /^T(?:AF|EV|NI)$/.test(part);
      const minutes = match[3] === undefined ? (match[4] === undefined ? "" : ":30") : `:${pad(this.value(match[3]), 2)}`;
      return { text: `T${pad(told + (late && told < 12 ? 12 : 0), 2)}${minutes}`, end: index + match[0].length };
    };
    const done = (end: number, timex: string) => setResult(this.text, at, end, timex);
    const weekly = this.re(
      this.language === "zh" ? `每(?:逢|个|個)?${weekday}` : this.language === "ja" ? `毎週の?${weekday}` : `매주\\s?${weekday}`,
      at,
    );
    if (weekly) {
      const clockTime = time(at + weekly[0].length);
      const part = clockTime.text === "" ? this.partOfDayAt(clockTime.end) : null;
      return done(
        part?.end ?? clockTime.end,
        `XXXX-WXX-${weekdaySigns.indexOf((weekly[1] ?? "").replace("天", "日")) + 1}${clockTime.text}${part?.is ?? ""}`,
      );
    }
    const ownWeekday = this.re(
      this.language === "ko" ? `${weekday}마다` : this.language === "ja" ? `${weekday}(?:ごとに?|毎に?)` : "(?!)",
      at,
    );
    if (ownWeekday) return done(at + ownWeekday[0].length, `XXXX-WXX-${weekdaySigns.indexOf(ownWeekday[1] ?? "") + 1}`);
    for (const [pattern, timex] of this.words.returns) {
      const match = this.re(`${every}(?:${pattern})`, at);
      if (!match || (this.language === "ko" && /^매 (?![아오저밤주분평])/.test(match[0]))) continue;
      const end = at + match[0].length;
      // 매년 3월 5일, 毎月5日: the part of the year or month that comes back.
      const part = timex === "P1Y" || timex === "P1M" ? this.named(end + (this.re(this.words.of, end)?.[0].length ?? 0)) : null;
      if (part && /^XXXX-(?:\d\d(?:-\d\d)?|XX-\d\d)$/.test(part.is.timex) && (timex === "P1Y") === !part.is.timex.startsWith("XXXX-XX"))
        return done(part.end, part.is.timex);
      const clockTime = time(end, timex);
      return done(clockTime.end, clockTime.text || timex);
    }
    for (const [pattern, timex] of this.words.returning) {
      const match = this.re(pattern, at);
      if (match) return done(at + match[0].length, timex);
    }
    const each = this.lengthAt(at);
    const mark = each ? (this.re(this.words.eachLength, each.end) ?? this.re(this.words.times, each.end)) : null;
    if (each && mark) return done(each.end + mark[0].length, durationText(each.is));
    const everyLength = this.language === "zh" ? this.re("每隔?", at) : this.language === "ko" ? this.re("매\\s", at) : null;
    const counted = everyLength ? this.lengthAt(at + everyLength[0].length) : null;
    const marked = counted ? (this.re(this.words.eachLength, counted.end)?.[0].length ?? 0) : 0;
    return counted ? done(counted.end + marked, durationText(counted.is)) : null;
  }

  /** The part of a day behind a weekday that comes back: 매주 화요일 저녁, 毎週月曜の朝, 每周五晚上. */
  partOfDayAt(at: number): Found<string> | null {
    const gap = this.re(this.language === "ko" ? "\\s" : this.language === "ja" ? "の?" : "(?:的)?", at);
    return gap ? this.oneOf(partsOfDay, at + gap[0].length) : null;
  }

  // Ranges and bounds

  range(at: number): CaseResult | null {
    const lead = this.re(this.words.from, at);
    for (const begin of new Set([at + (lead?.[0].length ?? 0), at])) {
      const found = this.rangeFrom(begin);
      if (found && (begin === at || !found.loose)) return datesResult(this.text, at, found.end, found.is);
    }
    return null;
  }

  rangeFrom(begin: number): (Found<When> & { loose?: boolean }) | null {
    const { to, until } = this.words;
    const first = this.when(begin) ?? this.bareYear(begin);
    if (!first || first.is.open) return null;
    const weak = this.re(
      this.language === "zh" ? "\\s?(?:和|与|與|跟)\\s?" : this.language === "ja" ? "\\s?と\\s?" : "[과와]\\s",
      first.end,
    );
    const nowAfter = weak ? this.re(`${this.words.now}(?=\\s?(?:사이|の間|之间|之間))`, first.end + weak[0].length) : null;
    const paired = weak
      ? nowAfter
        ? { end: first.end + weak[0].length + nowAfter[0].length, is: dateOf(this.today) }
        : this.when(first.end + weak[0].length)
      : null;
    const closed = paired
      ? this.re(this.language === "zh" ? "(?:之间|之間|间)" : this.language === "ja" ? "の間" : "\\s?사이에?", paired.end)
      : null;
    if (paired && closed) {
      const found = between(this.today, first.is, paired.is);
      if (found) return { end: paired.end + closed[0].length, is: found };
    }
    const joint = this.re(to, first.end) ?? (this.language === "ko" ? this.re(", |[과와] ", first.end) : null);
    if (!joint) return null;
    const listed = /,|[과와]/.test(joint[0]);
    const next = first.end + joint[0].length;
    const toNow = this.re(`${this.words.now}(?=${this.words.until === "" ? "" : "까지|まで|为止|$|[\\s,.。，]"})`, next);
    let second = this.when(next) ?? (toNow ? { end: next + toNow[0].length, is: dateOf(this.today) } : null);
    // 从4日到23日, 11月18日から19日: the second day in the first one's month.
    const day = this.re(`(${this.words.number})\\s?(?:${this.words.day})?`, next);
    if (
      day &&
      first.is.grain === "day" &&
      first.is.month !== undefined &&
      !this.re("\\s?(?:동안|간)|間", next + day[0].length) &&
      (!second || second.end <= next + day[0].length) &&
      /(?:日|号|號|일)$/.test(day[0])
    ) {
      const value = this.value(day[1] ?? "");
      const { month } = first.is;
      if (value >= 1 && value <= 31)
        second = {
          end: next + day[0].length,
          is: typeof first.is.year === "number" ? fullDate(first.is.year, month, value) : monthDay(this.now, month, value),
        };
    }
    const lengthAfter = this.lengthAt(next);
    if (
      /から|부터/.test(joint[0]) &&
      first.is.type === "date" &&
      lengthAfter &&
      isDaily(lengthAfter.is) &&
      (lengthAfter.end > (second?.end ?? 0) || second?.is.grain === "span" || this.re(this.words.within, lengthAfter.end)) &&
      (first.is.spans.length === 1 || this.re("間|간", lengthAfter.end - 1) || this.re("\\s동안", lengthAfter.end))
    )
      return this.fromDay(first, lengthAfter);
    if (!second || second.is.open) return null;
    const close = this.re(until, second.end);
    if (
      listed &&
      (!close || close[0] === "") &&
      !(
        this.language === "ko" &&
        first.is.grain === "day" &&
        second.is.month === first.is.month &&
        second.is.grain === "day" &&
        /^\d+일$/.test(this.text.slice(next, second.end)) &&
        this.re("에", second.end)
      )
    )
      return null;
    const found = between(this.today, this.pointOf(first.is), this.pointOf(second.is));
    if (!found) return null;
    const listEnd = listed ? this.re("에", second.end) : null;
    return { end: second.end + (close?.[0].length ?? 0) + (listEnd && close?.[0] === "" ? 1 : 0), is: found };
  }

  /** The end, the middle or the beginning of a month or year as the end of a range: its last edge, its midpoint, its first day. */
  pointOf(when: When): When {
    if ((when.grain !== "month" && when.grain !== "year") || !/^(?:start|mid|end)$/.test(when.mod ?? "")) return when;
    const turn = when.year ?? this.year;
    const at =
      when.grain === "month" && when.month !== undefined
        ? when.mod === "start"
          ? dayOf(turn, when.month, 1)
          : when.mod === "mid"
            ? dayOf(turn, when.month, 16)
            : addMonths(dayOf(turn, when.month, 1), 1)
        : when.mod === "start"
          ? dayOf(turn, 1, 1)
          : when.mod === "mid"
            ? dayOf(turn, 7, 2)
            : dayOf(turn + 1, 1, 1);
    const { year, month, day } = partsOf(at);
    return {
      ...(typeof when.year === "number" ? fullDate(year, month, day) : monthDay(this.now, month, day)),
      type: "daterange",
      grain: "month",
    };
  }

  /** 明日から3週間: the day that lies there; with 以内 the days until then. */
  fromDay(first: Found<When>, length: Found<Length>): Found<When> | null {
    const start = first.is.spans.at(-1)?.[0];
    if (start === undefined) return null;
    if (this.re("泊", length.end - 1)) return null;
    const within = this.re(this.words.within, length.end);
    const beyond = this.re("以上(?:あと|後)", length.end);
    const end = shift(start, length.is, 1);
    if (beyond) return { end: length.end + beyond[0].length, is: { ...opened(dateOf(end), "after") } };
    if (within) return { end: length.end + within[0].length, is: spanOfDays(start, end, durationText(length.is)) };
    const trailing = /間$/.test(this.text.slice(Math.max(0, length.end - 40), length.end)) ? length.end : length.end;
    return {
      end: this.language === "ko" && /간$/.test(this.text.slice(Math.max(0, trailing - 40), trailing)) ? trailing - 1 : trailing,
      is: dateOf(end),
    };
  }

  bareYear(at: number): Found<When> | null {
    const short = this.re("(\\d{1,2})(?=\\s?[-–~—～〜]\\s?\\d{1,2}\\s?([月월日일号]))", at);
    const n = Number(short?.[1]);
    if (short && /[月월]/.test(short[2] ?? "") && n >= 1 && n <= 12) return { end: at + short[0].length, is: monthAlone(this.now, n) };
    if (short && n >= 1 && n <= 31 && !/[月월]\s?$/.test(this.text.slice(Math.max(0, at - 2), at)))
      return { end: at + short[0].length, is: dayOfMonth(this.now, n) };
    const year = this.re("((?:1[5-9]|20)\\d{2})(?=\\s?[-–~—～〜至到]\\s?(?:1[5-9]|20)\\d{2}\\s?[年년])", at);
    return year ? { end: at + 4, is: fullYear(Number(year[1])) } : null;
  }

  bounded(at: number): CaseResult | null {
    for (const [before, after, bound] of this.words.leading) {
      const lead = this.re(before, at);
      const found = lead ? this.when(at + lead[0].length) : null;
      const close = found ? this.re(after, found.end) : null;
      if (found && close) return datesResult(this.text, at, found.end + close[0].length, opened(found.is, bound));
    }
    const sign = this.re("(<\\s?=|>\\s?=|[<>=≤≥])\\s?", at);
    if (sign) {
      const begin = at + sign[0].length;
      const year = this.re("((?:1[5-9]|20)\\d{2})(?![\\d年년-])", begin);
      const compared = this.when(begin) ?? (year ? { end: begin + year[0].length, is: fullYear(Number(year[1])) } : null);
      const bound = ({ "<": "before", ">": "after", "≤": "until", "≥": "since", "<=": "until", ">=": "since" } as const)[
        (sign[1] ?? "").replace(/\s/g, "") as "<"
      ];
      if (compared && /\d/.test(this.text[begin] ?? ""))
        return datesResult(
          this.text,
          at,
          compared.end,
          (bound as string | undefined) === undefined ? compared.is : opened(compared.is, bound),
        );
    }
    const found = this.when(at);
    if (!found) return null;
    if (found.is.mod !== undefined && found.is.mod === "ref_undef") return null;
    const about = this.re(this.words.about, found.end);
    if (about && !this.re("のもの", found.end))
      return datesResult(this.text, at, found.end + about[0].length, { ...found.is, mod: "approx" });
    for (const [pattern, bound] of this.words.bounds) {
      const match = this.re(`(?:${pattern})`, found.end);
      if (!match) continue;
      // 3日後 is three days later, not "after the third".
      if (
        /^(?:から|부터)$/.test(match[0]) &&
        this.re("\\s?(?:\\d+|[一二三四五六七八九十일이삼사오육칠팔구십]+)\\s?[泊박]", found.end + match[0].length)
      )
        continue;
      if (/^(?:後|后|前|전에|후에?|の後|の前)$/.test(match[0].trim()) && found.is.timex.startsWith("XXXX-XX-")) continue;
      if (/^[後后前]$/.test(match[0].trim()) && this.re("半|期|年|日|天|\\d", found.end + match[0].length)) continue;
      return datesResult(this.text, at, found.end + match[0].length, opened(found.is, bound));
    }
    return null;
  }

  // Single expressions

  when(at: number): Found<When> | null {
    const readings = [
      this.numeric(at),
      this.named(at),
      this.relative(at),
      this.offset(at),
      this.counted(at),
      this.spelledPeriod(at),
      this.holiday(at),
      this.anchored(at),
      this.sameDay(at),
      this.monthTowards(at),
    ];
    let best: Found<When> | null = null;
    for (const reading of readings) if (reading && reading.end > (best?.end ?? -1)) best = reading;
    return best;
  }

  /** A length counted from a date: 크리스마스 3일 전, 明日から3日後. */
  anchored(at: number): Found<When> | null {
    const base = this.numeric(at) ?? this.named(at) ?? this.relative(at) ?? this.holiday(at);
    if (!base || base.is.type !== "date") return null;
    const turned = this.re(this.words.countingBefore, base.end);
    const ahead = turned ? this.lengthAt(base.end + turned[0].length) : null;
    const start = base.is.spans.at(-1)?.[0];
    if (turned && ahead && isDaily(ahead.is) && start !== undefined)
      return { end: ahead.end, is: dateOf(shift(start, ahead.is, (turned[1] ?? "").includes("前") ? -1 : 1)) };
    const joint = this.re(this.words.counting, base.end);
    const length = joint ? this.lengthAt(base.end + joint[0].length) : null;
    if (!joint || !length || !isDaily(length.is)) return null;
    const more = this.re(this.words.more, length.end);
    const marked = length.end + (more?.[0].length ?? 0) + (more ? (this.re("\\s", length.end + more[0].length)?.[0].length ?? 0) : 0);
    const past = this.re(this.words.ago, marked);
    const mark = past ?? this.re(this.words.later, marked);
    const from = base.is.spans.at(-1)?.[0];
    if (!mark || from === undefined) return null;
    const day = dateOf(shift(from, length.is, past ? -1 : 1));
    return { end: marked + mark[0].length, is: more ? opened(day, past ? "before" : "after") : day };
  }

  numeric(at: number): Found<When> | null {
    const iso = this.re("((?:1[5-9]|20)\\d{2})([-/.])(\\d{1,2})\\2(\\d{1,2})(?!\\d)", at);
    if (iso && Number(iso[3]) <= 12 && Number(iso[4]) <= 31)
      return { end: at + iso[0].length, is: fullDate(Number(iso[1]), Number(iso[3]), Number(iso[4])) };
    const pointed = this.language === "ko" ? this.re("((?:1[5-9]|20)\\d{2})\\.\\s(\\d{1,2})\\.\\s(\\d{1,2})\\.?(?!\\d)", at) : null;
    if (pointed && isDate(Number(pointed[1]), Number(pointed[2]), Number(pointed[3])))
      return { end: at + pointed[0].replace(/\.$/, "").length, is: fullDate(Number(pointed[1]), Number(pointed[2]), Number(pointed[3])) };
    const dayFirst = this.re("(\\d{1,2})([-/.])(\\d{1,2})\\2((?:19|20)\\d{2})(?!\\d)", at);
    if (dayFirst) {
      const [a, b] = [Number(dayFirst[1]), Number(dayFirst[3])];
      const [month, day] = b > 12 ? [a, b] : [b, a];
      return month >= 1 && month <= 12 ? { end: at + dayFirst[0].length, is: fullDate(Number(dayFirst[4]), month, day) } : null;
    }
    const short = this.re("(\\d{2})([-/])(\\d{1,2})\\2(\\d{1,2})(?![\\d-])", at);
    if (short && isDate(2000 + Number(short[1]), Number(short[3]), Number(short[4])))
      return { end: at + short[0].length, is: fullDate(2000 + Number(short[1]), Number(short[3]), Number(short[4])) };
    const monthDayPair = this.re("(\\d{1,2})/(\\d{1,2})(?![\\d/])", at);
    if (monthDayPair && this.language !== "ko") {
      const opens = this.re("\\s?(?:[-–~]|から|到|至)\\s?\\d{1,2}/\\d{1,2}(?![\\d/])", at + monthDayPair[0].length);
      const closes = /\d{1,2}\/\d{1,2}\s?(?:[-–~]|から|到|至)\s?$/.test(this.text.slice(Math.max(0, at - 9), at));
      const [month, day] = [Number(monthDayPair[1]), Number(monthDayPair[2])];
      if ((opens || closes) && month >= 1 && month <= 12 && day >= 1 && day <= 31)
        return { end: at + monthDayPair[0].length, is: monthDay(this.now, month, day) };
    }
    const yearMonth = this.re("((?:19|20)\\d{2})[-/](0?[1-9]|1[0-2])(?![\\d/.-])", at);
    if (yearMonth) return { end: at + yearMonth[0].length, is: fullMonth(Number(yearMonth[1]), Number(yearMonth[2])) };
    const yearQuarter = this.re("((?:19|20)\\d{2})[-\\s]?q([1-4])(?![a-z\\d])", at);
    if (yearQuarter)
      return { end: at + yearQuarter[0].length, is: partOfYear(this.now, Number(yearQuarter[1]), Number(yearQuarter[2]), 3) };
    const only = this.re("((?:19|20)\\d{2})(?!\\d)", at);
    return only && this.text.trim() === only[0] ? { end: at + 4, is: fullYear(Number(only[1])) } : null;
  }

  /** A year with its mark: 2018年, 零八年, 二〇一八年, 平成二年, 今年, 明年. */
  yearAt(at: number): Found<number> | null {
    const era = this.oneOf(eras, at);
    const eraYear = era ? this.re(`(元|${this.words.number})\\s?年`, era.end) : null;
    if (era && eraYear) return { end: era.end + eraYear[0].length, is: era.is + this.value(eraYear[1] ?? "1") - 1 };
    const relative = this.oneOf(this.words.relativeYears, at);
    // 上一年级 is a grade.
    if (relative && !(this.language === "zh" && this.re("[级級]", relative.end))) return { end: relative.end, is: this.year + relative.is };
    const calendar = this.re("(?:西暦|公元|서기)\\s?", at);
    const begin = at + (calendar?.[0].length ?? 0);
    const match = this.re(
      `(\\d{4}|\\d{2}|[〇零一二三四五六七八九]{4}|[〇零一二三四五六七八九]{2}|[一二两兩]?千[〇零一二三四五六七八九十百]*|[육칠팔구]십[일이삼사오육칠팔구]?(?=년\\s[일이삼사오육유칠팔구시십\\d]{1,2}월)|이천[일이삼사오육칠팔구십]*|천구백[일이삼사오육칠팔구십]*)\\s*${this.words.year}(?!代|대)`,
      begin,
    );
    if (!match) return null;
    const written = match[1] ?? "";
    let value = this.value(written);
    if (
      this.language === "ko" &&
      /^\d{2}$/.test(written) &&
      value < 60 &&
      !this.re("\\s?(?:\\d{1,2}\\s?월|[일이삼사오육칠팔구십유시]{1,2}월|[1-4]\\s?분기|상반기|하반기)", begin + match[0].length)
    )
      return null;
    if (/^(?:\d{2}|[〇零一二三四五六七八九]{2}|[육칠팔구]십.?)$/.test(written)) value += value < 40 ? 2000 : 1900;
    else if (value < 1500 || value > 2200) return null;
    return Number.isFinite(value) ? { end: begin + match[0].length, is: value } : null;
  }

  monthAt(at: number): Found<number> | null {
    const match = this.re(
      `(\\d{1,2}|お?正|腊|臘|冬|[一二三四五六七八九十]{1,3}|(?:십일|십이|일|이|삼|사|오|유|칠|팔|구|시))\\s*(?:${this.words.month})(?!曜|요일|堂)`,
      at,
    );
    if (!match) return null;
    const value = lunarMonths[match[1] ?? ""] ?? (match[1] === "유" ? 6 : match[1] === "시" ? 10 : this.value(match[1] ?? ""));
    return value >= 1 && value <= 12 ? { end: at + match[0].length, is: value } : null;
  }

  dayAt(at: number): Found<number> | null {
    const moonDay = this.language === "zh" ? this.re("初([一二三四五六七八九十])|(廿[一二三四五六七八九])(?!日)", at) : null;
    if (moonDay)
      return { end: at + moonDay[0].length, is: moonDay[1] ? this.value(moonDay[1]) : 20 + this.value((moonDay[2] ?? "").slice(1)) };
    // 이 일 is "this matter" and 오일 oil: one sign alone is a day only behind its month or before what a day takes.
    if (
      this.re("[일이삼사오육칠팔구]\\s?일", at) &&
      !/월\s?$/.test(this.text.slice(Math.max(0, at - 2), at)) &&
      !this.re("[일이삼사오육칠팔구]일(?:에|부터|까지|\\s?(?:이전|이후)|$)", at)
    )
      return null;
    const match = this.re(
      `(\\d{1,2}|[〇零一二三四五六七八九十廿卅]{1,3}|삼십일?|이?십[일이삼사오육칠팔구]?|[일이삼사오육칠팔구])\\s?${this.words.day}(?!間|间|간|\\s?(?:동안|내내|넘게|넘는)|目|曜|本|常|\\d+時間|齢|龄|个|以[上下内]|を[上下]|ごと)`,
      at,
    );
    if (!match) return null;
    const value = this.value((match[1] ?? "").replace("廿", "二十").replace("卅", "三十"));
    return value >= 1 && value <= 31 ? { end: at + match[0].length, is: value } : null;
  }

  /** Year, month and day in their order, and what hangs on them: parts, halves, quarters, weeks, weekdays. */
  named(at: number): Found<When> | null {
    const moon = this.re(this.words.lunar, at);
    const sun = moon ? null : this.re(this.words.solar, at);
    const begin = at + (moon ?? sun ?? [""])[0].length;
    const found = this.namedFrom(begin);
    if (!found) return null;
    const first = /^(?:.{0,6}年)?[お]?正月|^(?:.{0,6}年)?(?:腊月|臘月|大年)|初[一二三四五六七八九十]$/.test(
      this.text.slice(begin, found.end),
    );
    return moon || first ? { end: found.end, is: { ...found.is, lunar: true } } : found;
  }

  namedFrom(at: number): Found<When> | null {
    const { of, relativeMonths } = this.words;
    const gap = (index: number) => index + (this.re(of, index)?.[0].length ?? 0);
    const year = this.yearAt(at);
    const afterYear = year ? gap(year.end) : at;
    const relativeMonth = year ? null : this.oneOf(relativeMonths, at);
    if (relativeMonth) {
      const target = partsOf(addMonths(dayOf(this.year, this.month, 1), relativeMonth.is));
      const day = this.dayAt(gap(relativeMonth.end));
      if (day) return { end: day.end, is: fullDate(target.year, target.month, day.is) };
      const same = this.re(sameAgain, at);
      const whole = fullMonth(target.year, target.month);
      return this.tail({ end: relativeMonth.end, is: same ? { ...whole, timex: "XXXX-XX", mod: "ref_undef" } : whole });
    }
    const years = year?.is ?? null;
    const greatDay = this.language === "zh" ? this.re("大年(?:(三十)|初([一二三四五六七八九十]))", afterYear) : null;
    if (greatDay) {
      const day = greatDay[1] ? 30 : this.value(greatDay[2] ?? "");
      return { end: afterYear + greatDay[0].length, is: years === null ? monthDay(this.now, 1, day) : fullDate(years, 1, day) };
    }
    const month = this.monthAt(afterYear);
    if (month) {
      const dayStart = gap(month.end);
      let day = this.dayAt(dayStart);
      const moonMonth =
        /[农農阴陰旧舊][历曆]的?\s?$/.test(this.text.slice(Math.max(0, at - 5), at)) || /[正腊臘]/.test(this.text[at] ?? "");
      if (!day && this.language === "zh" && (year || moonMonth)) {
        const bare = this.re("([一二三四五六七八九十廿]{1,3})(?![一二三四五六七八九十百千万个個月年日号號人元天周])", month.end);
        const value = bare ? this.value(bare[1] ?? "") : NaN;
        if (bare && value >= 1 && value <= 31) day = { end: month.end + bare[0].length, is: value };
      }
      const shortDay = !day && this.language === "zh" ? this.re("(\\d{1,2})(?![\\d.%])(?=\\s|[-–到至，。,]|$)", dayStart) : null;
      if (shortDay && dayStart === month.end) day = { end: dayStart + shortDay[0].length, is: Number(shortDay[1]) };
      if (day) {
        const date = years === null ? monthDay(this.now, month.is, day.is) : fullDate(years, month.is, day.is);
        const week = this.re(`${of}${this.words.week}(?!末|間|间)`, day.end);
        if (week && this.language === "ja")
          return {
            end: day.end + week[0].length,
            is: {
              type: "daterange",
              grain: "week",
              timex: date.timex,
              spans: date.spans.map(([from]): Days => [mondayOf(from), mondayOf(from) + 7]),
            },
          };
        const weekAbout =
          this.language === "ko"
            ? this.re(
                "(?:이?\\s?(?:있는|속한|포함된|들어 있는))?\\s주(?:간(?=에|의|\\s|$))?(?![가-힣]|\\s?동안)|(?:이?\\s?(?:있는|속한|포함된|들어 있는))?\\s주(?=에|의|는|를|부터)|이?\\s?시작되는\\s주",
                day.end,
              )
            : null;
        if (weekAbout)
          return {
            end: day.end + weekAbout[0].length,
            is: {
              type: "daterange",
              grain: "week",
              timex: date.timex,
              spans: date.spans.map(([from]): Days => [mondayOf(from), mondayOf(from) + 7]),
            },
          };
        const short = this.language === "zh" ? null : this.re(`\\s?[（(][${this.words.weekdaySigns}][)）]`, day.end);
        if (short) return { end: day.end + short[0].length, is: date };
        const weekday = this.re(`(?:の|[,、，\\s（(]*)(?:이번 )?${this.words.weekday}[)）]?`, day.end);
        if (weekday && !this.re("か|또는", day.end)) {
          const closed = /^[（(]/.test(weekday[0].trim()) ? weekday[0] : weekday[0].replace(/[)）]$/, "");
          return { end: day.end + closed.length, is: date };
        }
        return { end: day.end, is: date };
      }
      return this.tail({ end: month.end, is: years === null ? monthAlone(this.now, month.is) : fullMonth(years, month.is) });
    }
    if (year) {
      const relative = this.oneOf(this.words.relativeYears, at);
      const whole = fullYear(year.is);
      if (relative && relative.end === year.end && this.re(sameAgain, at))
        return { end: year.end, is: { ...whole, timex: "XXXX", mod: "ref_undef" } };
      const longer = this.tail({ end: year.end, is: whole });
      if (longer.end > year.end) return longer;
      // 今年 said of now: what has passed of it.
      if (relative && relative.is === 0 && relative.end === year.end && this.text.startsWith("今年", at))
        return { end: year.end, is: { ...whole, spans: [[dayOf(this.year, 1, 1), this.today]] } };
      return longer;
    }
    const day = this.dayAt(at);
    if (day) {
      const weekday =
        this.re(`[,，]?\\s?の?${this.words.weekday}`, day.end) ??
        (this.language === "zh" ? null : this.re(`\\s?[（(]([${this.words.weekdaySigns}])[)）]`, day.end)) ??
        this.re(`\\s?[（(]${this.words.weekday}[)）]`, day.end);
      if (weekday)
        return {
          end: day.end + weekday[0].length,
          is: weekdayOnDay(this.now, this.words.weekdaySigns.indexOf((weekday[1] ?? "").replace("天", "日")) + 1, day.is),
        };
      return { end: day.end, is: dayOfMonth(this.now, day.is) };
    }
    return null;
  }

  holdsToday({ spans, year }: When): boolean {
    return year !== null && spans.length === 1 && spans.some(([from, to]) => from <= this.today && this.today < to);
  }

  /** What hangs on a year, month or week. */
  tail(whole: Found<When>): Found<When> {
    const { of, halves, parts, quarter, last, nth, week, weekday, weekdaySigns, number } = this.words;
    const span = whole.is.spans[0];
    const index = whole.end + (this.re(of, whole.end)?.[0].length ?? 0);
    if (!span) return whole;
    const { year, month } = whole.is;
    if (whole.is.grain === "year" && typeof year === "number") {
      const half = this.oneOf(halves, index);
      if (half) return { end: half.end, is: partOfYear(this.now, year, half.is, 6) };
      const quarters = this.re(`(?:${quarter})`, index);
      if (quarters) {
        const sign = quarters[1] ?? quarters[2] ?? "1";
        const n =
          "一二三四".indexOf(sign) >= 0
            ? "一二三四".indexOf(sign) + 1
            : "일이삼사".indexOf(sign) >= 0
              ? "일이삼사".indexOf(sign) + 1
              : Number(sign);
        return { end: index + quarters[0].length, is: partOfYear(this.now, year, n, 3) };
      }
      const lastOf = this.re("(?:最后|最後の?|后|마지막\\s?)(?=[\\d一二三四五六七八九十两한두세네])", index);
      const lastLength = lastOf ? this.lengthAt(index + lastOf[0].length) : null;
      if (lastLength && lastLength.is.every(({ unit }) => unit === "W")) {
        // Whole weeks, the last of which ends before the week of the new year.
        const to = mondayOf(span[1]);
        return { end: lastLength.end, is: spanOfDays(shift(to, lastLength.is, -1), to, durationText(lastLength.is)) };
      }
      if (lastLength && isDaily(lastLength.is) && lastLength.is.some(({ count }) => count !== "1"))
        return { end: lastLength.end, is: spanOfDays(shift(span[1], lastLength.is, -1), span[1], durationText(lastLength.is)) };
      const first = this.re("(?:前|头|最初の|첫\\s?|처음\\s?)(?=[\\d一二三四五六七八九十两한두세네])", index);
      const length = first ? this.lengthAt(index + first[0].length) : null;
      if (length && isDaily(length.is)) {
        const weeks = length.is.every(({ unit }) => unit === "W");
        const from = weeks ? (weekNumber(year, 1).spans[0]?.[0] ?? span[0]) : span[0];
        return { end: length.end, is: spanOfDays(from, shift(from, length.is, 1), durationText(length.is)) };
      }
    }
    if (whole.is.grain === "month" && month !== undefined && this.language !== "ko") {
      const half = this.re("(?:の|的)?(前半|上半月|後半|下半月)", whole.end);
      if (half && typeof year === "number") {
        const second = /後|下/.test(half[1] ?? "");
        const days: Days = second ? [span[0] + 15, span[1]] : [span[0], span[0] + 15];
        return { end: whole.end + half[0].length, is: spanOfDays(days[0], days[1], `P${days[1] - days[0]}D`) };
      }
    }
    const finalMonth =
      whole.is.grain === "year" && typeof year === "number"
        ? this.re(this.language === "zh" ? "(?:最后|最後)(?:的)?一?(?:个|個)?月" : this.language === "ja" ? "最後の月" : "마지막 달", index)
        : null;
    if (finalMonth && typeof year === "number") return { end: index + finalMonth[0].length, is: fullMonth(year, 12) };
    const ordinalWord = this.language === "ko" ? this.re("(첫|둘|셋|넷|다섯)(?:째| 번째)\\s?|(첫)\\s?(?=주|달)", index) : null;
    const lastPart = this.re(last, index);
    const nthPart = lastPart ? null : this.re(`${nth[0]}(${number})?${nth[1]}`, index);
    const n = lastPart
      ? -1
      : ordinalWord
        ? { 첫: 1, 둘: 2, 셋: 3, 넷: 4, 다섯: 5 }[(ordinalWord[1] ?? "첫") as "첫"]
        : nthPart?.[1] !== undefined
          ? this.value(nthPart[1])
          : nthPart && /最初/.test(nthPart[0])
            ? 1
            : NaN;
    const inner = lastPart ?? ordinalWord ?? nthPart;
    const marked =
      this.language !== "ko" ||
      lastPart !== null ||
      ordinalWord !== null ||
      /번째/.test(nthPart?.[0] ?? "") ||
      this.re("주\\s?차", index + (nthPart?.[0].length ?? 0)) !== null;
    if (inner && Number.isFinite(n) && marked && inner[0].length > 0) {
      const innerEnd = index + inner[0].length;
      const onWeekday = this.re(weekday, innerEnd);
      if (onWeekday && whole.is.grain === "month" && month !== undefined) {
        const sign = weekdaySigns.indexOf((onWeekday[1] ?? "").replace("天", "日")) + 1;
        return { end: innerEnd + onWeekday[0].length, is: this.nthWeekdayOf(typeof year === "number" ? year : null, month, sign, n) };
      }
      const days = this.re(this.language === "ko" ? "날(?![가-힣]{2})" : this.language === "ja" ? "日(?!曜|間|目)" : "天", innerEnd);
      if (days && (whole.is.grain === "month" || whole.is.grain === "year") && typeof year === "number" && n <= 366)
        return { end: innerEnd + days[0].length, is: dateOf(n > 0 ? span[0] + n - 1 : span[1] - 1) };
      if (days && whole.is.grain === "month" && month !== undefined && n < 0) {
        const lastDays = whole.is.spans.map(([, to]): Days => [to - 1, to]);
        const { day } = partsOf(lastDays.at(-1)?.[0] ?? 0);
        return { end: innerEnd + days[0].length, is: { ...monthDay(this.now, month, day), spans: lastDays } };
      }
      if (days && whole.is.grain === "month" && month !== undefined && n > 0 && n <= 31)
        return { end: innerEnd + days[0].length, is: monthDay(this.now, month, n) };
      const months =
        whole.is.grain === "year" && typeof year === "number" && n >= 1 && n <= 12 ? this.re("달(?![가-힣]{2})|个?月", innerEnd) : null;
      if (months && typeof year === "number") return { end: innerEnd + months[0].length, is: fullMonth(year, n) };
      const weeks = this.re(`(?:${week})(?!末|間|间|말)`, innerEnd);
      if (weeks) {
        const end = innerEnd + weeks[0].length;
        const inWeek = this.re(`${of}${weekday}`, end);
        if (inWeek && whole.is.grain === "month" && month !== undefined) {
          const sign = weekdaySigns.indexOf((inWeek[1] ?? "").replace("天", "日")) + 1;
          return { end: end + inWeek[0].length, is: this.nthWeekdayOf(typeof year === "number" ? year : null, month, sign, n) };
        }
        if (whole.is.grain === "month" && month !== undefined)
          return { end, is: weekOfMonth(this.now, typeof year === "number" ? year : null, month, n) };
        if (whole.is.grain === "year" && typeof year === "number")
          return { end, is: n > 0 ? weekNumber(year, n) : weekAround(dayOf(year, 12, 28)) };
      }
    }
    const doubled = this.language === "zh" && whole.is.grain === "year" ? this.re("年(?=[初底末中])", whole.end) : null;
    if (doubled) return this.tail({ end: whole.end + 1, is: whole.is });
    const part = this.oneOf(parts, index) ?? (this.language === "ko" ? this.oneOf(parts, whole.end) : null);
    // 올해 초에, 이번 달 후반에: what of it has gone by, or is still to come.
    if (part && this.language === "ko" && this.holdsToday(whole.is) && /(?:초|초반|후반)에$/.test(this.text.slice(index, part.end))) {
      const clipped = whole.is.spans.map((days): Days => {
        const [from, to] = thirdOf(whole.is, days, part.is);
        return part.is === "start" ? [from, this.today > from ? Math.min(to, this.today) : to] : [Math.max(from, this.today), to];
      });
      return { end: part.end, is: { ...whole.is, spans: clipped } };
    }
    if (part && !(this.language === "zh" && /^[中初]$/.test(this.text.slice(index, part.end)) && this.re("[国國文学學共央期]", part.end))) {
      return { end: part.end, is: { ...whole.is, mod: part.is, spans: whole.is.spans.map((days) => thirdOf(whole.is, days, part.is)) } };
    }
    return whole;
  }

  /** The n-th weekday of a month (-1: the last), of a told year or of the last and the next one. */
  nthWeekdayOf(year: number | null, month: number, weekday: number, nth: number): When {
    const on = (turn: number): Days => [nthWeekday(turn, month, weekday, nth), nthWeekday(turn, month, weekday, nth) + 1];
    const timex = `${year === null ? "XXXX" : pad(year, 4)}-${pad(month, 2)}-WXX-${weekday}-#${nth > 0 ? nth : 5}`;
    const spans =
      year === null
        ? recurring(
            this.now,
            [-1, 0, 1].map((offset) => on(this.year + offset)),
          )
        : [on(year)];
    return { type: "date", grain: "day", timex, spans, year };
  }

  relative(at: number): Found<When> | null {
    const { relativeDays, relativeWeeks, weekday, weekdaySigns, week, weekend, of } = this.words;
    const day = this.oneOf(relativeDays, at);
    if (
      day &&
      !(this.language === "ko" && this.text.slice(at, day.end) === "그제" && this.re("서야|야", day.end)) &&
      !(this.language === "zh" && /^(?:最近|前日)$/.test(this.text.slice(at, day.end)))
    ) {
      return { end: day.end, is: dateOf(this.today + day.is) };
    }
    const sign = (match: RegExpExecArray) => weekdaySigns.indexOf((match[1] ?? "").replace("天", "日")) + 1;
    const relative = this.oneOf(relativeWeeks, at) ?? (this.language === "ko" && this.re(thisWeek, at) ? { end: at + 3, is: 0 } : null);
    if (relative) {
      const begin = relative.end + (this.re(this.language === "zh" ? "(?:个|個)?\\s?" : of, relative.end)?.[0].length ?? 0);
      const on = this.re(weekday, begin);
      if (on) {
        return { end: begin + on[0].length, is: weekdayOfWeek(this.today, sign(on), relative.is) };
      }
      if (this.language === "zh") {
        const ending = this.re("(?:周|週)末", begin);
        if (ending) return { end: begin + ending[0].length, is: weekendAround(this.today + relative.is * 7) };
        const whole = this.re(week, begin);
        if (whole) return this.tail({ end: begin + whole[0].length, is: weekAround(this.today + relative.is * 7) });
        const part = this.re("(?:半)(月|年)", relative.end);
        if (part?.[1] === "月" && Math.abs(relative.is) === 1) {
          const from = dayOf(this.year, this.month, relative.is < 0 ? 1 : 16);
          const to = relative.is < 0 ? dayOf(this.year, this.month, 16) : addMonths(dayOf(this.year, this.month, 1), 1);
          return { end: relative.end + part[0].length, is: spanOfDays(from, to, `P${to - from}D`) };
        }
        if (part?.[1] === "年" && Math.abs(relative.is) === 1)
          return { end: relative.end + part[0].length, is: partOfYear(this.now, this.year, relative.is < 0 ? 1 : 2, 6) };
        return null;
      }
      const ending = this.re(
        this.language === "ja" ? "末" : /주$/.test(this.text.slice(at, relative.end)) ? "말" : "\\s?주말",
        relative.end,
      );
      if (ending) return { end: relative.end + ending[0].length, is: weekendAround(this.today + relative.is * 7) };
      if (this.language === "ja" && this.re("間", relative.end)) return null;
      const same = this.re(sameAgain, at);
      const whole = weekAround(this.today + relative.is * 7);
      return this.tail({ end: relative.end, is: same ? { ...whole, timex: "XXXX-WXX", mod: "ref_undef" } : whole });
    }
    const towards = this.re(
      this.language === "ja"
        ? `(次|前|この|今度|来たる)の?${weekday.replace("(", "(")}`
        : this.language === "ko"
          ? `(다다음|다음|다가오는|돌아오는|오는|지지난|지난|저번|이번)\\s?${weekday}`
          : "(?!)",
      at,
    );
    if (towards) {
      const target = weekdaySigns.indexOf(towards[2] ?? "") + 1;
      const end = at + towards[0].length;
      if (/오는/.test(towards[1] ?? "")) return { end, is: dateOf(this.today + ((target - weekdayOf(this.today) + 6) % 7) + 1) };
      if (/^(?:지난|저번)/.test(towards[1] ?? "")) return { end, is: dateOf(this.today - ((weekdayOf(this.today) - target + 6) % 7) - 1) };
      return {
        end,
        is: weekdayOfWeek(this.today, target, weeksTowards[towards[1] ?? ""] ?? 0),
      };
    }
    const alone = this.re(weekday, at);
    const dated =
      alone && this.language === "ko" ? this.named(at + alone[0].length + (this.re(",?\\s", at + alone[0].length)?.[0].length ?? 0)) : null;
    if (alone && dated && dated.is.type === "date" && dated.is.day !== undefined)
      return { end: dated.end, is: dated.is.month === undefined ? weekdayOnDay(this.now, sign(alone), dated.is.day) : dated.is };
    if (alone) return { end: at + alone[0].length, is: weekdayAlone(this.today, sign(alone)) };
    const ending = this.re(weekend, at);
    if (ending) return { end: at + ending[0].length, is: weekendAround(this.today) };
    if (this.language === "ja") {
      const ownPart = this.re("(週|月|年)(?:の)?(初め|はじめ|始|終わり|末|半ば|前半|後半|初(?!来))", at);
      if (ownPart && (at === 0 || !/[\d一-龠]/.test(this.text[at - 1] ?? ""))) {
        const whole =
          ownPart[1] === "週" ? weekAround(this.today) : ownPart[1] === "月" ? fullMonth(this.year, this.month) : fullYear(this.year);
        return this.tail({ end: at + 1, is: whole });
      }
      const rated = this.re("(年|月|週)間(?!に|で|の|約|[\\d一二三四五六七八九十百千万])", at);
      if (rated && !/[\d一二三四五六七八九十数か月ヶカ]/.test(this.text[at - 1] ?? ""))
        return {
          end: at + 2,
          is: rated[1] === "年" ? fullYear(this.year) : rated[1] === "月" ? fullMonth(this.year, this.month) : weekAround(this.today),
        };
      const toDate = this.re("年初来", at);
      if (toDate) return { end: at + 3, is: { ...fullYear(this.year), spans: [[dayOf(this.year, 1, 1), this.today]] } };
    }
    if (this.language === "zh") {
      const ownPart = this.re("(年|月)(底|末|初|中旬|上旬|下旬)", at);
      if (ownPart && !/[\d一二三四五六七八九十百千〇零年个每今明去]/.test(this.text[at - 1] ?? "")) {
        return this.tail({ end: at + 1, is: ownPart[1] === "月" ? fullMonth(this.year, this.month) : fullYear(this.year) });
      }
    }
    if (this.language === "ko") {
      const yearEnd = this.re("[연월](?:말|초)(?!정산|모임|연시|등|록)", at);
      if (yearEnd) {
        const whole = yearEnd[0].startsWith("연") ? fullYear(this.year) : fullMonth(this.year, this.month);
        const part = yearEnd[0].endsWith("말") ? "end" : "start";
        return { end: at + 2, is: { ...whole, mod: part, spans: whole.spans.map((days) => thirdOf(whole, days, part)) } };
      }
      const weekPart = this.re("주 초에?|주 후반에?", at);
      if (weekPart) {
        const whole = weekAround(this.today);
        return {
          end: at + weekPart[0].length,
          is: { ...whole, spans: whole.spans.map((days) => thirdOf(whole, days, /초/.test(weekPart[0]) ? "start" : "end")) },
        };
      }
      const single = this.re("(?:한 달|하루)(?= 동안)", at);
      if (single && !/좋은 $/.test(this.text.slice(Math.max(0, at - 40), at)))
        return { end: at + single[0].length, is: single[0] === "하루" ? dateOf(this.today) : fullMonth(this.year, this.month) };
    }
    return null;
  }

  /** 三天后, 이틀 후, 2か月で, 五日間前. */
  offset(at: number): Found<When> | null {
    const { ago, later, within } = this.words;
    const length = this.lengthAt(at);
    if (!length || !isDaily(length.is)) return null;
    const written = this.text.slice(at, length.end);
    const dated =
      /^(?:\d{4}|\d{2}|[〇零一二三四五六七八九]{2,4})\s?[年년]$/.test(written) ||
      /^(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s?月$/.test(written);
    const past = this.re(ago, length.end);
    if (
      past &&
      !/^\d{4}/.test(written) &&
      !(dated && /月$/.test(written)) &&
      !(this.language !== "ko" && /^[\d〇零一二三四五六七八九]{2}年$/.test(written))
    )
      return { end: length.end + past[0].length, is: dateOf(shift(this.today, length.is, -1)) };
    const future = this.re(later, length.end);
    const turned = past ?? (dated ? null : future);
    const onWeekday = turned ? this.re(`[,、，]?\\s?[の的]?${this.words.weekday}`, length.end + turned[0].length) : null;
    if (turned && onWeekday && !/^\d{4}/.test(written)) {
      const target = this.words.weekdaySigns.indexOf((onWeekday[1] ?? "").replace("天", "日")) + 1;
      const day = shift(this.today, length.is, past ? -1 : 1);
      // Of weeks and days the weekday of that week (from Sunday on); of months and years the next one.
      const sunday = day - (weekdayOf(day) % 7);
      const far = length.is.some(({ unit }) => unit === "M" || unit === "Y");
      const on = far ? day + ((target - weekdayOf(day) + 7) % 7) : sunday + (target % 7);
      return { end: length.end + turned[0].length + onWeekday[0].length, is: dateOf(on) };
    }
    if (future && !dated) return { end: length.end + future[0].length, is: dateOf(shift(this.today, length.is, 1)) };
    const inside = this.re(within, length.end);
    if (inside) {
      const until = shift(this.today, length.is, 1);
      const point = this.language === "ko" && !/월/.test(written);
      return { end: length.end + inside[0].length, is: point ? dateOf(until) : spanOfDays(this.today, until, durationText(length.is)) };
    }
    const by = this.language === "ja" && !dated ? this.re("で(?!す|は|も|あ)", length.end) : null;
    return by ? { end: length.end + 1, is: dateOf(shift(this.today, length.is, 1)) } : null;
  }

  /** 过去十年, 今後5年間, 앞으로 사흘, 영업일 기준 앞으로 나흘. */
  counted(at: number): Found<When> | null {
    const { ahead, back } = this.words;
    const working = this.re(`${ahead}(${this.words.number})\\s?(?:个|個)?(?:営業日|工作日|영업일)`, at);
    const workingCount = working ? this.value(working[1] ?? "") : NaN;
    if (working && workingCount > 0 && workingCount <= 366) return { end: at + working[0].length, is: this.businessDays(workingCount) };
    const business = this.language === "ko" ? this.re("영업일 기준 ", at) : null;
    const begin = at + (business?.[0].length ?? 0);
    const future = this.re(ahead, begin);
    const past = future ? null : this.re(back, begin);
    const lead = future ?? past;
    if (!lead) return null;
    const next = begin + lead[0].length;
    const vague = this.language === "ko" ? this.re("몇 (주|달|년)", next) : null;
    const length = vague
      ? {
          end: next + vague[0].length,
          is: [{ count: future ? "2" : "3", unit: ({ 주: "W", 달: "M", 년: "Y" } as const)[vague[1] as "주"] }] as Length,
        }
      : this.lengthAt(next);
    if (!length || !isDaily(length.is)) return null;
    const written = this.text.slice(next, length.end);
    if (/^\d{4}/.test(written)) return null;
    // 지난 6일 without 동안 is the sixth, last time there was one.
    const sixth = this.language === "ko" && past?.[0].startsWith("지난") ? /^(\d{1,2})일$/.exec(written) : null;
    if (sixth && !this.re("\\s?(?:간|동안|사이|내내)", length.end)) {
      const [day] = dayOfMonth(this.now, Number(sixth[1])).spans;
      return day ? { end: length.end, is: dateOf(day[0]) } : null;
    }
    const closing = /[の的]?$/.test(written) ? length.end : length.end;
    if (business) return { end: closing, is: this.businessDays(Math.min(366, Number(length.is[0]?.count ?? 0))) };
    const text = durationText(length.is);
    if (/(?:四半期|季度|분기)$/.test(written)) {
      // Quarters are counted whole: the last ones before this quarter, the next ones behind it.
      const start = dayOf(this.year, Math.floor((this.month - 1) / 3) * 3 + 1, 1);
      const first = future ? addMonths(start, 3) : shift(start, length.is, -1);
      return { end: closing, is: spanOfDays(first, shift(first, length.is, 1), text) };
    }
    return {
      end: closing,
      is: future
        ? spanOfDays(this.today + 1, shift(this.today + 1, length.is, 1), text)
        : spanOfDays(shift(this.today, length.is, -1), this.today, text),
    };
  }

  businessDays(count: number): When {
    const list: Day[] = [];
    for (let day = this.today + 1; list.length < count; day += 1) if (weekdayOf(day) <= 5) list.push(day);
    const lastDay = list.at(-1) ?? this.today;
    return { ...spanOfDays(list[0] ?? this.today, lastDay + 1, `P${count}BD`), list };
  }

  /** Decades, centuries, quarters and halves of no told year, seasons. */
  spelledPeriod(at: number): Found<When> | null {
    const { decade, century, number, quarter, seasons, relativeYears } = this.words;
    const weekInYear =
      this.language === "ja" || this.language === "zh" ? this.re("(?:第(\\d{1,2})(?:周|週目?)|(\\d{1,2})週目)(?!間|间|末)", at) : null;
    const weekOf = Number(weekInYear?.[1] ?? weekInYear?.[2]);
    if (weekInYear && weekOf >= 1 && weekOf <= 53) return { end: at + weekInYear[0].length, is: weekNumber(this.year, weekOf) };
    const ofCentury = this.language === "ko" ? null : this.re(`(?:(${number})|上)\\s?(?:${century})の?(${number})\\s?${decade}`, at);
    if (ofCentury) {
      const from =
        ((ofCentury[1] === undefined ? Math.floor(this.year / 100) : this.value(ofCentury[1])) - 1) * 100 + this.value(ofCentury[2] ?? "");
      if (Number.isFinite(from))
        return this.partOfSpan({ end: at + ofCentury[0].length, is: spanOfDays(dayOf(from, 1, 1), dayOf(from + 10, 1, 1), "P10Y") });
    }
    const decades = this.re(`(${number})\\s?(?:${decade})`, at);
    if (decades) {
      const value = this.value(decades[1] ?? "");
      const end = at + decades[0].length;
      if (value >= 1000) return this.partOfSpan({ end, is: spanOfDays(dayOf(value, 1, 1), dayOf(value + 10, 1, 1), "P10Y") });
      if (value < 100 && value % 10 === 0) {
        const turns = [1900, 2000].map((base): Days => [dayOf(base + value, 1, 1), dayOf(base + value + 10, 1, 1)]);
        return this.partOfSpan({
          end,
          is: {
            type: "daterange",
            grain: "span",
            timex: `(XX${pad(value, 2)}-01-01,XX${pad((value + 10) % 100, 2)}-01-01,P10Y)`,
            spans: turns,
          },
        });
      }
    }
    const ownCentury = this.re(
      this.language === "ko" ? "(지난|이번|다음)\\s?세기" : this.language === "zh" ? "(上|本|下)个?(?:一)?世[纪紀]" : "(前|今|来)世紀",
      at,
    );
    if (ownCentury) {
      const from = (Math.floor(this.year / 100) + (centuryTurns[ownCentury[1] ?? ""] ?? 0)) * 100;
      const end = at + ownCentury[0].length;
      if (!this.re(`の?(${number})\\s?${decade}`, end))
        return this.partOfSpan({ end, is: spanOfDays(dayOf(from, 1, 1), dayOf(from + 100, 1, 1), "P100Y") });
    }
    const centuries = this.re(`(${number})\\s?(?:${century})`, at);
    if (centuries) {
      const from = (this.value(centuries[1] ?? "") - 1) * 100;
      // 한 세기, 두 세기 are lengths.
      if (Number.isFinite(from) && !/^[한두세네]$/.test(centuries[1] ?? ""))
        return this.partOfSpan({ end: at + centuries[0].length, is: spanOfDays(dayOf(from, 1, 1), dayOf(from + 100, 1, 1), "P100Y") });
    }
    const turn = this.re(
      this.language === "ko"
        ? "(지지난|지난|저번|전|이번|다음)\\s?분기"
        : this.language === "zh"
          ? "(上上|上|这|这个|本|下|下下)(?:个|一)?季度"
          : "(前|今|来)(?:の)?四半期",
      at,
    );
    if (turn) {
      const { year, month } = partsOf(addMonths(dayOf(this.year, this.month, 1), 3 * (quarterTurns[turn[1] ?? ""] ?? 0)));
      return { end: at + turn[0].length, is: partOfYear(this.now, year, Math.floor((month - 1) / 3) + 1, 3) };
    }
    const half = this.language === "ko" || (this.language === "ja" && this.re("[上下]半期", at)) ? this.oneOf(this.words.halves, at) : null;
    if (half) return { end: half.end, is: partOfYear(this.now, null, half.is, 6) };
    const quarters = this.re(`(?:${quarter})`, at);
    if (quarters) {
      const sign = quarters[1] ?? quarters[2] ?? "1";
      const n = Math.max("一二三四".indexOf(sign), "일이삼사".indexOf(sign)) + 1 || Number(sign);
      return { end: at + quarters[0].length, is: partOfYear(this.now, null, n, 3) };
    }
    const own =
      this.language === "ko"
        ? this.re("(이번|다음|지난|저번)\\s|(올)\\s?(?=봄|여름|가을|겨울)", at)
        : this.language === "ja"
          ? this.re("([今来昨]|この)(?=[春夏秋冬](?![一-龠]))", at)
          : null;
    const relative = this.oneOf(relativeYears, at);
    const told = own || relative ? null : this.yearAt(at);
    const begin = told
      ? told.end + (this.re(this.words.of, told.end)?.[0].length ?? 0)
      : own
        ? at + own[0].length
        : relative
          ? relative.end + (this.re(this.words.of, relative.end)?.[0].length ?? 0)
          : at;
    const season = this.oneOf(seasons, begin);
    if (
      season &&
      (this.language !== "ja" ||
        (begin > at && !this.re("[一-龠]", season.end)) ||
        (!/[一-龠ァ-ヶ]/.test(this.text[at - 1] ?? "") && this.re("(?:の間|から|まで)", season.end))) &&
      !(this.language === "ko" && begin === at && !this.re("(?:에|에는|은|부터|까지|동안|의|이|철|\\s|$)(?![가-힣]{3})", season.end)) &&
      !(this.language === "ko" && begin === at && season.end - at === 1 && !this.re("(?:에|부터|까지)(?![가-힣])", season.end))
    ) {
      if (told) return { end: season.end, is: { type: "daterange", grain: "season", timex: `${told.is}-${season.is}`, spans: [] } };
      const offset = own
        ? (({ 이번: 0, 다음: 1, 지난: -1, 저번: -1, 今: 0, 来: 1, 昨: -1, この: 0 } as Record<string, number>)[own[1] ?? ""] ?? 0)
        : relative?.is;
      return {
        end: season.end,
        is: {
          type: "daterange",
          grain: "season",
          timex: offset === undefined ? season.is : `${this.year + offset}-${season.is}`,
          spans: [],
        },
      };
    }
    const numbered = this.language === "ko" ? this.re("(?:제\\s?)?(\\d{1,2})(?:번째 주|주\\s?차)", at) : null;
    return numbered ? { end: at + numbered[0].length, is: weekNumber(this.year, Number(numbered[1])) } : null;
  }

  /** 1990년대 초, 九十年代末, 21世紀初頭: the first or last half of decades and centuries. */
  partOfSpan(whole: Found<When>): Found<When> {
    const index = whole.end + (this.re(this.words.of, whole.end)?.[0].length ?? 0);
    const part = this.oneOf(this.words.parts, index) ?? this.oneOf(this.words.parts, whole.end);
    if (!part || (this.language === "zh" && /[中初]$/.test(this.text.slice(index, part.end)) && !this.re("期|$|[，,。的]", part.end)))
      return whole;
    return { end: part.end, is: { ...whole.is, mod: part.is, spans: whole.is.spans.map((days) => thirdOf(whole.is, days, part.is)) } };
  }

  /** 10년 전 오늘, 去年今天, 昨年の今日: this day of another year (or month). */
  sameDay(at: number): Found<When> | null {
    const { lengthLike, ago, later, relativeYears, relativeMonths } = { ...this.words, lengthLike: this.lengthAt(at) };
    const past = lengthLike ? this.re(ago, lengthLike.end) : null;
    const future = lengthLike && !past ? this.re(later, lengthLike.end) : null;
    const move = past ?? future;
    const year = this.oneOf(relativeYears, at);
    const month = year ? null : this.oneOf(relativeMonths, at);
    const end = lengthLike && move && isDaily(lengthLike.is) ? lengthLike.end + move[0].length : year ? year.end : month ? month.end : null;
    if (end === null) return null;
    const today = this.re(todayAgain[this.language], end);
    if (!today) return null;
    const day =
      lengthLike && move && isDaily(lengthLike.is)
        ? shift(this.today, lengthLike.is, past ? -1 : 1)
        : addMonths(this.today, year ? year.is * 12 : (month?.is ?? 0));
    return { end: end + today[0].length, is: dateOf(day) };
  }

  /** 이번 8월, 지난 5월, 今度の3月: the month of that name this way or that way from now. */
  monthTowards(at: number): Found<When> | null {
    const lead = this.re(monthLeads[this.language], at);
    const month = lead ? this.monthAt(at + lead[0].length) : null;
    if (!lead || !month) return null;
    const word = (lead[1] ?? "").trim();
    const past = /^(?:지난|저번|上|前|去る|この前)/.test(word) && month.is >= this.month ? -1 : 0;
    const next = /^(?:다음|다가오는|돌아오는|오는|下|次|来る|来たる|今度)/.test(word) && month.is <= this.month ? 1 : 0;
    const year = this.year + past + next;
    const gap = this.re(this.words.of, month.end);
    const day = this.dayAt(month.end + (gap?.[0].length ?? 0));
    if (day) return { end: day.end, is: fullDate(year, month.is, day.is) };
    return this.tail({ end: month.end, is: fullMonth(year, month.is) });
  }

  holiday(at: number): Found<When> | null {
    const lead = this.re(holidayLeads[this.language], at);
    const led = lead ? this.holidayOf(at + lead[0].length) : null;
    if (lead && led && led.is.spans.length === 2) {
      const turn = /^(?:前|지난|上)/.test(lead[0]) ? led.is.spans[0] : led.is.spans[1];
      if (turn) return this.holidayWeekend({ end: led.end, is: dateOf(turn[0]) });
    }
    const found = this.holidayOf(at);
    return found ? this.holidayWeekend(found) : null;
  }

  /** 感謝祭の週末, 부활절 주말: from the Saturday before to the day itself, or from the day to the Sunday behind it. */
  holidayWeekend(found: Found<When>): Found<When> {
    const weekend = this.re(`${this.words.of}(?:${this.words.weekend})`, found.end);
    if (!weekend || found.is.lunar) return found;
    const weekends = found.is.spans.map(([day]) => weekendAbout(day));
    const timexes = weekends.map(({ timex }) => timex);
    return {
      end: found.end + weekend[0].length,
      is: { type: "daterange", grain: "weekend", timex: timexes[0] ?? "", spans: weekends.map(({ days }) => days), timexes } as When,
    };
  }

  holidayOf(at: number): Found<When> | null {
    const year = this.yearAt(at);
    const begin = year ? year.end + (this.re(this.words.of, year.end)?.[0].length ?? 0) : at;
    for (const [pattern, month, day] of this.words.holidays) {
      const match = this.re(`(?:${pattern})`, begin);
      if (match) return { end: begin + match[0].length, is: year ? fullDate(year.is, month, day) : monthDay(this.now, month, day) };
    }
    for (const [pattern, month, day] of this.words.lunarHolidays) {
      const match = this.re(`(?:${pattern})`, begin);
      if (match)
        return {
          end: begin + match[0].length,
          is: { ...(year ? fullDate(year.is, month, day) : monthDay(this.now, month, day)), lunar: true },
        };
    }
    for (const [pattern, timex, on] of this.words.movable) {
      const match = this.re(`(?:${pattern})`, begin);
      if (!match) continue;
      const end = begin + match[0].length;
      const day = (turn: number): Days => [on(turn), on(turn) + 1];
      if (year) return { end, is: dateOf(on(year.is)) };
      const spans = recurring(
        this.now,
        [-1, 0, 1].map((offset) => day(this.year + offset)),
      );
      return { end, is: { type: "date", grain: "day", timex, spans, year: null } };
    }
    return null;
  }
}

/** "This day" behind another year: 작년 오늘. */
const todayAgain: Readonly<Record<AsianLanguage, string>> = {
  zh: "的?(?:今天|今日)",
  ja: "の?(?:今日|本日|きょう)(?!は)",
  ko: "(?:에|의)?\\s오늘",
};
const holidayLeads: Readonly<Record<AsianLanguage, string>> = {
  zh: "(?:上个|上一个|下个|下一个)",
  ja: "(?:前の|次の|今度の)",
  ko: "(?:지난|다음|다가오는|이번)\\s",
};
/** 이 주의: this week, not two weeks. */
const thisWeek = "이 주(?=의|에(?!\\s)|는)";
const sameAgain = "同じ|같은|同一";
const monthLeads: Readonly<Record<AsianLanguage, string>> = {
  zh: "(?!)",
  ja: "(次の|今度の|来たる|来る(?=\\d)|去る|この前の|前の(?=\\d)|この(?=[\\d一二三四五六七八九十]{1,2}月))",
  ko: "(이번|지난|저번|다음|다가오는|돌아오는|오는)\\s?(?=\\d)|(이번|지난|다가오는|오는)\\s(?=[일이삼사오유육칠팔구시십]{1,2}월)",
};
const neighbours: ReadonlySet<string> = new Set([
  "一二",
  "一两",
  "一兩",
  "二三",
  "两三",
  "兩三",
  "三四",
  "四五",
  "五六",
  "六七",
  "七八",
  "八九",
]);
const centuryTurns: Readonly<Record<string, number>> = { 지난: -1, 이번: 0, 다음: 1, 上: -1, 本: 0, 下: 1, 前: -1, 今: 0, 来: 1 };
const partsOfDay: Readonly<Record<string, string>> = {
  아침: "TMO",
  오전: "TMO",
  오후: "TAF",
  저녁: "TEV",
  밤: "TNI",
  朝: "TMO",
  午前: "TMO",
  午後: "TAF",
  夕方: "TEV",
  晩: "TNI",
  夜: "TNI",
  早上: "TMO",
  上午: "TMO",
  下午: "TAF",
  傍晚: "TEV",
  晚上: "TNI",
};
const lunarMonths: Readonly<Record<string, number>> = { 正: 1, お正: 1, 腊: 12, 臘: 12, 冬: 11 };
const quarterTurns: Readonly<Record<string, number>> = {
  지지난: -2,
  지난: -1,
  저번: -1,
  전: -1,
  이번: 0,
  다음: 1,
  上上: -2,
  上: -1,
  这: 0,
  这个: 0,
  本: 0,
  下: 1,
  下下: 2,
  前: -1,
  今: 0,
  来: 1,
};
/** How many weeks away a word before a weekday points. */
const weeksTowards: Readonly<Record<string, number>> = {
  次: 1,
  来たる: 1,
  今度: 0,
  この: 0,
  前: -1,
  다음: 1,
  다다음: 2,
  이번: 0,
  지지난: -2,
};

const singleSigns: Readonly<Record<string, number>> = {
  일: 1,
  이: 2,
  삼: 3,
  사: 4,
  오: 5,
  육: 6,
  칠: 7,
  팔: 8,
  구: 9,
  십: 10,
  한: 1,
  두: 2,
  세: 3,
  네: 4,
  석: 3,
  넉: 4,
  첫: 1,
};

const rankOf = (unit: Unit): number => ["Y", "M", "W", "D", "TH", "TM", "TS"].indexOf(unit);
const trim = (value: number): string => String(Number(value.toFixed(6)));

function thirdOf(when: When, [from, to]: Days, part: "start" | "mid" | "end"): Days {
  if (when.grain === "span") {
    const years = partsOf(to).year - partsOf(from).year;
    const at = (months: number) => addMonths(from, months);
    return part === "start" ? [from, at(years * 6)] : part === "end" ? [at(years * 6), to] : [at(years * 4), at(years * 8)];
  }
  if (part === "mid" && when.grain === "week") return [from + 2, from + 4];
  if (part === "mid") return when.grain === "month" ? [from + 9, from + 20] : [addMonths(from, 4), addMonths(from, 8)];
  const half = when.grain === "week" ? from + 3 : when.grain === "month" ? from + 15 : addMonths(from, 6);
  return part === "start" ? [from, half] : [half, to];
}
