/**
 * Fits a route to accepted claims and holds the fit against them: evidence per scenario, a check per claim, the fit without each root and
 * each source, what a little more or less weight on prior or claims would change, and which answer would narrow the interval most.
 */
import type { Claim } from "#domain/claim.ts";
import type { DispatchFit, FitQuestion, FitRefusal, FitScenario, FitShift, FittedQuantity, Mover, PowerSensitivity } from "#domain/fit.ts";
import type { ClaimId } from "#domain/ids.ts";
import { ok, type Result } from "#domain/result.ts";
import { exp, log } from "#numeric/elementary.ts";
import type { assumedFigures } from "../assumptions.ts";
import type { AssumedFigures } from "../assumptions.ts";
import type { Route } from "../route.ts";
import { questions } from "./next-questions.ts";
import { checksOf } from "./claim-checks.ts";
import { estimatesOf, bandOf, figuresOf } from "./fit-estimates.ts";
import type { Unknown } from "./fit-model.ts";
import type { FitOptions } from "./fit-options.ts";
import { FitSession, type FitPosterior } from "./fit-session.ts";
import { tensionsOf } from "./tensions.ts";

/** Draws for everything beside the posterior itself. */
const LEAN = 16_384;

/** The fit with all its checks. Refuses impossible priors, contradictions, and claims that tell nothing of the route. */
export function fitDispatch(route: Route, claims: readonly Claim[], options: FitOptions): Result<DispatchFit, FitRefusal> {
  const session = new FitSession(route, options);
  const full = session.posterior(claims);
  if (!full.ok) return full;
  const posterior = full.value;
  const { model, diagnostics } = posterior;
  const estimates = estimatesOf(posterior, figuresOf(posterior));
  // Everything else is held to the crossing and country the whole of the claims named.
  const lean: FitOptions = {
    ...options,
    draws: Math.min(LEAN, options.draws ?? LEAN),
    country: model.country,
    ...(model.crossing?.place == null ? {} : { place: model.crossing.place }),
  };
  const again = (some: readonly Claim[], more: Partial<FitOptions> = {}) => {
    const fitted = new FitSession(route, { ...lean, ...more }).posterior(some);
    return fitted.ok ? fitted.value : null;
  };
  const base = again(claims);
  if (base === null) throw new RangeError("the same claims fit once and then not");
  const bands = bandsOf(base);
  const rootsTold = rootsIn(base);
  let done = 0;
  const total = rootsTold.size + 9;
  const step = (doing: string) => options.onProgress?.({ doing, done: ++done, total });
  const withoutRoots = [...rootsTold].map(([root, ids]) => {
    step("the fit without each root");
    return { root, ids, posterior: again(claims.filter(({ id }) => !ids.includes(id))) };
  });
  const powered = (prior: number, likelihood: number) => again(claims, { powers: { prior, likelihood } });
  step("power scaling");
  const scaled = {
    prior: [powered(0.8, 1), powered(1.25, 1)] as const,
    likelihood: [powered(1, 0.8), powered(1, 1.25)] as const,
  };
  step("scenarios");
  const scenarios = scenariosOf(model.figures).map((scenario) => scenarioFit(scenario, base, again(claims, scenario.change)));
  step("checks");
  return ok({
    route: route.id,
    scope: {
      country: model.country,
      place: model.crossing?.place ?? null,
      from: options.from ?? null,
      to: options.to ?? null,
      asOf: options.asOf,
    },
    estimates,
    quantities: [...model.unknowns.values()].filter(({ id }) => !HIDDEN.has(id)).map((unknown) => quantityOf(posterior, unknown)),
    diagnostics,
    checks: checksOf(base, withoutRoots),
    tensions: tensionsOf(posterior, claims),
    movers: moversOf(bands, withoutRoots),
    withoutSource: options.sourceOf === undefined ? [] : withoutSources(claims, base, options.sourceOf, (some) => again(some)),
    scenarios,
    sensitivity: sensitivityOf(base, scaled),
    questions: questionsOf(base),
    keptOut: model.keptOut,
    assumptions: model.assumed,
  });
}

/** Draws that no reader asks about: where in its reach chance fell. */
const HIDDEN = new Set(["chance", "together", "stands-for"]);

type Band = { readonly low: number; readonly median: number; readonly high: number };
type WithoutRoot = { readonly root: string; readonly ids: readonly ClaimId[]; readonly posterior: FitPosterior | null };

function bandsOf(posterior: FitPosterior): ReadonlyMap<string, Band> {
  return new Map(figuresOf(posterior).map(({ id, values }) => [id, bandOf(values, posterior.weights)]));
}

