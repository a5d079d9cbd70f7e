/**
 * Numbers with a unit: money, measures and ages. One reader, driven by the word tables.
 * What a reader would get wrong: "dollar" alone carries no ISO code, "5 feet 2 inches" is one length, and a unit may stand before its number.
 */
import type { Language } from "#domain/report.ts";
import { add, divide, multiply, ratio, rounded, toDecimalText } from "../numeral/ratio.ts";
import type { Numeral } from "../numeral/numeral.ts";
import type { Ratio } from "../numeral/ratio.ts";
import { WordSet } from "../numeral/word-set.ts";
import { numeralsOf, plainText, printed, resultOf } from "./case-result.ts";
import type { CaseResult } from "./case-result.ts";
import { currencyNames } from "./currency-names.ts";
import { moneySigns, moneyWords, subunits, yenSign } from "./currency-words.ts";
import { exact } from "./percent.ts";
import { ageWords, compoundUnits, unitWords } from "./unit-words.ts";
import type { UnitWord } from "./unit-words.ts";

type Unit = { readonly name: string; readonly iso?: string; readonly kind?: string };
type Lexicon = {
  readonly after: ReadonlyMap<string, Unit>;
  readonly afterSet: WordSet;
  readonly before: ReadonlyMap<string, Unit>;
  readonly beforeLengths: readonly number[];
};
type Measured = { readonly start: number; readonly end: number; readonly value: Ratio | null; readonly unit: Unit };

export function readMoney(text: string, language: Language): CaseResult[] {
  const plain = plainText(text);
  const parts = withSubunits(plain, measured(plain, language, moneyLexicon(language), "money"), language);
  // 三分 by itself is minutes or points.
  const alone = parts.filter((part) => !(part.unit.name === "Fen" && /[分]$/.test(plain.slice(part.start, part.end))));
  const filled = standing(plain, language, alone, moneyLexicon(language));
  return filled.map((part) =>
    resultOf(plain, part.start, part.end, "currency", {
      value: part.value === null ? null : printed(toDecimalText(part.value)),
      unit: part.unit.name,
      ...(part.unit.iso !== undefined && part.unit.iso !== "FIM" ? { isoCurrency: part.unit.iso } : {}),
    }),
  );
}

export function readDimensions(text: string, language: Language): CaseResult[] {
  const plain = plainText(text);
  const parts = compounds(plain, measured(plain, language, unitLexicon(language), "unit"), language)
    .filter((part) => !(language === "en" && /\dM$/.test(text.slice(part.start, part.end))))
    .filter((part) => !(part.unit.name === "Degree" && /temperature|气温|温度|기온|온도/.test(plain)))
    .map((part) => (language === "en" ? part : perTime(plain, part)));
  return parts.flatMap((found) => {
    // MB are megabytes, Mb and mb megabits.
    const bytes = found.unit.name.endsWith("bit") && /[KMGT]B$/.test(text.slice(found.start, found.end));
    const part = bytes ? { ...found, unit: { ...found.unit, name: found.unit.name.replace(/bit$/, "byte") } } : found;
    if (part.value === null) return [];
    const value =
      part.value.over === 1n || toDecimalText(part.value, 15).length < 14
        ? printed(toDecimalText(part.value))
        : rounded(part.value.top, part.value.over, 17);
    const kind = part.unit.name === "Gallon" ? "Weight" : part.unit.kind;
    return [
      resultOf(plain, part.start, part.end, "dimension", { value, unit: part.unit.name, ...(language === "en" ? { subtype: kind } : {}) }),
    ];
  });
}

export function readAges(text: string, language: Language): CaseResult[] {
  const plain = plainText(text);
  const parts = measured(plain, language, ageLexicon(language), "age");
  const results = parts.flatMap((part) =>
    part.value === null
      ? []
      : [resultOf(plain, part.start, part.end, "age", { value: printed(toDecimalText(part.value)), unit: part.unit.name })],
  );
  if (language === "en") {
    for (const age of plain.matchAll(/\b(?:age|aged) (\d{1,3})\b(?! ?(?:years?|months?|weeks?|days?))/g)) {
      results.push(resultOf(plain, age.index, age.index + age[0].length, "age", { value: age[1], unit: "Age" }));
    }
  }
  return results.sort((a, b) => a.start - b.start);
}

