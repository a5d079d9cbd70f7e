/**
 * The euro reference rates the European Central Bank has published each working day since 4 January 1999, as a table.
 * Rates between two currencies cross through the euro of the same day; a day without both has no rate. The bank quotes
 * the yuan since 1 April 2005, stopped the rouble on 1 March 2022, and never quoted the won of North Korea.
 */
import { dayBounds, type EdtfDate } from "#domain/edtf.ts";
import type { Currency } from "#domain/quantity.ts";
import type { Rate } from "#domain/weighing.ts";
import { exact, textOf } from "./decimals.ts";
import table from "./ecb-reference-rates.json" with { type: "json" };

/** First and last day of the shipped table, and where it comes from. */
export const ecbCitation = { first: table.first, last: table.last, publisher: table.publisher, title: table.title, url: table.url };

/**
 * Every rate between two currencies that the bank's table gives within a window, oldest first; empty when one of them is not
 * in it. A window that is open on one side yields nothing: no amount can have been converted on any day at all.
 */
export function ecbReferenceRates(a: Currency, b: Currency, window: EdtfDate): readonly Rate[] {
  const { first, last } = dayBounds(window);
  if (first === null || last === null || a === b) return [];
  const [perA, perB] = [perEuro(a), perEuro(b)];
  if (!perA || !perB) return [];
  const all = days();
  const rates: Rate[] = [];
  for (let i = from(all, first); i < all.length && (all[i] as string) <= last; i++) {
    const [x, y] = [perA[i], perB[i]];
    if (x === undefined || y === undefined || x === none || y === none) continue;
    const on = all[i] as EdtfDate;
    rates.push({
      id: `ecb-${a}-${b}-${on}`,
      base: a,
      quote: b,
      rate: textOf(exact(y).div(exact(x)).toSignificantDigits(12)),
      on,
      kind: "official",
      source: `${table.publisher}, euro foreign exchange reference rates${a === "EUR" || b === "EUR" ? "" : ", crossed through the euro"}`,
      url: table.url,
    });
  }
  return rates;
}

const none = "-";
let knownDays: readonly string[] | null = null;
const columns = new Map<string, readonly string[]>();

/** The working days of the table. Decoded once: the table never changes. */
function days(): readonly string[] {
  if (knownDays) return knownDays;
  let at = Date.parse(`${table.first}T00:00:00Z`);
  const found = [table.first];
  for (const gap of table.gaps) {
    at += Number.parseInt(gap, 36) * 86_400_000;
    found.push(new Date(at).toISOString().slice(0, 10));
  }
  knownDays = found;
  return found;
}

function perEuro(currency: Currency): readonly string[] | null {
  const known = columns.get(currency);
  if (known) return known;
  const packed = (table.perEuro as Readonly<Record<string, string>>)[currency];
  if (currency !== "EUR" && packed === undefined) return null;
  let last = none;
  const column = currency === "EUR" ? days().map(() => "1") : (packed ?? "").split(" ").map((text) => (last = text === "" ? last : text));
  columns.set(currency, column);
  return column;
}

function from(all: readonly string[], day: string): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle] as string) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
