/** The contract of the ledger, held by every store it runs on. */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { claimId, reportId } from "#domain/ids.ts";
import { canonicalJson, openLedger } from "#ledger/index.ts";
import { sha256 } from "#platform/hashing.ts";
import { accept, ana, analysed, correct, drafted, freshCase, grade, link, opened, proposal, rate, reading, received, reject, source, undo, unlink, withdraw, workedCase } from "./acts.ts"; // prettier-ignore
import { granted, openTestStore, steppingClock, testServer } from "./opened-store.ts";
import type { OpenedStore } from "./opened-store.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });
let open: OpenedStore;
beforeAll(async () => void (open = await openTestStore()));
afterAll(() => open.close());

test("what is appended comes back as it was, chained from 64 zeros, and verifies", async () => {
  const { ledger } = open;
  const id = freshCase();
  const written = granted(await ledger.append(id, ana, [opened, source("s1")]));
  expect(written.map(({ seq }) => seq)).toEqual([1, 2]);
  expect(written[0]?.prevHash).toBe("0".repeat(64));
  expect(written[1]?.prevHash).toBe(written[0]?.hash);
  expect(await ledger.entries(id)).toEqual(written);
  expect(await ledger.entries(id, { from: 2, limit: 5 })).toEqual([written[1]]);
  expect(await ledger.position(id)).toBe(2);
  expect(await ledger.verify(id)).toEqual({ ok: true, value: { entries: 2, head: written[1]?.hash } });
});

test("LE1 a hash is SHA-256 over the canonical JSON of the entry as it is kept, without its hash", async () => {
  const { ledger } = open;
  const id = freshCase();
  granted(await ledger.append(id, ana, [opened]));
  const { case: of, seq, at, actor, body, prevHash, hash } = (await ledger.storedEntries(id))[0] ?? expect.fail("no entry");
  expect(Object.keys(JSON.parse(body) as object)).toEqual(["compartment", "key", "kind", "sealed"]);
  const kept = canonicalJson({ case: of, seq, at, actor, body: JSON.parse(body), prevHash });
  expect(hash).toBe(sha256(new TextEncoder().encode(kept)));
});

test("a report keeps its bytes, its text is decoded from them, and a byte order mark stays", async () => {
  const { ledger } = open;
  const id = freshCase();
  granted(await ledger.append(id, ana, [opened, source("s1")]));
  const text = "\uFEFF조 30-40명 · 三十人\r\n";
  const arrived = received("r1", text);
  granted(await ledger.append(id, ana, [arrived.body, reading("r1", [])], { originals: [arrived.original] }));
  expect((await ledger.report(id, reportId("r1")))?.text).toBe(text);
  expect(await ledger.original(id, arrived.original.sha256)).toEqual(arrived.original.bytes);
  expect(await ledger.report(id, reportId("r9"))).toBe(null);
  expect((await ledger.reports(id)).map((report) => report.id)).toEqual(["r1"]);
  expect((await ledger.reading(id, reportId("r1")))?.zones).toEqual([{ kind: "body", start: 0, end: 27 }]);
});

test("claims come in the order of their reports and of mention, with what filters ask for", async () => {
  const { ledger } = open;
  const id = await workedCase(ledger);
  granted(await ledger.append(id, ana, [accept("r1-02")]));
  const ids = async (filter?: Parameters<typeof ledger.claims>[1]) => (await ledger.claims(id, filter)).map((claim) => claim.id);
  expect(await ids()).toEqual(["r1-01", "r1-02", "r2-01"]);
  expect(await ids({ report: reportId("r2") })).toEqual(["r2-01"]);
  expect(await ids({ state: "accepted" })).toEqual(["r1-02"]);
  expect(await ids({ state: "proposed", measure: "workers_arrived" })).toEqual(["r1-01", "r2-01"]);
  expect(await ids({ measure: "wage" })).toEqual([]);
  expect(await ledger.claim(id, claimId("r1-01"))).toEqual({
    ...proposal("r1-01"),
    report: "r1",
    decision: { state: "proposed", by: "en-1" },
  });
  expect((await ledger.mentions(id)).map((mention) => mention.id)).toEqual(["r1-e1", "r2-e1"]);
  expect((await ledger.mentions(id, reportId("r2"))).map((mention) => mention.id)).toEqual(["r2-e1"]);
});

