/**
 * A process that writes acts of every kind as fast as it can and says each one it was promised: a line with the position and the hash, after
 * the ledger has answered. To be killed at any moment; when the store goes away under it, it opens it again and goes on. It writes from the
 * line "go" on standard input to the line "pause", which it answers with "paused" between two acts. `node crash-writer.ts FOLDER CASE`
 */
import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { sourceId } from "#domain/ids.ts";
import type { CaseId, ClaimId } from "#domain/ids.ts";
import { openLedger } from "#ledger/index.ts";
import type { Ledger } from "#ledger/index.ts";
import { systemClock } from "#platform/clock.ts";
import { sha256 } from "#platform/hashing.ts";
import { openEmbedded } from "#platform/postgres/index.ts";
import { accept, ana, analysed, changed, correct, described, drafted, envelope, grade, joined, left, link, noted, opened, proposal, published, rate, reading, received, reject, riskTaken, simulated, source, undo, unlink, withdraw, withdrawn } from "./acts.ts"; // prettier-ignore
import { granted } from "./opened-store.ts";

const [folder = "", name = ""] = process.argv.slice(2);
const id = name as CaseId;
/** Openings that may fail in a row before this is no longer the kill's doing. */
const mostFailures = 20;

/** Whether it stands between two acts already when it is asked to. */
let waiting = false;
let going: () => void = () => undefined;
let permission: Promise<void> | null = new Promise((resolve) => (going = resolve));
createInterface({ input: process.stdin }).on("line", (line) => {
  if (line === "pause") {
    permission ??= new Promise((resolve) => (going = resolve));
    if (waiting) writeSync(1, "paused\n");
  } else {
    permission = null;
    going();
  }
});

for (let failures = 0; ; failures++) {
  try {
    const store = granted(await openEmbedded({ folder }));
    try {
      const ledger = granted(await openLedger(store, { clock: systemClock, hash: sha256 }));
      try {
        if ((await ledger.position(id)) === 0) await promised(ledger, [opened, source("s1")]);
        for (;;) {
          await write(ledger, await ledger.position(id));
          failures = 0;
        }
      } finally {
        await ledger.close().catch(() => undefined); // what broke first is what is told
      }
    } finally {
      await store.close().catch(() => undefined);
    }
  } catch (error) {
    if (failures >= mostFailures) throw error;
    writeSync(1, `trouble ${(error as Error).message.split("\n")[0] ?? ""}\n`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** One round: every kind of entry, of everything there is to do with one report, one source in passing, one member and one release. */
async function write(ledger: Ledger, round: number): Promise<void> {
  const say = (...bodies: Parameters<Ledger["append"]>[2]) => promised(ledger, bodies);
  const report = `r${round}`;
  const arrived = received(report, `Groups of 30-40 are leaving, says report ${round}.`);
  const claims = Array.from({ length: 2 + (round % 30) }, (_, i) => proposal(`${report}-${String(i + 1).padStart(2, "0")}`));
  const [one, other] = [`${report}-01`, `${report}-02`];
  await promised(ledger, [arrived.body, reading(report, claims)], { originals: [arrived.original] });
  await say(accept(one));
  await Promise.all([say(rate(`rate-${round}`, "0.139")), say(correct(one, { place: "Dalian" }))]);
  const [linked] = await say(link(one, other, "accepted"));
  // A source of its own, noted, described and withdrawn, or forgotten for good: each a kill can fall into.
  const passing = sourceId(`p${round}`);
  const own = received(`o${round}`, `One more, says passing report ${round}.`, passing);
  await say(source(passing), described(passing), noted(passing), grade(passing, "B"));
  await promised(ledger, [own.body, reading(`o${round}`, [proposal(`o${round}-01`)])], { originals: [own.original] });
  await say(joined(`m${round}`));
  await say(changed(`m${round}`), left(`m${round}`));
  await say(envelope(1 + round), analysed, simulated);
  const [draft] = await say(drafted(`release-${round}`, round));
  await say(riskTaken(`release-${round}`), published(`release-${round}`, draft?.seq ?? round));
  await say(reject(other));
  if (linked !== undefined) await say(unlink(one, other, linked.seq));
  if (round % 2 === 0) await say(withdrawn(passing));
  if (round % 3 === 0) {
    await turn();
    const rested = { source: passing, reports: [], claims: [], conclusions: [], sentences: [] };
    const { seq, hash } = granted(await ledger.forget(id, ana, { source: passing, why: "asked", rested }));
    writeSync(1, `${seq} ${hash}\n`);
  }
  const newest = await ledger.newestDecision(id, one as ClaimId);
  if (newest !== null) await say(undo(one, newest));
  await say(withdraw(one));
}

async function promised(ledger: Ledger, ...[bodies, options]: [Parameters<Ledger["append"]>[2], Parameters<Ledger["append"]>[3]?]) {
  await turn();
  const entries = granted(await ledger.append(id, ana, bodies, options));
  for (const { seq, hash } of entries) writeSync(1, `${seq} ${hash}\n`);
  return entries;
}

/** Between two acts: says that it waits, where it has to. */
async function turn(): Promise<void> {
  if (permission === null) return;
  waiting = true;
  writeSync(1, "paused\n");
  await permission;
  waiting = false;
}