/** Every number with a unit behind or before it. */
function measured(text: string, language: Language, lexicon: Lexicon, what: "money" | "unit" | "age"): Measured[] {
  const parts: Measured[] = [];
  let floor = 0;
  const numerals = numeralsOf(text, language).filter((numeral) => numeral.value !== null && !numeral.ordinal);
  for (const numeral of numerals) {
    if (numeral.start < floor) continue;
    const part = measuredBy(text, language, lexicon, what, numeral, floor);
    if (!part) continue;
    parts.push(part);
    floor = part.end;
  }
  return parts;
}

function measuredBy(
  text: string,
  language: Language,
  lexicon: Lexicon,
  what: "money" | "unit" | "age",
  whole: Numeral,
  floor: number,
): Measured | null {
  if (whole.value === null) return null;
  for (const numeral of readings(text, whole, what)) {
    const value = exact(numeral.value ?? "0");
    if (/[A-Za-z]/.test(text[numeral.start - 1] ?? "") && what !== "money") continue;
    if (what === "unit" && /[$€£¥]\s?$/.test(text.slice(Math.max(0, numeral.start - 2), numeral.start))) continue;
    if (what === "unit" && /[a-z]-$/.test(text.slice(Math.max(0, numeral.start - 2), numeral.start))) continue;
    const after = unitAfter(text, language, lexicon, numeral.end, what);
    const before = what === "money" ? unitBefore(text, lexicon, numeral.start, floor) : null;
    if (
      before &&
      after &&
      (sameMoney(before.unit, after.unit) || (before.unit.iso !== undefined && /^\s?元$/.test(text.slice(numeral.end, after.end))))
    ) {
      const doubled = after.gap === "" && language === "en" ? null : after;
      const unit =
        before.unit.iso !== undefined ? before.unit : after.unit.iso !== undefined && language !== "en" ? after.unit : before.unit;
      if (text.slice(before.start, numeral.start).includes(" ") || language !== "en")
        return { start: before.start, end: (doubled ?? after).end, value, unit };
      return { start: before.start, end: numeral.end, value, unit };
    }
    if (before) return { start: before.start, end: numeral.end, value, unit: before.unit };
    if (after) {
      let amount = multiply(value, after.factor);
      let end = after.end;
      const half =
        language === "zh" || language === "ja"
          ? /^半(?![年月天])/.exec(text.slice(end, end + 2))
          : language === "ko" && what === "age"
            ? /^\s?반(?![장대찬말복])/.exec(text.slice(end, end + 4))
            : language === "ko" && what === "unit"
              ? /^\s반(?![가-힣]{2}|[장대찬말복])/.exec(text.slice(end, end + 4))
              : null;
      const tenth =
        language === "zh" && half === null && what !== "age"
          ? /^[一二三四五六七八九\d](?![十百千万一二三四五六七八九年月个\d.,折斤米位])/.exec(text.slice(end, end + 2))
          : null;
      // 一米七五, 1米8: what is left of a metre.
      const rest =
        language === "zh" && what === "unit" && /米$/.test(text.slice(numeral.end, end))
          ? /^(?:[一二三四五六七八九]{2}|\d{1,2})(?![\d.一二三四五六七八九十百千万米个年月公厘分])/.exec(text.slice(end, end + 3))
          : null;
      if (rest && amount.over === 1n) {
        const digits = [...rest[0]].map((sign) => (/\d/.test(sign) ? sign : String("一二三四五六七八九".indexOf(sign) + 1))).join("");
        return {
          start: numeral.start,
          end: end + rest[0].length,
          value: add(amount, ratio(BigInt(digits), 10n ** BigInt(digits.length))),
          unit: after.unit,
        };
      }
      if (tenth && /[米块塊毛]$/.test(text.slice(Math.max(0, end - 40), end)) && amount.over === 1n) {
        const sign = tenth[0].charAt(0);
        amount = add(amount, ratio(BigInt(/\d/.test(sign) ? sign : "一二三四五六七八九".indexOf(sign) + 1), 10n));
        if (!unitAfter(text, language, lexicon, end + 1, what))
          return { start: numeral.start, end: end + 1, value: amount, unit: after.unit };
        amount = multiply(value, after.factor);
      }
      if (half && what !== "money") {
        amount = add(amount, ratio(1n, 2n));
        end += half[0].length;
      }
      return { start: numeral.start, end, value: amount, unit: after.unit };
    }
  }
  return null;
}

