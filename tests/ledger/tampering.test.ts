/** Somebody with every right over the database changes what was recorded: each way is noticed, and named. */
import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { CaseId } from "#domain/ids.ts";
import { canonicalJson, consistencyProof, isExtended, openCheckpoint, rootOf, signCheckpoint, verifierKeyOf } from "#ledger/index.ts";
import { sha256 } from "#platform/hashing.ts";
import { accept, ana, analysed, envelope, link, rate, reject, simulated, workedCase } from "./acts.ts";
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

/** What somebody with every right can do to a case of twelve entries; `at` and `other` say where. */
const waysToTamper = ["a bit", "a row removed", "two rows exchanged", "the tail cut off", "the tail cut off and the head set back", "a forked history", "another's checkpoint", "a changed checkpoint", "originals exchanged", "sealed bodies exchanged", "a projection computed further than the entries"] as const; // prettier-ignore
const columns = ["body", "actor", "at", "kind", "hash", "prev_hash", "compartment"] as const;

test("whatever is done to a case, wherever, is noticed by verify or by the checkpoint that had left the machine, and told by its place", async () => {
  const { ledger, tamper } = open;
  const signer = { name: "desk", privateKey: generateKeyPairSync("ed25519").privateKey };
  const forger = { name: "desk", privateKey: generateKeyPairSync("ed25519").privateKey };
  const place = fc.integer({ min: 1, max: 12 });
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...waysToTamper),
      place,
      place,
      fc.constantFrom(...columns),
      fc.nat(400),
      async (way, at, to, column, far) => {
        const other = at === to ? (at % 12) + 1 : to;
        const [first, last] = [Math.min(at, other), Math.max(at, other)];
        const id = await twelveEntries();
        let kept = signCheckpoint({ origin: id, size: 12, root: rootOf(await ledger.leaves(id)) }, signer);
        expect(await inspect(id, kept, signer)).toBe("sound");
        seen.add(way);
        const swapped = (table: string, set: string, key: string, a: unknown, b: unknown) =>
        tamper(`UPDATE ${table} SET ${set} = (SELECT ${set} FROM ${table} o WHERE o.case_id = $1 AND o.${key} = CASE ${table}.${key} WHEN $2 THEN $3 ELSE $2 END) WHERE case_id = $1 AND ${key} IN ($2, $3)`, [id, a, b]); // prettier-ignore
        switch (way) {
          case "a bit": {
            const { rows } = await tamper(`SELECT ${column} AS text FROM entry WHERE case_id = $1 AND seq = $2`, [id, at]);
            const text = (rows as { text: string }[])[0]?.text ?? "";
            const i = far % Math.max(1, text.length);
            const flipped = text === "" ? "x" : text.slice(0, i) + String.fromCharCode(text.charCodeAt(i) ^ 1) + text.slice(i + 1);
            // A hash that is no hash is refused by the table itself.
            const digits = column === "hash" || column === "prev_hash" ? flipped.replace(/[^0-9a-f]/, "0") : flipped;
            const changed = digits === text ? `${text[0] === "0" ? "1" : "0"}${text.slice(1)}` : digits;
            await tamper(`UPDATE entry SET ${column} = $3 WHERE case_id = $1 AND seq = $2`, [id, at, changed]);
            return void expect(await inspect(id, kept, signer)).toMatchObject({ kind: "chain-broken", seq: at });
          }
          case "a row removed":
            await tamper("DELETE FROM entry WHERE case_id = $1 AND seq = $2", [id, at]);
            return void expect(await inspect(id, kept, signer)).toMatchObject({ seq: at, entry: "missing" });
          case "two rows exchanged":
            for (const set of ["at", "actor", "kind", "body", "prev_hash", "hash", "compartment"])
              await swapped("entry", set, "seq", first, last);
            return void expect(await inspect(id, kept, signer)).toMatchObject({ kind: "chain-broken", seq: first });
          case "the tail cut off":
            await tamper("DELETE FROM entry WHERE case_id = $1 AND seq >= $2", [id, at]);
            return void expect(await inspect(id, kept, signer)).toMatchObject({ seq: at, entry: "missing" });
          case "the tail cut off and the head set back": {
            await tamper("DELETE FROM entry WHERE case_id = $1 AND seq > $2", [id, at]);
            await tamper("UPDATE head SET seq = $2, hash = (SELECT hash FROM entry WHERE case_id = $1 AND seq = $2) WHERE case_id = $1", [
              id,
              at,
            ]);
            // Entries no table is computed from leave no trace but in the checkpoint.
            const told = await inspect(id, kept, signer);
            return void expect(at === 12 ? "sound" : told).toEqual(at === 12 ? "sound" : at >= 10 ? "checkpoint: the case has fewer entries" : expect.objectContaining({ kind: "chain-broken" })); // prettier-ignore
          }
          case "a forked history":
            await rewriteFrom(id, at);
            expect((await ledger.verify(id)).ok).toBe(true);
            return void expect(await inspect(id, kept, signer)).toBe("checkpoint: another history");
          case "another's checkpoint":
            kept = signCheckpoint({ origin: id, size: at, root: rootOf(await ledger.leaves(id)) }, forger);
            return void expect(await inspect(id, kept, signer)).toBe("checkpoint: not signed by this desk");
          case "a changed checkpoint": {
            const bytes = Buffer.from(kept);
            // Of the text that is signed; what follows is the signature, whose own bits are the forger's case.
            const i = far % kept.indexOf("\n\n");
            bytes[i] = (bytes[i] ?? 0) ^ 1;
            return void expect(await inspect(id, bytes.toString("latin1"), signer)).toBe("checkpoint: not signed by this desk");
          }
          case "originals exchanged": {
            const { rows } = await tamper("SELECT sha256 FROM original WHERE case_id = $1", [id]);
            const [a, b] = (rows as { sha256: string }[]).map((row) => row.sha256);
            await swapped("original", "bytes", "sha256", a, b);
            return void expect(await inspect(id, kept, signer)).toMatchObject({ seq: 3, entry: "report-received", why: expect.stringMatching(/were changed/) as string }); // prettier-ignore
          }
          case "sealed bodies exchanged": {
            // Of one kind and one key, so that nothing but the chain and the place could tell.
            await swapped("entry", "body", "seq", 4, 6);
            return void expect(await inspect(id, kept, signer)).toMatchObject({ kind: "chain-broken", seq: 4 });
          }
          case "a projection computed further than the entries":
            await tamper("UPDATE claim SET seq = $2 WHERE case_id = $1 AND id = 'r1-01'", [id, 12 + at]);
            return void expect(await inspect(id, kept, signer)).toMatchObject({ seq: 13, entry: "missing" });
        }
      },
    ),
    { numRuns: 70 },
  );
  expect(seen.size).toBeGreaterThan(8);
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

