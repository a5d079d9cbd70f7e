import fc from "fast-check";
import { deflateSync, strToU8, zipSync } from "fflate";
import Papa from "papaparse";
import { expect, test } from "vitest";
import { draftsOfFile } from "./drafts-of-file.ts";
import { unpackedLimit } from "./workbook.ts";

const decode = (bytes: Uint8Array) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
const drafts = (name: string, content: string | Uint8Array) =>
  draftsOfFile(name, typeof content === "string" ? strToU8(content) : content, decode);
const refused = async (name: string, content: string | Uint8Array) => {
  const result = await drafts(name, content);
  return result.ok ? "taken in" : { ...result.refusal };
};

const message = [
  "Received: from mail.example (203.0.113.9) by relay.example; Fri, 26 Dec 2025 08:00:00 +0900",
  "From: Kim Source <kim@example.org>",
  "To: desk@example.net",
  "Date: Fri, 26 Dec 2025 09:12:00 +0900",
  `Subject: =?UTF-8?B?${Buffer.from("단둥 소식").toString("base64")}?=`,
  "MIME-Version: 1.0",
  'Content-Type: multipart/mixed; boundary="b"',
  "",
  "--b",
  "Content-Type: text/plain; charset=utf-8",
  "Content-Transfer-Encoding: quoted-printable",
  "",
  "The employer pays 2,500 yuan=",
  " a month.",
  "--b",
  'Content-Type: image/jpeg; name="factory.jpg"',
  "Content-Transfer-Encoding: base64",
  "Content-Disposition: attachment",
  "",
  "AAAA",
  "--b--",
  "",
].join("\r\n");

test("a saved message gives its words, its subject and its day, and no word of who sent it by which way", async () => {
  const result = await drafts("letter.eml", message);
  expect(result).toEqual({
    ok: true,
    value: [
      {
        place: "letter.eml",
        format: "e-mail",
        text: "The employer pays 2,500 yuan a month.",
        says: { title: "단둥 소식", published: "2025-12-26", told: "2025-12-26" },
        leftBehind: ["7 headers with addresses and routes", "1 attachment (save and give what holds a report by itself)"],
        // Beside the words, for whoever asks to have it kept; nothing else reads it.
        file: new TextEncoder().encode(message),
      },
    ],
  });
  if (!result.ok) return;
  const words = result.value.map(({ file: _file, ...rest }) => rest);
  for (const secret of ["kim", "Kim Source", "example", "203.0.113.9", "factory.jpg"]) expect(JSON.stringify(words)).not.toContain(secret);
});

test("a message under another name is refused, because its senders would go into the text", async () => {
  expect(await refused("letter.txt", message)).toMatchObject({ kind: "unsafe-file", name: "letter.txt" });
});

test("a message in a legacy Korean charset is decoded; one in a broken encoding is refused", async () => {
  const head = "From: a@b.example\r\nDate: Fri, 26 Dec 2025 09:12:00 +0900\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=";
  const euc = Uint8Array.from([...strToU8(`${head}euc-kr\r\n\r\n`), 0xbf, 0xf9, 0xb1, 0xde]);
  expect(await drafts("k.eml", euc)).toMatchObject({ ok: true, value: [{ text: "월급" }] });
  expect(await refused("k.eml", Uint8Array.from([...strToU8(`${head}utf-8\r\n\r\n`), 0xbf, 0xf9]))).toMatchObject({
    kind: "bad-input",
    place: "k.eml",
  });
});

test("a saved page gives what a reader sees, without scripts and menus", async () => {
  const page =
    "<!doctype html><html><head><title>Wages &amp; work</title><script>alert(1)</script></head><body><nav>Home</nav><h1>Wages</h1><p>They see <b>500</b> yuan.</p><p>Others 700.</p></body></html>";
  expect(await drafts("page.html", page)).toMatchObject({
    ok: true,
    value: [{ text: "Wages\n\nThey see 500 yuan.\n\nOthers 700.", says: { title: "Wages & work" } }],
  });
});

test("a table gives a draft a row, whatever separates its cells, with commas, quotes and line ends inside cells", async () => {
  const rows = fc.array(
    fc.string({ unit: "grapheme", minLength: 1 }).map((text) => `x${text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\r]/g, "")}y`),
    { minLength: 1, maxLength: 5 },
  );
  await fc.assert(
    fc.asyncProperty(rows, fc.constantFrom(",", ";", "\t"), async (texts, delimiter) => {
      const csv = Papa.unparse(
        { fields: ["published", "text", "outlet"], data: texts.map((text) => ["2025-12", text, "O"]) },
        { delimiter },
      );
      const result = await drafts("t.csv", csv);
      expect(result.ok && result.value.map((draft) => draft.text)).toEqual(texts);
    }),
  );
});

test("what looks like a formula stays the text it is", async () => {
  expect(await drafts("t.csv", 'text\n"=HYPERLINK(""http://x"")"\n')).toMatchObject({
    ok: true,
    value: [{ text: '=HYPERLINK("http://x")' }],
  });
});

