/**
 * Calibration on simulated cases: bounds, rounded figures, copies and false claims in the shares the grades promise. A bounded run here;
 * COUNTERLEDGER_CALIBRATION=3000 runs as many cases as it says.
 */
import { expect, test, vi } from "vitest";
import type { Claim } from "#domain/claim.ts";
import type { EdtfDate } from "#domain/edtf.ts";
import type { reportId } from "#domain/ids.ts";
import { claimId } from "#domain/ids.ts";
import { rankUniformity } from "#numeric/diagnostics.ts";
import { exp, log } from "#numeric/elementary.ts";
import { weightedQuantiles } from "#numeric/quantile.ts";
import { randomStream } from "#numeric/random.ts";
import { drawNormal } from "#numeric/samplers.ts";
import { chinaRoute } from "../routes.ts";
import { told } from "../told-in-tests.ts";
import { FitSession } from "./fit-session.ts";

vi.setConfig({ testTimeout: 3_600_000 });

const CASES = Number(process.env["COUNTERLEDGER_CALIBRATION"] ?? 600);

test("CA4 over simulated cases the ranks of the truth are uniform and the 90 % interval of what is paid covers it 88 to 92 times in 100", () => {
  const random = randomStream(20251226);
  const ranks: number[] = [];
  let covered = 0;
  for (let trial = 0; trial < CASES; trial++) {
    // The truth comes from the prior (FT1: around the route's 2,500 yuan with a spread of 1), the claims from the likelihood.
    const truth = exp(log(2500) + drawNormal(random));
    const claims: Claim[] = [];
    const roots: { id: string; claims: Claim["id"][]; reports: ReturnType<typeof reportId>[]; depth: number; why: string }[] = [];
    for (let r = 0; r < 3; r++) {
      const isRight = random.uniform() < 0.75;
      const off = 10 ** (2 * random.uniform() - 1);
      // Every third root tells a lower bound, the others a figure rounded to three digits.
      const bound = r === 2;
      const said = isRight ? (bound ? truth * Math.sqrt(random.uniform()) : truth * exp(0.1 * drawNormal(random))) : truth / off;
      const low = String(Number(said.toPrecision(3)));
      if (!/^\d+(\.\d*[1-9])?$/.test(low)) continue;
      const row = (id: string) =>
        told({
          id,
          measure: "labour_cost_paid_monthly",
          low,
          ...(bound ? {} : { high: low }),
          kind: bound ? "at_least" : "exact",
          unit: "CNY",
          per: "person-month",
          period: "2025-12",
          credibility: 3,
        });
      claims.push(row(`A${r}-01`));
      // Half of the roots are repeated by a second outlet, which adds nothing.
      if (random.uniform() < 0.5) {
        claims.push(row(`B${r}-01`));
        roots.push({ id: `root ${r}`, claims: [claimId(`A${r}-01`), claimId(`B${r}-01`)], reports: [], depth: 1, why: "a copy" });
      }
    }
    const options = { seed: trial, draws: 1024, asOf: "2025-12-31" as EdtfDate, rates: [], roots, country: "CN" };
    const fit = new FitSession(chinaRoute, options).posterior(claims);
    if (!fit.ok) throw new Error(fit.refusal.says);
    const paid = fit.value.columns.get("paid") as Float64Array;
    const [low, high] = weightedQuantiles(paid, fit.value.weights, [0.05, 0.95]) as [number, number];
    if (truth >= low && truth <= high) covered++;
    let under = 0;
    for (let i = 0; i < paid.length; i++) if ((paid[i] as number) < truth) under += fit.value.weights[i] as number;
    ranks.push(Math.round(under * 99));
  }
  const share = covered / CASES;
  // In a bounded run the count itself strays: three standard errors are added to the 88 to 92 of the full one.
  const stray = CASES >= 3000 ? 0 : 3 * Math.sqrt((0.9 * 0.1) / CASES);
  console.log(
    `calibration: ${covered} of ${CASES} covered (${(100 * share).toFixed(1)} %), uniformity p ${rankUniformity(ranks, 99).toFixed(3)}`,
  );
  expect(share).toBeGreaterThan(0.88 - stray);
  expect(share).toBeLessThan(0.92 + stray);
  expect(rankUniformity(ranks, 99)).toBeGreaterThan(0.001);
});
