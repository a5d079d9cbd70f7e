/**
 * Rates out of a comma-separated table, one a line, with a heading: base,quote,rate,on,kind,source,url. A rate without a date or a
 * source is refused: nobody could say later where a figure came from.
 */
import { parseEdtf, undated, type EdtfDate } from "#domain/edtf.ts";
import { parseCurrency } from "#domain/quantity.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import { parseDecimalText } from "#domain/value.ts";
import type { Rate } from "#domain/weighing.ts";

export const rateColumns = ["base", "quote", "rate", "on", "kind", "source", "url"] as const;
const kinds: readonly Rate["kind"][] = ["official", "street", "outlet"];

/** The rates of the table, in its order; a field with a comma stands in double quotes. Refuses the first wrong line by its number and column. */
export function ratesFromCsv(name: string, text: string): Result<readonly Rate[], Refusal> {
  const rows = text
    .split(/\r?\n/)
    .map((line, i) => ({ line, at: `${name}, line ${i + 1}` }))
    .filter(({ line }) => line.trim() !== "");
  const [heading, ...body] = rows;
  if (!heading) return refuse({ kind: "empty-file", name });
  if (fields(heading.line).join(",") !== rateColumns.join(","))
    return refuse({ kind: "bad-input", place: heading.at, says: `the heading must be ${rateColumns.join(",")}` });
  const rates: Rate[] = [];
  for (const { line, at } of body) {
    const given = fields(line);
    if (given.length !== rateColumns.length)
      return refuse({ kind: "bad-input", place: at, says: `it has ${given.length} fields, not ${rateColumns.length}` });
    const parsed = rateOf(given, `rate-${name}-${rates.length + 1}`);
    if ("column" in parsed) return refuse({ kind: "bad-input", place: `${at}, column ${parsed.column}`, says: parsed.says });
    rates.push(parsed);
  }
  return ok(rates);
}

type Wrong = { readonly column: (typeof rateColumns)[number]; readonly says: string };

function rateOf(given: readonly string[], id: string): Rate | Wrong {
  const [base = "", quote = "", rate = "", on = "", kind = "", source = "", url = ""] = given;
  const [from, to] = [parseCurrency(base), parseCurrency(quote)];
  const unknown = (code: string) => `"${code}" is not a currency this vocabulary knows`;
  if (from === null) return { column: "base", says: unknown(base) };
  if (to === null) return { column: "quote", says: unknown(quote) };
  if (from === to) return { column: "quote", says: `a rate needs two currencies, not ${from} twice` };
  // Tables print 7.0600 where the ledger keeps 7.06.
  const price = parseDecimalText(/^\d+\.\d+$/.test(rate) ? rate.replace(/\.?0+$/, "") : rate);
  if (price === null || Number(price) <= 0) return { column: "rate", says: `"${rate}" is not a price such as "7.0602"` };
  const date: EdtfDate | null = on === "" ? null : parseEdtf(on);
  if (date === null || date === undated) return { column: "on", says: `"${on}" is not a date: a rate without its day is no rate` };
  const told = kinds.find((one) => one === kind);
  if (!told) return { column: "kind", says: `"${kind}" is not one of ${kinds.join(", ")}` };
  if (source === "") return { column: "source", says: "a rate needs its source" };
  return { id, base: from, quote: to, rate: price, on: date, kind: told, source, url: url === "" ? null : url };
}

/** The fields of one line; doubled quotes inside quotes are one quote. */
function fields(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g)].map((found) =>
    (found[1]?.replaceAll('""', '"') ?? found[2] ?? "").trim(),
  );
}
