/** A sample of kills; `npm run torture` does a thousand. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { freshCase } from "./acts.ts";
import { crashOnce, victims } from "./crashes.ts";

test.each(victims)(
  "after kill -9 of the %s nothing promised is lost, and the case verifies and rebuilds",
  { timeout: 120_000 },
  async (victim) => {
    const folder = mkdtempSync(join(tmpdir(), "ledger-crash-"));
    try {
      const id = freshCase();
      let promised = 0;
      for (const after of [5, 120, 260]) {
        const run = await crashOnce(folder, id, victim, after);
        expect(run.lost).toBe(0);
        promised += run.promised;
      }
      // How many depends on the machine; none would mean that nothing was tried.
      expect(promised).toBeGreaterThan(0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
