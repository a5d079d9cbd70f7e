/**
 * From accepted claims to the unknowns of a route and what was said of each: which claims enter, where, and why others do not.
 * What a reader would get wrong: claims of one root about one quantity are one voice; where they differ, each version is as likely to be
 * the right one (FT2), and they never multiply.
 */
import { counts, isAccepted, type AcceptedClaim, type Claim } from "#domain/claim.ts";
import { dayBounds } from "#domain/edtf.ts";
import type { Assumption } from "#domain/estimate.ts";
import type { FitRefusal } from "#domain/fit.ts";
import type { ClaimId } from "#domain/ids.ts";
import { unitText, type Currency } from "#domain/quantity.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import { exp, log } from "#numeric/elementary.ts";
import { meanOf } from "#numeric/laws.ts";
import { normalCdf } from "#numeric/special.ts";
import { assumedFigures, assumptions, type AssumedFigures } from "../assumptions.ts";
import { crossings, type Crossing } from "../crossings.ts";
import { ends, tellsPositive, toldDensity } from "../reported-quantity.ts";
import { chainOf, stayOf, type Route } from "../route.ts";
import { exchangeFactors, isOld, monthsBetween, payScales, rootsByClaim } from "../told-claims.ts";
import { beliefTable, type BeliefTable } from "./belief-table.ts";
import type { FitOptions } from "./fit-options.ts";

/** One root's word on one quantity: a likelihood over the scale that is part right, part says nothing. */
export type Term = {
  readonly quantity: string;
  readonly root: string;
  readonly measure: string;
  readonly claims: readonly AcceptedClaim[];
  readonly right: number;
  /** By claim: what one unit of the quantity is in the claim's unit. */
  readonly scales: readonly (readonly number[])[];
  readonly figures: readonly AssumedFigures[];
  readonly key: string;
};

export type Unknown = {
  readonly id: string;
  readonly says: string;
  readonly unit: string;
  readonly scale: "logarithmic" | "plain";
  /** Ends of the table on the scale. */
  readonly low: number;
  readonly high: number;
  /** Prior mass of the table's cells. */
  readonly prior: Prior;
  readonly source: string;
  readonly terms: readonly Term[];
  /** Which coordinate of the quasi-random points draws it: fixed by its id, so that an edit elsewhere moves nothing here. */
  readonly dimension: number;
  readonly key: string;
};

export type Prior =
  | { readonly kind: "flat"; readonly low: number; readonly high: number }
  | { readonly kind: "lognormal"; readonly centre: number; readonly spread: number }
  /** Several published figures, each with a narrow spread. */
  | { readonly kind: "published"; readonly centres: readonly number[]; readonly spread: number };

/** Something said of several unknowns together: weighs draws. */
export type Tie = {
  readonly id: "share" | "levy";
  readonly term: Term;
};

export type FitModel = {
  readonly route: Route;
  readonly options: FitOptions;
  readonly figures: AssumedFigures;
  readonly country: string | null;
  readonly crossing: Crossing | null;
  readonly currency: Currency;
  readonly homeCurrency: Currency | null;
  readonly unknowns: ReadonlyMap<string, Unknown>;
  readonly ties: readonly Tie[];
  readonly keptOut: readonly { readonly claim: ClaimId; readonly why: string }[];
  readonly assumed: readonly Assumption[];
  /** Everything that fixes the crossing's clock. */
  readonly clock: { readonly now: number; readonly last: { readonly from: number; readonly to: number } | null };
};

export const CELLS = 2048;
const METHOD = "docs/method/dispatch.md";
const MOST_WAVES = 6;
const DIMENSIONS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ...Array.from({ length: MOST_WAVES }, (_, i) => `wave-${i + 1}`),
    ...["goes-on", "stands-for", "stay", "stay-spread", "group", "together", "chance", "paid", "received"],
    ...["dollar", "stock", "fee", "bribe", "home", "won", "lead", "levied"],
  ].map((id, i) => [id, i]),
);

