/**
 * Ranges and bounds of numbers: "between 20 and 30", 1000以上1500以下, 20과 30 사이, and one-sided ones joined into one where they face each other.
 * Published form: brackets for what is included; a plain pair is closed on the left and open on the right.
 */
import type { Language } from "#domain/report.ts";
import type { Numeral } from "../numeral/numeral.ts";
import { divide, isBelow, ratio, toDecimalText } from "../numeral/ratio.ts";
import { boundWords } from "./bounds.ts";
import type { Bound } from "./bounds.ts";
import { numeralsOf, plainText, printed, resultOf } from "./case-result.ts";
import type { CaseResult } from "./case-result.ts";
import { exact } from "./percent.ts";

type Side = { readonly start: number; readonly end: number; readonly bound: Bound; readonly value: string };
type Range = {
  readonly start: number;
  readonly end: number;
  readonly low: { value: string; closed: boolean } | null;
  readonly high: { value: string; closed: boolean } | null;
};

type Patterns = {
  readonly before: readonly { pattern: RegExp; bound: Bound }[];
  readonly after: readonly { pattern: RegExp; bound: Bound }[];
  readonly between: readonly { open: RegExp | null; middle: RegExp; close: RegExp | null }[];
  readonly join: RegExp;
  readonly inclusive: RegExp | null;
};

export function readNumberRanges(text: string, language: Language): CaseResult[] {
  const plain = plainText(text);
  const numerals = numeralsOf(plain, language).filter((numeral) => numeral.value !== null);
  const ranges: Range[] = [];
  const sides: (Side | null)[] = [];
  const patterns = patternsOf(language);
  for (let index = 0; index < numerals.length; index += 1) {
    const numeral = numerals[index];
    const next = numerals[index + 1];
    if (!numeral) continue;
    const pair = next ? pairOf(plain, numeral, next, patterns, numerals[index + 2]) : null;
    if (pair === "backwards") {
      index += 1;
      continue;
    }
    if (pair) {
      ranges.push(pair);
      index += 1;
      continue;
    }
    const side = sideOf(plain, numeral, patterns, language);
    if (side) sides.push(side);
    else sides.push(null);
  }
  for (let index = 0; index < sides.length; index += 1) {
    const side = sides[index];
    const next = sides[index + 1];
    if (!side) continue;
    if (
      next &&
      facing(side, next) &&
      patterns.join.test(plain.slice(side.end, next.start)) &&
      !(language === "zh" && /^\s*且/.test(plain.slice(side.end, next.start)))
    ) {
      const [low, high] = isLow(side.bound) ? [side, next] : [next, side];
      if (isBelow(exact(low.value), exact(high.value))) {
        const close = language === "ja" ? (/^の[間中]/.exec(plain.slice(next.end, next.end + 2))?.[0].length ?? 0) : 0;
        ranges.push({
          start: side.start,
          end: next.end + close,
          low: { value: low.value, closed: low.bound === "at-least" },
          high: { value: high.value, closed: high.bound === "at-most" },
        });
        index += 1;
        continue;
      }
    }
    ranges.push(single(side));
  }
  return ranges
    .sort((a, b) => a.start - b.start)
    .map((range) => resultOf(plain, range.start, range.end, "numberrange", { value: interval(range) }));
}

function pairOf(text: string, first: Numeral, second: Numeral, patterns: Patterns, third: Numeral | undefined): Range | "backwards" | null {
  const middle = text.slice(first.end, second.start);
  if (middle.length > 16) return null;
  for (const shape of patterns.between) {
    if (!shape.middle.test(middle)) continue;
    const open = shape.open?.exec(text.slice(Math.max(0, first.start - 16), first.start)) ?? null;
    const close = shape.close?.exec(text.slice(second.end, second.end + 10)) ?? null;
    if ((shape.open && !open) || (shape.close && !close)) continue;
    const low = first.value ?? "0";
    const high = second.value ?? "0";
    // "From 200 to 3/20" closes as a range does and is none.
    if (!isBelow(exact(low), exact(high))) return close && shape.middle.test(middle) && closedOnly.test(close[0]) ? "backwards" : null;
    // A chain of hyphens is a number plate or a telephone number.
    if (!shape.open && !shape.close && /^\s*[-–—/]/.test(text.slice(second.end, second.end + 2)) && third && third.start <= second.end + 3)
      return null;
    if (
      !shape.open &&
      !shape.close &&
      (/[-+]$/.test(text.slice(Math.max(0, first.start - 40), first.start)) || /^[-–—]$/.test(middle.trim())) &&
      /[\d-]$/.test(text.slice(Math.max(0, first.start - 40), first.start).trimEnd())
    )
      return null;
    if (/^0\d/.test(text.slice(second.start, second.end))) return null;
    return {
      start: first.start - (open?.[0].length ?? 0),
      end: second.end + (close?.[0].length ?? 0),
      low: { value: low, closed: true },
      high: { value: high, closed: false },
    };
  }
  return null;
}

const closedOnly = /^까지$/;