test("LE3 undoing takes back the newest standing decision, and the claim returns to the one before", async () => {
  const { ledger } = open;
  const id = await workedCase(ledger);
  const claim = claimId("r1-01");
  const state = async () => {
    const found = (await ledger.claim(id, claim)) ?? expect.fail("no claim");
    return `${found.decision.state} ${found.place} ${found.per}`;
  };
  const act = async (body: Parameters<typeof ledger.append>[2][number]) => granted(await ledger.append(id, ana, [body]))[0]?.seq ?? 0;
  await act(accept("r1-01"));
  const fixed = await act(correct("r1-01", { place: "Dalian" }));
  const fixedAgain = await act(correct("r1-01", { per: "day" }));
  expect(await state()).toBe("corrected Dalian day");
  const withdrawn = await act(withdraw("r1-01"));
  expect(await state()).toBe("withdrawn Dalian day");
  expect(await ledger.append(id, ana, [undo("r1-01", fixed)])).toEqual({ ok: false, refusal: { kind: "nothing-to-undo", claim: "r1-01" } });
  await act(undo("r1-01", withdrawn));
  expect(await ledger.newestDecision(id, claim)).toBe(fixedAgain);
  await act(undo("r1-01", fixedAgain));
  expect(await state()).toBe("corrected Dalian group");
  await act(undo("r1-01", fixed));
  expect(await state()).toBe("accepted Dandong group");
  const newest = await ledger.newestDecision(id, claim);
  await act(undo("r1-01", newest ?? 0));
  expect(await state()).toBe("proposed Dandong group");
  expect(await ledger.newestDecision(id, claim)).toBe(null);
});

test("LE4 a new reading replaces the proposals nobody decided on; a person's word outlives it", async () => {
  const { ledger } = open;
  const id = await workedCase(ledger);
  granted(await ledger.append(id, ana, [reject("r1-01")]));
  const again = [proposal("r1-01", { place: "Shenyang" }), proposal("r1-03", { place: "Hunchun" })];
  granted(await ledger.append(id, ana, [reading("r1", again, "en-2")]));
  const claims = await ledger.claims(id, { report: reportId("r1") });
  expect(claims.map((claim) => [claim.id, claim.place, claim.decision.state])).toEqual([
    ["r1-01", "Dandong", "rejected"],
    ["r1-03", "Hunchun", "proposed"],
  ]);
});

test("LE3 a link keeps its decisions: the newest that stands counts, and taking back the last leaves it a proposal", async () => {
  const { ledger } = open;
  const id = await workedCase(ledger);
  const act = async (body: Parameters<typeof ledger.append>[2][number]) => granted(await ledger.append(id, ana, [body]))[0]?.seq ?? 0;
  const verdicts = async () => (await ledger.decidedLinks(id)).map((one) => [one.from, one.to, one.verdict, one.by, one.why]);
  const accepted = await act(link("r2-01", "r1-01", "accepted"));
  const rejected = await act(link("r1-01", "r2-01", "rejected"));
  expect(await verdicts()).toEqual([["r2-01", "r1-01", "rejected", "ana", "read side by side"]]);
  expect(await ledger.append(id, ana, [unlink("r1-01", "r2-01", accepted)])).toMatchObject({ ok: false, refusal: { kind: "bad-input" } });
  await act(unlink("r1-01", "r2-01", rejected));
  expect((await verdicts()).map((one) => one[2])).toEqual(["accepted"]);
  await act(unlink("r1-01", "r2-01", accepted));
  expect(await verdicts()).toEqual([]);
  expect(await ledger.append(id, ana, [link("r1-01", "r9-01", "accepted")])).toMatchObject({
    refusal: { kind: "no-such-claim", claim: "r9-01" },
  });
  expect(await ledger.append(id, ana, [link("r1-01", "r1-01", "accepted")])).toMatchObject({ refusal: { kind: "bad-input" } });
  const before = await ledger.digest(id);
  expect(granted(await ledger.rebuild(id)).digests).toEqual(before);
});

test("an analysis is stale once a decision, a rate or a grade came after it, and not before", async () => {
  const { ledger } = open;
  const id = await workedCase(ledger);
  expect(await ledger.analysis(id)).toBe(null);
  for (const after of [accept("r1-01"), rate("fix", "0.139"), grade("s1", "B"), link("r1-01", "r2-01", "rejected")]) {
    granted(await ledger.append(id, ana, [analysed]));
    const position = await ledger.position(id);
    expect(await ledger.analysis(id)).toEqual({ body: analysed, seq: position, stale: false });
    granted(await ledger.append(id, ana, [after]));
    expect((await ledger.analysis(id))?.stale).toBe(true);
  }
  expect((await ledger.sources(id)).map(({ id: name, reliability, pseudonym }) => [name, reliability, pseudonym])).toEqual([
    ["s1", "B", "voice s1"],
  ]);
  expect((await ledger.rates(id)).map((found) => found.rate)).toEqual(["0.139"]);
});

