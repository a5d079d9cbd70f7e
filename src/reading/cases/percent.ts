/**
 * Percentages: signs and words behind a number, 百分之 before it, tenths (成, 割) and discounts (折, 割引).
 * What a reader would get wrong: 九折 is what remains (90 %), 九割引 what is taken away (10 % remain).
 */
import type { Language } from "#domain/report.ts";
import { decimal } from "#domain/value.ts";
import { add, divide, multiply, negate, ratio, ratioOf, toDecimalText } from "../numeral/ratio.ts";
import type { Ratio } from "../numeral/ratio.ts";
import { numeralsOf, plainText, printed, resultOf } from "./case-result.ts";
import type { CaseResult } from "./case-result.ts";

/** Words behind a number; `tenths` counts tens of percent. Spaces may stand between the signs of a word. */
export const percentWords: Readonly<Record<Language, { readonly after: RegExp; readonly tenths: RegExp | null }>> = {
  en: {
    after: /(?:\s*(?:-\s?)?|\s?an?\s)(?:%|percentages?(?![a-z])|percents?(?![a-z])|per[ -]cents?(?![a-z])|pct(?![a-z]))/y,
    tenths: null,
  },
  zh: { after: /\s*(?:%|个\s*百\s*分\s*点|個\s*百\s*分\s*點)/y, tenths: /\s*(成|折)/y },
  ja: { after: /\s*(?:%|パ\s*ー\s*セ\s*ン\s*ト|ポ\s*イ\s*ン\s*ト)/y, tenths: /\s*割/y },
  ko: { after: /\s*(?:%|퍼센트|프로(?!그|젝|모|세|토|파|필|듀))/y, tenths: /\s*할(?!인|\s)/y },
};
/** Words before the number they divide: 百分之五, 千分之三. Value: what one of them is in percent. */
const shares = /(-|负|負)?\s*([百佰千仟万萬]|[十百千]\s*[万萬])\s*分\s*[之の]\s*(-|负|負)?\s*/y;

export function readPercents(text: string, language: Language): CaseResult[] {
  const plain = plainText(text);
  const found: { start: number; end: number; value: string | null }[] = [];
  const numerals = numeralsOf(plain, language).filter((numeral) => numeral.value !== null && !numeral.ordinal);
  const words = percentWords[language];
  const web = webAddresses(plain);
  const skipped: { start: number; end: number }[] = [];
  for (const half of language === "zh" ? plain.matchAll(/打([对對]折)/g) : [])
    found.push({ start: half.index + 1, end: half.index + 3, value: "50" });
  if (language === "zh" || language === "ja") {
    const marks = /[百佰千仟万萬十]/g;
    for (let mark = marks.exec(plain); mark !== null; mark = marks.exec(plain)) {
      const before = plain[mark.index - 1] ?? "";
      if (/[一二三四五六七八九十百千万萬\d]/.test(before)) continue;
      shares.lastIndex = mark.index;
      const share = shares.exec(plain);
      if (!share) continue;
      const base = share.index + share[0].length;
      if (
        /^[二三四五六七八九]?[一二三四五六七八九]{2}十/.test(plain.slice(base, base + 4)) &&
        !/^[一二三四五六七八九]十/.test(plain.slice(base, base + 2))
      ) {
        marks.lastIndex = base + 3;
        skipped.push({ start: base, end: base + 3 });
        continue;
      }
      const whole100 = /^百(?![一二三四五六七八九十])/.test(plain.slice(base, base + 2));
      const number = whole100 ? { start: 0, end: 1, value: decimal("100") } : numeralsOf(plain.slice(base, base + 60), language)[0];
      if (!number || number.start !== 0 || number.value === null) continue;
      const parts =
        ({ 百: 0, 佰: 0, 千: 1, 仟: 1, 万: 2, 萬: 2 } as Record<string, number>)[(share[2] ?? "").replace(/\s/g, "")] ??
        ({ 十: 3, 百: 4, 千: 5 } as Record<string, number>)[(share[2] ?? "")[0] ?? ""] ??
        0;
      const minus = /(?:负|負|-|マイナス)\s?$/.exec(plain.slice(Math.max(0, share.index - 40), share.index))?.[0] ?? "";
      const whole = divide(exact(number.value), ratio(10n ** BigInt(parts)));
      const value = minus !== "" || share[3] !== undefined ? negate(whole) : whole;
      found.push({ start: share.index - minus.length, end: base + number.end, value: toDecimalText(value) });
      marks.lastIndex = base + number.end;
    }
  }
  const byStart = new Map(numerals.map((numeral) => [numeral.start, numeral]));
  // What is taken before the numerals are gone through, in text order; what they take themselves ends at the last one found.
  const taken = [...found, ...skipped].sort((a, b) => a.start - b.start);
  const before = found.length;
  let next = 0;
  for (const numeral of numerals) {
    while (next < taken.length && (taken[next]?.end ?? 0) <= numeral.start) next += 1;
    const overlaps = next < taken.length && (taken[next]?.start ?? 0) < numeral.end;
    if (
      numeral.value === null ||
      (language !== "en" && /[一二三四五六七八九~～〜]/.test(plain[numeral.start - 1] ?? "") && language !== "ko") ||
      overlaps ||
      (found.length > before && numeral.start < (found.at(-1)?.end ?? 0))
    )
      continue;
    if (language !== "en" && /^[一二三四五六七八九][一二三四五六七八九][十百]/.test(plain.slice(numeral.start, numeral.end + 1))) continue;
    const value = exact(numeral.value);
    const after = matchAt(words.after, plain, numeral.end);
    // "half a percent" is a number's, "5 a percent" nobody's.
    if (after && (!/^\s?a/.test(after[0]) || numeral.fraction)) {
      if (!isNeighbourPair(plain, numeral.start))
        found.push({ start: numeral.start, end: numeral.end + after[0].length, value: numeral.value });
      continue;
    }
    const tenths = words.tenths ? matchAt(words.tenths, plain, numeral.end) : null;
    if (tenths) {
      const read = readTenths(plain, numeral.start, numeral.end, numeral.end + tenths[0].length, value, language, byStart);
      if (read) found.push(read);
      continue;
    }
    if (language === "ja") {
      const share = /^\s*の割引/.exec(plain.slice(numeral.end, numeral.end + 5));
      if (share && numeral.fraction)
        found.push({
          start: numeral.start,
          end: numeral.end + share[0].length,
          value: toDecimalText(multiply(ratio(100n), add(ratio(1n), negate(value)))),
        });
      else if (/\/100$/.test(plain.slice(numeral.start, numeral.end)))
        found.push({ start: numeral.start, end: numeral.end, value: toDecimalText(multiply(value, ratio(100n))) });
    }
  }
  if (language === "ja") {
    for (const out of plain.matchAll(/(?<![\d.])(\d+\.\d+)\/100(?!\d)/g))
      found.push({ start: out.index, end: out.index + out[0].length, value: decimal(canonical(out[1] ?? "0")) });
    for (const half of plain.matchAll(/半額/g)) found.push({ start: half.index, end: half.index + 2, value: "50" });
  }
  if (language === "en") {
    for (const word of plain.matchAll(/\bper ?cent(?:ages?|s)?\b/g)) {
      if (!found.some((other) => word.index < other.end && other.start <= word.index))
        found.push({ start: word.index, end: word.index + word[0].length, value: null });
    }
  }
  return found
    .filter((one) => !web.some((address) => one.start >= address.start && one.start < address.end))
    .sort((a, b) => a.start - b.start)
    .map((one) => resultOf(plain, one.start, one.end, "percentage", { value: one.value === null ? "null" : `${printed(one.value)}%` }));
}