function sideOf(text: string, numeral: Numeral, patterns: Patterns, language: Language): Side | null {
  // 五割: tenths.
  const tenths = language === "ja" && text[numeral.end] === "割" ? 1 : 0;
  const value = tenths ? toDecimalText(divide(exact(numeral.value ?? "0"), ratio(10n))) : (numeral.value ?? "0");
  const ahead = text.slice(Math.max(0, numeral.start - 40), numeral.start);
  const behind = text.slice(numeral.end + tenths, numeral.end + 36);
  if (language === "zh" && /比\s*$/.test(ahead)) {
    const compared = patterns.after
      .map(({ pattern, bound }) => ({ match: pattern.exec(behind), bound }))
      .find(({ match }) => match !== null);
    const start = numeral.start - (/比\s*$/.exec(ahead)?.[0].length ?? 0);
    return compared?.match ? { start, end: numeral.end + compared.match[0].length, bound: compared.bound, value } : null;
  }
  const before = longest(patterns.before, ahead);
  const after = longest(patterns.after, behind);
  if (before && after && before.bound === after.bound && language === "ko")
    return { start: numeral.start - before.length, end: numeral.end + after.length, bound: before.bound, value };
  if (before && before.bound !== "equal") {
    const inclusive = patterns.inclusive?.exec(behind);
    const bound = inclusive ? (before.bound === "above" ? "at-least" : before.bound === "below" ? "at-most" : before.bound) : before.bound;
    return { start: numeral.start - before.length, end: numeral.end + (inclusive?.[0].length ?? 0), bound, value };
  }
  if (before && before.text !== "比") return { start: numeral.start - before.length, end: numeral.end, bound: before.bound, value };
  if (after && !(language === "zh" && /^[大小多少高低]/.test(behind.trimStart()))) {
    // The published cases leave the number itself out of 三十以上 in Chinese signs, as in Chinese, and take it in where it is in digits.
    const outside = language === "ja" && numeral.form === "words" && /^以[上下]$/.test(after.text);
    const bound = outside ? (after.bound === "at-least" ? "above" : "below") : after.bound;
    return { start: numeral.start, end: numeral.end + tenths + after.length, bound, value };
  }
  if (
    numeral.surplus ||
    (language === "zh" && /^[多余餘]/.test(behind) && /[十百千万萬亿億0]$/.test(text.slice(Math.max(0, numeral.end - 40), numeral.end)))
  ) {
    return { start: numeral.start, end: numeral.surplus ? numeral.end : numeral.end + 1, bound: "above", value };
  }
  if (language === "ko") {
    const is = /^(?:이다)(?=\s*(?:[.!?]|$))/.exec(text.slice(numeral.end));
    if (is && !numeral.fraction && /(?:는|은|이)\s$/.test(ahead))
      return { start: numeral.start, end: numeral.end + 2, bound: "equal", value };
  }
  return null;
}

function longest(
  patterns: readonly { pattern: RegExp; bound: Bound }[],
  text: string,
): { length: number; bound: Bound; text: string } | null {
  let best: { length: number; bound: Bound; text: string } | null = null;
  for (const { pattern, bound } of patterns) {
    const match = pattern.exec(text);
    if (match && match[0].length > (best?.length ?? 0)) best = { length: match[0].length, bound, text: match[0].trim() };
  }
  return best;
}

const isLow = (bound: Bound): boolean => bound === "above" || bound === "at-least";
const facing = (a: Side, b: Side): boolean => a.bound !== "equal" && b.bound !== "equal" && isLow(a.bound) !== isLow(b.bound);

function single(side: Side): Range {
  const end = (closed: boolean) => ({ value: side.value, closed });
  const place = { start: side.start, end: side.end };
  switch (side.bound) {
    case "above":
      return { ...place, low: end(false), high: null };
    case "at-least":
      return { ...place, low: end(true), high: null };
    case "below":
      return { ...place, low: null, high: end(false) };
    case "at-most":
      return { ...place, low: null, high: end(true) };
    case "equal":
      return { ...place, low: end(true), high: end(true) };
  }
}

function interval({ low, high }: Range): string {
  return `${low?.closed ? "[" : "("}${low ? printed(low.value) : ""},${high ? printed(high.value) : ""}${high?.closed ? "]" : ")"}`;
}

const known = new Map<Language, Patterns>();

function patternsOf(language: Language): Patterns {
  const remembered = known.get(language);
  if (remembered) return remembered;
  const words = boundWords[language];
  const edge = language === "en" ? "(?<![a-z])" : "";
  const built: Patterns = {
    before: words.before.map(([pattern, bound]) => ({
      pattern: new RegExp(`${/^[(]?[?]?:?[<>=≥≤]/.test(pattern) ? "(?<![<>=])" : edge}(?:${pattern})\\s*${words.article}$`),
      bound,
    })),
    after: words.after.map(([pattern, bound]) => ({
      pattern: new RegExp(
        `^${words.counter}${language === "ko" || language === "ja" ? "" : "\\s*"}(?:${pattern})${language === "en" ? "(?![a-z])" : ""}`,
      ),
      bound,
    })),
    between: words.between.map(({ open, middle, close }) => ({
      open: open === null ? null : new RegExp(`${edge}(?:${open})\\s*$`),
      middle: new RegExp(`^${words.counter}\\s*(?:${middle})\\s*$`),
      close: close === null ? null : new RegExp(`^${words.counter}\\s*(?:${close})`),
    })),
    join: new RegExp(`^${words.join}$`),
    inclusive: words.inclusive === null ? null : new RegExp(`^(?:${words.inclusive})`),
  };
  known.set(language, built);
  return built;
}