/** Every root that speaks in the fit, with its claims. */
function rootsIn({ model }: FitPosterior): ReadonlyMap<string, readonly ClaimId[]> {
  const roots = new Map<string, ClaimId[]>();
  const terms = [...[...model.unknowns.values()].flatMap(({ terms: own }) => own), ...model.ties.map(({ term }) => term)];
  for (const { root, claims } of terms) {
    const held = roots.get(root) ?? [];
    for (const { id } of claims) if (!held.includes(id)) held.push(id);
    roots.set(root, held);
  }
  return roots;
}

function quantityOf(posterior: FitPosterior, unknown: Unknown): FittedQuantity {
  const { low, median, high } = bandOf(posterior.columns.get(unknown.id) as Float64Array, posterior.weights);
  const ties = posterior.model.ties.flatMap(({ term }) => (unknown.id === "levied" && term.measure === "state_levy" ? [term] : []));
  return {
    id: unknown.id,
    says: unknown.says,
    unit: unknown.unit,
    before: sayPrior(unknown),
    source: unknown.source,
    median,
    interval: { low, high, level: 0.9 },
    claims: [...new Set([...unknown.terms, ...ties].flatMap(({ claims }) => claims.map(({ id }) => id)))],
  };
}

function sayPrior({ prior, scale }: Unknown): string {
  const say = (value: number) => Number(value.toPrecision(3)).toLocaleString("en", { maximumSignificantDigits: 3 });
  switch (prior.kind) {
    case "flat":
      return scale === "plain"
        ? `anything from ${say(prior.low)} to ${say(prior.high)}`
        : `every factor alike from ${say(exp(prior.low))} to ${say(exp(prior.high))}`;
    case "lognormal":
      return `90 % from ${say(exp(prior.centre - 1.645 * prior.spread))} to ${say(exp(prior.centre + 1.645 * prior.spread))}`;
    case "published":
      return `as published, within ${Math.round(prior.spread * 100)} %`;
  }
}

/** How far each estimate moves without each root, the farthest first; those under a twentieth of an interval are left out. */
function moversOf(bands: ReadonlyMap<string, Band>, without: readonly WithoutRoot[]): readonly Mover[] {
  return [...bands].flatMap(([id, band]) => {
    const rows = without.map(({ root, ids, posterior }): Mover => {
      const after = posterior === null ? undefined : bandsOf(posterior).get(id);
      return {
        estimate: id as Mover["estimate"],
        root,
        claims: ids,
        median: after?.median ?? null,
        moved: after === undefined ? null : distance(band, after),
      };
    });
    return rows
      .filter(({ moved }) => moved === null || moved > 0.05)
      .sort((a, b) => (b.moved ?? 1e9) - (a.moved ?? 1e9) || a.root.localeCompare(b.root));
  });
}

/** Shift of the ends and the middle in widths of the interval: a change of width counts like a shift. */
function distance(before: Band, after: Band): number {
  const scale = (x: number) => (before.low > 0 && after.low > 0 ? log(x) : x);
  const width = Math.max(1e-12, scale(before.high) - scale(before.low));
  const off = (["low", "median", "high"] as const).map((end) => Math.abs(scale(after[end]) - scale(before[end])));
  return Math.max(...off) / width;
}

function withoutSources(
  claims: readonly Claim[],
  base: FitPosterior,
  sourceOf: (claim: Claim) => string,
  again: (claims: readonly Claim[]) => FitPosterior | null,
): readonly FitShift[] {
  const used = new Set([...rootsIn(base).values()].flat());
  const sources = [...new Set(claims.filter(({ id }) => used.has(id)).map(sourceOf))];
  const ids = figuresOf(base).map(({ id }) => id);
  return sources.map((source) => {
    const left = again(claims.filter((claim) => sourceOf(claim) !== source));
    const bands = left === null ? new Map<string, Band>() : bandsOf(left);
    return {
      without: source,
      claims: claims.filter((claim) => used.has(claim.id) && sourceOf(claim) === source).map(({ id }) => id),
      estimates: ids.map((id) => {
        const band = bands.get(id);
        return {
          id: id as FitShift["estimates"][number]["id"],
          median: band?.median ?? null,
          interval: band === undefined ? null : { low: band.low, high: band.high, level: 0.9 },
        };
      }),
    };
  });
}

// ---- scenarios -----------------------------------------------------------------------------------------------------------------

type Scenario = { readonly id: string; readonly says: string; readonly change: Partial<FitOptions> };