test.each([
  ["no column text", "title,outlet\na,b\n", "t.csv, line 1"],
  ["an unknown column", "text,name\na,b\n", "t.csv, line 1"],
  ["a column twice", "text,text\na,b\n", "t.csv, line 1"],
  ["an empty text", "text,title\na,b\n,c\n", "t.csv, line 3"],
  ["an impossible date", "text,published\na,2025-13-40\n", "t.csv, line 2"],
  ["more cells than columns", "title,text\na,2,500 yuan\n", "t.csv, line 2"],
  ["an open quote", 'title,text\na,b\nc,"d\n', "t.csv, line 3"],
  ["one id twice", "id,text\nA,a\nB,b\nA,c\n", "t.csv, line 4"],
  ["no rows", "text\n", "t.csv"],
])("a table with %s is refused at its place, whole", async (_, csv, place) => {
  expect(await refused("t.csv", csv)).toMatchObject({ kind: "bad-input", place });
});

const sheet = (cells: string, extra: Record<string, Uint8Array> = {}) =>
  zipSync({
    "[Content_Types].xml": strToU8('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    "xl/workbook.xml": strToU8(
      '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    "xl/_rels/workbook.xml.rels": strToU8(
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    "xl/worksheets/sheet1.xml": strToU8(
      `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells}</sheetData></worksheet>`,
    ),
    ...extra,
  });
const inline = (place: string, text: string) => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
const plainSheet = `<row r="1">${inline("A1", "text")}${inline("B1", "outlet")}</row><row r="2">${inline("A2", "500 yuan")}${inline("B2", "O")}</row>`;

test("a workbook's first sheet is read as a table", async () => {
  expect(await drafts("t.xlsx", sheet(plainSheet))).toMatchObject({
    ok: true,
    value: [{ place: "t.xlsx, line 2", text: "500 yuan", says: { outlet: "O" } }],
  });
});

test("a zip bomb is refused long before it is unpacked", async () => {
  const zeros = new Uint8Array(unpackedLimit + 1_000_000);
  const bomb = sheet(plainSheet, { "xl/media/big.bin": zeros });
  expect(bomb.length).toBeLessThan(unpackedLimit / 100);
  expect(await refused("t.xlsx", bomb)).toMatchObject({ kind: "unsafe-file", says: expect.stringContaining("grows") });
});

test.each([
  [
    "entities that multiply",
    { "xl/sharedStrings.xml": strToU8('<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]><sst>&lol;</sst>') },
    "entities",
  ],
  ["a path that climbs out", { "../../etc/cron.d/x": strToU8("x") }, "outside"],
  ["an absolute path", { "/etc/cron.d/x": strToU8("x") }, "outside"],
  ["macros", { "xl/vbaProject.bin": strToU8("x") }, "macros"],
  ["more parts than any workbook has", Object.fromEntries(Array.from({ length: 1_100 }, (_, i) => [`p/${i}`, strToU8("x")])), "parts"],
])("a workbook with %s is refused", async (_, extra, says) => {
  expect(await refused("t.xlsx", sheet(plainSheet, extra))).toMatchObject({ kind: "unsafe-file", says: expect.stringContaining(says) });
});

const joined = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
test.each([
  ["a zip that calls itself text", "a.txt", sheet(plainSheet)],
  ["text with a zip behind it", "a.txt", joined(strToU8("500 yuan a month\n"), sheet(plainSheet))],
  ["a page with a zip behind it", "a.html", joined(strToU8("<html>x</html>"), sheet(plainSheet))],
  ["text that calls itself a workbook", "a.xlsx", strToU8("500 yuan")],
  ["a zip that is no workbook", "a.xlsx", zipSync({ "a.txt": strToU8("x") })],
  ["a workbook cut short", "a.xlsx", sheet(plainSheet).slice(0, 300)],
  ["a PDF", "a.txt", strToU8("%PDF-1.7\n")],
  ["a page that calls itself text", "a.txt", strToU8("<!DOCTYPE html><html><body>x</body></html>")],
  ["compressed bytes", "a.txt", joined(Uint8Array.of(0x1f, 0x8b), deflateSync(strToU8("x")))],
])("%s is refused", async (_, name, bytes) => {
  expect(await refused(name, bytes)).toMatchObject({ kind: "unsafe-file", name });
});

test("no bytes whatever make intake fail instead of refuse", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("a.txt", "a.eml", "a.html", "a.csv", "a.xlsx", "a"),
      fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        fc.string({ maxLength: 300 }).map(strToU8),
        fc.uint8Array({ maxLength: 100 }).map((tail) => joined(sheet(plainSheet).slice(0, 400), tail)),
      ),
      async (name, bytes) => {
        const result = await drafts(name, bytes);
        expect(result.ok ? result.value.every((draft) => draft.text.trim() !== "") : typeof result.refusal.kind).toBeTruthy();
      },
    ),
    { numRuns: 400 },
  );
});
