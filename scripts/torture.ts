/**
 * The long run of kills: `npm run torture [-- KILLS]`, a thousand unless told otherwise. Each kills the writer, PostgreSQL, the
 * keeper or all of them, or stops the server, at a random moment of mixed writing and then counts what had been promised and is not there.
 * Every hundred kills begin in a new folder. Ends with status 1 when anything was lost. The seed is printed; give it to repeat
 * the moments: `-- 1000 SEED`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { caseId } from "#domain/ids.ts";
import { openCrashes, victims } from "../tests/ledger/crashes.ts";
import type { Crashes } from "../tests/ledger/crashes.ts";

const kills = Number(process.argv[2] ?? 1000);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);
const killsInOneFolder = 100;
/** A new case every so often, so that verifying stays short and cases of every age are killed. */
const killsOfOneCase = 20;
let state = seed;
/** Mulberry32: small, and enough to spread moments. */
const random = () => {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

console.log(`${kills} kills, seed ${seed}`);
const began = performance.now();
let promised = 0;
let lost = 0;
let entries = 0;
const each = new Map<string, number>();
let folder = "";
let crashes: Crashes | null = null;
for (let kill = 0; kill < kills; kill++) {
  if (kill % killsInOneFolder === 0) {
    await crashes?.close();
    crashes = null;
    if (folder !== "") rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    folder = mkdtempSync(join(tmpdir(), "torture-"));
  }
  if (kill % killsOfOneCase === 0) {
    await crashes?.close();
    crashes = await openCrashes(folder, caseId(`case-${kill}`));
  }
  if (crashes === null) throw new RangeError("no case is open");
  const victim = victims[Math.floor(random() * victims.length)] ?? "writer";
  each.set(victim, (each.get(victim) ?? 0) + 1);
  const run = await crashes.kill(victim, random() * 300);
  promised += run.promised;
  lost += run.lost;
  entries = Math.max(entries, run.entries);
  if (run.lost > 0) console.error(`kill ${kill + 1} (${victim}): ${run.lost} promised entries are lost; see ${folder}`);
  if ((kill + 1) % 10 === 0)
    console.log(`${kill + 1} kills: ${promised} entries promised, ${lost} lost, ${Math.round((performance.now() - began) / 1000)} s`);
}
await crashes?.close();
if (lost === 0) rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
console.log([...each].map(([victim, count]) => `${victim}: ${count}`).join(" · "));
console.log(
  `${kills} kills, ${promised} entries promised, ${lost} lost, every case (up to ${entries} entries) verified and rebuilt to the same bytes`,
);
process.exitCode = lost === 0 ? 0 : 1;