/** The unknowns and what was said of each. Refuses a prior that is none, an undated case, and claims that name no quantity of the route. */
export function fitModel(route: Route, claims: readonly Claim[], options: FitOptions): Result<FitModel, FitRefusal> {
  const now = dayBounds(options.asOf).last;
  if (now === null)
    return refuse({ kind: "nothing-to-fit", says: "The day of the newest report is not known, so no claim can be placed in time." });
  const figures = { ...assumedFigures, ...options.assumptions };
  const roots = options.roots ?? [];
  const keptOut: { claim: ClaimId; why: string }[] = [];
  const out = (claim: Claim, why: string) => {
    keptOut.push({ claim: claim.id, why });
    return false;
  };
  const known = new Set(["workers_arrived", "tenure", "group_size", "lead_time", "labour_cost_paid_monthly", "wage_received_monthly"]);
  for (const more of ["workers_abroad_stock", "permit_fee", "bribe", "home_wage_monthly", "state_share", "state_levy"]) known.add(more);
  const inScope = claims.filter(counts).filter((claim) => {
    if (!known.has(claim.measure)) return false;
    if (!tellsPositive(claim.value)) return out(claim, "it tells no positive figure");
    if (options.from == null && isOld(claim.period, options.asOf)) return out(claim, "its time ended over three years before (DM19)");
    if (!within(claim, options)) return out(claim, "its time lies outside the one asked for");
    return true;
  });
  const found = crossings(arrivalsAt(inScope, options.place ?? null), roots, options.asOf, figures);
  const crossing = found.find((one) => options.country == null || one.country === null || one.country === options.country) ?? null;
  const country =
    options.country ?? crossing?.country ?? inScope.find((claim) => claim.measure === "labour_cost_paid_monthly")?.country ?? null;
  const here = inScope.filter((claim) => {
    if (claim.measure === "home_wage_monthly") return true;
    if (claim.country !== null && country !== null && claim.country !== country) return out(claim, `it speaks of ${claim.country}`);
    if (claim.country === null && /world|several|overseas/i.test(claim.place ?? "")) return out(claim, "it speaks of the whole world");
    return true;
  });
  const rootOf = rootsByClaim(roots);
  const rootName = (claim: Claim) => rootOf.get(claim.id) ?? `claim ${claim.id}`;
  const currency = mostTold(here, ["labour_cost_paid_monthly", "wage_received_monthly"]) ?? currencyOf(route);
  const pay = payScales(currency, options.rates, options.asOf);
  const homeCurrency = mostTold(here, ["home_wage_monthly"]);

  /** The claims on one quantity, one term a root. */
  const termsOf = (quantity: string, measure: string, scales: (claim: AcceptedClaim) => readonly number[] | string): readonly Term[] => {
    const byRoot = new Map<string, { claim: AcceptedClaim; scales: readonly number[] }[]>();
    for (const claim of here) {
      if (claim.measure !== measure) continue;
      const scaled = scales(claim);
      if (typeof scaled === "string") {
        out(claim, scaled);
        continue;
      }
      const root = rootName(claim);
      byRoot.set(root, [...(byRoot.get(root) ?? []), { claim, scales: scaled }]);
    }
    return [...byRoot].map(([root, told]) => termOf(quantity, root, measure, told, figures, now));
  };
  const money = (claim: AcceptedClaim) => pay(claim) ?? `no rate of its own time brings it to ${currency} (DM16)`;
  const monthsTold = (claim: AcceptedClaim) => inMonths(claim) ?? `its unit is ${unitText(claim.quantity)}, not a length of time`;

  const unknowns = new Map<string, Unknown>();
  const problems: FitRefusal[] = [];
  const add = (spec: Omit<Unknown, "dimension" | "key" | "low" | "high">) => {
    const set = options.priors?.[spec.id];
    if (set !== undefined && !(set.low > 0 && set.high > set.low && Number.isFinite(set.high))) {
      problems.push({
        kind: "bad-prior",
        quantity: spec.id,
        says: `The prior of ${spec.says} runs from ${set.low} to ${set.high}: it needs two figures over 0, the smaller first.`,
      });
      return;
    }
    const prior: Prior =
      set === undefined
        ? spec.prior
        : spec.scale === "plain"
          ? { kind: "flat", ...set }
          : { kind: "flat", low: log(set.low), high: log(set.high) };
    const [low, high] = rangeOf(spec.scale, prior, spec.terms);
    unknowns.set(spec.id, {
      ...spec,
      source: set === undefined ? spec.source : "set by the person who asked",
      prior,
      low,
      high,
      dimension: DIMENSIONS[spec.id] as number,
      key: JSON.stringify([low, high, prior, spec.terms.map(({ key }) => key), options.powers ?? null]),
    });
  };
  const around = (figure: number): Prior => ({ kind: "lognormal", centre: log(figure), spread: figures.spreadOfPrior });
  const flow = (id: string) => route.flows.find((one) => one.id === id);
  const own = `the figures of route ${route.id}, weakly (${METHOD}, FT1)`;
  const assumedHere = (rule: string) => `assumed (${METHOD}, ${rule})`;

  const waves = crossing === null ? [] : crossing.waves.slice(-MOST_WAVES);
  const peopleAMonth = meanOf(route.groupsPerMonth) * ((route.groupSize.from + route.groupSize.to) / 2);
  waves.forEach((wave, w) => {
    const id = `wave-${w + 1}`;
    const terms = wave.told.map((one) =>
      termOf(id, one.root, "workers_arrived", [{ claim: one.claim, scales: one.scales ?? [1] }], figures, now),
    );
    const length = wave.to - wave.from;
    add({
      id,
      says: waves.length > 1 ? `Arrived in wave ${w + 1}` : "Arrived in the reported wave",
      unit: "person",
      scale: "logarithmic",
      prior: { kind: "lognormal", centre: log(peopleAMonth * Math.max(length, 0.1)), spread: 1.5 * figures.spreadOfPrior },
      source: own,
      terms,
    });
  });
  if (crossing !== null) {
    for (const claim of here)
      if (claim.measure === "workers_arrived" && !waves.some((wave) => wave.told.some((one) => one.claim.id === claim.id)))
        out(claim, keptFromCrossing(crossing, rootName(claim), waves));
    add({
      id: "goes-on",
      says: "Share of the reported month's arrivals that comes in each later month",
      unit: "share",
      scale: "plain",
      prior: { kind: "flat", ...figures.goesOn },
      source: assumedHere("DM6"),
      terms: [],
    });
    for (const [id, says, rule] of [
      ["stands-for", "How far the reported stretch stands for the whole month", "DM5"],
      ["together", "Rotation: below the assumed chance groups go home together", "DM7"],
      ["chance", "Chance of arrivals and returns", "DM18"],
    ] as const)
      add({ id, says, unit: "share", scale: "plain", prior: { kind: "flat", low: 0, high: 1 }, source: assumedHere(rule), terms: [] });
    const group = termsOf("group", "group_size", () => [1]);
    add({
      id: "group",
      says: "Mean size of a travelling group",
      unit: "person",
      scale: "logarithmic",
      prior: around((route.groupSize.from + route.groupSize.to) / 2),
      source: own,
      terms: group,
    });
  }
  const stay = termsOf("stay", "tenure", monthsTold);
  if (stay.length > 0) {
    add({
      id: "stay",
      says: "Mean stay abroad",
      unit: "month",
      scale: "logarithmic",
      prior: around(meanOf(stayOf(route).takes)),
      source: own,
      terms: stay,
    });
    add({
      id: "stay-spread",
      says: "How far single stays lie from the mean, as a share of it",
      unit: "share",
      scale: "plain",
      prior: { kind: "flat", low: 0, high: 0.6 },
      source: assumedHere("FT4"),
      terms: [],
    });
  }
  const paid = termsOf("paid", "labour_cost_paid_monthly", money);
  const received = termsOf("received", "wage_received_monthly", money);
  const paidFigure = flow("labour-cost") ?? route.flows.find(({ per, unit }) => per === "worker-month" && unit === currency);
  const wageFigure = flow("wage");
  const figureOf = (law: typeof paidFigure, otherwise: readonly Term[]) =>
    law !== undefined && law.unit === currency ? around(meanOf(law.amount)) : wideAround(otherwise);
  if (paid.length > 0)
    add({
      id: "paid",
      says: "Paid by the employer for one worker-month",
      unit: currency,
      scale: "logarithmic",
      prior: figureOf(paidFigure, paid),
      source: own,
      terms: paid,
    });
  if (received.length > 0)
    add({
      id: "received",
      says: "Received by the worker a month",
      unit: currency,
      scale: "logarithmic",
      prior: figureOf(wageFigure, received),
      source: own,
      terms: received,
    });
  for (const [id, measure, says, law] of [
    ["fee", "permit_fee", "Exit papers", flow("permit-fee")],
    ["bribe", "bribe", "Bribes to be chosen", flow("bribe")],
  ] as const) {
    const terms = termsOf(id, measure, (claim) =>
      claim.per === null || claim.per === "person" ? money(claim) : `it is told per ${claim.per}`,
    );
    if (terms.length > 0) add({ id, says, unit: currency, scale: "logarithmic", prior: figureOf(law, terms), source: own, terms });
  }
  const lead = termsOf("lead", "lead_time", monthsTold);
  if (lead.length > 0) {
    const chain = chainOf(route.stages);
    const before = chain.ok ? chain.value.slice(0, chain.value.indexOf(stayOf(route))) : [];
    const months = before.reduce((total, { takes }) => total + meanOf(takes), 0);
    add({
      id: "lead",
      says: "From selection to departure",
      unit: "month",
      scale: "logarithmic",
      prior: around(Math.max(months, 0.1)),
      source: own,
      terms: lead,
    });
  }
  const dollar = ratesNear(currency, "USD", options, now);
  if (dollar.length > 0)
    add({
      id: "dollar",
      says: `Dollars for one ${currency}`,
      unit: "USD",
      scale: "logarithmic",
      prior: { kind: "published", centres: dollar.map(({ factor }) => log(factor)), spread: 0.01 },
      source: dollar.map(({ source }) => source).join("; "),
      terms: [],
    });
  if (homeCurrency !== null) {
    const homePay = payScales(homeCurrency, options.rates, options.asOf);
    const home = termsOf(
      "home",
      "home_wage_monthly",
      (claim) => homePay(claim) ?? `no rate of its own time brings it to ${homeCurrency} (DM16)`,
    );
    const ways = ratesNear(currency, homeCurrency, options, now);
    if (home.length > 0)
      add({
        id: "home",
        says: "An ordinary month's wage at home",
        unit: homeCurrency,
        scale: "logarithmic",
        prior: wideAround(home),
        source: assumedHere("DM17"),
        terms: home,
      });
    if (ways.length > 0)
      add({
        id: "won",
        says: `${homeCurrency} for one ${currency}`,
        unit: homeCurrency,
        scale: "logarithmic",
        prior: { kind: "published", centres: ways.map(({ factor }) => log(factor)), spread: 0.02 },
        source: ways.map(({ source }) => source).join("; "),
        terms: [],
      });
  }
  const stock = termsOf("stock", "workers_abroad_stock", (claim) => {
    const whole = country === null ? claim.place === null : claim.place === null || placeIsCountry(claim.place, country);
    if (whole) return [1];
    return claim.value.kind === "at_most"
      ? "an upper bound for one place bounds no country"
      : "it speaks of one place, not of the whole country";
  });
  if (stock.length > 0)
    add({
      id: "stock",
      says: "Workers abroad in the country",
      unit: "person",
      scale: "logarithmic",
      prior: { kind: "flat", low: log(100), high: log(1_000_000) },
      source: assumedHere("DM17"),
      terms: stock,
    });
  const ties: Tie[] = [];
  if (unknowns.has("paid") && unknowns.has("received")) {
    for (const term of termsOf("share", "state_share", (claim) =>
      unitText(claim.quantity) === "percent" ? [1] : "it is not told as a percentage",
    ))
      ties.push({ id: "share", term });
    const levies = termsOf("levied", "state_levy", money);
    for (const term of levies) ties.push({ id: "levy", term });
    if (levies.length > 0)
      add({
        id: "levied",
        says: "Share of what is withheld that is called the levy",
        unit: "share",
        scale: "plain",
        prior: { kind: "flat", low: 0.3, high: 1 },
        source: assumedHere("FT5"),
        terms: [],
      });
  }
  for (const id of Object.keys(options.priors ?? {}))
    if (!unknowns.has(id) && !problems.some((one) => one.kind === "bad-prior" && one.quantity === id))
      problems.push({
        kind: "bad-prior",
        quantity: id,
        says: `The fit has no quantity "${id}"; it has ${[...unknowns.keys()].join(", ")}.`,
      });
  const [problem] = problems;
  if (problem !== undefined) return refuse(problem);
  if (![...unknowns.values()].some(({ terms }) => terms.length > 0))
    return refuse({
      kind: "nothing-to-fit",
      says: "No accepted claim of the time and country asked for tells a quantity of this route. Accept claims, or ask for another time.",
    });
  const last = waves[waves.length - 1];
  return ok({
    route,
    options,
    figures,
    country,
    crossing: crossing === null || waves.length === 0 ? null : { ...crossing, waves: waves as [(typeof waves)[number], ...typeof waves] },
    currency,
    homeCurrency,
    unknowns,
    ties,
    keptOut: dedupe(keptOut),
    assumed: [...assumedBy(figures, crossing, unknowns), ...demanded(claims)],
    clock: {
      now: crossing === null ? 0 : Math.max(0, monthsBetween(crossing.start, now)) + 1 / 30.4375,
      last: last === undefined ? null : { from: last.from, to: last.to },
    },
  });
}

