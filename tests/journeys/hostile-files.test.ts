/** Files that mean harm, given to the real command: each refused with its reason, nothing recorded, and the memory of the process flat. */
import { mkdir, open, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync, strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { counterledger, scratch } from "./command.ts";

let place: Awaited<ReturnType<typeof scratch>>;
let store: readonly string[];
beforeAll(async () => {
  place = await scratch();
  store = ["--data", path.join(place.folder, "data")];
  expect((await counterledger(["open", "examples/ryanggang-dispatch", ...store])).code).toBe(0);
});
afterAll(() => place.remove());

/** Tells the peak of the process's memory, in kilobytes, when it ends. */
const telling = `--import=data:text/javascript,${encodeURIComponent('process.on("exit",()=>process.stderr.write("peak "+process.resourceUsage().maxRSS+"\\n"))')}`;

async function receive(file: string): Promise<{ readonly code: number | null; readonly says: string; readonly peak: number }> {
  const ran = await counterledger(["receive", file, "--source", "larch", "--outlet", "Partner", "--published", "2026-04", ...store], {
    env: { NODE_OPTIONS: telling },
  });
  const peak = Number(/peak (\d+)/.exec(ran.err)?.[1] ?? Number.NaN);
  expect(peak).toBeGreaterThan(0);
  return { code: ran.code, says: ran.out + ran.err, peak: peak / 1024 };
}

const sheet = (rows: string) =>
  `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;
const workbook = (sheetXml: string, more: Record<string, Uint8Array> = {}) =>
  zipSync(
    {
      "xl/workbook.xml": strToU8(
        '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
      ),
      "xl/_rels/workbook.xml.rels": strToU8(
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
      ),
      "xl/worksheets/sheet1.xml": strToU8(sheetXml),
      ...more,
    },
    { level: 6 },
  );
const cell = (text: string, at: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const rows = (count: number) =>
  Array.from({ length: count }, (_, i) => `<row r="${i + 1}">${cell(i === 0 ? "text" : `They see ${i} yuan.`, `A${i + 1}`)}</row>`).join(
    "",
  );

const hostile: readonly (readonly [name: string, what: string, bytes: () => Uint8Array, says: RegExp])[] = [
  ["zeros.xlsx", "a zip bomb", () => workbook(sheet(""), { "xl/media/big.xml": new Uint8Array(100 * 1024 * 1024) }), /grows to more than/],
  ["rows.xlsx", "a sheet of too many rows", () => workbook(sheet(rows(250_000))), /grows to more than|may hold/],
  ["laughs.xlsx", "entities within entities", () => workbook(sheet(rows(1)).replace("?>", '?><!DOCTYPE a [<!ENTITY l "ha"><!ENTITY m "&l;&l;&l;&l;">]>')), /declares|entit/i],
  ["path.xlsx", "a path out of the folder", () => workbook(sheet(rows(2)), { "../../outside.xml": strToU8("<a/>") }), /names files outside itself/],
  ["macro.xlsx", "a program", () => workbook(sheet(rows(2)), { "xl/vbaProject.bin": strToU8("x") }), /holds a program/],
  ["picture.txt", "a picture that is a zip, too", () => Buffer.concat([Buffer.from("GIF89a"), workbook(sheet(rows(2)))]), /picture/],
  ["page.txt", "a page called text", () => strToU8("<!doctype html><script>alert(1)</script><p>They see 480 yuan.</p>"), /web page/],
  ["letter.txt", "a message called text", () => strToU8("From: a@b.example\nTo: c@d.example\nSubject: x\nDate: Thu, 02 Apr 2026 09:12:00 +0900\n\nThey see 480 yuan.\n"), /name it \.eml/],
  ["text.txt", "text with a zip behind it", () => Buffer.concat([Buffer.from("They see 480 yuan.\n"), workbook(sheet(rows(2)))]), /zip/],
  ["paper.txt", "a PDF", () => strToU8("%PDF-1.7\nThey see 480 yuan."), /PDF/],
  ["pressed.txt", "a gzip of a gigabyte of nothing", () => gzipSync(new Uint8Array(64 * 1024 * 1024)), /archive/],
  ["broken.txt", "broken UTF-8", () => Uint8Array.of(0x54, 0x68, 0x65, 0x79, 0x20, 0xc3, 0x28), /UTF-8|byte/i],
  ["binary.txt", "bytes that are no text", () => Uint8Array.of(0x54, 0, 1, 2, 3), /binary|no text|not text/i],
]; // prettier-ignore

test("each is refused with its reason, nothing is recorded, and memory stays where a small refused file leaves it", async () => {
  const verified = async () => (JSON.parse((await counterledger(["verify", "--json", ...store])).out) as { entries: number }).entries;
  const before = await verified();
  const small = path.join(place.folder, "small.txt");
  await writeFile(small, "%PDF-1.7");
  const flat = (await receive(small)).peak;
  for (const [name, what, bytes, says] of hostile) {
    const file = path.join(place.folder, name);
    await writeFile(file, bytes());
    const ran = await receive(file);
    expect(ran.code, `${what}: ${ran.says}`).toBe(3);
    expect(ran.says, what).toMatch(says);
    // A workbook is held as it came and as one part unpacked: at most its limit of 64 MiB on top.
    expect(ran.peak, `${what}: peak memory in MiB beside ${flat.toFixed(0)}`).toBeLessThan(flat + 160);
  }
  expect(await verified()).toBe(before);
}, 180_000);

test("a gigabyte of text is refused before it is read", async () => {
  const file = path.join(place.folder, "long.txt");
  const handle = await open(file, "w");
  await handle.truncate(1024 * 1024 * 1024);
  await handle.close();
  const small = path.join(place.folder, "small.txt");
  await writeFile(small, "%PDF-1.7");
  const [flat, ran] = [await receive(small), await receive(file)];
  expect(ran.code).toBe(3);
  expect(ran.says).toMatch(/too (large|long|big)|at most/i);
  expect(ran.peak).toBeLessThan(flat.peak + 40);
}, 60_000);

test("names that lead elsewhere, formulas in cells and links in a drop folder do nothing", async () => {
  const table = path.join(place.folder, "formula.csv");
  await writeFile(table, "id,text,published,outlet\n../../up,They see 480 yuan.,2026-04-01,Partner\n");
  const up = await receive(table);
  expect(up.code).toBe(3);
  expect(up.says).toContain("is not letters, digits and hyphens");
  await writeFile(table, 'id,text,published,outlet\nF1,"=HYPERLINK(""http://x.example"",""480 yuan"")",2026-04-01,Partner\n');
  expect((await receive(table)).code).toBe(0);
  const drop = path.join(place.folder, "drop");
  await mkdir(drop);
  await symlink(table, path.join(drop, "a.csv"));
  const dropped = await counterledger(["receive", "--drop", drop, "--source", "larch", ...store]);
  expect(dropped.code).toBe(0);
  expect(dropped.out).not.toContain("a.csv");
}, 60_000);
