/**
 * Overlapping lists as a table of counts: how many people were seen by exactly which lists. People appear only as counts.
 * What a reader would get wrong: the cell "on no list" is not 0 but unknown, and is what the estimate is about.
 */
import { ok, refuse, type Result } from "#domain/result.ts";

export type ContingencyTable = {
  readonly lists: readonly string[];
  /** Counts by bit mask: bit i set means "on list i"; index 0 is never used. */
  readonly counts: Float64Array;
  readonly observed: number;
};

export type TableRefusal = { readonly kind: "bad-table"; readonly line: number; readonly says: string };

export const mostLists = 12;

/** The table with these rows: one 0 or 1 for each list, then the count. Rows of one pattern add up. */
export function contingencyTable(lists: readonly string[], rows: readonly (readonly number[])[]): Result<ContingencyTable, TableRefusal> {
  const no = (line: number, says: string) => refuse({ kind: "bad-table" as const, line, says });
  if (lists.length < 2) return no(1, `an estimate needs at least two lists, not ${lists.length}`);
  if (lists.length > mostLists) return no(1, `at most ${mostLists} lists, not ${lists.length}`);
  if (new Set(lists).size !== lists.length) return no(1, "two lists have the same name");
  const counts = new Float64Array(2 ** lists.length);
  for (const [index, row] of rows.entries()) {
    const line = index + 2;
    if (row.length !== lists.length + 1) return no(line, `${row.length} cells where ${lists.length} lists and a count were expected`);
    let mask = 0;
    for (let i = 0; i < lists.length; i++) {
      if (row[i] !== 0 && row[i] !== 1) return no(line, `a list's cell is 0 or 1, not ${row[i]}`);
      if (row[i] === 1) mask |= 1 << i;
    }
    const count = row[lists.length] as number;
    if (!Number.isSafeInteger(count) || count < 0) return no(line, `a count is a whole number from 0, not ${count}`);
    if (mask === 0 && count > 0) return no(line, "a row with no list set: people on no list cannot have been counted");
    counts[mask] = (counts[mask] as number) + count;
  }
  const observed = counts.reduce((total, count) => total + count, 0);
  if (observed === 0) return no(1, "every count is 0");
  for (let i = 0; i < lists.length; i++) {
    if (counts.every((count, mask) => count === 0 || ((mask >> i) & 1) === 0)) return no(1, `nobody is on list ${lists[i]}; leave it out`);
  }
  return ok({ lists, counts, observed });
}

/** Reads a table as CSV: a heading with one column a list and `count`, then a row a pattern. Commas, semicolons or tabs. */
export function parseContingencyTable(text: string): Result<ContingencyTable, TableRefusal> {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((line, i) => ({ line: i + 1, text: line.trim() }))
    .filter((line) => line.text !== "");
  const heading = lines[0];
  if (heading === undefined) return refuse({ kind: "bad-table", line: 1, says: "the table is empty" });
  const separator = [";", "\t", ","].find((mark) => heading.text.includes(mark)) ?? ",";
  const cells = (row: string) => row.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
  const padded = cells(heading.text);
  // A separator at the end of every line leaves a column without name or content.
  let width = padded.length;
  while (width > 1 && padded[width - 1] === "") width--;
  const names = padded.slice(0, width);
  const at = names.findIndex((name) => name.toLowerCase() === "count");
  if (at < 0) return refuse({ kind: "bad-table", line: heading.line, says: `no column "count" among ${names.join(", ")}` });
  const rows: number[][] = [];
  for (const { line, text: row } of lines.slice(1)) {
    const every = cells(row);
    const values = every.slice(width).every((value) => value === "") ? every.slice(0, Math.max(width, 0)) : every;
    if (values.length !== names.length)
      return refuse({ kind: "bad-table", line, says: `${values.length} cells under ${names.length} headings` });
    const wrong = values.findIndex((value) => !/^\d+(?:\.0+)?$/.test(value));
    if (wrong >= 0) {
      const value = values[wrong] as string;
      return refuse({
        kind: "bad-table",
        line,
        says:
          value === "" ? `the cell under ${names[wrong] ?? ""} is empty` : `"${value}" under ${names[wrong] ?? ""} is not a whole number`,
      });
    }
    rows.push([...values.filter((_, i) => i !== at), values[at] as string].map(Number));
  }
  return contingencyTable(
    names.filter((_, i) => i !== at),
    rows,
  );
}

/** How many are on every list of the mask (and perhaps on others). */
export function seenTogether(counts: Float64Array, mask: number): number {
  let total = 0;
  for (let cell = 1; cell < counts.length; cell++) if ((cell & mask) === mask) total += counts[cell] as number;
  return total;
}
