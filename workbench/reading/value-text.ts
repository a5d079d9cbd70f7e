/** A claim's value as a person reads it: hedge first, ends joined, unit and per after. The stored decimal text is only grouped, never rounded. */
import type { Claim } from "#domain/claim.ts";
import { unitText } from "#domain/quantity.ts";
import { words } from "../words/en.ts";

type Valued = Pick<Claim, "value" | "quantity" | "per">;

const plurals: Readonly<Record<string, string>> = {
  person: "people",
  country: "countries",
  company: "companies",
  city: "cities",
  kg: "kg",
  percent: "%",
  times: "times",
};

/** "about 2,500 CNY per person-month" */
export function valueText({ value, quantity, per }: Valued): string {
  const ends =
    value.low !== null && value.high !== null && value.low !== value.high
      ? `${grouped(value.low)}–${grouped(value.high)}`
      : grouped(value.low ?? value.high ?? "?");
  const hedge =
    value.hedge.length > 0
      ? `${value.hedge.join(" … ")} `
      : value.kind === "exact" || value.kind === "range"
        ? ""
        : `${words.reading.kinds[value.kind]} `;
  const unit = unitText(quantity);
  const one = value.low === "1" && value.high === "1";
  const shown = quantity.kind === "count" && !one ? (plurals[unit] ?? `${unit}s`) : unit;
  return `${hedge}${ends} ${shown}${per === null ? "" : ` per ${per}`}`;
}

/** EDTF for people: "about 2025-12", "until 2024", "2025-12-01 to about 2025-12-15". */
export function periodText(period: string): string {
  const [from = "", to] = period.split("/");
  if (to === undefined || to === from) return dateText(from);
  const open = (side: string) => side === ".." || side === "" || side === "XXXX";
  if (open(from) && open(to)) return words.undated;
  if (open(from)) return words.period.until(dateText(to));
  if (open(to)) return words.period.from(dateText(from));
  return words.period.between(dateText(from), dateText(to));
}

function dateText(date: string): string {
  if (date === "XXXX") return words.undated;
  if (date.endsWith("~")) return words.period.about(date.slice(0, -1));
  return /[?%]$/.test(date) ? words.period.maybe(date.slice(0, -1)) : date;
}

function grouped(text: string): string {
  const [whole = "", part] = text.split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part === undefined ? "" : `.${part}`);
}
