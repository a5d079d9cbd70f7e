/**
 * Published and closed-form answers beside what this code gives for them: got, expected, error. For people who will not take our word.
 * What a reader would get wrong: these show that the mathematics is right, not that a figure about people is.
 */
import { meanOf } from "#numeric/laws.ts";
import { expectation, samplePosterior } from "#numeric/posterior.ts";
import { propagate } from "#numeric/propagate.ts";
import { erlangB, queueMG1, queueMMc } from "#numeric/queueing.ts";
import { revenueExact, revenueLaws, revenueModel } from "#numeric/revenue-example.ts";
import { sobolIndices } from "#numeric/sensitivity.ts";
import { exp, log, sineOfTurn } from "#numeric/elementary.ts";
import { logGamma } from "#numeric/special.ts";
import published from "../population/published-cases.json" with { type: "json" };
import {
  allModels,
  averageOverGraphs,
  contingencyTable,
  estimatePopulation,
  oneModel,
  standingOf,
  stepwiseTerms,
  type ContingencyTable,
} from "../population/index.ts";
import { abroadAt } from "./route-moments.ts";
import { uniformGroup } from "./group-moments.ts";

export type ReferenceCase = {
  readonly name: string;
  readonly source: string;
  readonly got: number;
  readonly expected: number;
  /** |got − expected|, and what is allowed. */
  readonly error: number;
  readonly tolerance: number;
  readonly holds: boolean;
};

/** Every reference case, computed now with the given seed. Takes some seconds: one of them fits 32,768 models. */
export function referenceCases(seed = 1): readonly ReferenceCase[] {
  return [...sensitivityCases(seed), ...queueCases(), ...stockCases(), ...posteriorCases(seed), ...populationCases(), ...arithmeticCases()];
}

function relative(name: string, source: string, got: number, expected: number, tolerance: number): ReferenceCase {
  return absolute(name, source, got, expected, tolerance * Math.abs(expected));
}

function absolute(name: string, source: string, got: number, expected: number, tolerance: number): ReferenceCase {
  const error = Math.abs(got - expected);
  return { name, source, got, expected, error, tolerance, holds: error <= tolerance };
}

function sensitivityCases(seed: number): readonly ReferenceCase[] {
  const turn = (u: number) => sineOfTurn(((u - 0.5 + 1) % 1) as number);
  const ishigami = sobolIndices(
    (u) => turn(u[0] as number) + 7 * turn(u[1] as number) ** 2 + 0.1 * ((2 * (u[2] as number) - 1) * Math.PI) ** 4 * turn(u[0] as number),
    { inputs: 3, points: 16_384, seed, resamples: 0 },
  );
  const source = "Ishigami & Homma 1990; Saltelli et al. 2008";
  const a = [0, 1, 4.5, 9, 99, 99, 99, 99];
  const g = sobolIndices(
    (u) => u.reduce((product, v, i) => (product * (Math.abs(4 * v - 2) + (a[i] as number))) / (1 + (a[i] as number)), 1),
    { inputs: 8, points: 8192, seed, resamples: 0 },
  );
  const revenue = propagate(revenueLaws, revenueModel, { draws: 4096, seed, points: "sobol", probabilities: [] });
  return [
    absolute("Ishigami mean", source, ishigami.mean, 3.5, 0.02),
    absolute("Ishigami variance", source, ishigami.variance, 13.844587940719254, 0.05),
    ...[0.31390519114781146, 0.4424111447900409, 0].map((want, i) =>
      absolute(`Ishigami S${i + 1}`, source, ishigami.first[i]?.value as number, want, 0.01),
    ),
    ...[0.5575888552099592, 0.4424111447900409, 0.2436836640621477].map((want, i) =>
      absolute(`Ishigami ST${i + 1}`, source, ishigami.total[i]?.value as number, want, 0.01),
    ),
    absolute("Sobol g S1", "Sobol' 1993", g.first[0]?.value as number, 0.7161921688790338, 0.01),
    absolute("Sobol g S2", "Sobol' 1993", g.first[1]?.value as number, 0.17904804221975845, 0.01),
    absolute("Sobol g ST1", "Sobol' 1993", g.total[0]?.value as number, 0.7871441266592755, 0.01),
    relative("revenue product, mean from 4,096 points", "closed form", revenue.mean, revenueExact.mean, 4e-4),
  ];
}

