/** A sample of forty kills and stops; `npm run torture` does a thousand. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { freshCase } from "./acts.ts";
import { openCrashes, victims } from "./crashes.ts";

/** Milliseconds of writing before each; a writer that was killed takes longest to come back. */
const moments = [5, 60, 130, 20, 180, 90, 40] as const;
const kills = Array.from({ length: 40 }, (_, i) => ({
  victim: victims[i % victims.length] ?? "writer",
  after: moments[i % moments.length] ?? 0,
}));

test(
  "after forty kills and stops of writer, server and keeper nothing promised is lost, and the case verifies and rebuilds",
  { timeout: 300_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "ledger-crash-"));
    const crashes = await openCrashes(folder, freshCase());
    try {
      let promised = 0;
      for (const { victim, after } of kills) {
        const run = await crashes.kill(victim, after);
        expect({ victim, lost: run.lost }).toEqual({ victim, lost: 0 });
        promised += run.promised;
      }
      // How many depends on the machine; each kill comes after one promise at least.
      expect(promised).toBeGreaterThanOrEqual(kills.length);
    } finally {
      await crashes.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    }
  },
);
