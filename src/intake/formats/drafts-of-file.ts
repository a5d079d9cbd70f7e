/**
 * Any file somebody hands over, as the drafts it holds. Its bytes say what it is and its name must agree: a file that is two things at
 * once, or pretends to be another, is refused instead of guessed at.
 */
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import { decodeReport, reportLimit, type Decode } from "../decode.ts";
import { unsafe, type Draft } from "./draft.ts";
import { draftOfMail, looksLikeMail } from "./mail.ts";
import { textOfPage, titleOfPage } from "./page.ts";
import { draftsOfRows, rowsOfCsv } from "./table.ts";
import { rowsOfWorkbook } from "./workbook.ts";

/** Endings of the files that are taken in. */
export const endings = ["txt", "md", "html", "htm", "eml", "csv", "tsv", "xlsx"] as const;
type Ending = (typeof endings)[number];

/**
 * The drafts of a file, in its order. Refuses `empty-file`, `file-too-large`, `binary-file`, `broken-encoding`, `bad-input` (with line and
 * column) and `unsafe-file`; all or nothing, so that half a table is never taken in.
 */
export async function draftsOfFile(name: string, bytes: Uint8Array, decode: Decode): Promise<Result<readonly Draft[], Refusal>> {
  if (bytes.length === 0) return refuse({ kind: "empty-file", name });
  if (bytes.length > reportLimit) return refuse({ kind: "file-too-large", name, bytes: bytes.length, limit: reportLimit });
  const ending = endingOf(name);
  const magic = knownBytes(bytes);
  if (magic === "zip" && ending !== "xlsx")
    return unsafe(
      name,
      ending === null ? "it is a zip: unpack it and give its reports" : `its name ends in .${ending} and its bytes are a zip`,
    );
  if (magic !== null && magic !== "zip") return unsafe(name, `it is ${magic}: save its text as a .txt file and give that`);
  if (ending === "xlsx") {
    if (magic !== "zip") return unsafe(name, "its name ends in .xlsx and its bytes are no workbook");
    const rows = await rowsOfWorkbook(name, bytes);
    return rows.ok ? draftsOfRows(name, rows.value) : rows;
  }
  if (ending === "eml") return single(await draftOfMail(name, bytes), bytes);

  const text = decodeReport(name, bytes, decode);
  if (!text.ok) return text;
  if (ending === "csv" || ending === "tsv") {
    const rows = rowsOfCsv(name, text.value);
    return rows.ok ? draftsOfRows(name, rows.value) : rows;
  }
  if (looksLikeMail(text.value.slice(0, 65_536)))
    return ending === null
      ? single(await draftOfMail(name, bytes), bytes)
      : unsafe(name, `its name ends in .${ending} and it is a saved message with senders in it: name it .eml`);
  if (ending === "html" || ending === "htm") {
    const title = titleOfPage(text.value);
    const seen = textOfPage(text.value);
    if (seen === "") return refuse({ kind: "empty-file", name });
    return ok([
      {
        place: name,
        format: "page",
        text: seen,
        file: bytes,
        says: title === undefined ? {} : { title },
        leftBehind: ["the page's markup, links and pictures"],
      },
    ]);
  }
  if (/^\s*(<!doctype html|<html)/i.test(text.value.slice(0, 1_024))) return unsafe(name, "it is a web page: name it .html");
  return ok([{ place: name, format: "text", text: text.value, says: {}, leftBehind: [] }]);
}

const single = (draft: Result<Draft, Refusal>, file: Uint8Array): Result<readonly Draft[], Refusal> =>
  draft.ok ? ok([{ ...draft.value, file }]) : draft;

function endingOf(name: string): Ending | null {
  const given = /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase();
  return endings.find((ending) => ending === given) ?? null;
}

/** What the first bytes say, where they say it beyond doubt; an end-of-zip record anywhere near the end makes a file a zip, whatever it begins with. */
function knownBytes(
  bytes: Uint8Array,
): "zip" | "a PDF" | "a picture" | "a Word or Excel file of the old kind" | "an encrypted envelope" | "a program" | "an archive" | null {
  const starts = (...signature: readonly number[]) => signature.every((byte, index) => bytes[index] === byte);
  const ascii = (text: string) => starts(...[...text].map((letter) => letter.charCodeAt(0)));
  if (ascii("PK\u0003\u0004") || ascii("PK\u0005\u0006")) return "zip";
  if (ascii("%PDF-")) return "a PDF";
  if (starts(0x89, 0x50, 0x4e, 0x47) || starts(0xff, 0xd8, 0xff) || ascii("GIF8")) return "a picture";
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return "a Word or Excel file of the old kind";
  if (ascii("age-encryption.org/v1") || ascii("-----BEGIN AGE ENCRYPTED FILE-----")) return "an encrypted envelope";
  if (ascii("MZ") && bytes.includes(0)) return "a program";
  if (starts(0x7f, 0x45, 0x4c, 0x46)) return "a program";
  if (starts(0x1f, 0x8b) || ascii("BZh") || starts(0xfd, 0x37, 0x7a, 0x58, 0x5a) || ascii("7z\u00bc\u00af") || ascii("Rar!"))
    return "an archive";
  for (let at = Math.max(0, bytes.length - 65_557); at + 3 < bytes.length; at++)
    if (bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === 5 && bytes[at + 3] === 6) return "zip";
  return null;
}
