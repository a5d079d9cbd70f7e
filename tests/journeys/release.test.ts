/** A release from draft to dossier without a browser: mends outlive later drafts, a risk is settled or it blocks, and each refusal says the next step. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ReleaseState } from "#casework/index.ts";
import { counterledger, scratch } from "./command.ts";

let place: Awaited<ReturnType<typeof scratch>>;
const on = (...args: string[]) => counterledger([...args, "--data", path.join(place.folder, "data"), "--as", "Mina, editor"]);
const release = async (...args: string[]): Promise<ReleaseState> => {
  const ran = await on("release", ...args, "--json");
  expect(ran, ran.err).toMatchObject({ code: 0 });
  return JSON.parse(ran.out) as ReleaseState;
};
const fee = (state: ReleaseState) =>
  state.content.claims.find(({ measure, conversionOf }) => measure === "permit_fee" && conversionOf === null);

beforeAll(async () => {
  place = await scratch();
  const opened = await counterledger(["open", "examples/ryanggang-dispatch", "--data", path.join(place.folder, "data")]);
  expect(opened).toMatchObject({ code: 0 });
}, 120_000);
afterAll(() => place.remove());

test("a call that was not meant is refused with what to say, before anything is drafted", async () => {
  for (const [args, says] of [
    [["publsh"], '"publsh" is not draft, mend, lift, accept or publish.'],
    [["mend", "R1-05"], "release mend needs --how band|withhold-words|country|leave-voice-out|withhold."],
    [["mend", "--how", "band"], "Name the claims to mend, or the risk they stand under with --risk."],
    [["mend", "R1-05", "--how", "blacken"], '"blacken" is not a way to mend'],
    [["accept", "--why", "known"], "Name at least one risk by its id"],
    [["accept", "insider-sum-1"], "release accept needs --why REASON."],
  ] as const) {
    expect(await on("release", ...args)).toMatchObject({ code: 2, err: expect.stringContaining(says) as string });
  }
  const nothing = await on("release");
  expect(nothing).toMatchObject({ code: 3, err: expect.stringContaining("./counterledger release draft makes a draft") as string });
}, 240_000);

test("DI15 from draft to dossier: what was mended stays mended in later drafts, rests with its claim, and is lifted by name", async () => {
  const first = await release("draft");
  const sum = first.risks.find((risk) => risk.kind === "insider-sum" && risk.says.includes("permit fee"));
  const id = fee(first)?.id ?? "";
  expect(fee(first)?.valueText).toBe("300 CNY per person");

  const blocked = await on("release", "publish");
  expect(blocked).toMatchObject({ code: 5, err: expect.stringContaining(sum?.id ?? "no such risk") as string });
  const unknown = await on("release", "accept", "insider-sum-0", "--why", "known to many");
  expect(unknown).toMatchObject({ code: 3, err: expect.stringContaining(`${first.id} has `) as string });

  // The listing names, for each risk, the commands that settle it; here the first is followed.
  const listed = await on("release");
  expect(listed.out).toContain(`./counterledger release mend --risk ${sum?.id} --how band|withhold`);
  const mended = await release("mend", "--risk", sum?.id ?? "", "--how", "band");
  expect(mended.mends).toEqual(sum?.claims.map((claim) => ({ claim, how: "band" })));
  expect(fee(mended)?.valueText).toBe("between 200 and 500 CNY per person");

  // A draft made anew, after another decision, has not forgotten.
  const again = await release("draft");
  expect(again).toMatchObject({ mends: mended.mends });
  expect(fee(again)?.value).toBeUndefined();

  // The claim is withdrawn: its mend rests, and says so. It comes back: so does its mend.
  expect(await on("withdraw", id, "--why", "asked again")).toMatchObject({ code: 0 });
  const without = await release("draft");
  expect(without.mends?.map(({ claim }) => claim)).not.toContain(id);
  expect(without.dropped).toEqual([{ claim: id, how: "band", why: "the claim no longer counts" }]);
  expect((await on("release")).out.replace(/\s+/g, " ")).toContain(`${id}: band rests, because the claim no longer counts`);
  expect(await on("undo", id)).toMatchObject({ code: 0 });
  const back = await release("draft");
  expect(back.mends).toHaveLength(mended.mends?.length ?? 0);
  expect(back.mends).toContainEqual({ claim: id, how: "band" });
  expect(fee(back)?.value).toBeUndefined();

  // Lifted, on its conversion too, the sum leaves again and is a risk again; only a mend that was made can be lifted.
  const stranger = await on("release", "lift", id, "--how", "country");
  expect(stranger).toMatchObject({ code: 3, err: expect.stringContaining(`it was not mended by country in ${back.id}`) as string });
  const lifted = await release("lift", id, "--how", "band");
  expect(lifted.mends).toBeUndefined();
  expect(lifted.dropped?.map(({ why }) => why)).toEqual(mended.mends?.map(() => "lifted"));
  expect(fee(lifted)?.valueText).toBe("300 CNY per person");
  expect((await release("draft")).dropped).toBeUndefined();

  const last = await release("mend", id, "--how", "band");
  const risks = last.risks.map((risk) => risk.id);
  expect(await on("release", "accept", ...risks, "--why", "weighed with the partner")).toMatchObject({ code: 0 });
  const file = path.join(place.folder, "dossier.html");
  const published = await on("release", "publish", "--out", file);
  expect(published).toMatchObject({ code: 0 });
  const bytes = await readFile(file);
  expect(published.out).toContain(`SHA-256 ${createHash("sha256").update(bytes).digest("hex")}`);
  expect(bytes.toString()).not.toContain("300 CNY per person");

  // Published, it is kept as it is; the next draft still knows what was mended.
  expect((await on("release")).out).toContain("Published. SHA-256 of its dossier");
  expect(await on("release", "mend", id, "--how", "withhold")).toMatchObject({
    code: 3,
    err: expect.stringContaining("it is published already; draft a new one") as string,
  });
  expect((await release("draft")).mends).toEqual([{ claim: id, how: "band" }]);
}, 600_000);
