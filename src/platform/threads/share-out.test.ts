import { expect, test } from "vitest";
import { chinaRoute, joinSlices, runRoute, scenariosOf } from "#analysis/dispatch/index.ts";
import {
  joinResamples,
  parseContingencyTable,
  planResamples,
  resampleSlice,
  surveyModels,
  type ResampleSlice,
} from "#analysis/population/index.ts";
import { resampleInThreads } from "./resample-in-threads.ts";
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

test("PM6 resamples shared out between threads are those of one thread, to the bit", async () => {
  const table = parseContingencyTable("A,B,C,count\n1,0,0,50\n0,1,0,60\n0,0,1,40\n1,1,0,12\n1,0,1,9\n0,1,1,8\n1,1,1,3\n");
  if (!table.ok) throw new Error(table.refusal.says);
  const survey = surveyModels(table.value);
  if (survey === null) throw new Error("cancelled");
  const plan = planResamples(table.value, survey.search, { seed: 5, replicates: 40 });
  const here = joinResamples(plan, [resampleSlice(plan, { from: 0, to: 40 }) as ResampleSlice]);
  for (const threads of [1, 3]) {
    const slices = await resampleInThreads(plan, { threads });
    expect(slices === null ? null : joinResamples(plan, slices)).toEqual(here);
  }
  expect(here.averaged.low).toBeLessThan(here.averaged.high);
  expect(() => joinResamples(plan, [resampleSlice(plan, { from: 0, to: 39 }) as ResampleSlice])).toThrow("replicate 39 of 40 is missing");
});
