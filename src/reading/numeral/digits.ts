/**
 * Reads a number written in digits: every separator habit (1,234.5 · 1 234 · 1'234 · 1.234.567), decimals, n/m, ½, 1.2e6, 2^10 and full-width digits.
 * What a reader would get wrong: "192.168.1.2", "5/17/2018" and "222-2222" are runs of separate numbers, not one;
 * and a comma before other than three digits joins nothing.
 */
import { add, divide, power, ratio, ratioOf } from "./ratio.ts";
import type { Ratio } from "./ratio.ts";

export type DigitNumber = {
  readonly end: number;
  readonly value: Ratio;
  readonly notation: "integer" | "decimal" | "fraction" | "power";
};

/** Longer runs of digits are keys or dumps, not numbers, and would make the exact arithmetic slow. */
export const longestRun = 400;

const D = "[0-9０-９]";
const grouped = new RegExp(
  `(?:[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9])|${D}{1,3}(?:(?:,${D}{3})+|(?:，[０-９]{3})+|(?:[ \\u00a0\\u202f\\u2009]${D}{3})+|(?:['’]${D}{3})+|(?:[.．]${D}{3}){2,}))(?!${D})(?![.．,，]${D}{3}(?!${D})[.．,，]${D})`,
  "y",
);
const run = new RegExp(`${D}+`, "y");
const point = new RegExp(`[.．](${D}+)(?!${D})(?![.．]${D})`, "y");
const exponent = new RegExp(`[eE]([+\\-－＋]?${D}{1,3})(?![0-9A-Za-z])`, "y");
const raised = new RegExp(`\\^([+\\-－＋]?${D}{1,3})(?![0-9A-Za-z])`, "y");
const slash = new RegExp(`[/／⁄](${D}+)(?!${D})(?![/／⁄]${D})(?![-–]${D})`, "y");
const mixedPart = new RegExp(`[ \\t]{1,3}(${D}+)[/／⁄](${D}+)(?!${D})(?![/／⁄]${D})`, "y");

/** Vulgar fractions of Unicode, as top and bottom. */
export const vulgarFractions: Readonly<Record<string, readonly [bigint, bigint]>> = {
  "½": [1n, 2n],
  "⅓": [1n, 3n],
  "⅔": [2n, 3n],
  "¼": [1n, 4n],
  "¾": [3n, 4n],
  "⅕": [1n, 5n],
  "⅖": [2n, 5n],
  "⅗": [3n, 5n],
  "⅘": [4n, 5n],
  "⅙": [1n, 6n],
  "⅚": [5n, 6n],
  "⅐": [1n, 7n],
  "⅛": [1n, 8n],
  "⅜": [3n, 8n],
  "⅝": [5n, 8n],
  "⅞": [7n, 8n],
  "⅑": [1n, 9n],
  "⅒": [1n, 10n],
};

export function isDigit(character: string | undefined): boolean {
  return character !== undefined && isDigitCode(character.charCodeAt(0));
}

/** Whether a UTF-16 unit is a digit, plain or full-width. */
export const isDigitCode = (code: number): boolean => (code >= 48 && code <= 57) || (code >= 0xff10 && code <= 0xff19);