test("a release goes from draft to published once, and keeps who accepted which risk", async () => {
  const { ledger } = open;
  const id = await workedCase(ledger);
  const draft = drafted("release-1", 6);
  const acceptance = {
    risk: "k1",
    by: ana,
    at: (await ledger.entries(id))[0]?.at ?? expect.fail("no entry"),
    why: "the group is a thousand",
  };
  granted(await ledger.append(id, ana, [draft]));
  if (draft.kind !== "release-drafted") throw new Error("not a draft");
  granted(await ledger.append(id, ana, [{ kind: "risk-accepted", release: draft.release, acceptance }]));
  const publish = { kind: "release-published", release: draft.release, position: 6, sha256: sha256(new Uint8Array([1])) } as const;
  granted(await ledger.append(id, ana, [publish]));
  expect(await ledger.releases(id)).toEqual([
    {
      id: "release-1",
      state: "published",
      content: draft.content,
      position: 6,
      risks: draft.risks,
      acceptances: [acceptance],
      sha256: publish.sha256,
      drafted: 7,
    },
  ]);
  expect(await ledger.append(id, ana, [publish])).toMatchObject({ ok: false, refusal: { kind: "bad-input" } });
});

test("an act that has no meaning is refused, and nothing of its transaction stays", async () => {
  const { ledger } = open;
  const id = await workedCase(ledger);
  const before = await ledger.digest(id);
  const twin = received("r1", "something else");
  const sameBytes = received("r7", "Groups of 30-40 are leaving, says r1.");
  const stranger = received("r8", "new words", "s9");
  const attempts: [Parameters<typeof ledger.append>[2], object, Parameters<typeof ledger.append>[3]?][] = [
    [[opened], { kind: "conflict" }],
    [[source("s1")], { kind: "conflict" }],
    [[accept("r1-01"), accept("r9-01")], { kind: "no-such-claim", claim: "r9-01" }],
    [[undo("r1-01", 3)], { kind: "nothing-to-undo", claim: "r1-01" }],
    [[reading("r9", [])], { kind: "no-such-report", report: "r9" }],
    [[reading("r2", [proposal("r1-01")])], { kind: "conflict" }],
    [[grade("s9", "A")], { kind: "no-such-source", source: "s9" }],
    [[twin.body], { kind: "already-received", report: "r1" }, { originals: [twin.original] }],
    [[sameBytes.body], { kind: "already-received", report: "r1" }, { originals: [sameBytes.original] }],
    [[stranger.body], { kind: "no-such-source", source: "s9" }, { originals: [stranger.original] }],
    [[received("r8", "no bytes given").body], { kind: "bad-input" }],
    [[correct("r1-01", { place: "half \uD83D pair" })], { kind: "bad-input", place: "claim-corrected" }],
    [[correct("r1-01", { place: "nul \u0000" })], { kind: "bad-input", place: "claim-corrected" }],
    [[accept("r1-01")], { kind: "conflict" }, { expect: 5 }],
  ];
  for (const [bodies, refusal, options] of attempts) {
    expect(await ledger.append(id, ana, bodies, options)).toMatchObject({ ok: false, refusal });
  }
  expect(await ledger.position(id)).toBe(6);
  expect(await ledger.digest(id)).toEqual(before);
  expect(await ledger.verify(id)).toMatchObject({ ok: true, value: { entries: 6 } });
});

test("a case nobody opened is refused with the names of those there are", async () => {
  const { ledger } = open;
  const id = await workedCase(ledger);
  const nowhere = freshCase();
  const refused = await ledger.append(nowhere, ana, [source("s1")]);
  expect(refused).toMatchObject({ ok: false, refusal: { kind: "no-such-case", case: nowhere } });
  if (!refused.ok && refused.refusal.kind === "no-such-case") expect(refused.refusal.known).toContain(id);
  expect(await ledger.position(nowhere)).toBe(0);
  expect((await ledger.cases()).find((one) => one.id === id)?.title).toBe("The spring crossing");
});

