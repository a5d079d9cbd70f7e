/** Somebody with every right over the database changes what was recorded: each way is noticed, and named. */
import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { CaseId } from "#domain/ids.ts";
import { canonicalJson, consistencyProof, isExtended, openCheckpoint, rootOf, signCheckpoint, verifierKeyOf } from "#ledger/index.ts";
import { sha256 } from "#platform/hashing.ts";
import { accept, ana, reject, workedCase } from "./acts.ts";
import { granted, openTestStore, testServer } from "./opened-store.ts";
import type { OpenedStore } from "./opened-store.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });
let open: OpenedStore;
beforeAll(async () => void (open = await openTestStore()));
afterAll(() => open.close());

/** Entries: 1 opened, 2 source, 3 r1 received, 4 r1 read, 5 r2 received, 6 r2 read, 7 accepted. */
const kinds: readonly { readonly what: string; readonly sql: string; readonly seq: number; readonly entry: string; readonly why: RegExp }[] = [
  { what: "one byte of a body", sql: "UPDATE entry SET body = overlay(body placing 'X' from position('leaving' in body) + 1) WHERE case_id = $1 AND seq = 4", seq: 4, entry: "report-read", why: /changed after it was written/ },
  { what: "one byte of an actor's name", sql: "UPDATE entry SET actor = 'anb' WHERE case_id = $1 AND seq = 7", seq: 7, entry: "claim-accepted", why: /changed after it was written/ },
  { what: "the time of an entry", sql: "UPDATE entry SET at = '2020-01-01T00:00:00.000Z' WHERE case_id = $1 AND seq = 2", seq: 2, entry: "source-registered", why: /changed after it was written/ },
  { what: "the label of an entry", sql: "UPDATE entry SET kind = 'claim-rejected' WHERE case_id = $1 AND seq = 7", seq: 7, entry: "claim-rejected", why: /filed as "claim-rejected" but is a "claim-accepted"/ },
  { what: "a hash", sql: "UPDATE entry SET hash = repeat('a', 64) WHERE case_id = $1 AND seq = 5", seq: 5, entry: "report-received", why: /changed after it was written/ },
  { what: "a row taken out of the middle", sql: "DELETE FROM entry WHERE case_id = $1 AND seq = 4", seq: 4, entry: "missing", why: /entry 4 is missing: 5 follows 3/ },
  { what: "a row taken out and the rest moved up", sql: "DELETE FROM entry WHERE case_id = $1 AND seq = 4; UPDATE entry SET seq = seq + 100 WHERE case_id = $1 AND seq > 4; UPDATE entry SET seq = seq - 101 WHERE case_id = $1 AND seq > 100", seq: 4, entry: "report-received", why: /does not follow entry 3/ },
  { what: "two rows swapped", sql: "UPDATE entry SET seq = CASE seq WHEN 3 THEN 105 ELSE 103 END WHERE case_id = $1 AND seq IN (3, 5); UPDATE entry SET seq = seq - 100 WHERE case_id = $1 AND seq > 100", seq: 3, entry: "report-received", why: /does not follow entry 2/ },
  { what: "the first row taken out", sql: "DELETE FROM entry WHERE case_id = $1 AND seq = 1", seq: 1, entry: "missing", why: /2 follows the beginning/ },
  { what: "the tail cut off", sql: "DELETE FROM entry WHERE case_id = $1 AND seq >= 6", seq: 6, entry: "missing", why: /head recorded 7 entries/ },
  { what: "everything cut off", sql: "DELETE FROM entry WHERE case_id = $1", seq: 1, entry: "missing", why: /head recorded 7 entries/ },
  { what: "the tail cut off and the head set back", sql: "DELETE FROM entry WHERE case_id = $1 AND seq = 7; UPDATE head SET seq = 6, hash = (SELECT hash FROM entry WHERE case_id = $1 AND seq = 6) WHERE case_id = $1", seq: 7, entry: "missing", why: /computed up to entry 7/ },
  { what: "a row of another case slipped in at the end", sql: "INSERT INTO entry SELECT case_id, 8, at, actor, kind, body, hash, repeat('b', 64) FROM entry WHERE case_id = $1 AND seq = 7", seq: 8, entry: "claim-accepted", why: /without the head/ },
  { what: "the head's hash", sql: "UPDATE head SET hash = repeat('c', 64) WHERE case_id = $1", seq: 7, entry: "head", why: /another hash/ },
  { what: "one byte of an original", sql: "UPDATE original SET bytes = set_byte(bytes, 3, 65) WHERE case_id = $1 AND sha256 = (SELECT sha256 FROM report WHERE case_id = $1 AND id = 'r2')", seq: 5, entry: "report-received", why: /bytes of its original .* were changed/ },
  { what: "an original taken away", sql: "DELETE FROM original WHERE case_id = $1 AND sha256 = (SELECT sha256 FROM report WHERE case_id = $1 AND id = 'r1')", seq: 3, entry: "report-received", why: /is missing/ },
  { what: "an original slipped in", sql: "INSERT INTO original VALUES ($1, repeat('d', 64), 'x')", seq: 0, entry: "original", why: /added beside the ledger/ },
]; // prettier-ignore

test.each(kinds)("$what is noticed at entry $seq", async ({ sql, seq, entry, why }) => {
  const id = await sevenEntries();
  expect(await open.ledger.verify(id)).toMatchObject({ ok: true, value: { entries: 7 } });
  for (const statement of sql.split(/; /)) await open.tamper(statement.replaceAll("$1", `'${id}'`));
  expect(await open.ledger.verify(id)).toEqual({
    ok: false,
    refusal: { kind: "chain-broken", case: id, seq, entry, why: expect.stringMatching(why) as string },
  });
});