const vulgarCodes: ReadonlySet<number> = new Set(Object.keys(vulgarFractions).map((sign) => sign.charCodeAt(0)));
/** Signs that may join more to plain digits: separators, points, powers, fractions, blanks. */
const joinsDigits = /[.．,，'’ \t\u00a0\u202f\u2009eE^/／⁄½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒０-９]/;

/** Whether a digit number can begin at `at`: a digit, a vulgar fraction, or ".5" after a gap. */
export function beginsDigits(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (isDigitCode(code)) return true;
  if (code < 128 ? code !== 46 : !vulgarCodes.has(code)) return false;
  return code !== 46 || (isDigit(text[at + 1]) && (at === 0 || /[\s(（\-+$€£¥]/.test(text[at - 1] ?? "")));
}

/** The longest digit number that begins at `at`, or null for a run too long to be one (then `end` of the run is in {@link digitRunEnd}). */
export function readDigits(text: string, at: number): DigitNumber | null {
  const plainEnd = plainRun(text, at);
  if (plainEnd > at) return { end: plainEnd, value: { top: BigInt(text.slice(at, plainEnd)), over: 1n }, notation: "integer" };
  const vulgar = vulgarFractions[text[at] ?? ""];
  if (vulgar) return { end: at + 1, value: ratio(...vulgar), notation: "fraction" };
  const inChain = isPartOfChain(text, at);
  const first = text[at] === "." ? { 0: "" } : (match(grouped, text, at) ?? match(run, text, at));
  if (!first || first[0].length > longestRun) return null;
  let end = at + first[0].length;
  const isGrouped = /[^0-9０-９]/.test(first[0]);
  let digits = plain(first[0]);
  let notation: DigitNumber["notation"] = "integer";
  const decimals = inChain ? null : match(point, text, end);
  if (decimals && decimals[0].length <= longestRun) {
    digits = `${digits}.${plain(decimals[1] ?? "")}`;
    end += decimals[0].length;
    notation = "decimal";
  }
  let value = ratioOf(digits);
  if (!isGrouped) {
    const tens = match(exponent, text, end);
    const raise = tens ?? match(raised, text, end);
    if (raise) {
      const to = BigInt(plainSigned(raise[1] ?? "0"));
      if (!(value.top === 0n && to < 0n)) {
        value = tens ? { ...multiplyByTen(value, to) } : power(value, to);
        return { end: end + raise[0].length, value, notation: "power" };
      }
    }
  }
  if (notation === "integer" && !inChain) {
    const vulgarNext = vulgarFractions[text[end] ?? ""];
    if (vulgarNext) return { end: end + 1, value: add(value, ratio(...vulgarNext)), notation: "fraction" };
    const under = match(slash, text, end);
    if (
      under &&
      under[0].length <= longestRun &&
      !(/[-–]/.test(text[at - 1] ?? "") && isDigit(text[at - 2])) &&
      Number(plain(under[1] ?? "")) !== 0
    ) {
      return { end: end + under[0].length, value: divide(value, ratioOf(plain(under[1] ?? "1"))), notation: "fraction" };
    }
    const mixed = match(mixedPart, text, end);
    if (
      mixed &&
      mixed[0].length <= longestRun &&
      Number(plain(mixed[2] ?? "")) !== 0 &&
      isSmallShare(plain(mixed[1] ?? ""), plain(mixed[2] ?? ""))
    ) {
      const part = divide(ratioOf(plain(mixed[1] ?? "")), ratioOf(plain(mixed[2] ?? "")));
      return { end: end + mixed[0].length, value: add(value, part), notation: "fraction" };
    }
  }
  return { end, value, notation };
}

/** The end of plain digits that nothing behind them could continue, or `at`: most numbers are no more than that. */
function plainRun(text: string, at: number): number {
  let end = at;
  for (let code = text.charCodeAt(end); code >= 48 && code <= 57; code = text.charCodeAt(end)) end += 1;
  return end - at > 15 || (end < text.length && joinsDigits.test(text.charAt(end))) ? at : end;
}

/** Where the run of digits at `at` ends. */
export function digitRunEnd(text: string, at: number): number {
  return at + (match(run, text, at)?.[0].length ?? 1);
}

/** Full-width digits and group marks made plain: "１，２３４" is "1234". */
export function plain(digits: string): string {
  let out = "";
  for (const character of digits) {
    const code = character.charCodeAt(0);
    if (code >= 48 && code <= 57) out += character;
    else if (code >= 0xff10 && code <= 0xff19) out += String.fromCharCode(code - 0xff10 + 48);
  }
  return out;
}

/** Middle of a dotted or slashed chain, which is a version, an address or a date, not a decimal: 192.168.1.2. */
function isPartOfChain(text: string, at: number): boolean {
  return /[.．/]/.test(text[at - 1] ?? "") && isDigit(text[at - 2]);
}

function plainSigned(digits: string): string {
  return (/^[-－]/.test(digits) ? "-" : "") + plain(digits);
}

function multiplyByTen(value: Ratio, to: bigint): Ratio {
  return to >= 0n ? ratio(value.top * 10n ** to, value.over) : ratio(value.top, value.over * 10n ** -to);
}

/** "1 4/3" is still one number; "2015 24/7" is two. */
const isSmallShare = (top: string, over: string): boolean => BigInt(top) < 2n * BigInt(over);

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
