import { expect, test } from "vitest";
import { chinaRoute, doFit } from "#analysis/dispatch/index.ts";
import { foundingClaims, foundingRates, foundingRoots } from "#analysis/dispatch/told-in-tests.ts";
import type { EdtfDate } from "#domain/edtf.ts";
import { fitInThread } from "./fit-in-thread.ts";

const options = { seed: 7, draws: 8192, asOf: "2025-12-26" as EdtfDate, rates: foundingRates, roots: foundingRoots };
const work = { route: chinaRoute, claims: foundingClaims, options, sources: { R1: "S1" } };

test(
  "a fit in a thread gives the bits of one done here, says how far it is, and leaves this thread free",
  { timeout: 60_000 },
  async () => {
    const steps: number[] = [];
    let turns = 0;
    const turning = setInterval(() => turns++, 5);
    const fitted = await fitInThread(work, { onProgress: ({ done }) => steps.push(done) });
    clearInterval(turning);
    expect(fitted).toEqual(doFit(work));
    expect(steps.length).toBeGreaterThan(3);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(turns).toBeGreaterThan(5);
  },
);

test("a fit that is stopped ends without an outcome; a refusal comes back as one", { timeout: 60_000 }, async () => {
  const stop = new AbortController();
  const stopped = fitInThread(work, { signal: stop.signal, onProgress: () => stop.abort() });
  expect(await stopped).toBeNull();
  expect(await fitInThread({ ...work, claims: [] })).toMatchObject({ ok: false, refusal: { kind: "nothing-to-fit" } });
});
