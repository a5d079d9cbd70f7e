/**
 * Variants of a published case whose answer follows from the original's. A swap is a pattern and what stands in its place; it is made in the
 * text and in the expected words alike. What a reader would get wrong: a swap must leave the kind of expression alone ("last week" may become
 * "next week", "the last week of May" may not), so patterns carry the words around them.
 */
import type { Language } from "#domain/report.ts";
import type { CaseKind } from "../src/reading/cases/index.ts";
import type { PublishedCase } from "./cases-scoring.ts";

export type Variant = {
  readonly swap: string;
  readonly input: string;
  /** The expected words, in order. */
  readonly texts: readonly string[];
  /** The values stay what they were. */
  readonly sameValues: boolean;
};
type Swap = {
  readonly name: string;
  readonly pattern: RegExp;
  readonly to: (match: string, ...groups: string[]) => string;
  readonly sameValues?: boolean;
};

/** All variants of a case; those that would read like the original are left out. */
export function variantsOf(one: PublishedCase, language: Language, kind: CaseKind): Variant[] {
  const texts = one.results.map(({ Text }) => Text);
  const variants: Variant[] = [];
  for (const { name, pattern, to, sameValues } of swapsOf(language, kind)) {
    const swapped = (text: string) =>
      text.replace(pattern, (match: string, ...rest: unknown[]) =>
        to(match, ...rest.filter((part): part is string => typeof part === "string")),
      );
    const input = swapped(one.input);
    if (input !== one.input) variants.push({ swap: name, input, texts: texts.map(swapped), sameValues: sameValues === true });
  }
  return [...variants, ...around(one, language, kind)];
}

/** The same words in other letters and in another sentence. */
function around(one: PublishedCase, language: Language, kind: CaseKind): Variant[] {
  const texts = one.results.map(({ Text }) => Text);
  const same = (swap: string, input: string): Variant => ({ swap, input, texts, sameValues: true });
  const variants: Variant[] = [];
  // MB and Mb are two units, M and m two scales.
  if (language === "en" && kind !== "dimension")
    variants.push(same("capitals", one.input.toUpperCase()), same("small", one.input.toLowerCase()));
  const [before, after] = (
    {
      en: ["As they wrote: ", " That is what they said."],
      ko: ["그들은 이렇게 썼다. ", " 그렇게 말했다."],
      ja: ["彼らはこう書いた。", "そう話した。"],
      zh: ["他们这样写道：", "。他们就是这样说的。"],
    } as const
  )[language];
  variants.push(same("sentence before", before + one.input));
  if (!/[0-9]\.?$/.test(one.input.trim()))
    variants.push(same("sentence behind", one.input.trimEnd().replace(/([^.!?。？！])$/, language === "zh" ? "$1" : "$1.") + after));
  const [only] = one.results;
  if (one.results.length === 1 && only && language === "en" && kind === "datetime") {
    const at = one.input.toLowerCase().indexOf(only.Text.toLowerCase());
    const lead = at < 0 ? null : /(?:\b(?:on|in|at|for|since|by|until|from|during|the|next|over) ){0,2}$/i.exec(one.input.slice(0, at));
    const next = /^[a-z0-9]/i.test(one.input.slice(at + only.Text.length))
      ? null
      : /^ (?:for|of|at|in|with|and|to)\b/i.exec(one.input.slice(at + only.Text.length));
    if (at >= 0 && lead && !next)
      variants.push(
        same(
          "carrier",
          `She told the editor that it was ${lead[0].toLowerCase()}${one.input.slice(at, at + only.Text.length)}, as agreed.`,
        ),
      );
  }
  return variants;
}

const rotated = (words: string): ((match: string) => string) => {
  const list = words.split("|");
  return (match) => list[(list.indexOf(match.toLowerCase()) + 1) % list.length] ?? match;
};
const cycle = (name: string, words: string, { before = "(?<![a-z])", after = "(?![a-z])" } = {}): Swap => ({
  name,
  pattern: new RegExp(`${before}(?:${words})${after}`, "gi"),
  to: rotated(words),
});
/** One more, so that order and the number of digits stay. */
const more = (digits: string): string => digits.replace(/[1-8]/g, (digit) => String(Number(digit) + 1));
const wide = (digits: string): string => digits.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

const englishUnits = "(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|nights?|decades?)";
const englishNumbers = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const inWords = (digits: string): string => englishNumbers[Number(digits) - 2] ?? digits;
const inDigits = (word: string): string => String(englishNumbers.indexOf(word.toLowerCase()) + 2);
const weekdays = "monday|tuesday|wednesday|thursday|friday|saturday|sunday";