/** The table of one unknown: prior mass times what every root said. Null when nothing is left. `known` keeps what each root said by cell. */
export function tableOf(unknown: Unknown, powers: FitOptions["powers"], known?: Map<string, Float64Array>): BeliefTable | null {
  const weights = priorMasses(unknown);
  if (powers !== undefined && powers.prior !== 1) raise(weights, powers.prior);
  if (unknown.terms.length > 0) {
    const likelihood = new Float64Array(CELLS).fill(1);
    for (const term of unknown.terms) {
      const key = `${unknown.low} ${unknown.high} ${term.key}`;
      const told = known?.get(key) ?? termTable(unknown, term);
      known?.set(key, told);
      for (let cell = 0; cell < CELLS; cell++) likelihood[cell] = (likelihood[cell] as number) * (told[cell] as number);
    }
    if (powers !== undefined && powers.likelihood !== 1) raise(likelihood, powers.likelihood, false);
    for (let cell = 0; cell < CELLS; cell++) weights[cell] = (weights[cell] as number) * (likelihood[cell] as number);
  }
  return beliefTable(unknown.low, unknown.high, weights);
}

/** What one root says at the middle of each cell. */
function termTable({ low, high }: Unknown, term: Term): Float64Array {
  const step = (high - low) / CELLS;
  const told = new Float64Array(CELLS);
  for (let cell = 0; cell < CELLS; cell++) told[cell] = termDensity(term, low + (cell + 0.5) * step);
  return told;
}

