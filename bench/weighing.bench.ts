/**
 * Weighing as a case grows: relations proposed between all claims, and one measure pooled, at 10,000, 30,000 and 100,000 claims, each
 * beside a peer in the same run. Relations are held against comparing every pair (timed on a sample and scaled); pooling against
 * JSON.parse of the same claims, which is the least anything that takes them in must spend. Then the same question put to an open case in
 * a store of its own, beside reading all claims from it; the memory is what the heap grew by while it was answered.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { check, ecbReferenceRates, relate, weigh, weighInDetail } from "../src/analysis/index.ts";
import { checkKinds } from "../src/domain/weighed.ts";
import { linkBetween } from "../src/analysis/corroboration/relate.ts";
import { claimsOfSize, reportsOf } from "./claims-of-size.ts";
import { openCaseOf } from "./open-case-of-size.ts";

setFlagsFromString("--expose_gc");
const collect = runInNewContext("gc") as () => void;
const ROUNDS = 7;
const sizes = [10_000, 30_000, 100_000];
const question = { measure: "labour_cost_paid_monthly", country: "CN" };

const rows = sizes.map((size) => {
  const claims = claimsOfSize(size);
  const reports = reportsOf(claims);
  const text = JSON.stringify(claims);
  const parse = timed(() => JSON.parse(text) as unknown, 3);
  const before = held();
  const start = performance.now();
  const links = relate(claims, reports);
  const relating = performance.now() - start;
  const heap = held() - before;
  const pairs = everyPair(claims, reports);
  const pooling = timed(() => granted(weigh(claims, reports, question)), ROUNDS);
  const detailed = timed(() => granted(weighInDetail(claims, reports, question)), ROUNDS);
  const { roots } = granted(weigh(claims, reports, question));
  return { size, links: links.length, relating, heap, pairs, pooling, detailed, parse, roots: roots.length };
});

console.log("claims    links  relations   memory   all pairs (scaled)   ratio");
for (const { size, links, relating, heap, pairs } of rows)
  console.log(
    `${String(size).padStart(6)} ${String(links).padStart(8)} ${(relating / 1000).toFixed(2).padStart(7)} s ${heap.toFixed(0).padStart(7)} MB ${(pairs / 1000).toFixed(0).padStart(11)} s ${(pairs / relating).toFixed(0).padStart(13)}×`,
  );
console.log("claims   roots   weigh    with all behind it   JSON.parse of the claims   weigh ÷ parse");
for (const { size, roots, pooling, detailed, parse } of rows)
  console.log(
    `${String(size).padStart(6)} ${String(roots).padStart(6)} ${pooling.toFixed(1).padStart(7)} ms ${detailed.toFixed(1).padStart(12)} ms ${parse.toFixed(0).padStart(18)} ms ${(pooling / parse).toFixed(2).padStart(17)}`,
  );

console.log(`claims   ${checkKinds.map((kind) => kind.padStart(15)).join("")}   seconds of each check`);
for (const size of sizes) {
  const claims = claimsOfSize(size);
  const reports = reportsOf(claims);
  const took = checkKinds.map((kind) => {
    const start = performance.now();
    check(kind, claims, reports, { tables: [ecbReferenceRates] });
    return (performance.now() - start) / 1000;
  });
  console.log(`${String(size).padStart(6)}   ${took.map((seconds) => seconds.toFixed(2).padStart(15)).join("")}`);
}

console.log("claims   in the store   weigh in an open case   memory   reading all its claims   memory   ratio");
for (const size of [10_000, 100_000]) {
  const start = performance.now();
  const { casework, id, close } = await openCaseOf(claimsOfSize(size));
  const taken = performance.now() - start;
  try {
    granted(await casework.weigh(id, question));
    const weighing = await grown(() => casework.weigh(id, question));
    const whole = await grown(() => casework.claims(id));
    console.log(
      `${String(size).padStart(6)} ${(taken / 1000).toFixed(0).padStart(12)} s ${weighing.ms.toFixed(0).padStart(20)} ms ${weighing.mb.toFixed(0).padStart(6)} MB ${whole.ms.toFixed(0).padStart(21)} ms ${whole.mb.toFixed(0).padStart(6)} MB ${(whole.ms / weighing.ms).toFixed(1).padStart(6)}×`,
    );
  } finally {
    await close();
  }
}

/** Milliseconds of one run, and megabytes of heap in use at most while it ran, over those before. */
async function grown(run: () => Promise<unknown>): Promise<{ readonly ms: number; readonly mb: number }> {
  const before = held();
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().heapUsed / 2 ** 20)), 20);
  const start = performance.now();
  await run();
  const ms = performance.now() - start;
  clearInterval(watch);
  return { ms, mb: most - before };
}

/** Megabytes in use once everything that nobody holds is gone. */
function held(): number {
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** What comparing every claim with every other would take, from the first thousand pairs of rows. */
function everyPair(claims: ReturnType<typeof claimsOfSize>, reports: ReturnType<typeof reportsOf>): number {
  const sample = claims.slice(0, 1_000);
  const known = new Map(reports.map((report) => [report.id as string, report]));
  const start = performance.now();
  for (const [i, a] of sample.entries()) for (let j = i + 1; j < sample.length; j++) linkBetween(a, sample[j] as typeof a, known);
  return ((performance.now() - start) * claims.length ** 2) / sample.length ** 2;
}

function granted<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

/** Median milliseconds of one run, after a first one that is not counted. */
function timed(run: () => unknown, rounds: number): number {
  run();
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[rounds >> 1] as number;
}
