/** Times in Korean, Japanese and Chinese, which write year, month and day as numbers with a counter behind each. */
import type { Language } from "#domain/report.ts";
import { edtfOf } from "./calendar.ts";
import type { Anchor, Moment } from "./calendar.ts";
import type { SeenTime, TimeRole } from "./find-times.ts";

const year = "(?:(\\d{4}) ?[年년](?:度)?|(去年|昨年|작년|지난해|前年|재작년|一昨年)|(今年|올해|本年|금년)|(来年|明年|내년))?[ 的の]?";
const month = "(\\d{1,2}) ?(?:月份|月|월)|(先月|上个月|上月|지난 ?달)|(今月|本月|这个月|이달|이번 ?달)|(来月|下个月|다음 ?달)";
const part = "(初旬|初|上旬|초순|초|头|中旬|중순|中|半ば|下旬|하순|末|말|底)?";
const absolute = new RegExp(`${year}(?:${month})? ?(?:の)?${part}(?:(?<=月|월|月份) ?(\\d{1,2}) ?[日일号])?`, "y");
const begins =
  /\d{4} ?[年년]|\d{1,2} ?(?:月|월)|去年|昨年|작년|지난해|今年|올해|本年|금년|来年|明年|내년|前年|재작년|一昨年|先月|上个月|上月|지난 ?달|今月|本月|这个月|이달|이번 ?달|来月|下个月|다음 ?달|現在|现在|目前|현재|最近|최근|昨日|어제|연말|年末|年底|年内|연내|上半年|下半年|상반기|하반기/g;

/** Times in text order; offsets into the folded text. */
export function cjkTimes(folded: string, _language: Language, base: Anchor): SeenTime[] {
  const found: SeenTime[] = [];
  begins.lastIndex = 0;
  for (let hit = begins.exec(folded); hit !== null; hit = begins.exec(folded)) {
    if (/^\d/.test(hit[0]) && /\d/.test(folded[hit.index - 1] ?? "")) continue;
    // "3か月", "6个月", "3개월" are spans, not months: the pattern asks for the bare counter.
    if (/^(?:現在|现在|目前|현재|最近|최근|昨日|어제)$/.test(hit[0])) {
      const now = momentOfMonth(base, 0);
      if (now !== null) found.push(seen(now, "at", hit.index, hit.index + hit[0].length, base, true));
      continue;
    }
    if (/^(?:연말|年末|年底|年内|연내|上半年|下半年|상반기|하반기)$/.test(hit[0])) {
      if (base.year === null) continue;
      const year = { year: base.year };
      const half = /上|상/.test(hit[0]) ? "first-half" : /下|하/.test(hit[0]) ? "second-half" : "late";
      const by =
        /^(?:까지|まで|前|以前|之前)/.test(folded.slice(hit.index + hit[0].length, hit.index + hit[0].length + 3)) ||
        /[到至]$/.test(folded.slice(0, hit.index).slice(-1)) ||
        /内|내/.test(hit[0]);
      found.push(seen({ from: year, to: year, part: half }, by ? "by" : "at", hit.index, hit.index + hit[0].length, base, false));
      continue;
    }
    absolute.lastIndex = hit.index;
    const m = absolute.exec(folded);
    if (m === null || m[0] === "") continue;
    const moment = read(m, base);
    if (moment === null) continue;
    let end = hit.index + m[0].trimEnd().length;
    let role: TimeRole = "at";
    const after = /^(?: ?(?:以来|以降|から|부터|이후|以后|起|开始|까지|まで|までに|为止|之前|以前|前|이전|전))/.exec(
      folded.slice(end, end + 6),
    );
    if (after !== null) {
      role = /以来|以降|から|부터|이후|以后|起|开始/.test(after[0]) ? "since" : /까지|まで|为止/.test(after[0]) ? "by" : "until";
      end += after[0].length;
    }
    const before = /(?:自从|自|从|至|到|截至)$/.exec(folded.slice(Math.max(0, hit.index - 2), hit.index));
    if (before !== null) role = /自|从/.test(before[0]) ? "since" : "by";
    found.push(seen(moment, role, hit.index - (before?.[0].length ?? 0), end, base, false));
    begins.lastIndex = end;
  }
  return found;
}

const seen = (moment: Moment, role: TimeRole, start: number, end: number, base: Anchor, isNow: boolean): SeenTime => ({
  start,
  end,
  role,
  edtf: edtfOf(moment, role, base),
  moment: edtfOf(moment, "at", base),
  isNow,
});

function read(m: RegExpExecArray, base: Anchor): Moment | null {
  const [, y, last, current, next, mm, lastMonth, thisMonth, nextMonth, partWord, d] = m;
  if (lastMonth !== undefined) return withPart(momentOfMonth(base, -1), partWord);
  if (thisMonth !== undefined) return withPart(momentOfMonth(base, 0), partWord);
  if (nextMonth !== undefined) return withPart(momentOfMonth(base, 1), partWord);
  const told =
    y !== undefined
      ? +y
      : base.year === null
        ? null
        : last !== undefined
          ? base.year - (/前年|재작년|一昨年/.test(last) ? 2 : 1)
          : current !== undefined
            ? base.year
            : next !== undefined
              ? base.year + 1
              : null;
  if (mm === undefined) return told === null ? null : withPart({ from: { year: told }, to: { year: told } }, partWord);
  const month = +mm;
  if (month < 1 || month > 12) return null;
  const year = told ?? (base.year === null ? null : base.month === null || month <= base.month ? base.year : base.year - 1);
  if (year === null) return null;
  const point = d === undefined ? { year, month } : { year, month, day: +d };
  return withPart({ from: point, to: point }, partWord);
}

function momentOfMonth(base: Anchor, offset: number): Moment | null {
  if (base.year === null || base.month === null) return null;
  const index = base.year * 12 + base.month - 1 + offset;
  const point = { year: Math.floor(index / 12), month: (index % 12) + 1 };
  return { from: point, to: point };
}

function withPart(moment: Moment | null, word: string | undefined): Moment | null {
  if (moment === null || word === undefined) return moment;
  return { ...moment, part: /初|上旬|초|头/.test(word) ? "early" : /中|半|중/.test(word) ? "mid" : "late" };
}
