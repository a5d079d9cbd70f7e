/** Sources come first: what is theirs is on no disk in the clear, can be destroyed, and what rested on it is told. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { armor, Decrypter } from "age-encryption";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createCasework } from "#casework/index.ts";
import type { Casework } from "#casework/index.ts";
import type { Estimate } from "#domain/estimate.ts";
import type { EntryBody } from "#domain/entry.ts";
import { claimId, releaseId, reportId, sourceId } from "#domain/ids.ts";
import type { CaseId } from "#domain/ids.ts";
import { openLedger } from "#ledger/index.ts";
import { decodeUtf8 } from "#platform/files.ts";
import { sha256 } from "#platform/hashing.ts";
import { newIdentity, openBytes } from "#platform/keys/index.ts";
import { accept, ana, analysed, correct, freshCase, opened, proposal, reading, received, source } from "./acts.ts";
import { granted, openTestStore, steppingClock, testServer } from "./opened-store.ts";
import type { OpenedStore } from "./opened-store.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
let open: OpenedStore;
let casework: Casework;
beforeAll(async () => {
  open = await openTestStore();
  casework = createCasework({ ledger: open.ledger, clock: steppingClock(), hash: sha256, decode: decodeUtf8, actor: ana });
});
afterAll(() => open.close());

/** One string for each place something protected can stand in. */
const canary = {
  pseudonym: "QZPSEUDONYM71 the heron",
  canKnow: "QZCANKNOW72 sweeps the yard of the depot",
  text: "QZTEXT73 thirty to forty were loaded before dawn, she said.",
  exact: "QZTEXT73 thirty",
  subject: "QZSUBJECT74 night-shift sewers",
  correction: "QZPLACE75",
  why: "QZWHY76 she told it twice",
  note: "QZNOTE77 meets at the second bridge",
  grade: "QZGRADE78 right about the March convoy",
} as const;

const estimate = {
  id: "e1", name: "Workers abroad", median: 900, interval: { low: 700, high: 1200, level: 0.9 }, unit: "person", on: "2026-03",
  method: { name: "test", reference: "none", seed: 1, draws: 1 }, lineage: { claims: [claimId("t1-01")], assumptions: [] },
} as unknown as Estimate; // prettier-ignore

/** A case in which "teller" told t1, and "other" told o1. */
async function toldCase(): Promise<CaseId> {
  const id = freshCase();
  const teller = source("teller");
  if (teller.kind !== "source-registered") throw new Error("not a source");
  const told: EntryBody = { kind: "source-registered", source: { ...teller.source, pseudonym: canary.pseudonym, canKnow: canary.canKnow } };
  granted(await open.ledger.append(id, ana, [opened, told, source("other")]));
  for (const [name, text, from] of [["t1", canary.text, "teller"], ["o1", "Forty, says another.", "other"]] as const) {
    const arrived = received(name, text, from);
    const claim = proposal(`${name}-01`, { subject: name === "t1" ? canary.subject : "women", spans: [{ start: 0, end: 15, exact: name === "t1" ? canary.exact : "Forty, says ano" }] });
    granted(await open.ledger.append(id, ana, [arrived.body, reading(name, [claim])], { originals: [arrived.original] }));
  } // prettier-ignore
  granted(
    await open.ledger.append(id, ana, [
      accept("o1-01"),
      { ...correct("t1-01", { place: canary.correction }), why: canary.why } as EntryBody,
    ]),
  );
  granted(await casework.gradeSource(id, sourceId("teller"), "B", canary.grade));
  return id;
}

/** Files of the store that hold one of the strings, as it is or in base64 of any alignment. */
function filesHolding(strings: readonly string[]): string[] {
  const needles = strings.flatMap((text) => [Buffer.from(text), ...[0, 1, 2].map((shift) => Buffer.from(Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]).toString("base64").slice(4, -4)))]); // prettier-ignore
  const found: string[] = [];
  const walk = (folder: string) => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat?.isDirectory()) walk(path);
      else if (stat?.isFile()) {
        const bytes = readFileSync(path);
        const hit = needles.findIndex((needle) => bytes.includes(needle));
        if (hit >= 0) found.push(`${path}: ${needles[hit]?.toString("latin1")}`);
      }
    }
  };
  walk(open.folder);
  return found;
}

test.skipIf(testServer !== undefined)("LE13 nothing protected is in any file of the store, not even while it is in use", async () => {
  const id = await toldCase();
  const key = await newIdentity();
  granted(await casework.sealNote(id, sourceId("teller"), canary.note, { holders: [key.recipient] }));
  expect((await open.ledger.report(id, reportId("t1")))?.text).toBe(canary.text);
  await open.tamper("CHECKPOINT");
  // The check itself finds what is there: a case's title stands in the clear.
  expect(filesHolding(["The spring crossing"]).length).toBeGreaterThan(0);
  expect(filesHolding(Object.values(canary))).toEqual([]);
});

