/** The second example, a table of labelled claims, opened as a case of its own: what counts in the table counts in the case. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Claim } from "#domain/claim.ts";
import { counterledger, root, scratch } from "./command.ts";

const folder = "examples/dprk-overseas-labour";
let place: Awaited<ReturnType<typeof scratch>>;
const on = (...args: string[]) => counterledger([...args, "--data", path.join(place.folder, "data")]);

beforeAll(async () => {
  place = await scratch();
  expect(await on("open", folder)).toMatchObject({ code: 0 });
}, 60_000);
afterAll(() => place.remove());

test("every row is a claim; those its compilers took as printed are accepted in their name, garbled copies wait", async () => {
  const rows = (await readFile(path.join(root, folder, "claims.jsonl"), "utf8"))
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as { id: string; words: string; flags: readonly string[] });
  const claims = new Map((JSON.parse((await on("claims", "--json")).out) as Claim[]).map((claim) => [claim.id as string, claim]));
  expect(claims.size).toBe(rows.length);
  for (const row of rows) {
    const claim = claims.get(row.id);
    expect(claim?.spans.map((span) => span.exact)).toEqual([row.words]);
    expect(claim?.decision).toMatchObject(
      row.flags.includes("garbled_in_source")
        ? { state: "proposed", by: "labelled by hand" }
        : { state: "accepted", by: "the compilers of this table", credibility: 3 },
    );
  }
});

test("the case weighs and checks as the table does", async () => {
  const question = ["weigh", "--measure", "labour_cost_paid_monthly", "--country", "CN", "--from", "2023", "--to", "2025", "--json"];
  const [ofCase, ofTable] = [await on(...question), await counterledger([...question, "--example", "dprk-overseas-labour"])];
  expect(JSON.parse(ofCase.out)).toEqual(JSON.parse(ofTable.out));
  for (const kind of ["conversions", "contradictions", "copies"]) {
    const [asCase, asTable] = [
      await on("check", kind, "--json"),
      await counterledger(["check", kind, "--json", "--example", "dprk-overseas-labour"]),
    ];
    expect(JSON.parse(asCase.out)).toEqual(JSON.parse(asTable.out));
  }
});

test.each([
  ["its own currency", ["--measure", "labour_cost_paid_monthly", "--country", "CN"]],
  ["rates that other reports print", ["--measure", "home_wage_monthly", "--currency", "USD"]],
  ["the rates of its own origin", ["--measure", "state_levy", "--country", "RU", "--currency", "USD"]],
])("a question of the case, asked without reading all of it, is answered as over the whole table: in %s", async (_, question) => {
  const args = ["weigh", ...question, "--json"];
  const [ofCase, ofTable] = [await on(...args), await counterledger([...args, "--example", "dprk-overseas-labour"])];
  expect(ofTable.code, ofTable.err).toBe(0);
  expect(JSON.parse(ofCase.out)).toEqual(JSON.parse(ofTable.out));
});

test("opening it again adds nothing, and its chain holds", async () => {
  const before = (await on("verify")).out;
  expect(await on("open", folder)).toMatchObject({ code: 0 });
  expect((await on("verify")).out).toBe(before);
});