function queueCases(): readonly ReferenceCase[] {
  const waits: readonly (readonly [number, number, number])[] = [
    [0.5, 1, 1],
    [3, 4, 0.5094339622641509],
    [9, 10, 0.6687315241076972],
    [27, 30, 0.15713612331566312],
    [95, 100, 0.10129137078260399],
  ];
  return [
    ...waits.map(([arrivals, servers, wait]) =>
      relative(`M/M/${servers} wait at λ = ${arrivals}`, "Erlang C", queueMMc(arrivals, 1, servers).wait, wait, 1e-9),
    ),
    relative("Erlang B 5 on 10", "Erlang loss formula", erlangB(5, 10), 0.01838457033664814, 1e-9),
    relative("Erlang B 20 on 25", "Erlang loss formula", erlangB(20, 25), 0.0502217778907946, 1e-9),
    relative("Erlang B 100 on 110", "Erlang loss formula", erlangB(100, 110), 0.027463448449822916, 1e-9),
    relative("M/G/1, service uniform 0..2", "Pollaczek & Khinchine", queueMG1(0.8, 1, 1 / 3).wait, 8 / 3, 1e-9),
  ];
}

function stockCases(): readonly ReferenceCase[] {
  const rows: readonly (readonly [number, number, number, number])[] = [
    [1, 105, 3705, 3705],
    [6, 630, 22230, 22230],
    [9, 866.25, 28766.25, 30566.25],
    [12, 945, 29745, 33345],
    [24, 945, 29745, 33345],
  ];
  const at = (t: number, rotation: "singly" | "together") =>
    abroadAt(t, [{ from: 0, to: Infinity, groupsPerMonth: 3 }], uniformGroup(30, 40), { law: "uniform", low: 6, high: 12 }, rotation);
  const source = "batch M/G/∞: compound Poisson thinning";
  return rows.flatMap(([t, mean, singly, together]) => [
    relative(`abroad after ${t} months, mean`, source, at(t, "singly").mean, mean, 1e-9),
    relative(`abroad after ${t} months, variance, singly`, source, at(t, "singly").variance, singly, 1e-9),
    relative(`abroad after ${t} months, variance, together`, source, at(t, "together").variance, together, 1e-9),
  ]);
}

function posteriorCases(seed: number): readonly ReferenceCase[] {
  const y = [28, 8, -3, 7, -1, 1, 18, 12];
  const sigma = [15, 10, 16, 11, 9, 11, 10, 18];
  const schools = samplePosterior(
    (x) => {
      const mu = x[0] as number;
      const tau = exp(x[1] as number);
      let total = (-mu * mu) / 50 - log(1 + (tau * tau) / 25) + (x[1] as number);
      for (let i = 0; i < 8; i++) {
        const z = x[i + 2] as number;
        total += -0.5 * z * z - 0.5 * (((y[i] as number) - mu - tau * z) / (sigma[i] as number)) ** 2;
      }
      return total;
    },
    { dimensions: 10, seed, draws: 32_768, starts: [[4, 1, 0, 0, 0, 0, 0, 0, 0, 0]] },
  );
  const mu = expectation(schools, (x) => x[0] as number);
  const tau = expectation(schools, (x) => exp(x[1] as number));
  let total = 0;
  let mean = 0;
  for (let n = 87; n <= 237; n++) {
    const p = exp(logGamma(n + 1) - logGamma(n - 86) + logGamma(150) + logGamma(3 * n - 148) - logGamma(3 * n + 2) + 200);
    total += p;
    mean += n * p;
  }
  return [
    absolute("eight schools E μ", "Rubin 1981; quadrature", mu.mean, 4.396820713833002, 4 * mu.error),
    absolute("eight schools E τ", "Rubin 1981; quadrature", tau.mean, 3.5977054840976623, 4 * tau.error),
    relative("M0 population", "Kéry & Schaub 2011; closed form", mean / total, 100.20721371789969, 1e-9),
  ];
}

