/** What a reader of the case kit yields: the field names follow the published cases, with `end` inclusive as there. */
import type { Language } from "#domain/report.ts";
import { findEnglish } from "../numeral/english.ts";
import { findHan } from "../numeral/han.ts";
import { findKorean } from "../numeral/korean.ts";
import { bareFigures } from "../numeral/numeral.ts";
import type { Numeral } from "../numeral/numeral.ts";

export const caseKinds = ["number", "numberrange", "percent", "currency", "dimension", "age", "datetime"] as const;
export type CaseKind = (typeof caseKinds)[number];

export type CaseResult = {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly resolution: Readonly<Record<string, unknown>>;
};

/** The text with full-width signs made plain and letters made small, of the same length, so that offsets hold. */
export function plainText(text: string): string {
  let out = "";
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0xff0c && !isWideDigit(text, index - 1)) out += "，";
    else if (code >= 0xff01 && code <= 0xff5e) out += String.fromCharCode(code - 0xfee0);
    else if (code === 0x3000 || code === 0xa0) out += " ";
    else if (code === 0x2212) out += "-";
    else out += text.charAt(index);
  }
  const small = out.toLowerCase();
  return small.length === text.length ? small : out;
}

function isWideDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xff10 && code <= 0xff19;
}

/** The numerals of a bare case text. */
export function numeralsOf(text: string, language: Language): Numeral[] {
  switch (language) {
    case "en":
      return findEnglish(text, bareFigures);
    case "zh":
    case "ja":
      return findHan(text, language, bareFigures);
    case "ko":
      return findKorean(text, bareFigures);
  }
}

export function resultOf(text: string, start: number, end: number, type: string, resolution: CaseResult["resolution"]): CaseResult {
  return { text: text.slice(start, end), start, end: end - 1, type, resolution };
}

/** Decimal text as the published cases print it: 15 significant digits, with an exponent outside 1e-5..1e15. */
export function printed(value: string): string {
  const number = Number(value);
  if (number === 0) return "0";
  const size = Math.abs(number);
  if (size < 1e15 && size >= 1e-4 && value.replace(/[-.]/g, "").replace(/^0+/, "").length <= 15) return value;
  const [mantissa = "0", exponent = "0"] = number.toExponential(14).split("e") as [string, string];
  const power = Number(exponent);
  if (power >= 15 || power < -4) {
    const digits = mantissa.includes(".") ? mantissa.replace(/0+$/, "").replace(/\.$/, "") : mantissa;
    const sign = power < 0 ? "-" : "+";
    return `${digits}E${sign}${Math.abs(power).toString().padStart(2, "0")}`;
  }
  const fixed = number.toPrecision(15);
  return fixed.includes(".") ? fixed.replace(/0+$/, "").replace(/\.$/, "") : fixed;
}
