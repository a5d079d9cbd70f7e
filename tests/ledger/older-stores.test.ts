/** A store made before bodies were sealed is carried over, and a body of an older version is read in its newest shape. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { expect, test, vi } from "vitest";
import { reportId, sourceId } from "#domain/ids.ts";
import { canonicalJson, openLedger } from "#ledger/index.ts";
import { migrate, ownMigrations } from "#ledger/migrate.ts";
import { sha256 } from "#platform/hashing.ts";
import { openEmbedded } from "#platform/postgres/index.ts";
import { accept, ana, correct, proposal, reading, received } from "./acts.ts";
import { granted, steppingClock, testServer } from "./opened-store.ts";

vi.setConfig({ testTimeout: 120_000 });

const words = "Groups of 30-40 are leaving, says the old store.";
const arrived = received("r1", words);
/** As version 1 wrote them: no version, no compartment, no contact risk. */
const oldBodies: readonly ({ readonly kind: string } & Readonly<Record<string, unknown>>)[] = [
  { kind: "case-opened", title: "An older case", about: "carried over" },
  {
    kind: "source-registered",
    source: { id: "s1", pseudonym: "voice s1", canKnow: "hears", reliability: "C", tlp: "TLP:RED", consent: "none" },
  },
  arrived.body,
  reading("r1", [proposal("r1-01")]),
  correct("r1-01", { place: "Dalian" }),
];

test.skipIf(testServer !== undefined)(
  "LE6 an older store is carried over: same entries, sealed originals, the same answers, and it goes on",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "older-store-"));
    const store = granted(await openEmbedded({ folder }));
    try {
      const older = ownMigrations().filter(({ name }) => name < "0003");
      granted(await migrate(store, older, { clock: steppingClock(), hash: sha256 }, () => Promise.resolve()));
      const client = new pg.Client(store.connection("writer"));
      await client.connect();
      await client.query("SELECT set_config('counterledger.case', 'older', false)");
      let prevHash = "0".repeat(64);
      for (const [i, body] of oldBodies.entries()) {
        const entry = { case: "older", seq: i + 1, at: "2026-03-02T00:00:00.000Z", actor: "ana", body, prevHash };
        const hash = sha256(new TextEncoder().encode(canonicalJson(entry)));
        await client.query("INSERT INTO counterledger.entry VALUES ('older', $1, $2, 'ana', $3, $4, $5, $6)", [entry.seq, entry.at, body.kind, canonicalJson(body), prevHash, hash]); // prettier-ignore
        prevHash = hash;
      }
      await client.query("INSERT INTO counterledger.head VALUES ('older', $1, $2)", [oldBodies.length, prevHash]);
      await client.query("INSERT INTO counterledger.original VALUES ('older', $1, $2)", [
        arrived.original.sha256,
        Buffer.from(arrived.original.bytes),
      ]);
      await client.end();

      const ledger = granted(await openLedger(store, { clock: steppingClock(), hash: sha256 }));
      const id = "older" as never;
      expect(await ledger.verify(id)).toEqual({ ok: true, value: { entries: 5, head: prevHash } });
      expect((await ledger.report(id, reportId("r1")))?.text).toBe(words);
      expect((await ledger.claims(id)).map((claim) => [claim.id, claim.place, claim.decision.state])).toEqual([
        ["r1-01", "Dalian", "corrected"],
      ]);
      const [, registered] = await ledger.entries(id);
      expect(registered?.body).toMatchObject({ source: { id: "s1", contactRisk: "unknown", compartment: "" } });
      expect(registered?.body).not.toHaveProperty("version");
      const administrator = new pg.Client(store.connection("administrator"));
      await administrator.connect();
      const { rows } = await administrator.query("SELECT key_id, position($1::bytea in bytes) AS at FROM counterledger.original", [
        Buffer.from(words),
      ]);
      expect(rows).toEqual([{ key_id: "source:s1", at: 0 }]);
      await expect(administrator.query("DELETE FROM counterledger.original")).rejects.toThrow(/only grows/);
      await administrator.end();

      granted(await ledger.append(id, ana, [accept("r1-01")]));
      const digests = await ledger.digest(id);
      expect(granted(await ledger.rebuild(id)).digests).toEqual(digests);
      // Its words stand in the clear in entries that cannot change: forgetting is refused, not pretended.
      const rested = { source: sourceId("s1"), reports: [], claims: [], conclusions: [], sentences: [] };
      expect(await ledger.forget(id, ana, { source: sourceId("s1"), why: "asked", rested })).toMatchObject({
        ok: false,
        refusal: { kind: "bad-input" },
      });
      await ledger.close();
    } finally {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