/** Prior mass of each cell; sums to 1. */
export function priorMasses(unknown: Unknown): Float64Array {
  const { low, high, prior } = unknown;
  const step = (high - low) / CELLS;
  const masses = new Float64Array(CELLS);
  const upTo = (y: number) =>
    prior.kind === "flat"
      ? Math.max(0, Math.min(1, (y - prior.low) / (prior.high - prior.low)))
      : prior.kind === "lognormal"
        ? normalCdf((y - prior.centre) / prior.spread)
        : prior.centres.reduce((sum, centre) => sum + normalCdf((y - centre) / prior.spread), 0);
  let total = 0;
  let under = upTo(low);
  for (let cell = 0; cell < CELLS; cell++) {
    const next = upTo(low + (cell + 1) * step);
    const mass = next - under;
    under = next;
    masses[cell] = mass;
    total += mass;
  }
  if (total === 0) masses[0] = total = 1;
  for (let cell = 0; cell < CELLS; cell++) masses[cell] = (masses[cell] as number) / total;
  return masses;
}

/** Likelihood of the quantity at `y` (its logarithm) as one root told it: right × its claims + (1 − right) × nothing. */
export function termDensity(term: Term, y: number): number {
  return term.right * rightDensity(term, y) + (1 - term.right) * wrongDensity(term, y);
}