test("LE14 a forgotten source cannot be read again by anybody, the chain verifies, and what rested on it is listed and marked", async () => {
  const id = await toldCase();
  const key = await newIdentity();
  const teller = sourceId("teller");
  granted(await casework.sealNote(id, teller, canary.note, { holders: [key.recipient] }));
  expect(await casework.openNote(id, teller, { identities: [key.identity] })).toEqual({ ok: true, value: canary.note });
  const content = { title: "T", summary: "S", estimates: [estimate], findings: [], conversions: [], corroborations: [], rates: [], claims: [{ id: claimId("t1-01"), report: reportId("t1"), measure: "workers arrived", valueText: "30 to 40", period: "2026", place: null, speakers: [], polarity: "asserted", credibility: 3, words: [], outlet: "o", url: null }] }; // prettier-ignore
  granted(
    await open.ledger.append(id, ana, [
      { kind: "analysis-run", estimates: [estimate], findings: [], conversions: [], corroborations: [] },
      { kind: "release-drafted", release: releaseId("release-1"), content, position: 8, risks: [] },
      { kind: "release-published", release: releaseId("release-1"), position: 8, sha256: sha256(new Uint8Array([1])) },
    ]),
  );
  const before = await open.ledger.storedEntries(id);
  expect((await open.ledger.analysis(id))?.stale).toBe(false);

  const rested = granted(await casework.forgetSource(id, teller, "she asked for it"));
  expect(rested).toMatchObject({
    state: "forgotten",
    reports: ["t1"],
    claims: ["t1-01"],
    conclusions: [{ kind: "estimate", name: "Workers abroad" }],
    sentences: [
      { release: "release-1", state: "published", says: "workers arrived: 30 to 40" },
      { release: "release-1", state: "published", says: "Workers abroad: 900 person (700 to 1200)" },
    ],
  });

  // The record is what it was, and one entry longer.
  expect((await open.ledger.storedEntries(id)).slice(0, before.length)).toEqual(before);
  expect(await open.ledger.verify(id)).toMatchObject({ ok: true, value: { entries: before.length + 1 } });
  const digests = await open.ledger.digest(id);
  expect(granted(await open.ledger.rebuild(id)).digests).toEqual(digests);
  // The figures that were made with her are not today's any more: nothing is drafted from them.
  expect((await open.ledger.analysis(id))?.stale).toBe(true);
  const { state: _, ...what } = rested;
  expect(await open.ledger.forget(id, ana, { source: teller, why: "again", rested: what })).toMatchObject({
    ok: false,
    refusal: { kind: "source-gone" },
  });

  // Nothing of hers can be read; the other's is as it was.
  const entries = await open.ledger.entries(id);
  expect(JSON.stringify(entries)).not.toMatch(/QZ(PSEUDONYM|CANKNOW|TEXT|SUBJECT|PLACE|WHY|NOTE|GRADE)/);
  expect(entries.filter(({ body }) => body.kind === "not-readable").map(({ body }) => body.kind === "not-readable" && body.was)).toEqual([
    "source-registered", "report-received", "report-read", "claim-corrected", "source-graded", "note-sealed",
  ]); // prettier-ignore
  expect(await open.ledger.report(id, reportId("t1"))).toBe(null);
  expect(await casework.openNote(id, teller, { identities: [key.identity] })).toMatchObject({
    ok: false,
    refusal: { kind: "source-gone" },
  });
  expect((await open.ledger.claims(id)).map((claim) => claim.id)).toEqual(["o1-01"]);
  expect((await open.ledger.report(id, reportId("o1")))?.text).toBe("Forty, says another.");
  expect((await open.ledger.sources(id)).map((one) => [one.id, one.state, one.pseudonym])).toEqual([
    ["teller", "forgotten", "teller"],
    ["other", "active", "voice other"],
  ]);

  // What rested on her stays listed, and the release that said it is marked.
  expect(await casework.restedOn(id, teller)).toEqual({ ok: true, value: rested });
  const [release] = granted(await casework.releases(id));
  expect(release?.fallen).toEqual(rested.sentences.map(({ says }) => ({ source: "teller", says })));
  expect(await casework.forgetSource(id, teller, "again")).toMatchObject({
    ok: false,
    refusal: { kind: "source-gone", state: "forgotten" },
  });

  // No key is left that opens what the write-ahead log and deleted rows may still hold, and a new process finds the same.
  const again = granted(await openLedger(open.store, { clock: steppingClock(), hash: sha256 }));
  expect((await again.claims(id)).map((claim) => claim.id)).toEqual(["o1-01"]);
  expect(await again.verify(id)).toMatchObject({ ok: true });
  await again.close();
  if (testServer === undefined) {
    await open.tamper("CHECKPOINT");
    expect(filesHolding(Object.values(canary))).toEqual([]);
    expect(readFileSync(open.store.keyFile, "utf8").match(/AGE-SECRET-KEY-/g)).toHaveLength(1);
  }
});

