/** From an edited claim to the posterior of a fitted route, all medians and intervals included, on one core: the time after each of many edits. */
import { readFileSync } from "node:fs";
import { corroborate } from "../src/analysis/corroboration/index.ts";
import { chinaRoute, estimatesOf, figuresOf, FitSession } from "../src/analysis/dispatch/index.ts";
import { ratesFromClaims } from "../src/analysis/money/index.ts";
import { readClaimTable } from "../src/analysis/pooling/index.ts";
import type { EdtfDate } from "../src/domain/edtf.ts";
import { decimal } from "../src/domain/value.ts";

const file = (name: string) => readFileSync(new URL(`../examples/dprk-overseas-labour/${name}`, import.meta.url), "utf8");
const table = readClaimTable({ case: file("case.json"), reports: file("reports.jsonl"), claims: file("claims.jsonl") });
if (!table.ok) throw new Error("the shipped table cannot be read");
const { claims, reports } = table.value;
const session = new FitSession(chinaRoute, {
  seed: 7,
  asOf: "2026-02-28" as EdtfDate,
  rates: ratesFromClaims(claims, reports),
  roots: corroborate(claims, reports).flatMap((group) => group.roots),
  country: "CN",
  place: "changbai",
});

for (const [id, what] of [
  ["D001-13", "what is paid"],
  ["D001-09", "what is received"],
  ["D001-02", "how many came"],
  ["D001-18", "how long they stay"],
] as const) {
  const times: number[] = [];
  let effective = 0;
  for (let edit = 0; edit < 24; edit++) {
    const edited = claims.map((claim) => {
      if (claim.id !== id || claim.value.low === null) return claim;
      const { low, high } = claim.value;
      const moved = (end: string) => decimal(String(Number(end) + (edit + 1) / 10));
      return { ...claim, value: { ...claim.value, low: moved(low), high: high === null ? null : moved(high) } };
    });
    const start = performance.now();
    const posterior = session.posterior(edited);
    if (!posterior.ok) throw new Error(posterior.refusal.says);
    estimatesOf(posterior.value, figuresOf(posterior.value));
    if (edit >= 4) times.push(performance.now() - start);
    effective = posterior.value.diagnostics.effective;
  }
  times.sort((a, b) => a - b);
  const [middle, worst] = [times[times.length >> 1] as number, times[times.length - 1] as number];
  console.log(
    `edit of ${what.padEnd(20)} median ${middle.toFixed(0).padStart(4)} ms, worst ${worst.toFixed(0)} ms; ${Math.round(effective).toLocaleString("en")} effective draws`,
  );
}

console.log("growth with the draws (edit of what is paid)");
for (const draws of [16_384, 32_768, 65_536, 131_072, 262_144]) {
  const own = new FitSession(chinaRoute, {
    seed: 7,
    draws,
    asOf: "2026-02-28" as EdtfDate,
    rates: ratesFromClaims(claims, reports),
    country: "CN",
    place: "changbai",
  });
  const times: number[] = [];
  for (let edit = 0; edit < 10; edit++) {
    const edited = claims.map((claim) =>
      claim.id === "D001-13"
        ? { ...claim, value: { ...claim.value, low: decimal(String(2400 + edit)), high: decimal(String(2400 + edit)) } }
        : claim,
    );
    const start = performance.now();
    const posterior = own.posterior(edited);
    if (posterior.ok) estimatesOf(posterior.value, figuresOf(posterior.value));
    if (edit >= 3) times.push(performance.now() - start);
  }
  console.log(
    `  ${draws.toLocaleString("en").padStart(8)} draws  ${(times.sort((a, b) => a - b)[times.length >> 1] as number).toFixed(0).padStart(4)} ms`,
  );
}