/** As told by a right root: each differing version as likely as another (FT2). */
export function rightDensity(term: Term, y: number): number {
  let total = 0;
  term.claims.forEach(({ value }, c) => {
    const scales = term.scales[c] as readonly number[];
    let one = 0;
    for (const scale of scales) one += toldDensity(value, y + log(scale), term.figures[c] as AssumedFigures);
    total += one / scales.length;
  });
  return total / term.claims.length;
}

/** A wrong root: flat over a factor of ten either side of what it said, and next to nothing beyond. */
export function wrongDensity(term: Term, y: number): number {
  let total = 0;
  for (const centre of centresOf(term)) total += Math.abs(y - centre) < 2.302585092994046 ? 1 / 4.605170185988092 : 1e-6;
  return total / term.claims.length;
}

/** Where on the quantity's scale each claim of the term points. */
export function centresOf(term: Term): readonly number[] {
  return term.claims.map(({ value }, c) => {
    const { low, high } = ends(value);
    const scales = term.scales[c] as readonly number[];
    return 0.5 * (log(low) + log(high)) - log(scales.reduce((a, b) => a + b, 0) / scales.length);
  });
}

function termOf(
  quantity: string,
  root: string,
  measure: string,
  told: readonly { readonly claim: AcceptedClaim; readonly scales: readonly number[] }[],
  figures: AssumedFigures,
  now: string,
): Term {
  const kept = told.filter(
    (one, i) =>
      told.findIndex((other) => JSON.stringify([other.claim.value, other.scales]) === JSON.stringify([one.claim.value, one.scales])) === i,
  );
  const right = Math.max(...kept.map(({ claim }) => figures.rightByCredibility[claim.decision.credibility]));
  const aged = kept.map(({ claim }) => drifted(figures, yearsFrom(claim, now)));
  return {
    quantity,
    root,
    measure,
    claims: kept.map(({ claim }) => claim),
    right,
    scales: kept.map(({ scales }) => scales),
    figures: aged,
    key: JSON.stringify([
      right,
      figures.thresholdExponent,
      kept.map(({ claim, scales }, i) => [
        claim.value.low,
        claim.value.high,
        claim.value.kind,
        scales,
        aged[i]?.spreadOfPlainFigure,
        aged[i]?.spreadOfHedgedFigure,
      ]),
    ]),
  };
}