const dateSwaps: Readonly<Record<Language, readonly Swap[]>> = {
  en: [
    cycle("month", "january|february|april|june|july|august|september|october|november|december", {
      before: "(?<![a-z])",
      after: "(?![a-z])(?! (?:29|3\\d))",
    }),
    cycle("short month", "jan|feb|apr|jun|jul|aug|sep|oct|nov|dec"),
    cycle("weekday", weekdays),
    cycle("short weekday", "tue|wed|thu|fri", { before: "(?<![a-z])", after: "(?![a-z])" }),
    {
      name: "next or last",
      pattern: new RegExp(`\\b(next|last|previous)(?= (?:week|month|year|quarter|weekend|${weekdays})\\b(?! of))`, "gi"),
      to: rotated("next|last|previous"),
    },
    {
      name: "upcoming",
      pattern: new RegExp(`\\b(upcoming|coming)(?= (?:week|month|year|${weekdays})\\b)`, "gi"),
      to: rotated("upcoming|coming"),
      sameValues: true,
    },
    {
      name: "unit",
      pattern: /\b(this|next|last) (week|month|year)\b(?!'|’|,? (?:of|mon|tue|wed|thu|fri|sat|sun|on)| - )/gi,
      to: (_, one, unit) => `${one} ${rotated("week|month|year")(unit ?? "")}`,
    },
    {
      name: "counted unit",
      pattern: /(?<=\d |two |three |four |five |few |several )(days|weeks|months|years)\b(?! old)/gi,
      to: rotated("days|weeks|months|years"),
    },
    { name: "number", pattern: new RegExp(`\\b\\d{1,2}(?= ${englishUnits}\\b)`, "gi"), to: more },
    {
      name: "number word",
      pattern: new RegExp(`\\b(?:two|three|four|five|six)(?= ${englishUnits}\\b)`, "gi"),
      to: rotated("two|three|four|five|six"),
    },
    {
      name: "in words",
      pattern: new RegExp(`(?<![-/.\\d])\\b(?:[2-9]|1[0-2])(?= ${englishUnits}\\b)`, "gi"),
      to: inWords,
      sameValues: true,
    },
    {
      name: "in digits",
      pattern: new RegExp(`(?<!and |hundred |twenty |thirty |-)\\b(?:${englishNumbers.join("|")})(?= ${englishUnits}\\b)`, "gi"),
      to: inDigits,
      sameValues: true,
    },
    { name: "year", pattern: /(?<![\d-])20[01]\d(?!\d|s|-\d{4})/g, to: (year) => String(Number(year) + 1) },
    cycle(
      "holiday",
      "christmas|halloween|thanksgiving|easter|labor day|independence day|memorial day|new year's day|valentine's day|earth day",
      { after: "(?! eve)(?!['a-z])" },
    ),
    { name: "until", pattern: /(?<=\bfrom [^.]{1,30}) to (?=[a-z0-9])/gi, to: () => " until ", sameValues: true },
    { name: "till", pattern: /(?<=\bfrom [^.]{1,30}) to (?=[a-z0-9])/gi, to: () => " till ", sameValues: true },
    { name: "through", pattern: /(?<=\bfrom [^.]{1,30}) to (?=[a-z0-9])/gi, to: () => " through ", sameValues: true },
    cycle("part of the year", "early|late"),
    cycle("season", "spring|summer|winter"),
    { name: "ordinal ending", pattern: /\b([4-9]|1[0-9])th\b/gi, to: (_, digits) => `${digits === "19" ? "18" : digits}th` },
    {
      name: "ordinal word",
      pattern: /\b(?:fourth|fifth|sixth|seventh|ninth|eleventh|thirteenth|fourteenth|fifteenth)\b/gi,
      to: rotated("fourth|fifth|sixth|seventh|ninth|eleventh|thirteenth|fourteenth|fifteenth"),
    },
    { name: "every", pattern: /\b(every|each)(?= [a-z0-9])/gi, to: rotated("every|each"), sameValues: true },
  ],
  ko: [
    { name: "year", pattern: /(?<!\d)20[01]\d(?=년)/g, to: (year) => String(Number(year) + 1) },
    { name: "month", pattern: /(?<!\d)[1-7](?=월)/g, to: more },
    { name: "day", pattern: /(?<![\d])(?:[1-8]|1[1-8]|2[1-7])(?=일(?!간))/g, to: (day) => String(Number(day) + 1) },
    { name: "weekday", pattern: /[월화수목금토일](?=요일)/g, to: rotated("월|화|수|목|금|토|일") },
    { name: "number", pattern: /(?<!\d)[2-8](?=\s?(?:시간|분(?!기)|초(?!에)|주|개월|년간|년 전|일간))/g, to: more },
    { name: "next or last week", pattern: /(지난|이번|다음)(?= 주)/g, to: rotated("지난|이번|다음") },
    { name: "next or last month", pattern: /(지난|이번|다음)(?= 달)/g, to: rotated("지난|이번|다음") },
    { name: "other year", pattern: /작년|올해|내년|재작년/g, to: rotated("작년|올해|내년|재작년") },
    { name: "other day", pattern: /어제|오늘|내일|모레/g, to: rotated("어제|오늘|내일|모레") },
    { name: "days counted", pattern: /이틀|사흘|나흘|열흘/g, to: rotated("이틀|사흘|나흘|열흘") },
    { name: "space before week", pattern: /(지난|이번|다음) 주(?= )/g, to: (_, one) => `${one}주`, sameValues: true },
    { name: "before and after", pattern: /(?<=[일주월년] )(전|후|뒤)(?=에|\s)/g, to: rotated("후|뒤") },
  ],
  ja: [
    { name: "year", pattern: /(?<!\d)20[01]\d(?=年)/g, to: (year) => String(Number(year) + 1) },
    { name: "month", pattern: /(?<!\d)[1-7](?=月)/g, to: more },
    { name: "day", pattern: /(?<![\d])(?:[1-8]|1[1-8]|2[1-7])(?=日(?!間))/g, to: (day) => String(Number(day) + 1) },
    { name: "weekday", pattern: /[月火水木金土日](?=曜)/g, to: rotated("月|火|水|木|金|土|日") },
    { name: "number", pattern: /(?<!\d)[2-8](?=(?:時間|分間|秒|週間|か月|ヶ月|年間|日間))/g, to: more },
    { name: "other week", pattern: /先週|来週|今週/g, to: rotated("先週|来週|今週") },
    { name: "other month", pattern: /先月|来月|今月/g, to: rotated("先月|来月|今月") },
    { name: "other year", pattern: /昨年|来年|今年/g, to: rotated("昨年|来年|今年") },
    { name: "other day", pattern: /昨日|今日|明日|明後日|一昨日/g, to: rotated("昨日|今日|明日|明後日|一昨日") },
    { name: "full-width digits", pattern: /\d+/g, to: wide, sameValues: true },
  ],
  zh: [
    { name: "year", pattern: /(?<!\d)20[01]\d(?=年)/g, to: (year) => String(Number(year) + 1) },
    { name: "month", pattern: /(?<!\d)[1-7](?=月)/g, to: more },
    { name: "day", pattern: /(?<![\d])(?:[1-8]|1[1-8]|2[1-7])(?=[日号])/g, to: (day) => String(Number(day) + 1) },
    { name: "weekday", pattern: /(?<=周|星期|礼拜)[一二三四五六](?!个)/g, to: rotated("一|二|三|四|五|六") },
    { name: "number", pattern: /(?<!\d)[2-8](?=(?:个小时|小时|分钟|秒|天|周|个月|星期))/g, to: more },
    { name: "number word", pattern: /[三四五六七](?=(?:个小时|小时|分钟|秒|天|周|个月|个星期|年前|年后))/g, to: rotated("三|四|五|六|七") },
    { name: "other week", pattern: /(?<!上|下)[上下](?=周|星期|个星期)/g, to: rotated("上|下") },
    { name: "other month", pattern: /(?<!上|下)[上下](?=个月)/g, to: rotated("上|下") },
    { name: "other year", pattern: /去年|明年|前年|后年/g, to: rotated("去年|明年|前年|后年") },
    { name: "other day", pattern: /昨天|今天|明天|后天/g, to: rotated("昨天|今天|明天|后天") },
    { name: "full-width digits", pattern: /\d+/g, to: wide, sameValues: true },
  ],
};

const quantitySwaps: Readonly<Record<Language, readonly Swap[]>> = {
  en: [
    { name: "digits", pattern: /\d+/g, to: more },
    { name: "number word", pattern: /\b(?:three|four|six|seven)\b/gi, to: rotated("three|four|six|seven") },
    {
      name: "tens",
      pattern: /\b(?:twenty|thirty|forty|sixty|seventy|ninety)\b/gi,
      to: rotated("twenty|thirty|forty|sixty|seventy|ninety"),
    },
    { name: "scale", pattern: /\b(?:million|billion|trillion)\b(?! of)/gi, to: rotated("million|billion|trillion") },
  ],
  ko: [
    { name: "digits", pattern: /\d+/g, to: more },
    { name: "tens", pattern: /(?:이십|삼십|사십|오십|육십|칠십)/g, to: rotated("이십|삼십|사십|오십|육십|칠십") },
    { name: "hundreds", pattern: /(?:이백|삼백|사백|오백|육백|칠백)/g, to: rotated("이백|삼백|사백|오백|육백|칠백") },
    { name: "native tens", pattern: /(?:서른|마흔|쉰|예순|일흔|여든|아흔)/g, to: rotated("서른|마흔|쉰|예순|일흔|여든|아흔") },
  ],
  ja: [
    { name: "digits", pattern: /[0-9]+/g, to: more },
    { name: "full-width digits", pattern: /[0-9]+/g, to: wide, sameValues: true },
    { name: "signs", pattern: /[三四五六七](?=[十百千万])/g, to: rotated("三|四|五|六|七") },
  ],
  zh: [
    { name: "digits", pattern: /[0-9]+/g, to: more },
    { name: "full-width digits", pattern: /[0-9]+/g, to: wide, sameValues: true },
    { name: "signs", pattern: /[三四五六七](?=[十百千万])/g, to: rotated("三|四|五|六|七") },
  ],
};

const moneySwaps: Readonly<Record<Language, readonly Swap[]>> = {
  en: [
    {
      name: "currency",
      pattern:
        /\b(?:yen|dollars|francs|pesos|euros|rubles|rupees|pounds)\b(?! (?:and |[a-z-]+ )?(?:\d|cents|dollar|[a-z]+-?[a-z]* cents))/gi,
      to: rotated("yen|dollars|francs|pesos|euros|rubles|rupees|pounds"),
    },
    { name: "currency code", pattern: /\b(?:USD|EUR|GBP|JPY|CNY|KRW)(?=\b|\d)/g, to: rotated("usd|eur|gbp|jpy|cny|krw") },
    { name: "sign", pattern: /(?<![a-z.] ?)[$€£](?= ?\d)/gi, to: rotated("$|€|£") },
  ],
  ko: [{ name: "currency", pattern: /달러|유로|위안|루블|파운드|페소/g, to: rotated("달러|유로|위안|루블|파운드|페소") }],
  ja: [
    {
      name: "currency",
      pattern: /(?<![\u30a0-\u30ff])(?:ドル|ユーロ|ルーブル|ポンド|ペソ)/g,
      to: rotated("ドル|ユーロ|ルーブル|ポンド|ペソ"),
    },
  ],
  zh: [{ name: "currency", pattern: /美元|欧元|英镑|日元|卢布/g, to: rotated("美元|欧元|英镑|日元|卢布") }],
};

const measureSwaps: Readonly<Record<Language, readonly Swap[]>> = {
  en: [
    cycle("length", "miles|kilometers|meters|yards"),
    cycle("weight", "pounds|kilograms|tons|ounces"),
    { name: "short unit", pattern: /(?<=\d ?)(?:km|cm|mm)\b/gi, to: rotated("km|cm|mm") },
    { name: "hyphened unit", pattern: /(?<=-)(?:mile|foot|inch|meter)\b/gi, to: rotated("mile|foot|inch|meter") },
  ],
  ko: [{ name: "unit", pattern: /(?<![가-힣] ?)(?:센티미터|킬로미터|밀리미터)|킬로그램|그램/g, to: rotated("센티미터|킬로미터|밀리미터") }],
  ja: [
    {
      name: "unit",
      pattern: /(?<![\u30a0-\u30ff方])(?:センチメートル|キロメートル|ミリメートル)/g,
      to: rotated("センチメートル|キロメートル|ミリメートル"),
    },
  ],
  zh: [{ name: "unit", pattern: /公里|厘米|英里/g, to: rotated("公里|厘米|英里") }],
};

function swapsOf(language: Language, kind: CaseKind): readonly Swap[] {
  if (kind === "datetime") return dateSwaps[language];
  if (kind === "currency") return [...quantitySwaps[language], ...moneySwaps[language]];
  if (kind === "dimension") return [...quantitySwaps[language], ...measureSwaps[language]];
  return quantitySwaps[language];
}
