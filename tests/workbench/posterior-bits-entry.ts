/** What the test of equal bits computes, bundled for the browser and imported by Node: a fit, a posterior and a propagation, as one digest. */
import { chinaRoute } from "#analysis/dispatch/routes.ts";
import { figuresOf } from "#analysis/dispatch/fit/fit-estimates.ts";
import { FitSession } from "#analysis/dispatch/fit/fit-session.ts";
import { foundingClaims, foundingRates, foundingRoots } from "#analysis/dispatch/told-in-tests.ts";
import type { EdtfDate } from "#domain/edtf.ts";
import { samplePosterior } from "#numeric/posterior.ts";
import { propagate } from "#numeric/propagate.ts";
import { revenueLaws, revenueModel } from "#numeric/revenue-example.ts";

/** Every bit of every draw and weight, folded into one number a part. */
export function digests(): Readonly<Record<string, string>> {
  const options = { seed: 7, draws: 8192, asOf: "2025-12-26" as EdtfDate, rates: foundingRates, roots: foundingRoots };
  const fit = new FitSession(chinaRoute, options).posterior(foundingClaims);
  if (!fit.ok) throw new Error(fit.refusal.says);
  const posterior = samplePosterior(
    (x) => -0.5 * ((x[0] as number) - 1) * ((x[0] as number) - 1) - 2 * (x[1] as number) * (x[1] as number),
    {
      dimensions: 2,
      seed: 3,
      draws: 4096,
    },
  );
  const spread = propagate(revenueLaws, revenueModel, { draws: 4096, seed: 5, points: "sobol" });
  return {
    figures: fold(...figuresOf(fit.value).map(({ values }) => values)),
    weights: fold(fit.value.weights),
    posterior: fold(posterior.draws, posterior.weights),
    propagated: fold(Float64Array.of(spread.mean, spread.sd, ...spread.quantiles)),
  };
}

/** FNV-1a over the bytes. */
function fold(...arrays: readonly Float64Array[]): string {
  let hash = 0x811c9dc5;
  for (const array of arrays) {
    for (const byte of new Uint8Array(array.buffer, array.byteOffset, array.byteLength)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return `${arrays.reduce((total, { length }) => total + length, 0)} numbers, ${hash.toString(16).padStart(8, "0")}`;
}
