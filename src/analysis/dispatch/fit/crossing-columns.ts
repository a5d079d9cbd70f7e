/**
 * The number abroad through the fitted crossing and the months they work in the first year, for every draw at once, in closed form
 * (DM18): stays even between two lengths have polynomial integrals, so nothing is stepped through.
 */
import { exp, log } from "#numeric/elementary.ts";
import { normalQuantile } from "#numeric/special.ts";
import type { FitModel } from "./fit-model.ts";

export type CrossingColumns = {
  readonly abroadNow: Float64Array;
  readonly abroadInAYear: Float64Array;
  /** Worker-months in the twelve months from the first arrival. */
  readonly firstYear: Float64Array;
  /** At each month's end, for the first {@link curveDraws} draws. */
  readonly curve: readonly Float64Array[];
};

/** A band needs fewer draws than a figure; the first of the points are themselves evenly spread. */
export const curveDraws = 4096;

/** The columns for the model's crossing. @throws RangeError when the model has none. */
export function crossingColumns(model: FitModel, columns: ReadonlyMap<string, Float64Array>): CrossingColumns {
  const { crossing, clock, figures } = model;
  if (crossing === null || clock.last === null) throw new RangeError("no crossing is fitted");
  const column = (id: string) => columns.get(id) as Float64Array;
  const [goesOn, stands, stay, spread] = [column("goes-on"), column("stands-for"), column("stay"), column("stay-spread")];
  const [group, together, chance] = [column("group"), column("together"), column("chance")];
  const waves = crossing.waves.map((wave, w) => ({ ...wave, people: column(`wave-${w + 1}`) }));
  const n = stay.length;
  const scores = scoresOf(chance);
  const { now, last } = clock;
  const length = last.to - last.from;
  const times = [now, 12, ...Array.from({ length: figures.horizonMonths }, (_, month) => month + 1)];
  const few = Math.min(n, curveDraws);
  const results = times.map((_, k) => new Float64Array(k < 2 ? n : few));
  const firstYear = new Float64Array(n);
  const lastPeople = (waves[waves.length - 1] as (typeof waves)[number]).people;
  for (let i = 0; i < n; i++) {
    const mean = stay[i] as number;
    const half = mean * (spread[i] as number);
    const from = mean - half;
    const to = mean + half;
    const size = group[i] as number;
    const square = size * size * 1.01;
    const goTogether = (together[i] as number) < figures.rotatesTogether;
    const z = scores[i] as number;
    const stood = length + (stands[i] as number) * Math.max(0, 1 - length);
    const laterFrom = last.from + stood;
    // People a month after the reported wave: a share of its own monthly pace.
    const later = ((goesOn[i] as number) * (lastPeople[i] as number)) / stood;
    const asked = i < few ? times.length : 2;
    for (let k = 0; k < asked; k++) {
      const t = times[k] as number;
      let abroad = 0;
      let variance = 0;
      for (let w = 0; w < waves.length; w++) {
        const wave = waves[w] as (typeof waves)[number];
        if (t <= wave.from) continue;
        const pace = (wave.people[i] as number) / (wave.to - wave.from);
        const oldest = t - wave.from;
        const youngest = Math.max(0, t - wave.to);
        const present = within(from, to, oldest) - within(from, to, youngest);
        const squared = squaredWithin(from, to, oldest) - squaredWithin(from, to, youngest);
        abroad += pace * present;
        // Those who came were counted: only their going home is left to chance, singly or a group at once.
        variance += pace * (goTogether ? square / size : 1) * Math.max(0, present - squared);
      }
      if (t > laterFrom) {
        const present = within(from, to, t - laterFrom);
        abroad += later * present;
        variance +=
          later * (goTogether ? (square / size) * present : present + (square / size - 1) * squaredWithin(from, to, t - laterFrom));
      }
      const column = results[k] as Float64Array;
      if (abroad <= 1e-9) column[i] = 0;
      else {
        const wide = log(1 + variance / (abroad * abroad));
        column[i] = abroad * exp(Math.sqrt(wide) * z - wide / 2);
      }
    }
    let months = 0;
    for (let w = 0; w < waves.length; w++) {
      const wave = waves[w] as (typeof waves)[number];
      const pace = (wave.people[i] as number) / (wave.to - wave.from);
      months += pace * (summed(from, to, 12 - wave.from) - summed(from, to, 12 - Math.min(wave.to, 12)));
    }
    if (laterFrom < 12) months += later * summed(from, to, 12 - laterFrom);
    firstYear[i] = months;
  }
  return {
    abroadNow: results[0] as Float64Array,
    abroadInAYear: results[1] as Float64Array,
    firstYear,
    curve: results.slice(2),
  };
}

const scoresBefore = new WeakMap<Float64Array, Float64Array>();

/** The normal scores of a column of chances, which no edit of a claim changes. */
function scoresOf(chances: Float64Array): Float64Array {
  const held = scoresBefore.get(chances);
  if (held !== undefined) return held;
  const scores = chances.map(normalQuantile);
  scoresBefore.set(chances, scores);
  return scores;
}

/** ∫₀ᵗ S: expected months abroad within t of arriving, for stays even from `from` to `to`. */
function within(from: number, to: number, t: number): number {
  if (t <= from) return t > 0 ? t : 0;
  const span = to - from;
  const into = (t < to ? t : to) - from;
  return span > 0 ? from + into - (into * into) / (2 * span) : from;
}

/** ∫₀ᵗ S². */
function squaredWithin(from: number, to: number, t: number): number {
  if (t <= from) return t > 0 ? t : 0;
  const span = to - from;
  if (!(span > 0)) return from;
  const left = 1 - ((t < to ? t : to) - from) / span;
  return from + (span * (1 - left * left * left)) / 3;
}

/** ∫₀ᵗ of {@link within}: months worked until t by arrivals of one a month from 0 on. */
function summed(from: number, to: number, t: number): number {
  if (t <= 0) return 0;
  if (t <= from) return (t * t) / 2;
  const span = to - from;
  const x = (t < to ? t : to) - from;
  const inside = span > 0 ? (from * from) / 2 + from * x + (x * x) / 2 - (x * x * x) / (6 * span) : (from * from) / 2;
  return t <= to ? inside : inside + (t - to) * ((from + to) / 2);
}
