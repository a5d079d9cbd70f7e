/**
 * What a number in a table counts: its column's heading says the unit and whose money it is, its row names the place and the site.
 * What a reader would get wrong: the cell has no words of its own, so nothing near it in the text may speak for it.
 */
import type { UnitReading } from "../quantity/lexicon.ts";
import type { Sentence } from "../sentences/split.ts";

export type CellReading = { readonly reading: UnitReading; readonly measure: string };

const money: readonly (readonly [RegExp, string])[] = [
  [/yuan|rmb|renminbi|元|위안/, "CNY"],
  [/roubles?|rubles?|ルーブル|卢布|루블/, "RUB"],
  [/us\$|\$|dollars?|usd|ドル|美元|달러/, "USD"],
  [/€|euros?/, "EUR"],
  [/won\b|ウォン|원/, "KPW"],
];

/** The reading of a cell by its heading, or null when the heading names nothing of the vocabulary. */
export function readCell(folded: string, sentences: readonly Sentence[], sentence: Sentence, at: number): CellReading | null {
  if (sentence.zone.kind !== "table") return null;
  let first = sentence.index;
  while (first > 0 && sentence.index - first < mostRows && (sentences[first - 1] as Sentence).zone.kind === "table") first -= 1;
  if (first === sentence.index) return null;
  const head = cellsOf(folded, sentences[first] as Sentence);
  const row = cellsOf(folded, sentence);
  const column = row.findIndex((cell) => at >= cell.start && at < cell.end);
  const heading = head[column];
  if (heading === undefined) return null;
  const words = folded.slice(heading.start, heading.end);
  const currency = money.find(([pattern]) => pattern.test(words))?.[1];
  if (currency !== undefined) {
    const reading: UnitReading = { kind: "money", unit: currency };
    if (/levy|levies|quota|dues|contribution|party|loyalty|hand(?:ed)? over|taken|上缴|당자금|上納/.test(words))
      return { reading, measure: "state_levy" };
    if (/keeps?|kept|take.?home|received|left|reach|net\b|after/.test(words)) return { reading, measure: "wage_received_monthly" };
    if (/local|chinese|russian|minimum/.test(words)) return { reading, measure: "local_wage_monthly" };
    if (/paid by|cost|payer|employer|plant pays|gross|labou?r cost|per head/.test(words))
      return { reading, measure: "labour_cost_paid_monthly" };
    if (/fee|passport|permit/.test(words)) return { reading, measure: "permit_fee" };
    return { reading, measure: "wage_nominal" };
  }
  if (/hours?/.test(words)) return { reading: { kind: "duration", unit: "hour" }, measure: "daily_hours" };
  if (/workers?|north koreans?|heads?|women|staff|people|persons?|employees|人数|工人|노동자|労働者/.test(words)) {
    const person: UnitReading = { kind: "person", unit: "person" };
    if (/arriv|enter|came|sent|新增|到/.test(words)) return { reading: person, measure: "workers_arrived" };
    if (/return|home|back|left|repatriat/.test(words)) return { reading: person, measure: "repatriated" };
    if (/planned|expected|due|requested/.test(words)) return { reading: person, measure: "workers_planned" };
    const rowWords = folded.slice(sentence.start, sentence.end) + head.map((h) => folded.slice(h.start, h.end)).join(" ");
    return {
      reading: person,
      measure: /plant|factory|mill|site|firm|company|employer|restaurant|farm|yard|工厂|공장|工場/.test(rowWords)
        ? "workers_at_site"
        : "workers_abroad_stock",
    };
  }
  return null;
}

/** Rows looked back over for the heading. */
const mostRows = 60;

function cellsOf(folded: string, row: Sentence): { readonly start: number; readonly end: number }[] {
  const cells: { start: number; end: number }[] = [];
  let start = row.start;
  for (let at = row.start; at <= row.end; at += 1) {
    if (at < row.end && folded[at] !== "|" && folded.charCodeAt(at) !== 9) continue;
    cells.push({ start, end: at });
    start = at + 1;
  }
  return cells;
}
