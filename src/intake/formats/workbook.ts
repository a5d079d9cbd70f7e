/**
 * The first sheet of an XLSX workbook. A workbook is a zip of XML, which can be built to grow without end or to name files elsewhere;
 * so it is unpacked piece by piece against a limit, and what no honest workbook has is refused, before any of it is parsed.
 */
import { strFromU8, Unzip, UnzipInflate } from "fflate";
import { readSheet } from "read-excel-file/universal";
import type { Refusal } from "#domain/refusal.ts";
import { ok, type Result } from "#domain/result.ts";
import { unsafe } from "./draft.ts";
import { rowLimit, type Rows } from "./table.ts";

/** Bytes all parts of a workbook may have when unpacked, and how many parts. */
export const unpackedLimit = 64 * 1024 * 1024;
const partLimit = 1_000;
/** Cells of all sheets together: reading one costs about a kilobyte, whatever is in it. */
const cellLimit = 200_000;
/** Deflate packs at most some 1,032 to 1. */
const pieceLength = 2_048;

/** Cells by row. Dates come as 2025-12-26. Refuses a zip that is none, grows beyond the limit, leaves its folder or holds entity declarations. */
export async function rowsOfWorkbook(name: string, bytes: Uint8Array): Promise<Result<Rows, Refusal>> {
  const safe = looksSafe(name, bytes);
  if (!safe.ok) return safe;
  try {
    const copy = new Uint8Array(bytes).buffer;
    const sheet = await readSheet(copy, { dateFormat: "yyyy-mm-dd" });
    if (sheet.length > rowLimit + 1)
      return unsafe(name, `a table may hold ${rowLimit.toLocaleString("en")} reports; this sheet has ${sheet.length} rows`);
    return ok(
      sheet
        .map((cells, index) => ({ line: index + 1, cells: cells.map(cellText) }))
        .filter(({ cells }) => cells.some((cell) => cell !== "")),
    );
  } catch (error) {
    return unsafe(name, `it is not a workbook that can be read (${error instanceof Error ? error.message : String(error)})`);
  }
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return String(cell);
}

function looksSafe(name: string, bytes: Uint8Array): Result<null, Refusal> {
  let unpacked = 0;
  let parts = 0;
  let workbook = false;
  let cells = 0;
  let wrong: string | null = null;
  const unzip = new Unzip((part) => {
    parts++;
    if (parts > partLimit) wrong ??= `it holds more than ${partLimit} parts`;
    if (/(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[A-Za-z]:/.test(part.name)) wrong ??= "it names files outside itself";
    if (/vbaProject|\.exe$|\.dll$/i.test(part.name)) wrong ??= "it holds a program (macros): save it as a plain .xlsx or .csv";
    if (part.name === "xl/workbook.xml") workbook = true;
    if (wrong !== null) return;
    const isXml = /\.(xml|rels)$/i.test(part.name);
    let tail = "";
    part.ondata = (error, chunk) => {
      if (error !== null) wrong ??= `it is damaged (${error.message})`;
      if (wrong !== null) return;
      unpacked += chunk.length;
      if (unpacked > unpackedLimit) {
        wrong = `it grows to more than ${unpackedLimit / 1024 / 1024} MiB when unpacked`;
        part.terminate();
        return;
      }
      if (!isXml) return;
      const text = tail + strFromU8(chunk, true).replaceAll("\0", "");
      if (/<!(DOCTYPE|ENTITY)/i.test(text)) {
        wrong = "its XML declares entities, which no workbook needs";
        part.terminate();
      }
      // The tail is looked at twice: a tag that ends in it was counted with the piece before.
      cells += tagsIn(text, tail.length);
      if (cells > cellLimit) {
        wrong = `a table may hold ${rowLimit.toLocaleString("en")} reports; this workbook has more than ${cellLimit.toLocaleString("en")} rows and cells: save the sheet as .csv`;
        part.terminate();
      }
      tail = text.slice(-16);
    };
    part.start();
  });
  unzip.register(UnzipInflate);
  try {
    // In pieces, so that a bomb is noticed before the next piece is unpacked: one of them grows to two megabytes at most.
    for (let at = 0; at < bytes.length && wrong === null; at += pieceLength)
      unzip.push(bytes.subarray(at, at + pieceLength), at + pieceLength >= bytes.length);
  } catch (error) {
    wrong ??= `it is damaged (${error instanceof Error ? error.message : String(error)})`;
  }
  if (wrong === null && !workbook) wrong = "it is a zip, and not a workbook: unpack it and give its reports";
  return wrong === null ? ok(null) : unsafe(name, wrong);
}

/** How many rows and cells begin in the text and end, as tags, after the first `seen` characters. */
function tagsIn(text: string, seen: number): number {
  let found = 0;
  for (const tag of text.matchAll(/<(?:\w{1,8}:)?(?:c|row)[\s/>]/g)) if (tag.index + tag[0].length > seen) found++;
  return found;
}