test.skipIf(testServer !== undefined)(
  "LE14 after forgetting, an old key file opens none of the keys the store holds or has thrown away",
  async () => {
    const id = await toldCase();
    const old = readFileSync(open.store.keyFile, "utf8");
    granted(await casework.forgetSource(id, sourceId("teller"), "she asked for it"));
    expect(readFileSync(open.store.keyFile, "utf8")).not.toBe(old);
    const { openStoreKeys } = await import("#platform/keys/index.ts");
    const { writeFileSync } = await import("node:fs");
    const kept = join(open.folder, "kept.key");
    writeFileSync(kept, old, { mode: 0o600 });
    const stolen = granted(await openStoreKeys({ store: "kept", file: kept }));
    const { rows } = await open.tamper("SELECT wrapped FROM case_key");
    expect(rows.length).toBeGreaterThan(0);
    for (const { wrapped } of rows as { wrapped: string }[]) expect(await stolen.unwrap(wrapped)).toBe(null);
  },
);

test("a withdrawn source takes every accepted claim along, nothing new can rest on it, and what did is told", async () => {
  const id = await toldCase();
  const rested = granted(await casework.withdrawSource(id, sourceId("teller"), "consent taken back"));
  expect(rested).toMatchObject({ state: "withdrawn", claims: ["t1-01"] });
  const claim = await open.ledger.claim(id, claimId("t1-01"));
  expect(claim?.decision).toMatchObject({ state: "withdrawn", why: "consent taken back" });
  expect(await casework.undo(id, claimId("t1-01"))).toMatchObject({ ok: false, refusal: { kind: "source-gone", state: "withdrawn" } });
  const more = received("t2", "more", "teller");
  expect(await open.ledger.append(id, ana, [more.body], { originals: [more.original] })).toMatchObject({
    ok: false,
    refusal: { kind: "source-gone" },
  });
  const digests = await open.ledger.digest(id);
  expect(granted(await open.ledger.rebuild(id)).digests).toEqual(digests);
});

test("a source keeps who graded it when and why, and what was changed about it", async () => {
  const id = await toldCase();
  const teller = sourceId("teller");
  granted(await casework.describeSource(id, teller, { contactRisk: "high", tlp: "TLP:AMBER" }, "a neighbour was questioned"));
  const file = granted(await casework.source(id, teller));
  expect(file).toMatchObject({ contactRisk: "high", tlp: "TLP:AMBER", reliability: "B", compartment: "", state: "active" });
  expect(file.grades.map(({ reliability, by, why }) => [reliability, by, why])).toEqual([
    ["C", "ana", "as registered"],
    ["B", "ana", canary.grade],
  ]);
  expect(await casework.gradeSource(id, teller, "A", "  ")).toMatchObject({ ok: false, refusal: { kind: "bad-input" } });
});

test("a fit rests on a source until its route is fitted again, a kept simulation for as long as it is kept, also after an analysis without them", async () => {
  const id = await toldCase();
  const fit = (claim: string) => ({
    route: "china-ryanggang",
    scope: { asOf: "2026-03-02" },
    estimates: [],
    quantities: [{ claims: [claimId(claim)] }],
    checks: [],
  });
  const run = (fits: readonly object[]) => ({ ...analysed, fits }) as unknown as EntryBody;
  const simulation = { kind: "simulation-run", run: { route: { id: "r", title: "The crossing" }, seed: 7, scenarios: [], lineage: { claims: [claimId("t1-01")], assumptions: [] } }, routeFile: { format: 1 } } as unknown as EntryBody; // prettier-ignore
  granted(await open.ledger.append(id, ana, [run([fit("t1-01")]), simulation, analysed]));
  const conclusions = async (of: string) => granted(await casework.restedOn(id, sourceId(of))).conclusions;
  const at = await open.ledger.position(id);
  const kept = { position: at - 1, kind: "simulation", name: "The crossing, seed 7" };
  expect(await conclusions("teller")).toEqual([{ position: at - 2, kind: "fit", name: "china-ryanggang, as of 2026-03-02" }, kept]);
  expect(await conclusions("other")).toEqual([]);
  granted(await open.ledger.append(id, ana, [run([fit("o1-01")])]));
  expect(await conclusions("teller")).toEqual([kept]);
  expect(await conclusions("other")).toEqual([{ position: at + 1, kind: "fit", name: "china-ryanggang, as of 2026-03-02" }]);
});

