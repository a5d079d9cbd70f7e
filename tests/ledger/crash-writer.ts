/**
 * A process that writes mixed acts as fast as it can and says each one it was promised: a line with the case, the position and
 * the hash, after the ledger has answered. To be killed at any moment. `node crash-writer.ts FOLDER CASE`
 */
import { writeSync } from "node:fs";
import { person, sourceId } from "#domain/ids.ts";
import type { CaseId } from "#domain/ids.ts";
import { openLedger } from "#ledger/index.ts";
import { systemClock } from "#platform/clock.ts";
import { sha256 } from "#platform/hashing.ts";
import { openEmbedded } from "#platform/postgres/index.ts";
import { accept, ana, correct, opened, proposal, rate, reading, received, source, undo } from "./acts.ts";
import { granted } from "./opened-store.ts";

const [folder = "", name = ""] = process.argv.slice(2);
const id = name as CaseId;
const store = granted(await openEmbedded({ folder }));
const ledger = granted(await openLedger(store, { clock: systemClock, hash: sha256 }));
if ((await ledger.position(id)) === 0) await promised([opened, source("s1")]);

for (let round = await ledger.position(id); ; round++) {
  const report = `r${round}`;
  const arrived = received(report, `Groups of 30-40 are leaving, says report ${round}.`);
  const claims = Array.from({ length: 1 + (round % 30) }, (_, i) => proposal(`${report}-${String(i + 1).padStart(2, "0")}`));
  await promised([arrived.body, reading(report, claims)], { originals: [arrived.original] });
  const [decided] = await promised([accept(`${report}-01`)]);
  await Promise.all([promised([rate(`rate-${round}`, "0.139")]), promised([correct(`${report}-01`, { place: "Dalian" })])]);
  // A source of its own, noted, described and withdrawn, or forgotten for good: each a kill can fall into.
  const passing = sourceId(`p${round}`);
  const own = received(`o${round}`, `One more, says passing report ${round}.`, passing);
  await promised([source(passing), { kind: "source-described", source: passing, change: { contactRisk: "high" }, why: "asked" }]);
  await promised([own.body, reading(`o${round}`, [proposal(`o${round}-01`)])], { originals: [own.original] });
  await promised([{ kind: "member-added", member: { person: person(`m${round}`), role: "reader", compartment: "" } }]);
  if (round % 2 === 0) await promised([{ kind: "source-withdrawn", source: passing, why: "consent taken back" }]);
  if (round % 4 === 0) {
    const rested = { source: passing, reports: [], claims: [], conclusions: [], sentences: [] };
    const { seq, hash } = granted(await ledger.forget(id, ana, { source: passing, why: "asked", rested }));
    writeSync(1, `${seq} ${hash}\n`);
  }
  if (decided === undefined || round % 3 > 0) continue;
  const newest = await ledger.newestDecision(id, claims[0]?.id ?? ("" as never));
  if (newest !== null) await promised([undo(`${report}-01`, newest)]);
}

async function promised(...[bodies, options]: [Parameters<typeof ledger.append>[2], Parameters<typeof ledger.append>[3]?]) {
  const entries = granted(await ledger.append(id, ana, bodies, options));
  for (const { seq, hash } of entries) writeSync(1, `${seq} ${hash}\n`);
  return entries;
}
