/**
 * Whether pooling keeps its word, on simulated cases with known truth, unreliable roots and hidden copies: how often 90 % intervals hold
 * the truth, whether its rank is uniform, and what counting reports instead of roots does to the same cases. No speed is measured here.
 * `npm run bench calibration`, or `node bench/calibration.bench.ts CASES`.
 */
import { posteriorCdf, type Prior } from "../src/analysis/pooling/posterior.ts";
import { chiSquaredOfRanks, insideInterval, simulate } from "../src/analysis/pooling/simulated-roots.ts";

const prior: Prior = { low: 100, high: 10_000, spread: 0.25, outletShare: 0.5 };
const many = Number(process.argv[2] ?? 5_000);
const cells = 12;
/** The 0.99 quantile of chi-squared with eleven degrees of freedom (Abramowitz and Stegun 1964, table 26.8). */
const uniformBelow = 24.725;

const [ofRoots, ofReports]: [number[], number[]] = [[], []];
for (let i = 0; i < many; i++) {
  // Other cases than the tests try.
  const one = simulate(1_000_000 + i, prior);
  ofRoots.push(posteriorCdf(one.roots, prior, one.truth));
  ofReports.push(posteriorCdf(one.reports, prior, one.truth));
}
console.log(`${many.toLocaleString("en")} cases, 2 to 6 roots each, every root told by up to four reports`);
console.log("counted by     90 % intervals that hold the truth   standard error   chi-squared of the ranks (uniform: below 24.7)");
for (const [what, ranks] of [
  ["root", ofRoots],
  ["report", ofReports],
] as const) {
  const covers = insideInterval(ranks);
  const chiSquared = chiSquaredOfRanks(ranks, cells);
  console.log(
    `${what.padEnd(10)} ${(covers * 100).toFixed(1).padStart(20)} % ${(Math.sqrt((covers * (1 - covers)) / many) * 100).toFixed(1).padStart(28)} % ${chiSquared.toFixed(1).padStart(18)} ${chiSquared < uniformBelow ? "uniform" : "not uniform"}`,
  );
}