function populationCases(): readonly ReferenceCase[] {
  const cases: ReferenceCase[] = [];
  for (const one of published.cases) {
    const table = tableOf(one);
    const main = one.package_main_effects as { readonly estimate: number; readonly deviance: number } | undefined;
    if (main !== undefined) {
      const model = oneModel(table, []);
      cases.push(
        relative(`${one.id}, lists alone`, one.source, model.estimate, main.estimate, 1e-6),
        relative(`${one.id}, lists alone, deviance`, one.source, model.deviance, main.deviance, 1e-5),
      );
    }
    const stepwise = one.package_stepwise_p0_02 as { readonly estimate?: number } | undefined;
    if (stepwise?.estimate !== undefined)
      cases.push(relative(`${one.id}, stepwise`, one.source, oneModel(table, stepwiseTerms(table)).estimate, stepwise.estimate, 1e-6));
    const all = (one.all_32768_pairwise_models_bic ?? one.all_1024_pairwise_models_bic) as
      { readonly averaged_estimate: number } | undefined;
    if (all !== undefined) {
      const models = allModels(table)?.models ?? [];
      const averaged = models.reduce((sum, { weight, estimate }) => sum + weight * estimate, 0);
      cases.push(relative(`${one.id}, average over ${models.length} models`, one.source, averaged, all.averaged_estimate, 1e-6));
    }
    if (one.id === "hiv-rome") cases.push(relative("hiv-rome, [12,3,4]", one.source, oneModel(table, [3]).estimate, 12318.46768, 1e-6));
    if (one.id === "artificial-three-lists") {
      const standings = [[], [3], [5], [6], [3, 5], [3, 6], [5, 6], [3, 5, 6]].filter(
        (terms) => standingOf(table.counts, 3, terms) === "estimated",
      ).length;
      cases.push(absolute("artificial lists, models with an estimate", one.source, standings, 4, 0));
      cases.push(absolute("artificial lists, refused (1 = yes)", one.source, estimatePopulation(table, { seed: 1 }).ok ? 0 : 1, 1, 0));
    }
  }
  for (const one of published.graphs) {
    const got = averageOverGraphs({ counts: Float64Array.from(one.counts), observed: one.observed }, { delta: one.delta, mostUnseen: 300 });
    cases.push(relative(`${one.id}, mean`, one.source, got.mean, one.answer.mean, 1e-6));
  }
  return cases;
}

function arithmeticCases(): readonly ReferenceCase[] {
  const source = "figures of asiapress.org/rimjin-gang/2025/12/news/dispached_workers";
  const paid = meanOf({ law: "fixed", value: 2500 });
  return [
    relative("yuan per dollar implied by 300 = 39", source, 300 / 39, 7.6923, 1e-5),
    relative("share of the payment the worker does not get", source, 1 - 500 / paid, 0.8, 1e-12),
    relative("exit fee in months of pay", source, 300 / 500, 0.6, 1e-12),
    relative("dollars per worker-year, gross", source, 325 * 12, 3900, 1e-12),
    relative("dollars per worker-year, less the worker's pay", source, (325 - 65) * 12, 3120, 1e-12),
  ];
}

function tableOf(one: { readonly lists: readonly string[]; readonly rows: readonly (readonly number[])[] }): ContingencyTable {
  const table = contingencyTable(one.lists, one.rows);
  if (!table.ok) throw new RangeError(table.refusal.says);
  return table.value;
}
