/** Bad input at the command line: a clear refusal with the remedy, a stable exit code, nothing half-written. */
import { mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { counterledger, scratch } from "./command.ts";

let place: Awaited<ReturnType<typeof scratch>>;
beforeAll(async () => {
  place = await scratch();
});
afterAll(() => place.remove());

test.each([
  { what: "an empty file", bytes: "", code: 3, says: "The file is empty", remedy: "copied whole" },
  { what: "a file of blanks", bytes: "  \n\n", code: 3, says: "The file is empty", remedy: "copied whole" },
  { what: "a binary file", bytes: Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0x00), code: 3, says: "This is not text", remedy: "plain text" },
  { what: "a broken encoding", bytes: Uint8Array.of(0x61, 0x0a, 0xc7, 0xd1), code: 3, says: "not valid UTF-8 at byte 2", remedy: "iconv" },
])("$what is refused with code $code", async ({ bytes, code, says, remedy }) => {
  const file = path.join(place.folder, "given.txt");
  await writeFile(file, bytes);
  const ran = await counterledger(["read", file]);
  expect(ran).toMatchObject({ code, out: "" });
  expect(ran.err).toContain(says);
  expect(ran.err).toContain(remedy);
});

test("a text of 100 MB is refused before it is read, from a file and from a pipe", async () => {
  const file = path.join(place.folder, "huge.txt");
  await writeFile(file, new Uint8Array(100_000_000).fill(0x61));
  const ran = await counterledger(["read", file]);
  expect(ran).toMatchObject({ code: 3, out: "" });
  expect(ran.err).toContain("100,000,000 bytes");
  const piped = await counterledger(["read", "-"], { input: new Uint8Array(20_000_000).fill(0x61) });
  expect(piped).toMatchObject({ code: 3, out: "" });
  expect(piped.err).toContain("one report may have");
});

test.each([
  { args: ["read", "nowhere.txt"], code: 4, says: "nowhere.txt does not exist" },
  { args: ["read", "src"], code: 4, says: "it is a folder" },
  { args: ["read"], code: 2, says: "Give one file" },
  { args: ["read", "README.md", "--published", "yesterday"], code: 2, says: '--published is "yesterday"' },
  { args: ["read", "README.md", "--language", "tlh"], code: 2, says: '"tlh" is not one of en, ko, ja, zh' },
  { args: ["read", "README.md", "--colour"], code: 2, says: "--colour" },
  { args: ["reed"], code: 2, says: '"reed" is not a verb' },
  { args: ["claims", "--state", "liked"], code: 2, says: '"liked" is not a state' },
  { args: ["claims", "--store", "postgres://counterledger@127.0.0.1:1/none"], code: 6, says: "The store cannot be reached" },
])("counterledger $args exits with $code", async ({ args, code, says }) => {
  const ran = await counterledger(args);
  expect(ran).toMatchObject({ code, out: "" });
  expect(ran.err).toContain(says);
  expect(ran.err).toMatch(/^→ /m);
});

test("without a publication date relative times stay unknown, and the reader is told", async () => {
  const ran = await counterledger(["read", "-"], { input: "A returnee said that she received 500 yuan per month last year.\n" });
  expect(ran.code).toBe(0);
  expect(ran.err).toContain("--published");
  const json = await counterledger(["read", "-", "--json"], { input: "A returnee said that she received 500 yuan per month last year.\n" });
  expect((JSON.parse(json.out) as { claims: { period: string | null }[] }).claims.map((claim) => claim.period)).toEqual([null]);
});

test("a case folder with a broken report leaves nothing behind", async () => {
  const folder = path.join(place.folder, "case");
  const data = path.join(place.folder, "data");
  await mkdir(folder);
  await writeFile(path.join(folder, "case.json"), JSON.stringify(brokenCase()));
  await writeFile(path.join(folder, "good.txt"), "More than 100 women have come to China, a source said.\n");
  const ran = await counterledger(["open", folder, "--data", data]);
  expect(ran).toMatchObject({ code: 4, out: "" });
  expect(ran.err).toContain("missing.txt");
  const claims = await counterledger(["claims", "--data", data]);
  expect(claims).toMatchObject({ code: 4, out: "" });
  expect(claims.err).toContain("There is no such case");
  expect((await readdir(place.folder)).filter((name) => name.endsWith(".part"))).toEqual([]);
});

function brokenCase() {
  const report = {
    title: "T",
    language: "en",
    outlet: "O",
    published: "2025-12-26",
    told: "2025-12-26",
    source: "elm",
    channel: "public web page",
    url: null,
    family: "f",
  };
  return {
    id: "broken",
    title: "Broken",
    about: "One of its reports is missing",
    sources: [{ id: "elm", pseudonym: "Elm", canKnow: "buses", reliability: "F", tlp: "TLP:RED", consent: "none" }],
    reports: [
      { ...report, id: "R1", file: "good.txt" },
      { ...report, id: "R2", file: "missing.txt" },
    ],
    rates: [],
  };
}