function scenariosOf(figures: AssumedFigures): readonly Scenario[] {
  const grades = (f: (p: number) => number) => ({
    ...figures,
    rightByCredibility: Object.fromEntries(
      Object.entries(figures.rightByCredibility).map(([grade, p]) => [grade, f(p)]),
    ) as typeof assumedFigures.rightByCredibility,
  });
  return [
    { id: "none-wrong", says: "No root is wrong", change: { assumptions: grades(() => 1) } },
    { id: "half-wrong", says: "Every second root is wrong", change: { assumptions: grades(() => 0.5) } },
    {
      id: "many-levels",
      says: "Pay differs widely from place to place: one told figure lies within 35 % of the mean, not 10 %",
      change: { assumptions: { ...figures, spreadOfPlainFigure: 0.35, spreadOfHedgedFigure: 0.4 } },
    },
    { id: "goes-on", says: "Arrivals go on as reported", change: { assumptions: { ...figures, goesOn: { low: 0.99, high: 1 } } } },
    {
      id: "one-wave",
      says: "Nobody comes after the reported arrivals",
      change: { assumptions: { ...figures, goesOn: { low: 0, high: 0.01 } } },
    },
    { id: "together", says: "Groups go home together", change: { assumptions: { ...figures, rotatesTogether: 1 } } },
    { id: "singly", says: "Each goes home alone", change: { assumptions: { ...figures, rotatesTogether: 0 } } },
  ];
}

function scenarioFit({ id, says }: Scenario, base: FitPosterior, posterior: FitPosterior | null): FitScenario {
  const times = posterior === null ? null : exp(Math.min(600, posterior.diagnostics.logEvidence - base.diagnostics.logEvidence));
  return {
    id,
    says,
    times,
    words: sayEvidence(times),
    estimates:
      posterior === null
        ? []
        : [...bandsOf(posterior)].map(([estimate, { low, median, high }]) => ({
            id: estimate as FitScenario["estimates"][number]["id"],
            median,
            interval: { low, high, level: 0.9 },
          })),
  };
}

/** Bands after Kass & Raftery (1995), in words. */
function sayEvidence(times: number | null): string {
  if (times === null) return "impossible: some claims contradict each other under it";
  if (times > 0.9 && times < 1.1) return "the claims cannot tell it from the fit as it stands";
  const strength = Math.max(times, 1 / times);
  const band = strength < 3.2 ? "barely" : strength < 10 ? "somewhat" : strength < 100 ? "clearly" : "overwhelmingly";
  return times > 1 ? `${band} more likely given the claims` : `${band} less likely given the claims`;
}

// ---- power scaling ---------------------------------------------------------------------------------------------------------------

type Powered = { readonly prior: readonly (FitPosterior | null)[]; readonly likelihood: readonly (FitPosterior | null)[] };

/** Over this a law leans on the part that was scaled (Kallioinen et al. 2023, section 3). */
const SENSITIVE = 0.05;

function sensitivityOf(base: FitPosterior, scaled: Powered): readonly PowerSensitivity[] {
  const columns = (posterior: FitPosterior) => new Map(figuresOf(posterior).map(({ id, values }) => [id, values]));
  const own = columns(base);
  const others = (side: readonly (FitPosterior | null)[]) =>
    side.flatMap((posterior) => (posterior === null ? [] : [{ posterior, columns: columns(posterior) }]));
  const [prior, likelihood] = [others(scaled.prior), others(scaled.likelihood)];
  return [...own].map(([id, values]) => {
    const gradient = (side: typeof prior) => {
      const each = side.flatMap(({ posterior, columns: theirs }) => {
        const other = theirs.get(id);
        return other === undefined ? [] : [cumulativeDistance(values, base.weights, other, posterior.weights)];
      });
      return each.length === 0 ? 0 : each.reduce((a, b) => a + b, 0) / each.length / LOG2_OF_POWER;
    };
    const [byPrior, byLikelihood] = [gradient(prior), gradient(likelihood)];
    return {
      estimate: id as PowerSensitivity["estimate"],
      prior: byPrior,
      likelihood: byLikelihood,
      words:
        byPrior > SENSITIVE
          ? byLikelihood > SENSITIVE
            ? "prior and claims pull: what was believed before shows in the answer"
            : "what was believed before decides more than the claims"
          : byLikelihood > SENSITIVE
            ? "the claims decide"
            : "little hangs on either: the spread is assumed",
    };
  });
}

const LOG2_OF_POWER = 0.32192809488736235;