function drifted(figures: AssumedFigures, years: number): AssumedFigures {
  const wider = (spread: number) => Math.sqrt(spread * spread + figures.driftPerYear * figures.driftPerYear * years);
  return { ...figures, spreadOfPlainFigure: wider(figures.spreadOfPlainFigure), spreadOfHedgedFigure: wider(figures.spreadOfHedgedFigure) };
}

/** Years from the end of the claim's time to now; 0 while it lasts. */
function yearsFrom(claim: Claim, now: string): number {
  const { first, last } = dayBounds(claim.period);
  const end = last ?? (first !== null && first > now ? first : now);
  return Math.max(0, Math.round((monthsBetween(end, now) / 12) * 100) / 100);
}

function within(claim: Claim, { from, to }: FitOptions): boolean {
  const { first, last } = dayBounds(claim.period);
  const earliest = from == null ? null : dayBounds(from).first;
  const latest = to == null ? null : dayBounds(to).last;
  return !(earliest !== null && last !== null && last < earliest) && !(latest !== null && first !== null && first > latest);
}

/**
 * The claims without arrivals that tell of another place than the one asked for. Where a report tells the place, its other arrivals are
 * taken to be the same ("over 100 came to China", says the broker at that crossing).
 */
function arrivalsAt(claims: readonly AcceptedClaim[], place: string | null): readonly AcceptedClaim[] {
  if (place === null) return claims;
  const word = place.toLowerCase();
  const there = (claim: Claim) => (claim.place ?? "").toLowerCase().includes(word);
  const reports = new Set(claims.filter((claim) => claim.measure === "workers_arrived" && there(claim)).map(({ report }) => report));
  return claims.filter((claim) => claim.measure !== "workers_arrived" || there(claim) || reports.has(claim.report));
}

