/** Numbers as a reader takes them in: three significant digits, thousands grouped, a true minus. */
import { grouped } from "../release/value-text.ts";

/** A number for reading; millions and billions as words, so that nobody counts zeros. */
export function numberWords(value: number): string {
  if (!Number.isFinite(value)) return "not known";
  if (value === 0) return "0";
  if (Math.abs(value) >= 999_500_000) return `${Number((value / 1e9).toPrecision(3))} billion`;
  if (Math.abs(value) >= 999_500) return `${Number((value / 1e6).toPrecision(3))} million`;
  const rounded =
    Math.abs(value) >= 1000
      ? Math.round(value / 10 ** (Math.floor(Math.log10(Math.abs(value))) - 2)) * 10 ** (Math.floor(Math.log10(Math.abs(value))) - 2)
      : Number(value.toPrecision(3));
  return grouped(plainDecimal(rounded));
}

/** How numbers of this unit read: people come whole. */
export function quantityWords(unit: string): (value: number) => string {
  return unit === "person" || unit === "people" ? (value) => numberWords(Math.abs(value) >= 1 ? Math.round(value) : value) : numberWords;
}

/** A percentage with one digit and its sign. */
export function signedPercent(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return `${rounded > 0 ? "+" : rounded < 0 ? "−" : ""}${Math.abs(rounded).toFixed(1)} %`;
}

/** Decimal text rounded to at most `digits` places, for reading. */
export function decimalWords(text: string, digits: number): string {
  const value = Number(text);
  return Number.isFinite(value) ? grouped(plainDecimal(Number(value.toFixed(digits)))) : text;
}

function plainDecimal(value: number): string {
  const text = String(value);
  return text.includes("e")
    ? value.toFixed(Math.min(20, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))))).replace(/\.?0+$/, "")
    : text;
}