test("deleting the projections and rebuilding gives the same bytes", async () => {
  const { ledger, tamper } = open;
  const id = await workedCase(ledger);
  granted(
    await ledger.append(id, ana, [accept("r1-01"), correct("r2-01", { place: "Dalian" }), rate("fix", "0.139"), drafted("release-1", 6)]),
  );
  const before = await ledger.digest(id);
  const claims = await ledger.claims(id);
  for (const table of Object.keys(before)) await tamper(`DELETE FROM ${table} WHERE case_id = $1`, [id]);
  expect(await ledger.claims(id)).toEqual([]);
  // A case without projections is still a case, or nobody could ask for its rebuilding.
  expect((await ledger.cases()).map((one) => one.id)).toContain(id);
  const rebuilt = granted(await ledger.rebuild(id));
  expect(rebuilt).toEqual({ entries: 10, digests: before });
  expect(await ledger.claims(id)).toEqual(claims);
});

test("writers at one time serialise: every act is kept and the chain has no fork", async () => {
  const { ledger, store } = open;
  const other = granted(await openLedger(store, { clock: steppingClock(), hash: sha256 }));
  try {
    const id = await workedCase(ledger);
    const acts = Array.from({ length: 40 }, (_, i) =>
      (i % 2 === 0 ? ledger : other).append(id, ana, [rate(`rate-${i}`, "0.139"), accept("r1-01")]),
    );
    const written = (await Promise.all(acts)).map(granted);
    expect(new Set(written.flat().map(({ seq }) => seq)).size).toBe(80);
    expect(await ledger.verify(id)).toMatchObject({ ok: true, value: { entries: 86 } });
    expect((await ledger.rates(id)).length).toBe(40);
  } finally {
    await other.close();
  }
});

test("of two who decide at one position, one is told that the case has moved on", async () => {
  const { ledger } = open;
  const id = await workedCase(ledger);
  const both = await Promise.all([
    ledger.append(id, ana, [accept("r1-01")], { expect: 6 }),
    ledger.append(id, ana, [reject("r1-01")], { expect: 6 }),
  ]);
  expect(both.filter((one) => one.ok).length).toBe(1);
  expect(both.find((one) => !one.ok)).toEqual({ ok: false, refusal: { kind: "conflict", what: `The case "${id}"` } });
});

test("two who open the same case at one time: one opens it", async () => {
  const { ledger } = open;
  const id = freshCase();
  const both = await Promise.all([ledger.append(id, ana, [opened]), ledger.append(id, ana, [opened], { expect: 0 })]);
  expect(both.map((one) => (one.ok ? "opened" : one.refusal.kind)).sort()).toEqual(["conflict", "opened"]);
});

test.skipIf(testServer !== undefined)(
  "a migration that was changed after it was applied is refused, and so is a store of a newer version",
  async () => {
    const { store, tamper } = open;
    const reopen = async () => {
      const again = await openLedger(store, { clock: steppingClock(), hash: sha256 });
      if (again.ok) await again.value.close();
      return again;
    };
    await tamper("UPDATE migration SET sha256 = repeat('0', 64) || sha256");
    expect(await reopen()).toMatchObject({
      ok: false,
      refusal: { kind: "store-damaged", why: "the migration 0001-ledger.sql was changed after it had been applied" },
    });
    await tamper("UPDATE migration SET sha256 = substr(sha256, 65)");
    await tamper("INSERT INTO migration VALUES ('9999-later.sql', 'x', 'x')");
    expect(await reopen()).toMatchObject({ ok: false, refusal: { kind: "store-damaged" } });
    await tamper("DELETE FROM migration WHERE name = '9999-later.sql'");
    expect((await reopen()).ok).toBe(true);
  },
);

test("a claim whose decision was taken back after its report had been read again is among all claims, as it is among those of its report", async () => {
  const { ledger } = open;
  const id = await workedCase(ledger);
  const [decided] = granted(await ledger.append(id, ana, [accept("r1-02")]));
  granted(await ledger.append(id, ana, [reading("r1", [proposal("r1-01")], "en-2")]));
  granted(await ledger.append(id, ana, [undo("r1-02", decided?.seq ?? 0)]));
  expect((await ledger.claims(id)).map((claim) => [claim.id, claim.decision])).toEqual([
    ["r1-01", { state: "proposed", by: "en-2" }],
    ["r1-02", { state: "proposed", by: "en-1" }],
    ["r2-01", { state: "proposed", by: "en-1" }],
  ]);
  expect((await ledger.claims(id, { report: reportId("r1") })).map((claim) => claim.id)).toEqual(["r1-01", "r1-02"]);
});
