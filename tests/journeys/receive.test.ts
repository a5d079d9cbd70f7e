/** Taking reports in at the command line: the plan writes nothing, nothing is taken in by halves, and a drop folder keeps no receipt. */
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
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

const entries = async (): Promise<number> => {
  const verified = JSON.parse((await counterledger(["verify", "--json", ...store])).out) as { entries: number };
  return verified.entries;
};
const receive = (...args: readonly string[]) => counterledger(["receive", ...args, ...store]);

test("a dry run names each report and leaves the ledger as it was", async () => {
  const before = await entries();
  const ran = await receive("examples/intake/spring.csv", "--source", "larch", "--dry-run", "--json");
  expect(ran.code).toBe(0);
  expect(JSON.parse(ran.out)).toMatchObject([
    { report: "S1", state: "new" },
    { report: "S2", state: "new" },
  ]);
  expect(await entries()).toBe(before);
});

test("while one row is not in order none is taken in; then all are, once", async () => {
  const before = await entries();
  const table = path.join(place.folder, "rows.csv");
  await writeFile(table, 'id,text,published,outlet\nT1,"They see 450 yuan.",2026-04-01,Partner\nT2,"They see 460 yuan.",,Partner\n');
  const refused = await receive(table, "--source", "larch");
  expect(refused.code).toBe(3);
  expect(refused.out).toContain("line 3");
  expect(refused.err).toContain("Nothing was taken in");
  expect(await entries()).toBe(before);
  expect((await receive(table, "--source", "larch", "--published", "2026-04")).out).toContain("2 taken in");
  const again = await receive(table, "--source", "larch", "--published", "2026-04");
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining("0 taken in, 2 here already") });
});

test("a drop folder is emptied of what was taken in; refused files, hidden files and links stay", async () => {
  const drop = path.join(place.folder, "drop");
  await mkdir(drop);
  await writeFile(path.join(drop, "good.txt"), "Groups of 30 women crossed in April.\n");
  await writeFile(path.join(drop, "false.txt"), "PK\u0003\u0004 and more");
  await writeFile(path.join(drop, ".hidden.txt"), "They see 1 yuan.\n");
  await symlink(path.join(place.folder, "rows.csv"), path.join(drop, "link.csv"));
  const ran = await receive("--drop", drop, "--source", "larch", "--outlet", "Partner", "--published", "2026-04");
  expect(ran.code).toBe(3);
  expect(ran.out).toContain("good.txt");
  expect(ran.err).toContain("false.txt: its name ends in .txt and its bytes are a zip");
  expect((await readdir(drop)).sort()).toEqual([".hidden.txt", "false.txt", "link.csv"]);
});

test.each([
  [[], "Give files"],
  [["a.txt", "--drop", "."], "not both"],
  [["a.txt", "--watch"], "add --drop DIR"],
])("receive %j is a call to mend", async (args, says) => {
  const ran = await counterledger(["receive", ...args]);
  expect(ran.code).toBe(2);
  expect(ran.err).toContain(says);
});

test("a message is kept as it came only when that is asked for, to the byte, and goes with its source", async () => {
  const letter = path.join(place.folder, "asked.eml");
  const mail = (words: string) =>
    `From: someone@mail.example\nTo: desk@newsroom.example\nDate: Thu, 02 Apr 2026 09:12:00 +0900\nSubject: Words\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n${words}\n`;
  await writeFile(letter, mail("In May 21 women went home."));
  const plain = path.join(place.folder, "plain.eml");
  await writeFile(plain, mail("In May 22 women went home."));
  const said = ["--source", "rowan", "--outlet", "Partner"];
  expect((await receive(letter, "--keep-original", ...said)).code).toBe(0);
  expect((await receive(plain, ...said)).code).toBe(0);

  const out = path.join(place.folder, "out.eml");
  const original = (...args: readonly string[]) => counterledger(["original", ...args, ...store]);
  expect((await original("asked", out, "--as-it-came")).code).toBe(0);
  expect(await readFile(out)).toEqual(await readFile(letter));
  expect((await original("asked", out)).code).toBe(0);
  expect(await readFile(out, "utf8")).toBe("In May 21 women went home.");
  expect(await original("plain", out, "--as-it-came")).toMatchObject({ code: 3, err: expect.stringContaining("only its words were kept") });

  expect((await counterledger(["verify", ...store])).code).toBe(0);
  expect((await counterledger(["source", "forget", "rowan", "--why", "they asked", ...store])).code).toBe(0);
  expect((await original("asked", out, "--as-it-came")).code).not.toBe(0);
  expect((await counterledger(["verify", ...store])).code).toBe(0);
});