function readTenths(
  text: string,
  start: number,
  numeralEnd: number,
  wordEnd: number,
  value: Ratio,
  language: Language,
  byStart: ReadonlyMap<number, { start: number; end: number; value: string | null }>,
) {
  let end = wordEnd;
  const written = text.slice(start, numeralEnd);
  const isDiscount = language === "zh" && text.slice(numeralEnd, wordEnd).includes("折");
  if (language === "zh" && !isDiscount && /[为為本功员員立长長年熟果绩績就]/.test(text[wordEnd] ?? "")) return null;
  if (language === "zh" && isDiscount && /[扣返腾騰]/.test(text[wordEnd] ?? "")) return null;
  let percent = multiply(value, ratio(10n));
  // 三八折 and 75折 are 38 % and 75 %: two digits already are percent.
  if (isDiscount && (/^[〇一二三四五六七八九]{2}$/.test(written) || /^\d{2}$/.test(written)) && written !== "10") percent = value;
  const half = /^\s*半/.exec(text.slice(end, end + 3));
  if (half) {
    percent = add(percent, ratio(5n));
    end += half[0].length;
  }
  const fifth = language === "zh" && !half && !isDiscount ? /^[一二三四五六七八九](?![十百千万成折])/.exec(text.slice(end, end + 2)) : null;
  if (fifth) {
    percent = add(percent, ratio(BigInt("一二三四五六七八九".indexOf(fifth[0].charAt(0)) + 1)));
    end += 1;
  }
  if (language === "ja") {
    // 3割8分7厘
    for (const [mark, size] of [
      ["分", ratio(1n)],
      ["厘", ratio(1n, 10n)],
    ] as const) {
      const next = byStart.get(end);
      if (!next || text[next.end] !== mark || next.value === null) continue;
      percent = add(percent, multiply(exact(next.value), size));
      end = next.end + 1;
    }
    const off = /^引き?/.exec(text.slice(end, end + 2));
    if (off) {
      percent = add(ratio(100n), negate(percent));
      end += off[0].length;
    }
  }
  return { start, end, value: toDecimalText(percent) };
}

const isNeighbourPair = (text: string, start: number): boolean =>
  /[一二三四五六七八九]{2}/.test(text.slice(start, start + 2)) && /[十百]/.test(text[start + 2] ?? "");

function webAddresses(text: string): { start: number; end: number }[] {
  return [...text.matchAll(/https?:\/\/[^\s\u3000-\u9fff\uac00-\ud7a3]+/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

const canonical = (text: string): string =>
  (text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text).replace(/^0+(?=\d)/, "");

export function exact(value: string): Ratio {
  return value.startsWith("-") ? negate(ratioOf(value.slice(1))) : ratioOf(value);
}

export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