function keptFromCrossing(crossing: Crossing, root: string, waves: readonly Crossing["waves"][number][]): string {
  return waves.some((wave) => wave.told.some((one) => one.root === root))
    ? "its root told this wave already, and counts once (DM2)"
    : `it tells of another crossing than ${crossing.place ?? "the one fitted"}`;
}

function rangeOf(scale: Unknown["scale"], prior: Prior, terms: readonly Term[]): readonly [number, number] {
  if (prior.kind === "flat") return [prior.low, prior.high === prior.low ? prior.low + 1e-9 : prior.high];
  if (scale === "plain") throw new RangeError("an unknown on a plain scale has a flat prior");
  if (prior.kind === "published") return [Math.min(...prior.centres) - 6 * prior.spread, Math.max(...prior.centres) + 6 * prior.spread];
  // Half-logarithm steps: a small edit leaves the ends, and so the cells, where they are.
  const centres = [prior.centre, ...terms.flatMap(centresOf)];
  const margin = Math.max(3 * prior.spread, log(30));
  return [Math.floor((Math.min(...centres) - margin) * 2) / 2, Math.ceil((Math.max(...centres) + margin) * 2) / 2];
}

/** Where the route has no figure: every factor alike over three decades either side of what was told (DM17). */
function wideAround(terms: readonly Term[]): Prior {
  const centres = terms.flatMap(centresOf);
  const decade = log(10);
  return {
    kind: "flat",
    low: Math.floor(Math.min(...centres) / decade - 3) * decade,
    high: Math.ceil(Math.max(...centres) / decade + 3) * decade,
  };
}

function raise(values: Float64Array, power: number, normalise = true): void {
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    values[i] = value > 0 ? exp(power * log(value)) : 0;
    total += values[i] as number;
  }
  if (normalise) for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) / total;
}

/** Ways from one currency to another at published rates of the year up to now, the official ones first; the newest of each kind. */
function ratesNear(
  from: Currency,
  to: Currency,
  options: FitOptions,
  now: string,
): readonly { readonly factor: number; readonly source: string }[] {
  if (from === to) return [{ factor: 1, source: "the same currency" }];
  const near = options.rates.filter(({ on }) => {
    const day = dayBounds(on).last;
    return day !== null && Math.abs(monthsBetween(day, now)) <= 12;
  });
  const ways = exchangeFactors(from, to, near, [`${addYears(now, -1)}/${addYears(now, 1)}` as FitOptions["asOf"]]);
  const official = ways.filter(({ rates }) => rates.every(({ kind }) => kind === "official"));
  return (official.length > 0 ? official : ways).map(({ factor, rates }) => ({
    factor,
    source: rates.map((rate) => `${rate.rate} ${rate.quote} per ${rate.base} of ${rate.on}, ${rate.url ?? rate.source}`).join("; "),
  }));
}

function addYears(day: string, years: number): string {
  return `${Number(day.slice(0, 4)) + years}${day.slice(4, 8)}${day.slice(8) === "29" && day.slice(5, 7) === "02" ? "28" : day.slice(8)}`;
}

function inMonths(claim: AcceptedClaim): readonly number[] | null {
  switch (unitText(claim.quantity)) {
    case "month":
      return [1];
    case "year":
      return [1 / 12];
    case "week":
      return [30.4375 / 7];
    case "day":
      return [30.4375];
    default:
      return null;
  }
}

