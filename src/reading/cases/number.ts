/**
 * Numbers alone. What a reader would get wrong: digits that touch letters are sizes ("180ml", "29km"), not numbers, unless the letters are a scale.
 */
import type { Language } from "#domain/report.ts";
import { numeralsOf, plainText, printed, resultOf } from "./case-result.ts";
import type { CaseResult } from "./case-result.ts";

export function readNumbers(text: string, language: Language): CaseResult[] {
  const plain = plainText(text);
  const results: CaseResult[] = [];
  for (const numeral of numeralsOf(plain, language)) {
    if (numeral.value === null || (numeral.ordinal && language !== "ja" && language !== "ko")) continue;
    if (language === "ko" && isKoreanDate(plain, numeral)) continue;
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