/** Square root of the normalised, symmetric cumulative Jensen-Shannon distance of two weighted samples (Nguyen & Vreeken 2015). */
function cumulativeDistance(a: Float64Array, aWeights: Float64Array, b: Float64Array, bWeights: Float64Array): number {
  let low = Infinity;
  let high = -Infinity;
  const bands = [bandOf(a, aWeights), bandOf(b, bWeights)];
  for (const band of bands) {
    const reach = 3 * (band.high - band.low);
    low = Math.min(low, band.low - reach);
    high = Math.max(high, band.high + reach);
  }
  if (!(high > low)) return 0;
  const BINS = 1024;
  const cumulative = (values: Float64Array, weights: Float64Array) => {
    const sums = new Float64Array(BINS);
    for (let i = 0; i < values.length; i++) {
      const bin = Math.max(0, Math.min(BINS - 1, Math.floor((((values[i] as number) - low) / (high - low)) * BINS)));
      sums[bin] = (sums[bin] as number) + (weights[i] as number);
    }
    for (let bin = 1; bin < BINS; bin++) sums[bin] = (sums[bin] as number) + (sums[bin - 1] as number);
    return sums;
  };
  const [p, q] = [cumulative(a, aWeights), cumulative(b, bWeights)];
  let distance = 0;
  let bound = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const [x, y] = [p[bin] as number, q[bin] as number];
    const middle = (x + y) / 2;
    if (x > 0) distance += (x * log(x / middle)) / LN2;
    if (y > 0) distance += (y * log(y / middle)) / LN2;
    bound += x + y;
  }
  return bound > 0 ? Math.sqrt(Math.max(0, distance) / bound) : 0;
}

const LN2 = 0.6931471805599453;

// ---- the next question -----------------------------------------------------------------------------------------------------------

/** A good answer lies within a tenth of the truth. */
const ANSWER_SPREAD = 0.1;

/** Expected width of each figure's interval after a good answer about each quantity: averaged over the answers the fit expects. */
function questionsOf(base: FitPosterior): readonly FitQuestion[] {
  const figures = figuresOf(base);
  const { model, columns, weights } = base;
  const n = Math.min(4096, weights.length);
  const few = weights.subarray(0, n);
  const now = figures.map(({ values }) => widthOf(bandOf(values.subarray(0, n), few)));
  const asked: FitQuestion[] = [];
  const seen = new Set<string>();
  for (const unknown of model.unknowns.values()) {
    const measure = measureOf(unknown);
    if (measure === null || seen.has(measure)) continue;
    seen.add(measure);
    const truth = (columns.get(unknown.id) as Float64Array).subarray(0, n);
    const relevant = figures.map((figure, f) => ({ figure, f })).filter(({ figure }) => figure.needs.includes(unknown.id));
    if (relevant.length === 0) continue;
    const after = relevant.map(() => 0);
    let answers = 0;
    for (let k = 0; k < 15; k++) {
      const answer = truth[Math.floor(((k + 0.5) / 15) * n)] as number;
      const heard = new Float64Array(n);
      let left = 0;
      for (let i = 0; i < n; i++) {
        const off =
          unknown.scale === "logarithmic"
            ? log((truth[i] as number) / answer) / ANSWER_SPREAD
            : ((truth[i] as number) - answer) / ANSWER_SPREAD;
        heard[i] = (few[i] as number) * exp(-0.5 * off * off);
        left += heard[i] as number;
      }
      if (!(left > 0)) continue;
      answers++;
      relevant.forEach(({ figure }, r) => {
        after[r] = (after[r] as number) + widthOf(bandOf(figure.values.subarray(0, n), heard));
      });
    }
    const narrows = relevant
      .map(({ figure, f }, r) => ({
        estimate: figure.id as FitQuestion["narrows"][number]["estimate"],
        widthAfter: (after[r] as number) / answers / (now[f] as number),
      }))
      .filter(({ widthAfter }) => widthAfter < 0.95)
      .sort((a, b) => a.widthAfter - b.widthAfter);
    if (narrows.length > 0) asked.push({ measure, ask: questions[measure] ?? GOES_ON, narrows });
  }
  return asked.sort((a, b) => least(a) - least(b));
}

const GOES_ON = "Do groups still cross, and how many a month since the reported ones? Ask again each month.";

function least({ narrows }: FitQuestion): number {
  return narrows[0]?.widthAfter ?? 1;
}

function measureOf(unknown: Unknown): string | null {
  if (unknown.id === "goes-on") return "later_arrivals";
  return unknown.terms[0]?.measure ?? null;
}

function widthOf({ low, high }: Band): number {
  return low > 0 ? log(high / low) : high - low;
}