/** "1m" may be a million of something or one metre, "三十两" thirty liang: the numeral, and the numeral without a last sign that is a unit too. */
function readings(text: string, numeral: Numeral, what: "money" | "unit" | "age"): Numeral[] {
  const written = text.slice(numeral.start, numeral.end);
  const over = /^(\S+) over /.exec(written);
  if (over) {
    const first = numeralsOf(over[1] ?? "", "en")[0];
    if (first) return [{ ...first, start: numeral.start + first.start, end: numeral.start + first.end }];
  }
  if (what === "unit" && /[千兆]$/.test(written) && written.length > 1) {
    const [shorter] = numeralsOf(written.slice(0, -1), "zh");
    if (shorter && shorter.end === written.length - 1) return [{ ...shorter, start: numeral.start, end: numeral.end - 1 }, numeral];
  }
  const letter = /^(-?[\d.,]+)\s*(m|mm|g|t|b|k)$/.exec(written);
  if (letter) {
    const value = (letter[1] ?? "")
      .replace(/,/g, "")
      .replace(/(\.\d*?)0+$/, "$1")
      .replace(/\.$/, "");
    const bare = { ...numeral, end: numeral.start + (letter[1] ?? "").length, value: value as NonNullable<Numeral["value"]> };
    return letter[2] === "mm" ? [bare, numeral] : [numeral, bare];
  }
  return [numeral];
}

