/**
 * The case of `claims-of-size.ts`, opened in an embedded store of its own: what weighing costs where the claims come from disk.
 * Give the store back with `close`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createCasework, type Casework } from "../src/casework/index.ts";
import type { Claim } from "../src/domain/claim.ts";
import { undated } from "../src/domain/edtf.ts";
import type { EntryBody } from "../src/domain/entry.ts";
import { caseId, person, sourceId, type CaseId } from "../src/domain/ids.ts";
import { openLedger } from "../src/ledger/index.ts";
import { systemClock } from "../src/platform/clock.ts";
import { sha256 } from "../src/platform/hashing.ts";
import { openEmbedded } from "../src/platform/postgres/index.ts";
import { reportsOf } from "./claims-of-size.ts";

/** Reports that one transaction takes in. */
const together = 500;

/** The claims as proposals of their reports, with every acceptance, in the ledger of a fresh store. */
export async function openCaseOf(
  claims: readonly Claim[],
): Promise<{ readonly casework: Casework; readonly id: CaseId; readonly close: () => Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), "weighing-bench-"));
  const store = granted(await openEmbedded({ folder }));
  const ledger = granted(await openLedger(store, { clock: systemClock, hash: sha256 }));
  const close = async () => {
    await ledger.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  };
  const [id, actor] = [caseId("size"), person("editor")];
  const source = {
    id: sourceId("s"),
    pseudonym: "voice",
    canKnow: "much",
    reliability: "C",
    tlp: "TLP:CLEAR",
    consent: "publish-quoted",
  } as const;
  granted(
    await ledger.append(id, actor, [
      { kind: "case-opened", title: "Size", about: "Speed" },
      { kind: "source-registered", source },
    ]),
  );
  const told = Map.groupBy(claims, (claim) => claim.report);
  const reports = reportsOf(claims);
  for (let first = 0; first < reports.length; first += together) {
    const [bodies, originals]: [EntryBody[], { sha256: ReturnType<typeof sha256>; bytes: Uint8Array }[]] = [[], []];
    for (const head of reports.slice(first, first + together)) {
      const own = told.get(head.id) ?? [];
      const bytes = new TextEncoder().encode(`${own.map((claim) => claim.spans[0].exact).join("\n")}\n${head.id}`);
      const hash = sha256(bytes);
      originals.push({ sha256: hash, bytes });
      bodies.push({
        kind: "report-received",
        report: { ...head, sha256: hash, title: head.id, language: "en", published: undated, channel: "made up" },
      });
      const proposals = own.map(({ report: _, decision: __, ...claim }) => claim);
      bodies.push({
        kind: "report-read",
        report: head.id,
        reader: "bench",
        reading: { claims: proposals, mentions: [], zones: [], unclassified: [] },
      });
      for (const claim of own)
        if (claim.decision.state === "accepted") bodies.push({ kind: "claim-accepted", claim: claim.id, credibility: 3 });
    }
    granted(await ledger.append(id, actor, bodies, { originals }));
  }
  const casework = createCasework({
    ledger,
    clock: systemClock,
    hash: sha256,
    decode: () => granted({ ok: false, refusal: "nothing is decoded" }),
    actor,
  });
  return { casework, id, close };
}

function granted<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}
