import { expect, test } from "vitest";
import { chinaRoute, joinSlices, runRoute, scenariosOf } from "#analysis/dispatch/index.ts";
import { runInThreads } from "./run-in-threads.ts";

const request = { route: chinaRoute, scenarios: scenariosOf(chinaRoute).slice(0, 3), months: 24, replicates: 60, seed: 3 };

test("RO10 one thread, three threads and none give the same bits", async () => {
  const here = runRoute(request);
  for (const threads of [1, 3]) {
    const slices = await runInThreads(request, { threads });
    expect(slices === null ? null : joinSlices(request, slices)).toEqual(here);
  }
});

test("a long run says how far it is, and stops when it is told to", async () => {
  const long = { ...request, replicates: 100_000 };
  const stop = new AbortController();
  const seen: number[] = [];
  const slices = await runInThreads(long, {
    threads: 2,
    signal: stop.signal,
    onProgress: (done, total) => {
      seen.push(done);
      expect(total).toBe(100_000);
      if (seen.length === 3) stop.abort();
    },
  });
  expect(slices).toBeNull();
  expect(seen[2]).toBeGreaterThan(0);
  expect(seen.every((done, i) => done >= (seen[i - 1] ?? 0))).toBe(true);
  expect(await runInThreads(long, { signal: stop.signal })).toBeNull();
});
