/**
 * Draws from the laws the models use. Each takes a {@link Random}; the same stream gives the same draws everywhere.
 * The tables are computed with our own exp and log, so they are the same bits in every engine.
 */
import { exp, log, power } from "./elementary.ts";
import type { Random } from "./random.ts";
import { logGamma } from "./special.ts";

// Ziggurat of 256 layers (Marsaglia & Tsang 2000), with the layer and the position from different bits (Doornik 2005).
const LAYERS = 256;
const NORMAL_EDGE = 3.6541528853610088;
const NORMAL_AREA = 0.00492867323399;
const normalX = new Float64Array(LAYERS + 1);
const normalF = new Float64Array(LAYERS + 1);
{
  const density = (x: number) => exp(-0.5 * x * x);
  normalX[0] = NORMAL_AREA / density(NORMAL_EDGE);
  normalX[1] = NORMAL_EDGE;
  for (let i = 2; i < LAYERS; i++) {
    const previous = normalX[i - 1] as number;
    normalX[i] = Math.sqrt(-2 * log(NORMAL_AREA / previous + density(previous)));
  }
  normalX[LAYERS] = 0;
  for (let i = 0; i <= LAYERS; i++) normalF[i] = density(normalX[i] as number);
}

/** Standard normal. */
export function drawNormal(random: Random): number {
  for (;;) {
    const layer = random.bits() & 0xff;
    const u = 2 * random.uniform() - 1;
    const x = u * (normalX[layer] as number);
    if (Math.abs(x) < (normalX[layer + 1] as number)) return x;
    if (layer === 0) return u < 0 ? -normalTail(random) : normalTail(random);
    const low = normalF[layer] as number;
    if (low + random.uniform() * ((normalF[layer + 1] as number) - low) < exp(-0.5 * x * x)) return x;
  }
}

function normalTail(random: Random): number {
  for (;;) {
    const x = -log(random.uniform()) / NORMAL_EDGE;
    if (-2 * log(random.uniform()) > x * x) return NORMAL_EDGE + x;
  }
}

/** Exponential with mean 1. */
export function drawExponential(random: Random): number {
  return -log(random.uniform());
}

/** Gamma with the given shape and scale 1 (Marsaglia & Tsang 2000; for shape < 1 their boost). */
export function drawGamma(random: Random, shape: number): number {
  if (!(shape > 0)) throw new RangeError(`a gamma shape is over 0, not ${shape}`);
  if (shape < 1) return drawGamma(random, shape + 1) * power(random.uniform(), 1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const t = 1 + c * x;
    if (t <= 0) continue;
    const v = t * t * t;
    const u = random.uniform();
    const square = x * x;
    if (u < 1 - 0.0331 * square * square) return d * v;
    if (log(u) < 0.5 * square + d * (1 - v + log(v))) return d * v;
  }
}

/** Beta(a, b), from two gammas. */
export function drawBeta(random: Random, a: number, b: number): number {
  const x = drawGamma(random, a);
  return x / (x + drawGamma(random, b));
}

/** PERT: the beta law between `low` and `high` with the given mode and weight λ (4 after Malcolm et al. 1959). */
export function drawPert(random: Random, low: number, mode: number, high: number, lambda = 4): number {
  const span = high - low;
  if (span === 0) return low;
  return low + span * drawBeta(random, 1 + (lambda * (mode - low)) / span, 1 + (lambda * (high - mode)) / span);
}

/** Poisson: counting exponentials under a mean of 12, else PTRS (Hörmann 1993, transformed rejection with squeeze). */
export function drawPoisson(random: Random, meanCount: number): number {
  if (!(meanCount >= 0 && meanCount < 1e15)) throw new RangeError(`a Poisson mean is from 0 to 1e15, not ${meanCount}`);
  if (meanCount === 0) return 0;
  if (meanCount < 12) {
    const limit = exp(-meanCount);
    let count = 0;
    for (let product = random.uniform(); product > limit; product *= random.uniform()) count++;
    return count;
  }
  const logMean = log(meanCount);
  const b = 0.931 + 2.53 * Math.sqrt(meanCount);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const vr = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = random.uniform() - 0.5;
    const v = random.uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + meanCount + 0.43);
    if (us >= 0.07 && v <= vr) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (log(v) + log(inverseAlpha) - log(a / (us * us) + b) <= -meanCount + k * logMean - logGamma(k + 1)) return k;
  }
}

/** Binomial(n, p): inversion where n·min(p, q) < 10, else BTRS (Hörmann 1993). */
export function drawBinomial(random: Random, n: number, p: number): number {
  if (!(Number.isInteger(n) && n >= 0 && p >= 0 && p <= 1)) throw new RangeError(`no binomial of ${n} trials at ${p}`);
  if (p > 0.5) return n - drawBinomial(random, n, 1 - p);
  if (n === 0 || p === 0) return 0;
  const q = 1 - p;
  if (n * p < 10) {
    const ratio = p / q;
    let chance = power(q, n);
    let u = random.uniform();
    let k = 0;
    while (u > chance && k < n) {
      u -= chance;
      k++;
      chance *= (ratio * (n - k + 1)) / k;
    }
    return k;
  }
  const spread = Math.sqrt(n * p * q);
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const c = n * p + 0.5;
  const vr = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const mode = Math.floor((n + 1) * p);
  const logOdds = log(p / q);
  const h = logGamma(mode + 1) + logGamma(n - mode + 1);
  for (;;) {
    const u = random.uniform() - 0.5;
    let v = random.uniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + c);
    if (k < 0 || k > n) continue;
    if (us >= 0.07 && v <= vr) return k;
    v = log((v * alpha) / (a / (us * us) + b));
    if (v <= h - logGamma(k + 1) - logGamma(n - k + 1) + (k - mode) * logOdds) return k;
  }
}
