/**
 * The European Central Bank's own history file, a day a line and a currency a column, as a rate table of ours: base,quote,rate,on,kind,
 * source,url. What a reader would get wrong: the bank prints what a euro costs, so a rate between two other currencies is a cross of two
 * of these, made where it is needed (`euro-crosses.ts`) and never recorded.
 */
import { dayBounds, parseEdtf, type EdtfDate } from "#domain/edtf.ts";
import { parseCurrency } from "#domain/quantity.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import { rateColumns } from "./rates-from-csv.ts";

export type EuroHistory = {
  /** How refusals name the file. */
  readonly name: string;
  readonly text: string;
  /** The first day that is wanted. */
  readonly since: EdtfDate;
  readonly source: string;
  readonly url: string;
};

/** The days from `since` on, oldest first, in the currencies of the vocabulary. Refuses what is not such a file, by line and column. */
export function tableOfEuroHistory({ name, text, since, source, url }: EuroHistory): Result<string, Refusal> {
  const [heading = "", ...lines] = text.split(/\r?\n/);
  const columns = heading.split(",").map((one) => one.trim());
  const wrong = (place: string, says: string) => refuse<Refusal>({ kind: "bad-input", place: `${name}, ${place}`, says });
  if (columns[0] !== "Date" || !columns.includes("USD"))
    return wrong("line 1", "it is not the bank's history file: its heading begins with Date and names the currencies");
  const first = dayBounds(since).first ?? "";
  const rows: string[] = [];
  for (const [i, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const fields = line.split(",").map((one) => one.trim());
    const day = fields[0] ?? "";
    const date = /^\d{4}-\d\d-\d\d$/.test(day) ? parseEdtf(day) : null;
    if (date === null) return wrong(`line ${i + 2}, column Date`, `"${day}" is not a day`);
    if (day < first) continue;
    for (const [c, column] of columns.entries()) {
      const price = fields[c] ?? "";
      if (c === 0 || parseCurrency(column) === null || price === "" || price === "N/A") continue;
      if (!/^\d+(?:\.\d+)?$/.test(price)) return wrong(`line ${i + 2}, column ${column}`, `"${price}" is not a price such as "7.0602"`);
      rows.push(["EUR", column, price, day, "official", quoted(source), quoted(url)].join(","));
    }
  }
  return ok(`${[rateColumns.join(","), ...rows.sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1))].join("\n")}\n`);
}

const dayOf = (row: string) => row.split(",")[3] as string;
const quoted = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