function unitAfter(text: string, language: Language, lexicon: Lexicon, at: number, what: "money" | "unit" | "age") {
  const half =
    language === "en" && / ?half$/.test(text.slice(Math.max(0, at - 5), at)) ? /^ an? /.exec(text.slice(at, at + 4))?.[0] : undefined;
  const gap = half ?? /^(?:(?:\s?[个個])(?=比)|\s?[([{]\s?|\s{0,3}-?)/.exec(text.slice(at, at + 5))?.[0] ?? "";
  for (const skip of [gap.length, 0]) {
    const begin = at + skip;
    const dashed = text[begin - 1] === "-" || text[at] === "-";
    let length = lexicon.afterSet.longestAt(text, begin);
    while (length > 0) {
      const word = text.slice(begin, begin + length);
      const unit = lexicon.after.get(word);
      const sign = unit !== undefined && !/[\p{L}"]/u.test(word) && /^\s?\d/.test(text.slice(begin + length, begin + length + 2));
      const scaleBehind =
        what === "money" && language === "en" && unit?.iso !== undefined
          ? /^ (million|billion|trillion|thousand)(?![a-z])/.exec(text.slice(begin + length, begin + length + 12))
          : null;
      if (unit && scaleBehind) {
        const factor = ratio(10n ** BigInt({ thousand: 3, million: 6, billion: 9, trillion: 12 }[scaleBehind[1] as "million"]));
        return { end: begin + length + scaleBehind[0].length, unit, gap, factor };
      }
      if (unit && !sign && endsWell(text, begin + length, language, word, what) && !(dashed && what === "unit" && word.length < 2)) {
        let end = begin + length;
        const bracket = /[([{]/.exec(gap);
        if (bracket && text[end] === { "(": ")", "[": "]", "{": "}" }[bracket[0] as "("]) end += 1;
        else if (bracket && skip > 0) break;
        return { end, unit, gap, factor: ratio(1n) };
      }
      length = shorter(lexicon, text, begin, length);
    }
  }
  if (what === "money" && language === "en") {
    // MUSD, kEUR: a scale letter on an ISO code.
    const scaled = /^\s?([kmbt])([a-z]{3})(?![a-z])/.exec(text.slice(at, at + 6));
    const unit = scaled ? lexicon.after.get(scaled[2] ?? "") : undefined;
    if (scaled && unit)
      return { end: at + scaled[0].length, unit, gap: "", factor: ratio(10n ** BigInt({ k: 3, m: 6, b: 9, t: 12 }[scaled[1] as "k"])) };
  }
  return null;
}

function shorter(lexicon: Lexicon, text: string, at: number, below: number): number {
  for (const length of lexicon.afterSet.lengths.get(text.charAt(at)) ?? [])
    if (length < below && at + length <= text.length && lexicon.afterSet.words.has(text.slice(at, at + length))) return length;
  return 0;
}

function endsWell(text: string, end: number, language: Language, word: string, what: string): boolean {
  const next = text[end] ?? "";
  if (/^-\d/.test(text.slice(end, end + 2))) return false;
  if (/[a-z]$/.test(word)) {
    if (/[a-z0-9_]/.test(next)) return false;
    if (
      word === "in" &&
      /^\s+(?:the|a|an|my|this|that|his|her|\d|[a-z]{3,})/.test(text.slice(end, end + 6)) &&
      !/^\s+(?:more|long|wide|tall|high|by|and|or|thick)/.test(text.slice(end, end + 7))
    )
      return false;
    return true;
  }
  // 3년 is three years; it is an age only where something is said to be so old.
  if (what === "age" && language !== "en" && lengthWords[language].test(word) && !isAged(text, end, language)) return false;
  if (language === "ko")
    return (
      !/^(?:어치)/.test("") &&
      !(what === "age" && /^[월일]/.test(next)) &&
      !(what === "money" && word === "원" && /^[자인본]/.test(next)) &&
      !(word === "도" && /^[시로]/.test(next))
    );
  if (language === "zh") {
    if (word === "元" && /[旦月首年]/.test(next)) return false;
    if (word === "米" && /[饭粒粉]/.test(next)) return false;
    if (word === "块" && /[石木蛋地]/.test(next)) return false;
    if (word === "分" && /[之钟鐘数數析]/.test(next)) return false;
    if (word === "位" && /[\u4e00-\u9fff]/.test(next) && next !== "是" && next !== "的") return false;
    if (word === "克" && /[拉]/.test(next)) return false;
  }
  return true;
}

/** Words that count time of anything; they tell an age only where something is said to be so old. */
const lengthWords = { ko: /^(?:년|개월|달|주일|주|일)$/, ja: /^(?:年|週間|週|日)$/, zh: /^(?:个月|個月|个星期|周|週|天|日)$/ } as const;
const agedBehind = {
  ko: /^(?:이|가)?\s?(?:되|된|될|됩|됐|돼|지나|지났|넘[은었]|짜리|배기|생)|^(?:이었|였|일 때|인 )|^(?:을|를)?\s?맞|^(?:의|짜리)?\s(?:아기|아이|유아|영아|신생아|강아지|고양이|송아지)/,
  ja: /^(?:(?:以上)?(?:に|と)(?:な[るっりら])|(?:が|も|以上)?(?:経|立|た)[つっち]|の(?:子|赤|乳児|幼児)|目の(?:子|赤)|を(?:過|迎))/,
  zh: /^(?:的|左右的)?(?:婴儿|嬰兒|宝宝|寶寶|孩子|小孩|幼儿|小狗|小猫|牛犊)/,
} as const;
const agedBefore = {
  ko: /(?:생후|태어난\s?지|나이[는가]?|연령[은이]?|만)\s(?:약\s|겨우\s|고작\s)?[^\s]{0,6}\s?[^\s]{0,4}$/,
  ja: /(?:生後|生まれて|生まれてから|誕生して|年齢は)[^、。]{0,8}$/,
  zh: /(?:出生|生后|生後|年龄|月龄|刚满|未满)(?:后|才|仅|了|只有|是|为)?[^，。]{0,6}$/,
} as const;
const spentBehind = /^\s?(?:동안|간|전|후|뒤|안에|이내|마다|째)|^(?:間?(?:前|後|以内|ごと)|之?[前后後内])/;

function isAged(text: string, end: number, language: "ko" | "ja" | "zh"): boolean {
  if (agedBehind[language].test(text.slice(end, end + 8))) return true;
  if (language === "ko" && /(?:개월|주)$/.test(text.slice(Math.max(0, end - 2), end)) && /^에(?:\s|$)/.test(text.slice(end, end + 2)))
    return true;
  if (
    language === "ko" &&
    /^(?:입니다|이다|이에요|이야)/.test(text.slice(end, end + 3)) &&
    /아기|아이|딸|아들|강아지|고양이/.test(text.slice(Math.max(0, end - 30), end))
  )
    return true;
  return agedBefore[language].test(text.slice(Math.max(0, end - 24), end)) && !spentBehind.test(text.slice(end, end + 4));
}

function unitBefore(text: string, lexicon: Lexicon, at: number, floor: number): { start: number; unit: Unit } | null {
  for (const gap of [0, 1, 2]) {
    const end = at - gap;
    if (gap > 0 && !/\s/.test(text[end] ?? "")) break;
    for (const length of lexicon.beforeLengths) {
      const start = end - length;
      if (start < floor) continue;
      const unit = lexicon.before.get(text.slice(start, end));
      if (!unit) continue;
      if (/[a-z]/.test(text[start] ?? "") && /[a-z0-9]/.test(text[start - 1] ?? "")) continue;
      return { start, unit };
    }
  }
  return null;
}

function sameMoney(a: Unit, b: Unit): boolean {
  return a.name === b.name || (a.iso !== undefined && a.iso === b.iso) || (a.name === "Dollar" && /dollar$/i.test(b.name));
}

/** "3 dollars 50 cents", 五元三角, and "15 dollars 50" where the cents go without saying. */
function withSubunits(text: string, parts: readonly Measured[], language: Language): Measured[] {
  const joined: Measured[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    let part = parts[index];
    if (!part) continue;
    for (let next = parts[index + 1]; next && next.value !== null && part.value !== null; next = parts[index + 1]) {
      const rule = subunits.find((one) => one.large.includes(part?.unit.name ?? "") && one.small === next?.unit.name);
      if (!rule || !/^\s*(?:and\s+|と|,\s*)?$/.test(text.slice(part.end, next.start))) break;
      part = { ...part, end: next.end, value: add(part.value, divide(next.value, ratio(BigInt(rule.per)))) };
      index += 1;
    }
    const rule = subunits.find((one) => one.large.includes(part?.unit.name ?? ""));
    const hasWord = /[^\d\s.,$€£¥]$/.test(text.slice(part.start, part.end));
    if (rule && part.value !== null && hasWord && part.value.over === 1n) {
      const tail =
        language === "en"
          ? /^(?: and)? ([a-z-]+|\d{1,2})(?![\d./,]*\d)/
          : language === "ko"
            ? /^[와과]? (\d{1,2})(?!\d)(?=\s|$)/
            : language === "ja"
              ? /^と(\d{1,2})(?=です|だ|、|。|$)/
              : null;
      const behind = tail?.exec(text.slice(part.end, part.end + 24));
      const number = behind ? numeralsOf(text.slice(part.end, part.end + 40), language)[0] : undefined;
      const begins = behind ? behind[0].length - (behind[1] ?? "").length : -1;
      if (
        number &&
        number.start === begins &&
        number.value !== null &&
        /^\d{1,2}$/.test(number.value) &&
        !number.ordinal &&
        !parts.some((other) => other.start === (part?.end ?? 0) + begins)
      ) {
        part = { ...part, end: part.end + number.end, value: add(part.value, ratio(BigInt(number.value), 100n)) };
      }
    }
    joined.push(part);
  }
  return joined;
}

function compounds(text: string, parts: readonly Measured[], language: Language): Measured[] {
  if (language !== "en") return [...parts];
  const joined: Measured[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    let part = parts[index];
    const next = parts[index + 1];
    if (!part) continue;
    const rule = next ? compoundUnits.find((one) => one.large === part?.unit.name && one.small === next.unit.name) : undefined;
    if (rule && next && next.value !== null && part.value !== null && /^\s*(?:and\s+|,\s*)?$/.test(text.slice(part.end, next.start))) {
      part = { ...part, end: next.end, value: add(part.value, divide(next.value, ratio(BigInt(rule.per)))) };
      index += 1;
    }
    joined.push(part);
  }
  return joined;
}

/** 시속 60 킬로미터, 秒速5メートル: the time a speed is counted in stands before the number. */
function perTime(text: string, part: Measured): Measured {
  // 二十万キロ is a weight where something is sold, carried or grown.
  if (
    part.unit.name === "Kilometer" &&
    /キロ$/.test(text.slice(part.start, part.end)) &&
    /[売買重荷穫]|出荷|生産|体重|トン|輸[出入]/.test(text)
  )
    return { ...part, unit: { name: "Kilogram", kind: "Weight" } };
  const lead = /(시속|초속|분속|시간당|초당|분당|时速|時速|秒速|分速|每小时|每秒|每分钟)\s?$/.exec(
    text.slice(Math.max(0, part.start - 4), part.start),
  );
  const time = { 시: "hour", 초: "second", 분: "minute", 时: "hour", 時: "hour", 秒: "second", 分: "minute" }[
    (lead?.[1] ?? "").replace("每小", "").replace("每", "").charAt(0)
  ];
  // キロ and 킬로 alone are a weight or a length; of a speed they are kilometres.
  const name = part.unit.name === "Kilogram" && /[로ロ]$/.test(text.slice(part.start, part.end)) ? "Kilometer" : part.unit.name;
  if (!lead || time === undefined || !["Kilometer", "Meter", "Mile", "Foot", "Yard"].includes(name)) return part;
  return { ...part, start: part.start - lead[0].length, unit: { name: `${name} per ${time}`, kind: "Speed" } };
}

/** Money words that stand without a number, in the text order with the rest. */
function standing(text: string, language: Language, parts: readonly Measured[], lexicon: Lexicon): Measured[] {
  const all = [...parts];
  for (let at = 0; at < text.length; at += 1) {
    const length = lexicon.afterSet.longestAt(text, at);
    if (length === 0) continue;
    const word = text.slice(at, at + length);
    const unit = lexicon.after.get(word);
    const covered = parts.some((part) => at < part.end && part.start < at + length);
    if (language === "en") {
      const stands =
        /^[a-z. ]{4,}$/.test(word) &&
        !/[a-z]/.test(text[at - 1] ?? "") &&
        !/[a-z]/.test(text[at + length] ?? "") &&
        /^(?:.*(?:dollar|euro|pound|yen|yuan|cent|franc|rupee|bitcoin|peso|peseta|rouble|ruble|lira|kron[ae]|krona|dinar|dirham|ri[ya]{1,2}l|shekel|forint|ringgit|rupiah|baht|renminbi|guilder|drachma|zloty)s?)$/.test(
          word,
        ) &&
        !/^pounds?$/.test(word);
      if (unit && stands && !covered) all.push({ start: at, end: at + length, value: null, unit });
      if (stands) at += length - 1;
    } else if (
      (language === "ja" || language === "zh") &&
      unit &&
      length >= (language === "zh" ? 2 : 3) &&
      !covered &&
      !/[ァ-ヶー一-龠]/.test(text[at - 1] ?? "") &&
      !/[ァ-ヶー一-龠]/.test(text[at + length] ?? "")
    ) {
      all.push({ start: at, end: at + length, value: null, unit });
      at += length - 1;
    } else if (covered) at += Math.max(0, length - 1);
  }
  return all.sort((a, b) => a.start - b.start);
}

/** Last words of currency names that are other words too. */
const commonWords: ReadonlySet<string> = new Set(["real", "mark", "바투", "레이", "엔화", "위안화", "콴자"]);

/** English unit words that are not signs used in other languages. */
const notShort = new Set([
  "in",
  "inch",
  "foot",
  "feet",
  "yard",
  "mile",
  "acre",
  "cup",
  "cups",
  "bit",
  "bits",
  "byte",
  "kilo",
  "gram",
  "ton",
  "tons",
  "turn",
  "knot",
  "watt",
  "pint",
  "rad",
  "deg",
  "pt",
  "pts",
  "mi",
  "a",
  "t",
  "l",
  "cl",
]);

const lexicons = new Map<string, Lexicon>();

function moneyLexicon(language: Language): Lexicon {
  return remembered(`money ${language}`, () => {
    const after = new Map<string, Unit>();
    const before = new Map<string, Unit>();
    const lastWords = new Map<string, Unit | null>();
    const closing = (word: string, unit: Unit) => lastWords.set(word, lastWords.has(word) ? null : unit);
    for (const { iso, name, zh, ja, ko } of currencyNames) {
      const unit = { name, iso };
      if (language === "en") {
        const small = name.toLowerCase();
        for (const plural of [small, `${small}s`]) after.set(plural, unit);
        after.set(
          small
            .normalize("NFD")
            .replace(/[\u0300-\u036f]/g, "")
            .replace("ł", "l"),
          unit,
        );
        closing(small.split(" ").at(-1) ?? small, unit);
      } else if (language === "zh") after.set(zh.toLowerCase(), unit);
      else if (language === "ja") {
        after.set(ja, unit);
        after.set(ja.replace(/[ ・]/g, ""), unit);
        after.set(ja.replace(/ /g, "・"), unit);
        closing(ja.split(" ").at(-1) ?? ja, unit);
      } else {
        after.set(ko, unit);
        if (ko.includes(" ")) before.set(ko, unit);
        after.set(ko.replace(/ /g, ""), unit);
        closing(ko.split(" ").at(-1) ?? ko, unit);
      }
      after.set(iso.toLowerCase(), unit);
      before.set(iso.toLowerCase(), unit);
    }
    for (const [word, unit] of lastWords) {
      if (!unit || after.has(word) || word.length < (language === "en" || language === "ja" ? 3 : 2) || commonWords.has(word)) continue;
      for (const form of language === "en" ? [word, `${word}s`] : [word]) after.set(form, unit);
    }
    for (const { name, iso, words } of moneyWords[language]) {
      const unit = { name, ...(iso === undefined ? {} : { iso }) };
      for (const word of words) {
        after.set(word, unit);
        if (language !== "en" || /^(?:dollar|sen|rs\.?|rmb|yen|yuan|euro|fr\.|us dollar|u\.s\. dollar)$/.test(word))
          if (word.length > 1 || language === "en") before.set(word, unit);
      }
    }
    for (const { name, iso, words } of moneySigns) {
      const unit = { name, ...(iso === undefined ? {} : { iso }) };
      for (const word of words) {
        after.set(word, unit);
        before.set(word, unit);
      }
    }
    for (const sign of yenSign.signs) {
      after.set(sign, language === "zh" ? yenSign.zh : yenSign.other);
      before.set(sign, language === "zh" ? yenSign.zh : yenSign.other);
    }
    if (language === "en")
      for (const word of ["all", "top", "try", "mad", "pen", "cup", "lak", "ron", "sos", "gel", "inr", "mop", "bob", "cad"])
        if (word !== "inr" && word !== "cad" && word !== "lak" && word !== "ron") before.delete(word);
    if (language === "en") for (const word of ["all", "top", "try", "pen", "cup", "mad", "gel"]) after.delete(word);
    return lexicon(after, before);
  });
}

function unitLexicon(language: Language): Lexicon {
  return remembered(`unit ${language}`, () => {
    const after = new Map<string, Unit>();
    for (const unit of unitWords)
      for (const word of unit[language] as UnitWord["en"]) after.set(word.toLowerCase(), after.get(word.toLowerCase()) ?? unit);
    if (language !== "en") {
      for (const unit of unitWords)
        for (const word of unit.en)
          if (/^[a-zμ]{1,4}(?:[23]|\/[a-z]{1,3})?$/.test(word) && !notShort.has(word) && !after.has(word.toLowerCase()))
            after.set(word.toLowerCase(), unit);
    }
    if (language === "ja") after.set("キロ", { name: "Kilometer", kind: "Length" });
    if (language !== "en") after.set("l", { name: "Liter", kind: "Volume" });
    return lexicon(after, new Map());
  });
}

function ageLexicon(language: Language): Lexicon {
  return remembered(`age ${language}`, () =>
    lexicon(new Map(ageWords[language].flatMap(({ unit, words }) => words.map((word) => [word, { name: unit }] as const))), new Map()),
  );
}

function lexicon(after: ReadonlyMap<string, Unit>, before: ReadonlyMap<string, Unit>): Lexicon {
  return {
    after,
    afterSet: new WordSet([...after.keys()]),
    before,
    beforeLengths: [...new Set([...before.keys()].map((word) => word.length))].sort((a, b) => b - a),
  };
}

function remembered(key: string, build: () => Lexicon): Lexicon {
  const known = lexicons.get(key);
  if (known) return known;
  const built = build();
  lexicons.set(key, built);
  return built;
}