const countryNames: Readonly<Record<string, readonly string[]>> = { CN: ["china"], RU: ["russia"], MN: ["mongolia"], PL: ["poland"] };

/** Whether the place is the country itself rather than a part of it. */
function placeIsCountry(place: string, country: string): boolean {
  const said = place.trim().toLowerCase();
  return said === country.toLowerCase() || (countryNames[country] ?? []).includes(said);
}

function mostTold(claims: readonly AcceptedClaim[], measures: readonly string[]): Currency | null {
  const tally = new Map<Currency, number>();
  for (const { quantity, measure } of claims)
    if (quantity.kind === "money" && measures.includes(measure)) tally.set(quantity.currency, (tally.get(quantity.currency) ?? 0) + 1);
  let best: Currency | null = null;
  for (const [currency, count] of tally) if (best === null || count > (tally.get(best) as number)) best = currency;
  return best;
}

function currencyOf(route: Route): Currency {
  return (route.flows.find(({ per }) => per === "worker-month")?.unit ?? "USD") as Currency;
}

function dedupe(
  rows: readonly { readonly claim: ClaimId; readonly why: string }[],
): readonly { readonly claim: ClaimId; readonly why: string }[] {
  return rows.filter((row, i) => rows.findIndex(({ claim }) => claim === row.claim) === i);
}

/** Stays that were asked for, which are no stays that happened (DM10). */
function demanded(claims: readonly Claim[]): readonly Assumption[] {
  return claims
    .filter(isAccepted)
    .filter(({ measure, polarity }) => measure === "tenure" && polarity === "demanded")
    .map(({ id, value, quantity }) =>
      assumptions.demandedStay(`claim ${id}: ${[...value.hedge, value.low ?? value.high ?? "", unitText(quantity)].join(" ")}`),
    );
}

function assumedBy(figures: AssumedFigures, crossing: Crossing | null, unknowns: ReadonlyMap<string, Unknown>): readonly Assumption[] {
  const all = [...unknowns.values()];
  const told = all.flatMap(({ terms }) => terms.flatMap(({ claims }) => claims));
  return [
    {
      id: "FT1",
      says: `Before any claim a quantity lies around the route's own figure with a spread of ${figures.spreadOfPrior} in its logarithm (90 % within a factor of ${exp(1.645 * figures.spreadOfPrior).toFixed(1)}).`,
      source: `${METHOD}, FT1: assumed`,
    },
    assumptions.reliability(figures),
    {
      id: "FT2",
      says: "Claims of one root about one quantity are one voice; where its versions differ, each is as likely to be the right one.",
      source: `${METHOD}, FT2: assumed`,
    },
    ...(told.some(({ value }) => value.kind === "at_least" || value.kind === "at_most") ? [assumptions.threshold(figures)] : []),
    assumptions.spread(figures),
    {
      id: "FT3",
      says: `A figure told for another time may have drifted: its spread grows by ${Math.round(100 * figures.driftPerYear)} % times the root of the years since.`,
      source: `${METHOD}, FT3: assumed`,
    },
    ...(crossing === null
      ? []
      : [
          assumptions.window(),
          assumptions.goesOn(figures),
          assumptions.rotation(figures),
          assumptions.onlySince(crossing.start),
          {
            id: "FT4",
            says: "Single stays lie evenly around the mean, by up to a share of it that is anything from 0 to 60 %.",
            source: `${METHOD}, FT4: assumed`,
          },
        ]),
    ...(unknowns.has("paid") && unknowns.has("received")
      ? [assumptions.payOrder(), assumptions.allToState(), assumptions.everyMonthPaid()]
      : []),
    ...(unknowns.has("levied")
      ? [
          {
            id: "FT5",
            says: "A levy is between 30 % and all of what the worker does not receive.",
            source: `${METHOD}, FT5: assumed`,
          },
        ]
      : []),
  ];
}