type Signer = Parameters<typeof signCheckpoint>[1];

/** What whoever checks is told: the break verify names, else what the checkpoint says, else "sound". */
async function inspect(id: CaseId, kept: string, signer: Signer) {
  const verified = await open.ledger.verify(id);
  if (!verified.ok) return verified.refusal;
  const checkpoint = openCheckpoint(kept, verifierKeyOf(signer));
  if (checkpoint === null) return "checkpoint: not signed by this desk";
  const leaves = await open.ledger.leaves(id);
  if (leaves.length < checkpoint.size) return "checkpoint: the case has fewer entries";
  const grown = { older: checkpoint.size, newer: leaves.length, olderRoot: checkpoint.root, newerRoot: rootOf(leaves) };
  return isExtended({ ...grown, proof: consistencyProof(leaves, checkpoint.size) }) ? "sound" : "checkpoint: another history";
}

/** Entry `from` by somebody else, and every hash after it computed anew, the head's too. */
async function rewriteFrom(id: CaseId, from: number): Promise<void> {
  let prevHash = "";
  for (const { kind: _kind, hash: old, ...entry } of await open.ledger.storedEntries(id)) {
    if (entry.seq < from) {
      prevHash = old;
      continue;
    }
    const before = entry.seq === 1 ? entry.prevHash : prevHash;
    const actor = entry.seq === from ? "somebody else" : entry.actor;
    const unsealed = { ...entry, actor, body: JSON.parse(entry.body) as object, prevHash: before };
    prevHash = sha256(new TextEncoder().encode(canonicalJson(unsealed)));
    await open.tamper("UPDATE entry SET actor = $3, prev_hash = $4, hash = $5 WHERE case_id = $1 AND seq = $2", [id, entry.seq, actor, before, prevHash]); // prettier-ignore
  }
  await open.tamper("UPDATE head SET hash = $2 WHERE case_id = $1", [id, prevHash]);
}

/** After the seven: 8 a rate, 9 a link, 10 an analysis, 11 an envelope, 12 a simulation. */
async function twelveEntries(): Promise<CaseId> {
  const id = await sevenEntries();
  granted(await open.ledger.append(id, ana, [rate("fix", "0.139"), link("r1-01", "r2-01", "accepted"), analysed, envelope(1), simulated]));
  return id;
}

async function sevenEntries(): Promise<CaseId> {
  const id = await workedCase(open.ledger);
  granted(await open.ledger.append(id, ana, [accept("r1-01")]));
  return id;
}
