/** A person decides how reports and claims lie to each other, and weighing follows. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { counterledger, root, scratch } from "./command.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
let place: Awaited<ReturnType<typeof scratch>>;
let data: string;
beforeAll(async () => {
  place = await scratch();
  data = path.join(place.folder, "data");
  const opened = await counterledger(["open", path.join(root, "examples/dprk-overseas-labour"), "--data", data]);
  expect(opened.code, opened.err).toBe(0);
});
afterAll(() => place.remove());

const run = (...args: readonly string[]) => counterledger([...args, "--data", data]);
const roots = async () => {
  const ran = await run("weigh", "--measure", "lead_time", "--json");
  return (JSON.parse(ran.out) as { roots: { claims: string[] }[] }).roots.map((one) => one.claims.join(" "));
};

test("accepting a copy makes one root of two, undoing it makes two again, and the ledger verifies", async () => {
  const before = await roots();
  expect(before.length).toBeGreaterThan(1);
  const [first = "", second = ""] = before.map((claims) => claims.split("-")[0] ?? "");
  const accepted = await run("links", "accept", "copy-of", second, first, "--why", "the same interview", "--as", "ana");
  expect(accepted).toMatchObject({ code: 0, err: "" });
  expect(accepted.out).toContain(`copy-of ${second} ${first}  accepted by ana: the same interview`);
  expect(await roots()).toHaveLength(before.length - 1);
  const again = await run("links", "accept", "copy-of", second, first, "--why", "twice");
  expect(again).toMatchObject({ code: 3, out: "" });
  expect(again.err).toContain("ana has accepted it already");
  const undone = await run("links", "undo", "copy-of", second, first);
  expect(undone.code).toBe(0);
  expect(await roots()).toEqual(before);
  expect((await run("verify")).code).toBe(0);
});

test("a rejected contradiction is not named again", async () => {
  type Row = { claims: string[]; kind: string };
  const named = async () => JSON.parse((await run("check", "contradictions", "--json")).out) as Row[];
  const found = (await named()).find((one) => one.kind === "cannot-both-be-true")?.claims ?? expect.fail("no contradiction");
  const rejected = await run("links", "reject", "contradicts", ...found, "--why", "they count different people");
  expect(rejected.code, rejected.err).toBe(0);
  expect((await named()).map((one) => one.claims)).not.toContainEqual(found);
  const waiting = await run("links", "--state", "rejected", "--json");
  expect(JSON.parse(waiting.out)).toMatchObject({ total: 1, links: [{ kind: "contradicts" }] });
});

test("two reports of two families that share their sentences are proposed as one, and a person's no is kept", async () => {
  const folder = path.join(place.folder, "twins");
  const other = path.join(place.folder, "twins-data");
  const story = `The women of the second shift told the same things, one after another. They rise before five, walk to the plant behind the harbour, and sort shells until the bell. Their overseer counts them at the door and again at noon. Nobody may leave the yard alone, and letters are read before they are handed over. A cook who has served there for two winters says that the rooms are cold and that the lamps burn all night.`;
  const report = { title: "T", language: "en", outlet: "O", published: "2025-12-26", told: "2025-12-26", source: "elm", channel: "public web page", url: null }; // prettier-ignore
  const sources = [{ id: "elm", pseudonym: "Elm", canKnow: "shells", reliability: "F", tlp: "TLP:CLEAR", consent: "publish-quoted" }];
  const reports = ["R1", "R2"].map((id) => ({ ...report, id, family: id, file: `${id}.txt` }));
  await mkdir(folder);
  await writeFile(path.join(folder, "case.json"), JSON.stringify({ id: "twins", title: "Twins", about: "x", sources, reports, rates: [] }));
  await writeFile(path.join(folder, "R1.txt"), `${story}\n`);
  await writeFile(path.join(folder, "R2.txt"), `A reader writes. ${story}\n`);
  const on = (...args: readonly string[]) => counterledger([...args, "--data", other, "--json"]);
  expect((await on("open", folder)).code).toBe(0);
  const copies = async () => (JSON.parse((await on("check", "copies")).out) as { kind: string; says: string }[]).map((one) => one.kind);
  expect(await copies()).toEqual(["shares-sentences"]);
  const proposed = JSON.parse((await on("links", "--kind", "copy-of")).out) as { links: { id: string; reasons: string[] }[] };
  expect(proposed.links).toMatchObject([{ reasons: [expect.stringContaining("word runs")] }]);
  const [, from = "", to = ""] = proposed.links[0]?.id.split(":") ?? [];
  expect((await on("links", "reject", "copy-of", from, to, "--why", "both print one statement")).code).toBe(0);
  expect(await copies()).toEqual([]);
});

test.each([
  { args: ["links", "accept", "same-as", "D001-01"], code: 2, says: "its kind and its two ends" },
  { args: ["links", "accept", "like", "D001-01", "D002-01", "--why", "x"], code: 2, says: '"like" is not one of' },
  { args: ["links", "reject", "same-as", "D001-01", "D002-01"], code: 2, says: "needs --why" },
  { args: ["links", "accept", "same-as", "D001-01", "X-01", "--why", "x"], code: 4, says: 'No claim has the id "X-01"' },
  { args: ["links", "accept", "copy-of", "D001", "X", "--why", "x"], code: 4, says: 'No report has the id "X"' },
  { args: ["links", "accept", "copy-of", "D001", "D001", "--why", "x"], code: 3, says: "a link needs two ends" },
  { args: ["links", "undo", "copy-of", "D001", "D003"], code: 3, says: "nobody has decided on it" },
  { args: ["links", "--kind", "likes"], code: 2, says: '"likes" is not one of' },
  { args: ["links", "--limit", "many"], code: 2, says: "not a whole number" },
])("counterledger $args is refused with $code", async ({ args, code, says }) => {
  const ran = await run(...args);
  expect(ran).toMatchObject({ code, out: "" });
  expect(ran.err).toContain(says);
});
