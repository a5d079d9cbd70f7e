/**
 * A value in the release's own words. The report's hedges stay out: they are words of the source. Their meaning (about, at least) stays in.
 */
import { unitText, type Per, type Quantity } from "#domain/quantity.ts";
import type { Value } from "#domain/value.ts";

/** "30–40 people per group", "at least 100 people", "about 2,500 CNY per person per month". */
export function valueText(value: Value, quantity: Quantity, per: Per | null): string {
  const unit = unitText(quantity);
  const plural = !(value.low === "1" && (value.high === null || value.high === "1"));
  return `${numberText(value)} ${unitWords(unit, plural)}${per === null ? "" : ` ${perWords(per)}`}`;
}

/** The number with its bound, no unit. */
export function numberText({ low, high, kind }: Value): string {
  const ends = low !== null && high !== null && low !== high ? `${grouped(low)}–${grouped(high)}` : grouped(low ?? high ?? "unknown");
  switch (kind) {
    case "exact":
    case "range":
      return ends;
    case "approx":
      return `about ${ends}`;
    case "at_least":
      return high === null || low === high ? `at least ${grouped(low ?? "unknown")}` : `at least ${ends}`;
    case "at_most":
      return low === null || low === high ? `at most ${grouped(high ?? "unknown")}` : `at most ${ends}`;
  }
}

/** The sum as a band of the 1-2-5 series that holds it: 300 → "between 200 and 500". */
export function bandText({ low, high }: Value, unit: string, per: string | null): string {
  const from = bandEdge(Number(low ?? high ?? 0), "below");
  const to = bandEdge(Number(high ?? low ?? 0), "above");
  const where =
    low === null
      ? `at most ${grouped(String(to))}`
      : high === null
        ? `at least ${grouped(String(from))}`
        : `between ${grouped(String(from))} and ${grouped(String(to))}`;
  return `${where} ${unitWords(unit, true)}${per === null ? "" : ` ${perWords(per)}`}`;
}

function bandEdge(value: number, side: "below" | "above"): number {
  if (!(value > 0)) return 0;
  const decade = 10 ** Math.floor(Math.log10(value));
  const edges = [0.5, 1, 2, 5, 10, 20].map((step) => step * decade);
  const found = side === "below" ? edges.filter((edge) => edge < value).at(-1) : edges.find((edge) => edge > value);
  return Number((found ?? value).toPrecision(2));
}

/** Thousands in groups of three; anything that is not a plain number stays as it is. */
export function grouped(text: string): string {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(text);
  if (match === null) return text;
  return `${match[1] === "-" ? "−" : ""}${(match[2] ?? "").replace(/\B(?=(\d{3})+$)/g, ",")}${match[3] ?? ""}`;
}

export function unitWords(unit: string, plural: boolean): string {
  if (/[A-Z]{3}/.test(unit) || unit === "kg" || unit === "percent" || unit === "times") return unit;
  if (!plural) return unit;
  if (unit === "person") return "people";
  if (unit === "country") return "countries";
  if (unit === "city") return "cities";
  if (unit === "company") return "companies";
  return unit.endsWith("s") || /[^a-z]/.test(unit) ? unit : `${unit}s`;
}

function perWords(per: string): string {
  const [first = per, second] = per.split("-");
  return second === undefined ? `per ${first}` : `per ${first} per ${second}`;
}
