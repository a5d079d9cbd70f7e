/**
 * The main job as a new user meets it: the sample case from bytes to dossier, in a store of its own.
 * The figures checked here are closed forms or published answers, not what the code happened to print.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Analysis } from "#casework/index.ts";
import type { Claim } from "#domain/claim.ts";
import { counterledger, root, scratch, type Ran } from "./command.ts";

let place: Awaited<ReturnType<typeof scratch>>;
let first: Ran;
const on = (...args: string[]) => counterledger([...args, "--data", path.join(place.folder, "data")]);
const json = async <T>(...args: string[]): Promise<T> => JSON.parse((await on(...args, "--json")).out) as T;

beforeAll(async () => {
  place = await scratch();
  first = await on("start", "--once");
}, 120_000);
afterAll(() => place.remove());

test("start works the sample case through and says what it did", () => {
  expect(first).toMatchObject({ code: 0 });
  expect(first.out).toContain("3 reports");
  expect(first.out).toContain("clear to leave, published by the sample's editor: release-1");
});

test("every worked answer of the sample stands as an accepted or corrected claim, and nothing else does", async () => {
  const answers = (
    JSON.parse(await readFile(path.join(root, "examples/ryanggang-dispatch/decisions.json"), "utf8")) as {
      claims: { words: string; report: string }[];
    }
  ).claims;
  const claims = await json<Claim[]>("claims");
  const standing = claims.filter((claim) => claim.decision.state === "accepted" || claim.decision.state === "corrected");
  expect(standing).toHaveLength(answers.length);
  for (const answer of answers) {
    expect(
      standing.some(
        (claim) =>
          claim.report === answer.report &&
          claim.spans.some((span) => span.exact.includes(answer.words) || answer.words.includes(span.exact)),
      ),
      answer.words,
    ).toBe(true);
  }
});

test("a person had to fix nothing but places and periods, and rejected nothing", async () => {
  const claims = await json<Claim[]>("claims");
  const fixed = claims.flatMap(({ id, decision }) =>
    decision.state === "accepted" ? [] : [[id, decision.state, "why" in decision ? decision.why : ""]],
  );
  expect(
    fixed.filter(([, state, why]) => state !== "corrected" || !/^as worked out by hand: (?:place|period)(?:, place)?$/.test(why ?? "")),
  ).toEqual([]);
});

test("the outlet's 0.13 dollars a yuan are 8.2 % under the fixing of 16 December 2025, on all three printed sums", async () => {
  const { conversions } = await json<Analysis>("estimate");
  const yuan = conversions.filter((check) => check.candidates.some((candidate) => candidate.rate.kind === "official"));
  expect(yuan.map((check) => check.flagged)).toEqual([true, true, true]);
  for (const check of yuan) {
    // 0.13 × 7.0602 − 1 = −8.2174 %
    const official = check.candidates.find((candidate) => candidate.rate.kind === "official");
    expect(official?.missPercent).toBeCloseTo((0.13 * 7.0602 - 1) * 100, 3);
    expect(check.implied.map(Number)).toEqual([0.13]);
  }
});

test("the December wave told by an official and by a broker is one root", async () => {
  const { corroborations } = await json<Analysis>("estimate");
  const arrivals = corroborations.filter((group) => group.measure === "workers_arrived");
  expect(arrivals.map((group) => [group.claims.length, group.roots.length])).toEqual([[2, 1]]);
});

test("every estimate has an interval that holds its median, and rests on accepted claims or said assumptions", async () => {
  const { estimates } = await json<Analysis>("estimate");
  const accepted = new Set(
    (await json<Claim[]>("claims"))
      .filter((claim) => claim.decision.state === "accepted" || claim.decision.state === "corrected")
      .map((claim) => claim.id),
  );
  expect(estimates.length).toBeGreaterThanOrEqual(3);
  for (const estimate of estimates) {
    if ("missing" in estimate) continue;
    expect(estimate.interval.low).toBeLessThanOrEqual(estimate.median);
    expect(estimate.interval.high).toBeGreaterThanOrEqual(estimate.median);
    expect(estimate.lineage.claims.every((claim) => accepted.has(claim))).toBe(true);
    expect(estimate.lineage.claims.length + estimate.lineage.assumptions.length).toBeGreaterThan(0);
  }
});

test("the dossier is one file that asks for nothing from outside, and the same release gives the same bytes", async () => {
  const one = path.join(place.folder, "one.html");
  const two = path.join(place.folder, "two.html");
  expect((await on("dossier", "--out", one)).code).toBe(0);
  expect((await on("dossier", "--out", two)).code).toBe(0);
  const html = await readFile(one, "utf8");
  expect(html).toBe(await readFile(two, "utf8"));
  expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\/[^"]*\.(?:js|css|woff2?|png)"|<script|@import|url\(/);
  for (const pseudonym of ["Larch", "Rowan"]) expect(html).not.toContain(pseudonym);
});

test("verify finds the chain unbroken, and rebuild gives the same bytes", async () => {
  const before = await json<{ entries: number; head: string }>("verify");
  const rebuilt = await json<{ entries: number; digests: Record<string, string> }>("rebuild");
  const again = await json<{ entries: number; digests: Record<string, string> }>("rebuild");
  expect(rebuilt.entries).toBe(before.entries);
  expect(again.digests).toEqual(rebuilt.digests);
  expect(await json("verify")).toEqual(before);
});

test("a second start does nothing twice", async () => {
  const before = await json<{ entries: number }>("verify");
  expect(await on("start", "--once")).toMatchObject({ code: 0 });
  expect((await json<{ entries: number }>("verify")).entries).toBe(before.entries);
});

test("a decision taken back and given again leaves its trace, and figures follow it", async () => {
  const { entries } = await json<{ entries: number }>("verify");
  const fee = (await json<Claim[]>("claims", "--measure", "permit_fee")).find((claim) => claim.conversionOf === null) as Claim;
  expect((await on("undo", fee.id)).out).toContain(`${fee.id} is proposed`);
  const without = await json<Analysis>("estimate");
  expect(without.estimates.some((estimate) => "lineage" in estimate && estimate.lineage.claims.includes(fee.id))).toBe(false);
  expect((await on("accept", fee.id, "--credibility", "2", "--as", "a colleague")).code).toBe(0);
  expect(await on("reject", fee.id, "--why", "a slip")).toMatchObject({ code: 5 });
  const again = await json<Analysis>("estimate");
  expect(again.estimates.some((estimate) => "lineage" in estimate && estimate.lineage.claims.includes(fee.id))).toBe(true);
  // Undo, estimate, accept, estimate: four entries, nothing removed.
  expect((await json<{ entries: number }>("verify")).entries).toBe(entries + 4);
});