test("LE9 a whole history written anew verifies by itself, but does not extend the checkpoint that had left the machine", async () => {
  const { ledger, tamper } = open;
  const id = await sevenEntries();
  const signer = { name: "desk", privateKey: generateKeyPairSync("ed25519").privateKey };
  const kept = signCheckpoint({ origin: id, size: 7, root: rootOf(await ledger.leaves(id)) }, signer);
  granted(await ledger.append(id, ana, [reject("r1-02")]));
  const holds = async () => {
    const { size, root } = openCheckpoint(kept, verifierKeyOf(signer)) ?? expect.fail("the checkpoint does not open");
    const leaves = await ledger.leaves(id);
    return isExtended({
      older: size,
      newer: leaves.length,
      olderRoot: root,
      newerRoot: rootOf(leaves),
      proof: consistencyProof(leaves, size),
    });
  };
  expect(await holds()).toBe(true);

  let prevHash = "0".repeat(64);
  for (const { kind: _kind, ...entry } of await ledger.storedEntries(id)) {
    const { hash: _old, ...unsealed } = {
      ...entry,
      body: JSON.parse(entry.body) as object,
      actor: entry.seq === 2 ? "somebody else" : entry.actor,
      prevHash,
    };
    const hash = sha256(new TextEncoder().encode(canonicalJson(unsealed)));
    await tamper("UPDATE entry SET actor = $3, prev_hash = $4, hash = $5 WHERE case_id = $1 AND seq = $2", [
      id,
      entry.seq,
      unsealed.actor,
      prevHash,
      hash,
    ]);
    prevHash = hash;
  }
  await tamper("UPDATE head SET hash = $2 WHERE case_id = $1", [id, prevHash]);
  expect((await ledger.verify(id)).ok).toBe(true);
  expect(await holds()).toBe(false);
});

test("any one byte of any body is noticed at its entry", async () => {
  const id = await sevenEntries();
  for (const { seq } of await open.ledger.entries(id)) {
    const flip =
      "UPDATE entry SET body = overlay(body placing chr(ascii(substr(body, $3, 1)) # 1) from $3) WHERE case_id = $1 AND seq = $2";
    const { rows } = await open.tamper("SELECT length(body) AS length FROM entry WHERE case_id = $1 AND seq = $2", [id, seq]);
    const { length } = rows[0] as { length: number };
    for (const at of [1, Math.ceil(length / 3), Math.ceil(length / 2), length]) {
      await open.tamper(flip, [id, seq, at]);
      expect(await open.ledger.verify(id)).toMatchObject({ ok: false, refusal: { kind: "chain-broken", seq } });
      await open.tamper(flip, [id, seq, at]);
    }
  }
  expect(await open.ledger.verify(id)).toMatchObject({ ok: true });
});

test("nothing is rebuilt from a broken chain: the projections stay as they were", async () => {
  const id = await sevenEntries();
  const before = await open.ledger.digest(id);
  await open.tamper("UPDATE entry SET actor = 'x' WHERE case_id = $1 AND seq = 6", [id]);
  expect(await open.ledger.rebuild(id)).toMatchObject({ ok: false, refusal: { kind: "chain-broken", seq: 6 } });
  expect(await open.ledger.digest(id)).toEqual(before);
});

test("an entry of a kind or version nobody knows is told as such, not guessed at", async () => {
  const { ledger, tamper } = open;
  for (const body of [
    { kind: "omens-read" },
    { kind: "claim-accepted", claim: "r1-01", credibility: 3, version: 2 },
    { kind: "claim-accepted", claim: 7 },
  ]) {
    const id = await sevenEntries();
    const last = (await ledger.entries(id, { from: 7 }))[0] ?? expect.fail("no entry 7");
    const { hash: _old, ...unsealed } = last;
    const hash = sha256(new TextEncoder().encode(canonicalJson({ ...unsealed, body })));
    await tamper("UPDATE entry SET body = $2, kind = $3, hash = $4 WHERE case_id = $1 AND seq = 7", [
      id,
      canonicalJson(body),
      body.kind,
      hash,
    ]);
    await tamper("UPDATE head SET hash = $2 WHERE case_id = $1", [id, hash]);
    expect(await ledger.verify(id)).toMatchObject({ ok: false, refusal: { kind: "store-damaged", store: `case ${id}, entry 7` } });
    await expect(ledger.entries(id)).rejects.toMatchObject({ refusal: { kind: "store-damaged" } });
  }
});

test("the ledger's own role cannot change, remove or empty what was recorded, nor can the owner of the tables", async () => {
  const id = await sevenEntries();
  // On a server of somebody's own the tables belong to the account in its address, a superuser in these tests.
  const roles = testServer === undefined ? (["writer", "owner"] as const) : (["writer"] as const);
  for (const role of roles) {
    for (const table of ["entry", "original"]) {
      for (const statement of [
        `UPDATE counterledger.${table} SET case_id = case_id`,
        `DELETE FROM counterledger.${table}`,
        `TRUNCATE counterledger.${table}`,
      ]) {
        await open.as(role, async (client) => {
          await client.query("SELECT set_config('counterledger.case', $1, false)", [id]);
          await expect(client.query(statement), `${role}: ${statement}`).rejects.toThrow(/permission denied|only grows/);
        });
      }
    }
  }
  expect(await open.ledger.verify(id)).toMatchObject({ ok: true, value: { entries: 7 } });
});

async function sevenEntries(): Promise<CaseId> {
  const id = await workedCase(open.ledger);
  granted(await open.ledger.append(id, ana, [accept("r1-01")]));
  return id;
}
