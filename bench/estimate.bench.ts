/**
 * The rate of an estimate: draws a second of the six-input revenue model, mean and three quantiles, against Squiggle and stdlib in one run.
 * Every figure is the median of the rounds, taken in turn so that a busy machine slows all alike.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fastQuantiles, propagate, propagateTables } from "../src/numeric/propagate.ts";
import { revenueExact, revenueLaws, revenueModel } from "../src/numeric/revenue-example.ts";

const DRAWS = 1_000_000;
const PEER_DRAWS = 100_000;
const ROUNDS = 5;

const kept = revenueLaws.map(fastQuantiles);

type Contender = { readonly name: string; readonly draws: number; run(): number | Promise<number> };

const contenders: Contender[] = [
  {
    name: "counterledger, plain draws",
    draws: DRAWS,
    run: () => propagate(revenueLaws, revenueModel, { draws: DRAWS, seed: 1 }).mean,
  },
  {
    name: "counterledger, mean alone, tables kept",
    draws: DRAWS,
    run: () => propagateTables(kept, revenueModel, { draws: DRAWS, seed: 1, probabilities: [] }).mean,
  },
];

const squiggle = await squiggleContender();
if (squiggle !== null) contenders.push(squiggle);
const stdlib = await stdlibContender();
if (stdlib !== null) contenders.push(stdlib);

const seconds = new Map<string, number[]>();
for (let round = 0; round <= ROUNDS; round++) {
  for (const contender of contenders) {
    const start = performance.now();
    const mean = await contender.run();
    const took = (performance.now() - start) / 1000;
    if (Math.abs(mean / revenueExact.mean - 1) > 0.02) throw new Error(`${contender.name} is off: ${mean}`);
    if (round > 0) seconds.set(contender.name, [...(seconds.get(contender.name) ?? []), took]);
  }
}

console.log("six-input revenue model: mean and 5 %, 50 %, 95 % quantiles");
const against = rateOf(squiggle ?? (contenders[0] as Contender));
for (const contender of contenders) say(contender.name, rateOf(contender));
const native = inC(20 * DRAWS);
if (native === null) console.log("  C of the same kernel: no compiler here");
else say("C of the same kernel, mean alone", native);
if (squiggle === null) console.log("  Squiggle: not installed (npm install --prefix bench)");
if (stdlib === null) console.log("  stdlib: not installed (npm install --prefix bench)");

console.log("growth, mean and quantiles, one core");
for (const draws of [10_000, 100_000, 1_000_000, 10_000_000]) {
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  const start = performance.now();
  propagate(revenueLaws, revenueModel, {
    draws,
    seed: 1,
    onBlock: () => void (most = Math.max(most, process.memoryUsage().arrayBuffers - before)),
  });
  const counted = performance.now() - start;
  const again = performance.now();
  propagate(revenueLaws, revenueModel, { draws, seed: 1 });
  const took = Math.min(counted, performance.now() - again);
  console.log(`  ${draws.toLocaleString("en").padStart(10)} draws ${took.toFixed(1).padStart(8)} ms, ${(most / 1e6).toFixed(1)} MB`);
}

const times: number[] = [];
const errors: number[] = [];
for (let seed = 0; seed < 25; seed++) {
  const start = performance.now();
  const got = propagateTables(kept, revenueModel, { draws: 4096, seed, points: "sobol", probabilities: [] });
  times.push(performance.now() - start);
  errors.push(got.mean / revenueExact.mean - 1);
}
const rms = Math.sqrt(errors.reduce((total, e) => total + e * e, 0) / errors.length);
const plain = (revenueExact.sd / revenueExact.mean / rms) ** 2;
console.log(
  `mean from 4,096 scrambled Sobol points: error ${rms.toExponential(1)} in ${median(times).toFixed(2)} ms; plain draws would need ${plain.toExponential(1)}`,
);

function say(name: string, rate: number): void {
  const ratio = squiggle === null ? "" : `   ${(rate / against).toFixed(1)} times Squiggle`;
  console.log(`  ${name.padEnd(40)} ${rate.toExponential(2)} draws/s${ratio}`);
}

/** Draws a second of the kernel in C, compiled now; null without a compiler. */
function inC(draws: number): number | null {
  const folder = mkdtempSync(path.join(os.tmpdir(), "counterledger-bench-"));
  try {
    const program = path.join(folder, "revenue");
    const built = spawnSync("cc", ["-O3", "-march=native", "-o", program, path.join(import.meta.dirname, "c/revenue.c"), "-lm"]);
    if (built.error !== undefined || built.status !== 0) return null;
    const rates = Array.from({ length: ROUNDS }, () => {
      const [done = NaN, took = NaN] = spawnSync(program, [String(draws)], { encoding: "utf8" })
        .stdout.trim()
        .split(" ")
        .map(Number);
      return done / took;
    });
    return median(rates);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rateOf(contender: Contender): number {
  return contender.draws / median(seconds.get(contender.name) ?? []);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

async function squiggleContender(): Promise<Contender | null> {
  const path = peer("@quri/squiggle-lang");
  if (path === null) return null;
  type Output = {
    getBindings(): { ok: boolean; value: { get(name: string): { value: number } } };
    result: { ok: boolean; value: unknown };
  };
  const { run } = (await import(path)) as {
    run(code: string, options: { environment: { sampleCount: number; xyPointLength: number; seed: string } }): Promise<Output>;
  };
  const code = `dist = SampleSet.fromDist(lognormal(11.146, 0.334)) * (SampleSet.fromDist(beta(1 + 4 * 500 / 1200, 1 + 4 * 700 / 1200)) * 1200 + 2000 - (SampleSet.fromDist(beta(1 + 4 * 200 / 600, 1 + 4 * 400 / 600)) * 600 + 300)) * SampleSet.fromDist(uniform(9, 12)) * SampleSet.fromDist(lognormal(-2.0404, 0.00935)) * (SampleSet.fromDist(beta(1 + 4 * 0.3 / 0.45, 1 + 4 * 0.15 / 0.45)) * 0.45 + 0.5)
m = mean(dist)
a = quantile(dist, 0.05)
b = quantile(dist, 0.5)
c = quantile(dist, 0.95)`;
  return {
    name: "Squiggle 0.10.0",
    draws: PEER_DRAWS,
    run: async () => {
      const output = await run(code, { environment: { sampleCount: PEER_DRAWS, xyPointLength: 1000, seed: "1" } });
      const bindings = output.getBindings();
      if (!bindings.ok) throw new Error(`Squiggle failed: ${String(output.result.value)}`);
      return bindings.value.get("m").value;
    },
  };
}

async function stdlibContender(): Promise<Contender | null> {
  const [betaPath, normalPath] = [peer("@stdlib/random-base-beta"), peer("@stdlib/random-base-normal")];
  if (betaPath === null || normalPath === null) return null;
  type Factory = { default: { factory(a: number, b: number, options?: { seed: number }): () => number } };
  const beta = ((await import(betaPath)) as Factory).default;
  const normal = ((await import(normalPath)) as Factory).default;
  const pert = (low: number, mode: number, high: number, seed: number) => {
    const draw = beta.factory(1 + (4 * (mode - low)) / (high - low), 1 + (4 * (high - mode)) / (high - low), { seed });
    return () => low + (high - low) * draw();
  };
  return {
    name: "stdlib 0.2 samplers in a loop",
    draws: PEER_DRAWS,
    run: () => {
      const workers = normal.factory(11.146, 0.334, { seed: 1 });
      const [paid, received, share] = [pert(2000, 2500, 3200, 2), pert(300, 500, 900, 3), pert(0.5, 0.8, 0.95, 4)];
      const dollars = normal.factory(-2.0404, 0.00935, { seed: 5 });
      const out = new Float64Array(PEER_DRAWS);
      for (let i = 0; i < PEER_DRAWS; i++)
        out[i] = Math.exp(workers()) * (paid() - received()) * (9 + 3 * Math.random()) * Math.exp(dollars()) * share();
      const mean = out.reduce((total, value) => total + value, 0) / PEER_DRAWS;
      out.sort();
      return mean;
    },
  };
}

/** The entry file of a peer in the benchmarks' own install; null when it is not there. */
function peer(name: string): string | null {
  try {
    return createRequire(new URL("package.json", import.meta.url)).resolve(name);
  } catch {
    const entry = new URL(`./node_modules/${name}/dist/index.js`, import.meta.url);
    return existsSync(entry) ? entry.href : null;
  }
}
