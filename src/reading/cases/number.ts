/**
 * Numbers alone. What a reader would get wrong: digits that touch letters are sizes ("180ml", "29km"), not numbers, unless the letters are a scale.
 */
import type { Language } from "#domain/report.ts";
import { numeralsOf, plainText, printed, resultOf } from "./case-result.ts";
import type { CaseResult } from "./case-result.ts";

export function readNumbers(text: string, language: Language): CaseResult[] {
  const plain = plainText(text);
  const results: CaseResult[] = [];
  const numerals = numeralsOf(plain, language);
  for (let index = 0; index < numerals.length; index += 1) {
    const numeral = numerals[index];
    if (!numeral) continue;
    // 5,00 and 五、〇〇: hundredths behind a comma, as some countries write them.
    const hundredths = numerals[index + 1];
    if (language === "ja" && numeral.notation === "integer" && hundredths && isHundredths(plain, numeral, hundredths)) {
      const value = `${numeral.value ?? "0"}.${String(Number(hundredths.value)).padStart(2, "0")}`;
      results.push(
        resultOf(plain, numeral.start, hundredths.end, "number", { subtype: "decimal", value: printed(value.replace(/\.?0+$/, "")) }),
      );
      index += 1;
      continue;
    }
    if (numeral.value === null || (numeral.ordinal && language !== "ja" && language !== "ko")) continue;
    if (language === "ko" && isKoreanDate(plain, numeral)) continue;
    if (isDiscount(plain, numeral, language)) continue;
    if ((numeral.form === "digits" || language === "ja") && touchesLetters(plain, numeral.start, numeral.end, language)) continue;
    const ordinal = language === "ko" ? (/^\s번째/.exec(plain.slice(numeral.end, numeral.end + 3))?.[0].length ?? 0) : 0;
    results.push(
      resultOf(plain, numeral.start, numeral.end + ordinal, "number", {
        subtype: subtypeOf(numeral, plain),
        value: printed(numeral.value),
      }),
    );
  }
  return results;
}

const measured: Readonly<Record<Language, RegExp>> = {
  en: /^[a-z]/,
  zh: /^[a-z]/,
  ja: /^\s?(?:[a-z]|キロメートル|メートル|ミリリットル|パーセント)/,
  ko: /^\s?(?:[a-z](?![a-z]*의)|미터|센티미터|킬로미터)/,
};

function touchesLetters(text: string, start: number, end: number, language: Language): boolean {
  return measured[language].test(text.slice(end, end + 8)) && !/^\s[a-z]/.test(text.slice(end, end + 2))
    ? true
    : language === "en" && /[a-z]/.test(text[start - 1] ?? "");
}

function isHundredths(text: string, whole: { start: number; end: number }, { start, end }: { start: number; end: number }): boolean {
  return (
    start === whole.end + 1 &&
    end === start + 2 &&
    /^[,、][0〇]/.test(text.slice(whole.end, start + 1)) &&
    !/[,、]/.test(text[end] ?? "") &&
    !/[,、]/.test(text[whole.start - 1] ?? "")
  );
}

/** 一割引, 1ドル割引, 八五折, 三成: what is taken off or left is a share, not a number; 两美刀 is a sum. */
function isDiscount(text: string, { start, end }: { start: number; end: number }, language: Language): boolean {
  const behind = text.slice(end, end + 6);
  if (language === "ja") return /^(?:割引|割[五5]?分?引|(?:ドル|円|ユーロ)(?:の)?割引)/.test(behind);
  return (
    language === "zh" && (/^折(?![叠疊断斷])/.test(behind) || (end - start === 1 && /^(?:成(?![为為立功员員])|美[元刀金])/.test(behind)))
  );
}

/** 5월 4일: months and days of the month are no numbers. */
function isKoreanDate(text: string, { start, end, value }: { start: number; end: number; value: string | null }): boolean {
  if (Number(value) > 31 || !Number.isInteger(Number(value))) return false;
  if (/^\s?월(?!드|급|세)/.test(text.slice(end, end + 3))) return Number(value) <= 12;
  return /^\s?일(?!간)/.test(text.slice(end, end + 3)) && /월\s?$/.test(text.slice(Math.max(0, start - 2), start));
}

function subtypeOf(numeral: { notation: string; start: number; end: number; value: string | null; scale?: unknown }, text: string): string {
  const written = text.slice(numeral.start, numeral.end);
  const scaled = (numeral.scale !== undefined || /[a-z]$/i.test(written)) && !(numeral.value ?? "").includes(".");
  if (numeral.notation !== "integer" || !/\d\.\d/.test(written) || !scaled) return numeral.notation;
  return written.includes(",") ? "integer" : "decimal";
}
