/** How figures and dates read in a sentence: 500,000,000 and not 500000000, "until 2023-10" and not "../2023-10", people and not person. */
import { countUnits, unitText, type Quantity } from "#domain/quantity.ts";
import { undated, type EdtfDate } from "#domain/edtf.ts";

/** Decimal text with its whole part in groups of three: "35,000", "0.0000264", "1,160.8". */
export function grouped(decimal: string): string {
  const [whole = "", ...fraction] = decimal.split(".");
  return [whole.replace(/\B(?=(?:\d{3})+$)/g, ","), ...fraction].join(".");
}

/** A date in words: "about 2025-12", "2017 to 2019", "until 2023-10", "an unknown date". */
export function when(on: EdtfDate): string {
  if (on === undated) return "an unknown date";
  if (!on.includes("/")) return part(on);
  const [from = "", to = ""] = on.split("/");
  const [open, ends] = [from === ".." || from === "", to === ".." || to === ""];
  if (open && ends) return "any time";
  if (open) return `until ${part(to)}`;
  return ends ? `since ${part(from)}` : `${part(from)} to ${part(to)}`;
}

function part(date: string): string {
  const plain = date.replace(/[~?%]/g, "");
  const decade = /^(\d{3})X$/.exec(plain);
  const said = decade ? `the ${decade[1]}0s` : plain;
  if (/[~%]/.test(date)) return `about ${said}`;
  return date.includes("?") ? `perhaps ${said}` : said;
}

/** A unit beside a number: "people", "countries", "USD"; of one, "person". */
export function unitOf(quantity: Quantity, number: string | null): string {
  const unit = unitText(quantity);
  return number === "1" && unit !== "percent" ? unit : pluralOf(unit);
}

/** "people", "countries", "months"; a currency is its own plural. */
export function pluralOf(unit: string): string {
  if (unit === "percent") return "%";
  if (!countUnits.some((one) => one === unit) || unit === "times" || unit === "kg") return unit;
  return unit === "person" ? "people" : `${unit.replace(/([^aeiou])y$/, "$1ie")}s`;
}
