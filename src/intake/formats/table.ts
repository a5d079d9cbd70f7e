/**
 * A spreadsheet of reports, one a row: how archives are kept today. Column names are the words of a case folder's reports; only `text`
 * must be there. A cell's words are taken as they stand: what looks like a formula is text and is never run.
 */
import Papa from "papaparse";
import { parseEdtf, type EdtfDate } from "#domain/edtf.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import type { Draft, Told } from "./draft.ts";

/** Most reports one table may hold. */
export const rowLimit = 100_000;

const columns = ["id", "title", "language", "outlet", "published", "told", "source", "channel", "url", "family", "text"] as const;
type Column = (typeof columns)[number];

/** Cells by row; the number is the line or row of the file where it began. */
export type Rows = readonly { readonly line: number; readonly cells: readonly string[] }[];

/** The rows of comma-, semicolon- or tab-separated text (RFC 4180). Refuses an unclosed quote at its line. */
export function rowsOfCsv(name: string, given: string): Result<Rows, Refusal> {
  const text = given.replace(/^\ufeff/, "");
  const rows: { line: number; cells: readonly string[] }[] = [];
  let line = 1;
  let refused: Refusal | null = null;
  let seen = 0;
  Papa.parse<string[]>(text, {
    delimitersToGuess: [",", ";", "\t"],
    step: ({ data, errors, meta }, parser) => {
      const wrong = errors.find((error) => error.type === "Quotes");
      if (wrong) {
        refused = {
          kind: "bad-input",
          place: `${name}, line ${line}`,
          says: "a quoted cell is not closed, or goes on after its closing quote",
        };
        parser.abort();
        return;
      }
      if (data.some((cell) => cell !== "")) rows.push({ line, cells: data });
      if (rows.length > rowLimit + 1) {
        refused = { kind: "bad-input", place: `${name}, line ${line}`, says: `a table may hold ${rowLimit.toLocaleString("en")} reports` };
        parser.abort();
      }
      for (; seen < meta.cursor; seen++) if (text.charCodeAt(seen) === 0x0a) line++;
    },
  });
  return refused === null ? ok(rows) : refuse(refused);
}

/**
 * A draft for every row below the heading. Refuses a table without a heading, without a column `text`, with an unknown or doubled
 * column, a row with more cells than columns, a row without text, and a date that is none: each by line and column.
 */
export function draftsOfRows(name: string, rows: Rows): Result<readonly Draft[], Refusal> {
  const [heading, ...body] = rows;
  if (heading === undefined) return refuse({ kind: "empty-file", name });
  const no = (line: number, says: string) => refuse<Refusal>({ kind: "bad-input", place: `${name}, line ${line}`, says });
  const names = heading.cells.map((cell) => cell.trim().toLowerCase());
  const unknown = names.find((one) => one !== "" && !columns.some((column) => column === one));
  if (unknown !== undefined) return no(heading.line, `the heading has “${unknown}”; the columns are ${columns.join(", ")}`);
  const doubled = names.find((one, index) => one !== "" && names.indexOf(one) !== index);
  if (doubled !== undefined) return no(heading.line, `the column “${doubled}” stands twice`);
  if (!names.includes("text"))
    return no(heading.line, `the heading needs a column “text”; it may also have ${columns.slice(0, -1).join(", ")}`);

  const drafts: Draft[] = [];
  const ids = new Map<string, number>();
  for (const { line, cells } of body) {
    if (cells.length > names.length && cells.slice(names.length).some((cell) => cell !== ""))
      return no(line, `it has ${cells.length} cells under ${names.length} columns: put text with a comma in double quotes`);
    const cell = (column: Column): string | undefined => {
      const at = names.indexOf(column);
      const found = at < 0 ? "" : (cells[at] ?? "").trim();
      return found === "" ? undefined : found;
    };
    const text = cell("text");
    if (text === undefined) return no(line, "its text is empty");
    const id = cell("id");
    if (id !== undefined && ids.has(id)) return no(line, `its id “${id}” stands in line ${ids.get(id)}, too`);
    if (id !== undefined) ids.set(id, line);
    const says: { -readonly [K in keyof Told]: Told[K] } = {};
    for (const column of ["id", "title", "language", "outlet", "source", "channel", "url", "family"] as const) {
      const given = cell(column);
      if (given !== undefined) says[column] = given;
    }
    for (const column of ["published", "told"] as const) {
      const given = cell(column);
      const parsed = given === undefined ? undefined : parseEdtf(given);
      if (parsed === null) return no(line, `its ${column} “${given}” is not a date: write 2025-12-26, 2025-12 or 2025`);
      if (parsed !== undefined) says[column] = parsed satisfies EdtfDate;
    }
    drafts.push({ place: `${name}, line ${line}`, format: "table", text, says, leftBehind: [] });
  }
  return drafts.length === 0 ? refuse({ kind: "bad-input", place: name, says: "it has a heading and no reports below it" }) : ok(drafts);
}