test("whoever was given the key of a case opens it with any age tool, and is told of when a source is forgotten and the key is another", async () => {
  const id = await toldCase();
  const [partner, stranger] = [await newIdentity(), await newIdentity()];
  expect(await open.ledger.grantKey(id, { recipient: "age1nobody", holder: "nobody" })).toMatchObject({
    ok: false,
    refusal: { kind: "bad-input", place: "key" },
  });
  granted(await open.ledger.grantKey(id, { recipient: partner.recipient, holder: "partner desk" }));
  expect((await open.ledger.keyHolders(id)).map(({ holder }) => holder)).toEqual(["partner desk", "this store"]);
  const wrapped = async () => {
    const { rows } = await open.tamper("SELECT wrapped FROM case_key WHERE case_id = $1 AND holder = 'partner desk'", [id]);
    return (rows as { wrapped: string }[])[0]?.wrapped;
  };
  const ageTool = (identity: string, file: string) => {
    const tool = new Decrypter();
    tool.addIdentity(identity);
    return tool.decrypt(armor.decode(file));
  };
  const file = (await wrapped()) ?? expect.fail("nothing is wrapped to the partner");
  const opened = await ageTool(partner.identity, file);
  expect(opened).toHaveLength(32);
  await expect(ageTool(stranger.identity, file)).rejects.toThrow();
  // What they hold opens the source's key, and with it the report as it lies in the store.
  const { rows } = await open.tamper("SELECT k.wrapped, o.bytes, o.sha256 FROM data_key k JOIN original o ON o.case_id = k.case_id AND o.key_id = k.id WHERE k.case_id = $1 AND k.id = 'source:teller'", [id]); // prettier-ignore
  const [row] = rows as { wrapped: string; bytes: Buffer; sha256: string }[];
  const sourceKey = openBytes(opened, `${id}\u0000data_key\u0000source:teller`, Buffer.from(row?.wrapped ?? "", "base64"));
  expect(openBytes(sourceKey ?? new Uint8Array(32), `${id}\u0000original\u0000${row?.sha256}`, row?.bytes ?? Buffer.of())?.toString()).toBe(
    canary.text,
  );

  const forgotten = granted(await casework.forgetSource(id, sourceId("teller"), "asked to be"));
  expect(forgotten.giveKeyAgain).toEqual(["partner desk"]);
  expect(await wrapped()).toBeUndefined();
  granted(await open.ledger.grantKey(id, { recipient: partner.recipient, holder: "partner desk" }));
  const again = granted(await casework.forgetSource(id, sourceId("other"), "asked to be"));
  expect(again.giveKeyAgain).toEqual(["partner desk"]);
});

test("a note opens for the key it was sealed to, for a passphrase where it was sealed with one, and for nobody else", async () => {
  const id = await toldCase();
  const teller = sourceId("teller");
  const [handler, stranger] = [await newIdentity(), await newIdentity()];
  const first = granted(await casework.sealNote(id, teller, "the first", { holders: [handler.recipient] }));
  const second = granted(await casework.sealNote(id, teller, "the second", { passphrase: "correct horse" }));
  expect(second.notes.map((note) => note.holders)).toEqual([[handler.recipient], []]);
  const at = first.notes[0]?.position;
  expect(await casework.openNote(id, teller, { identities: [handler.identity] }, at)).toEqual({ ok: true, value: "the first" });
  expect(await casework.openNote(id, teller, { identities: [stranger.identity] }, at)).toMatchObject({
    ok: false,
    refusal: { kind: "not-allowed" },
  });
  expect(await casework.openNote(id, teller, { passphrase: "correct horse" })).toEqual({ ok: true, value: "the second" });
  expect(await casework.openNote(id, teller, { passphrase: "wrong" })).toMatchObject({ ok: false, refusal: { kind: "not-allowed" } });
  expect(await casework.sealNote(id, teller, "x", { holders: ["age1nobody"] })).toMatchObject({
    ok: false,
    refusal: { kind: "bad-input" },
  });
});

test("no table has a column for a name of a source, a number or an address", async () => {
  const { rows } = await open.tamper(
    "SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'counterledger' AND table_name LIKE 'source%'",
  );
  const names = (rows as { name: string }[]).map(({ name }) => name).filter((name) => !name.endsWith(".case_id") && !name.endsWith("seq"));
  expect(names.sort()).toEqual(
    ["source.compartment", "source.consent", "source.id", "source.reliability", "source.state", "source.tlp", "source_protected.body", "source_protected.compartment", "source_protected.id"].sort(),
  ); // prettier-ignore
});
