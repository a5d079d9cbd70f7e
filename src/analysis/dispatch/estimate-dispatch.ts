/**
 * The first estimates of a case: how many are abroad through a crossing, what the state takes, what share is withheld, what going costs
 * and how pay abroad compares with pay at home. Each rests on accepted claims only and says what else it assumes.
 * What a reader would get wrong: the interval is about what is believed after these claims, not about how far the reports lie apart.
 */
import type { AcceptedClaim, Claim } from "#domain/claim.ts";
import { counts, isAccepted } from "#domain/claim.ts";
import { dayBounds, type EdtfDate } from "#domain/edtf.ts";
import type { Assumption, Estimate, Lineage, NoEstimate } from "#domain/estimate.ts";
import { estimateId, type ClaimId } from "#domain/ids.ts";
import { unitText, type Currency } from "#domain/quantity.ts";
import type { Rate, Root } from "#domain/weighing.ts";
import { exp, log } from "#numeric/elementary.ts";
import { quantiles } from "#numeric/quantile.ts";
import { sobolColumn } from "#numeric/sobol-points.ts";
import { normalQuantile } from "#numeric/special.ts";
import { assumedFigures, assumptions, type AssumedFigures } from "./assumptions.ts";
import { crossings, type Crossing } from "./crossings.ts";
import { ends, reportedQuantity, type ReportedQuantity } from "./reported-quantity.ts";
import { monthsAbroad, stockAt, uniformGroup, type ArrivalStretch, type UniformStay } from "./stock.ts";
import { exchangeFactors, monthsBetween, payScales, tellingClaims, type Exchange, type TellingClaim } from "./told-claims.ts";

export type DispatchOptions = {
  readonly seed: number;
  /** Points drawn; a power of two serves best. */
  readonly draws: number;
  /** What "now" means: the day the newest report was published. */
  readonly asOf: EdtfDate;
  readonly rates: readonly Rate[];
  /** Which claims go back to one origin; a claim in none is its own root. */
  readonly roots?: readonly Root[];
  readonly assumptions?: Partial<AssumedFigures>;
};

type Run = {
  readonly claims: readonly Claim[];
  readonly options: DispatchOptions;
  readonly roots: readonly Root[];
  readonly figures: AssumedFigures;
  readonly now: string;
};

/**
 * All first estimates that the claims allow, and for the others what is missing. Same claims, options and seed: the same bits.
 * Where `asOf` is undated there is no estimate at all. @throws RangeError when fewer than 100 draws are asked for.
 */
export function estimateDispatch(claims: readonly Claim[], options: DispatchOptions): readonly (Estimate | NoEstimate)[] {
  const now = dayBounds(options.asOf).last;
  if (now === null) {
    return [
      {
        ...noStock(),
        missing: ["The day of the newest report is not known, so no claim can be placed before or after it. Give the reports their dates."],
      },
    ];
  }
  if (!(Number.isInteger(options.draws) && options.draws >= 100)) throw new RangeError(`at least 100 draws, not ${options.draws}`);
  const run: Run = { claims, options, roots: options.roots ?? [], figures: { ...assumedFigures, ...options.assumptions }, now };
  const found = crossings(claims, run.roots, options.asOf, run.figures);
  const several = found.length > 1;
  const stocks = found.map((crossing) => stockOf(run, crossing, several));
  const country = found[0]?.country ?? countryOf(claims);
  const pay = payOf(run, country);
  return [
    ...(stocks.length > 0 ? stocks.flatMap((stock) => stock.estimates) : [noStock()]),
    ...takeEstimates(run, pay, stocks, several),
    shareWithheld(run, pay),
    ...shareAsTold(run, country),
    costInMonths(run, country, pay, "permit_fee", "Exit papers, in months of pay received abroad", "exit-fee-months"),
    costInMonths(run, country, pay, "bribe", "Bribes, in months of pay received abroad", "bribe-months"),
    againstHomeWage(run, pay),
  ];
}

// ---- workers abroad ------------------------------------------------------------------------------------------------------------

type Stock = {
  readonly crossing: Crossing;
  readonly estimates: readonly (Estimate | NoEstimate)[];
  readonly firstYear: Float64Array | null;
  readonly lineage: Gathered;
};

const STOCK_NAME = "Workers abroad through this crossing";
const monthText = (day: string) => day.slice(0, 7);

function noStock(): NoEstimate {
  return {
    id: estimateId("workers-abroad"),
    name: STOCK_NAME,
    missing: ["workers_arrived: how many came through this crossing, and in which weeks? Ask somebody at the crossing or in the trade."],
  };
}

function stockOf(run: Run, crossing: Crossing, several: boolean): Stock {
  const { figures, options } = run;
  const suffix = several ? ` (${crossing.place ?? "place not told"})` : "";
  const slug = several ? `-${slugOf(crossing.place ?? "place not told")}` : "";
  const tenure = tellingClaims(run.claims, {
    measure: "tenure",
    country: crossing.country,
    asOf: options.asOf,
    roots: run.roots,
    figures,
    scales: inMonths,
  });
  const gathered = new Gathered();
  if (tenure.length === 0) {
    return {
      crossing,
      firstYear: null,
      lineage: gathered,
      estimates: [
        {
          id: estimateId(`workers-abroad${slug}`),
          name: STOCK_NAME + suffix,
          missing: ["tenure: how long do they stay before they are sent home? Ask returnees or their families."],
        },
      ],
    };
  }
  const groups = tellingClaims(run.claims, {
    measure: "group_size",
    country: crossing.country,
    asOf: options.asOf,
    roots: run.roots,
    figures,
    scales: () => [1],
  });
  const draws = stockDraws(run, crossing, tenure, groups);
  for (const wave of crossing.waves) gathered.tellings(wave.told);
  gathered.tellings(tenure).tellings(groups);
  gathered.assume(
    assumptions.reliability(figures),
    assumptions.oneRoot(),
    assumptions.noPrior(),
    assumptions.window(),
    assumptions.goesOn(figures),
    assumptions.rotation(figures),
  );
  gathered.assume(assumptions.onlySince(crossing.start), assumptions.spread(figures));
  if (crossing.waves.some((wave) => wave.told.some(({ value }) => value.kind === "at_least")))
    gathered.assume(assumptions.threshold(figures));
  if (groups.length === 0) gathered.assume(assumptions.groupSizeUnknown());
  for (const claim of demandedStays(run.claims)) {
    gathered.assume(
      assumptions.demandedStay(
        `claim ${claim.id}: ${claim.value.hedge.join(" ")} ${claim.value.low ?? claim.value.high} ${unitText(claim.quantity)}`.replace(
          / +/g,
          " ",
        ),
      ),
    );
  }
  const method = methodOf(
    run,
    "batch M/G/∞ in closed form, inputs drawn from scrambled Sobol points",
    "docs/method/dispatch.md, DM18; Kingman 1993, ch. 5",
  );
  const curve = draws.months.map((month, m) => ({ month, ...band(draws.curve[m] as Float64Array) }));
  const estimates: Estimate[] = [
    {
      id: estimateId(`workers-abroad${slug}`),
      name: STOCK_NAME + suffix,
      ...summary(draws.atNow),
      unit: "person",
      on: options.asOf,
      method,
      lineage: gathered.lineage(),
      curve,
    },
    {
      id: estimateId(`workers-abroad-in-a-year${slug}`),
      name: `Workers abroad through this crossing a year after the first reported arrivals${suffix}`,
      ...summary(draws.atYear),
      unit: "person",
      on: monthText(addMonths(crossing.start, 12)) as EdtfDate,
      method,
      lineage: gathered.lineage(),
    },
  ];
  return { crossing, estimates, firstYear: draws.firstYear, lineage: gathered };
}

type StockDraws = {
  readonly atNow: Float64Array;
  readonly atYear: Float64Array;
  /** Worker-months in the twelve months from the first arrival, or up to then. */
  readonly firstYear: Float64Array;
  readonly months: readonly string[];
  readonly curve: readonly Float64Array[];
};

function stockDraws(run: Run, crossing: Crossing, tenure: readonly TellingClaim[], groups: readonly TellingClaim[]): StockDraws {
  const { draws: n, seed } = run.options;
  const { figures } = run;
  let used = 0;
  const next = () => sobolColumn(n, used++, seed);
  const counts = crossing.waves.map((wave) => ({ wave, table: reportedQuantity(wave.told, figures), u: next() }));
  const [goesOn, period, together, noise] = [next(), next(), next(), next()];
  const [stayRoot, stayFrom, stayTo] = [next(), next(), next()];
  const [groupRoot, groupAt] = [next(), next()];
  const months = Array.from({ length: figures.horizonMonths }, (_, m) => monthText(addMonths(crossing.start, m)));
  const ends = months.map((month) => Math.max(0, monthsBetween(crossing.start, lastDayOf(month)) + 1 / 30.4375));
  const now = Math.max(0, monthsBetween(crossing.start, run.now)) + 1 / 30.4375;
  const at = [now, 12, ...ends];
  // A band needs fewer points than a figure; the first of the sequence are themselves evenly spread.
  const results = at.map((_, k) => new Float64Array(k < 2 ? n : Math.min(n, CURVE_POINTS)));
  const firstYear = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const stay = drawStay(tenure, stayRoot[i] as number, stayFrom[i] as number, stayTo[i] as number);
    const group = drawGroup(groups, groupRoot[i] as number, groupAt[i] as number);
    const stretches: ArrivalStretch[] = counts.map(({ wave, table, u }) => ({
      from: wave.from,
      to: wave.to,
      groupsPerMonth: table.quantile(u[i] as number) / group.mean / (wave.to - wave.from),
      counted: true,
    }));
    const last = crossing.waves[crossing.waves.length - 1] as (typeof crossing.waves)[number];
    const lastStretch = stretches[stretches.length - 1] as ArrivalStretch;
    const length = last.to - last.from;
    const stood = length + (period[i] as number) * Math.max(0, 1 - length);
    const share = figures.goesOn.low + (goesOn[i] as number) * (figures.goesOn.high - figures.goesOn.low);
    stretches.push({ from: last.from + stood, to: Infinity, groupsPerMonth: (share * lastStretch.groupsPerMonth * length) / stood });
    const rotation = (together[i] as number) < figures.rotatesTogether ? "together" : "singly";
    const z = normalQuantile(noise[i] as number);
    const figuresHere = i < CURVE_POINTS ? at.length : 2;
    for (let k = 0; k < figuresHere; k++) {
      const { mean, variance } = stockAt(at[k] as number, stretches, group, stay, rotation);
      (results[k] as Float64Array)[i] = positiveNear(mean, variance, z);
    }
    // Worker-months of the first year: each arrival at u is abroad for at most 12 − u of them.
    firstYear[i] = stretches.reduce(
      (total, stretch) => total + stretch.groupsPerMonth * group.mean * workerMonths(stay, stretch.from, Math.min(stretch.to, 12), 12),
      0,
    );
  }
  return { atNow: results[0] as Float64Array, atYear: results[1] as Float64Array, firstYear, months, curve: results.slice(2) };
}

const CURVE_POINTS = 4096;

/** ∫ from a to b of the months abroad before `end` of an arrival at u, by Simpson's rule on the smooth pieces. */
function workerMonths(stay: UniformStay, a: number, b: number, end: number): number {
  if (b <= a) return 0;
  const steps = 12;
  const h = (b - a) / steps;
  let total = monthsAbroad(stay, end - a) + monthsAbroad(stay, end - b);
  for (let k = 1; k < steps; k++) total += (k % 2 === 1 ? 4 : 2) * monthsAbroad(stay, end - a - k * h);
  return (total * h) / 3;
}

/** A lognormal value with the given mean and variance at the standard normal z: never under 0, and near normal when the spread is small. */
function positiveNear(mean: number, variance: number, z: number): number {
  if (mean <= 1e-9) return 0;
  const spread = log(1 + variance / (mean * mean));
  return mean * exp(Math.sqrt(spread) * z - spread / 2);
}

/** The stay law of one draw: one right root's words, or, when every root is wrong, anything from one month to three years. */
function drawStay(tenure: readonly TellingClaim[], u: number, a: number, b: number): UniformStay {
  const { one, scale } = drawRoot(tenure, u);
  if (one === null) return { from: 36 ** Math.min(a, b), to: 36 ** Math.max(a, b) };
  const told = ends(one.value);
  const from = told.low / scale;
  const to = told.high / scale;
  switch (one.value.kind) {
    case "range":
      return { from: from * (0.95 + 0.1 * a), to: to * (0.95 + 0.1 * b) };
    case "exact":
      return { from: from * (0.85 + 0.15 * a), to: from * (1 + 0.15 * b) };
    case "approx":
      return { from: from * (0.7 + 0.3 * a), to: to * (1 + 0.3 * b) };
    case "at_least":
      return { from, to: from / Math.sqrt(1 - b * 0.99) };
    case "at_most":
      return { from: to * Math.sqrt(1 - a * 0.99), to };
  }
}

function drawGroup(groups: readonly TellingClaim[], u: number, a: number): { readonly mean: number; readonly square: number } {
  const { one } = drawRoot(groups, u);
  if (one === null) return uniformGroup(10, 50);
  const told = ends(one.value);
  switch (one.value.kind) {
    case "range":
      return uniformGroup(told.low, told.high);
    case "exact":
      return uniformGroup(told.low, told.low);
    case "approx":
      return uniformGroup(Math.max(1, Math.round(told.low * 0.85)), Math.round(told.high * 1.15));
    case "at_least":
      return uniformGroup(told.low, Math.round(told.low / Math.sqrt(1 - a * 0.99)));
    case "at_most":
      return uniformGroup(Math.max(1, Math.round(told.high * Math.sqrt(1 - a * 0.99))), told.high);
  }
}

/** One of the roots that are right in this draw; null when all are wrong. */
function drawRoot(told: readonly TellingClaim[], u: number): { readonly one: TellingClaim | null; readonly scale: number } {
  const allWrong = told.reduce((p, one) => p * (1 - one.right), 1);
  if (u < allWrong) return { one: null, scale: 1 };
  const total = told.reduce((p, one) => p + one.right, 0);
  let left = ((u - allWrong) / (1 - allWrong)) * total;
  const one = told.find((candidate) => (left -= candidate.right) <= 0) ?? (told[told.length - 1] as TellingClaim);
  return { one, scale: one.scales?.[0] ?? 1 };
}

function inMonths(claim: AcceptedClaim): readonly number[] | null {
  switch (unitText(claim.quantity)) {
    case "month":
      return [1];
    case "year":
      return [1 / 12];
    case "day":
      return [30.4375];
    default:
      return null;
  }
}

function demandedStays(claims: readonly Claim[]): readonly AcceptedClaim[] {
  return claims.filter(isAccepted).filter((claim) => claim.measure === "tenure" && claim.polarity === "demanded");
}

// ---- money ---------------------------------------------------------------------------------------------------------------------

type Pay = {
  readonly currency: Currency;
  readonly paid: readonly TellingClaim[];
  readonly received: readonly TellingClaim[];
  readonly paidTable: ReportedQuantity | null;
  readonly receivedTable: ReportedQuantity | null;
};

const ask = {
  labour_cost_paid_monthly:
    "labour_cost_paid_monthly: what does the employer pay for one worker a month, and to whom? Ask the trade or the employer.",
  wage_received_monthly: "wage_received_monthly: what reaches the worker's hand a month? Ask returnees.",
  home_wage_monthly: "home_wage_monthly: what does ordinary work at home pay a month? Ask in the home province.",
  permit_fee: "permit_fee: what is paid for the exit papers, by whom, to whom? Ask applicants or their families.",
  bribe: "bribe: what sum is paid, to whom and for which step? Ask applicants or their families.",
} as const;

function payOf(run: Run, country: string | null): Pay {
  const currency = payCurrency(run.claims);
  const wanted = (measure: string) =>
    tellingClaims(run.claims, {
      measure,
      country,
      asOf: run.options.asOf,
      roots: run.roots,
      figures: run.figures,
      scales: payScales(currency, run.options.rates, run.options.asOf),
    });
  const paid = wanted("labour_cost_paid_monthly");
  const received = wanted("wage_received_monthly");
  return {
    currency,
    paid,
    received,
    paidTable: paid.length > 0 ? reportedQuantity(paid, run.figures) : null,
    receivedTable: received.length > 0 ? reportedQuantity(received, run.figures) : null,
  };
}

/** The currency most pay claims that count are told in; the earlier in the case wins a tie. */
function payCurrency(claims: readonly Claim[]): Currency {
  const tally = new Map<Currency, number>();
  for (const claim of claims) {
    if (!counts(claim) || claim.quantity.kind !== "money") continue;
    if (claim.measure !== "labour_cost_paid_monthly" && claim.measure !== "wage_received_monthly") continue;
    tally.set(claim.quantity.currency, (tally.get(claim.quantity.currency) ?? 0) + 1);
  }
  let best: Currency = "CNY";
  let most = 0;
  for (const [currency, count] of tally) if (count > most) [best, most] = [currency, count];
  return best;
}

type PayDraws = { readonly paid: Float64Array; readonly received: Float64Array };

const PAY_DIMENSION = 40;

function payDraws(run: Run, pay: Pay): PayDraws | null {
  const { paidTable, receivedTable } = pay;
  if (paidTable === null || receivedTable === null) return null;
  const n = run.options.draws;
  const u = sobolColumn(n, PAY_DIMENSION, run.options.seed);
  const v = sobolColumn(n, PAY_DIMENSION + 1, run.options.seed);
  // DM11: what is paid is believed given that what is received lies under it; then what is received given what is paid.
  const joint = paidTable.given((amount) => receivedTable.cdf(amount));
  const paid = u.map((p) => joint.quantile(p));
  const received = v.map((p, i) => receivedTable.quantile(p * receivedTable.cdf(paid[i] as number)));
  return { paid, received };
}

function payMissing(pay: Pay): readonly string[] {
  return [
    ...(pay.paid.length === 0 ? [ask.labour_cost_paid_monthly] : []),
    ...(pay.received.length === 0 ? [ask.wage_received_monthly] : []),
  ];
}

function payGathered(run: Run, pay: Pay): Gathered {
  const gathered = new Gathered().tellings(pay.paid).tellings(pay.received);
  gathered.assume(
    assumptions.reliability(run.figures),
    assumptions.oneRoot(),
    assumptions.noPrior(),
    assumptions.spread(run.figures),
    assumptions.payOrder(),
  );
  if ([...pay.paid, ...pay.received].some(({ value }) => value.kind === "at_least" || value.kind === "at_most"))
    gathered.assume(assumptions.threshold(run.figures));
  const [paidBy, receivedBy] = [informants(pay.paid), informants(pay.received)];
  if (paidBy !== receivedBy) gathered.assume(assumptions.twoInformants(paidBy, receivedBy));
  return gathered;
}

/** Whose words and of what time: "editors, 2025-12". */
function informants(told: readonly TellingClaim[]): string {
  return [...new Set(told.map(({ claim }) => `claim ${claim.id} of ${claim.period}`))].join("; ");
}

function takeEstimates(run: Run, pay: Pay, stocks: readonly Stock[], several: boolean): readonly (Estimate | NoEstimate)[] {
  const name = "Taken by the state's side from one worker-month";
  const yearly = "Taken by the state's side in the first twelve months";
  const draws = payDraws(run, pay);
  if (draws === null) {
    return [
      { id: estimateId("take-per-worker-month"), name, missing: payMissing(pay) },
      { id: estimateId("take-per-year"), name: yearly, missing: payMissing(pay) },
    ];
  }
  const take = draws.paid.map((paid, i) => paid - (draws.received[i] as number));
  const method = methodOf(
    run,
    "product of roots' likelihoods on a logarithmic grid, drawn from scrambled Sobol points",
    "docs/method/dispatch.md, DM1-DM4, DM11-DM13",
  );
  const gathered = payGathered(run, pay).assume(assumptions.allToState());
  const estimates: (Estimate | NoEstimate)[] = [
    {
      id: estimateId("take-per-worker-month"),
      name,
      ...summary(take),
      unit: pay.currency,
      on: run.options.asOf,
      method,
      lineage: gathered.lineage(),
    },
  ];
  estimates.push(...inDollars(run, pay, "take-per-worker-month", name, take, method, gathered));
  for (const { crossing, firstYear, lineage } of stocks) {
    const suffix = several ? ` (${crossing.place ?? "place not told"})` : "";
    const id = `take-per-year${several ? `-${slugOf(crossing.place ?? "place not told")}` : ""}`;
    if (firstYear === null) {
      estimates.push({
        id: estimateId(id),
        name: yearly + suffix,
        missing: ["tenure: how long do they stay before they are sent home? Ask returnees or their families."],
      });
      continue;
    }
    const total = take.map((amount, i) => amount * (firstYear[i] as number));
    const all = gathered.with(lineage).assume(assumptions.everyMonthPaid());
    estimates.push({
      id: estimateId(id),
      name: yearly + suffix,
      ...summary(total),
      unit: pay.currency,
      on: crossing.firstYear,
      method,
      lineage: all.lineage(),
    });
    estimates.push(...inDollars(run, pay, id, yearly + suffix, total, method, all, crossing.firstYear));
  }
  if (stocks.length === 0) estimates.push({ id: estimateId("take-per-year"), name: yearly, missing: noStock().missing });
  return estimates;
}

/** The same estimate in dollars, where a rate of the day is at hand; nothing where not. */
function inDollars(
  run: Run,
  pay: Pay,
  id: string,
  name: string,
  values: Float64Array,
  method: Estimate["method"],
  gathered: Gathered,
  on: EdtfDate = run.options.asOf,
): readonly Estimate[] {
  if (pay.currency === "USD") return [];
  const ways = preferOfficial(exchangeFactors(pay.currency, "USD", run.options.rates, [run.options.asOf]));
  if (ways.length === 0) return [];
  const factor = ways.reduce((total, way) => total + way.factor, 0) / ways.length;
  return [
    {
      id: estimateId(`${id}-usd`),
      name: `${name}, in dollars`,
      ...summary(values.map((value) => value * factor)),
      unit: "USD",
      on,
      method,
      lineage: gathered.with(new Gathered().assume(...ways.map(rateAssumption))).lineage(),
    },
  ];
}

function preferOfficial(ways: readonly Exchange[]): readonly Exchange[] {
  const official = ways.filter((way) => way.rates.every((rate) => rate.kind === "official"));
  return official.length > 0 ? official : ways;
}

function rateAssumption(way: Exchange): Assumption {
  return assumptions.rate(
    `Converted at ${way.rates.map((rate) => `${rate.rate} ${rate.quote} per ${rate.base} of ${rate.on} (${rate.kind})`).join(" and ")}.`,
    way.rates.map((rate) => rate.url ?? rate.source).join("; "),
  );
}

function shareWithheld(run: Run, pay: Pay): Estimate | NoEstimate {
  const id = estimateId("share-withheld");
  const name = "Share of the employer's payment that the worker does not receive";
  const draws = payDraws(run, pay);
  if (draws === null) return { id, name, missing: payMissing(pay) };
  const share = draws.received.map((received, i) => 100 * (1 - received / (draws.paid[i] as number)));
  return {
    id,
    name,
    ...summary(share),
    unit: "percent",
    on: run.options.asOf,
    method: methodOf(run, "1 − received ÷ paid, each from its roots' likelihoods", "docs/method/dispatch.md, DM11, DM12"),
    lineage: payGathered(run, pay).lineage(),
  };
}

/** Where people told the share itself, that is a second opinion beside the one from the sums. */
function shareAsTold(run: Run, country: string | null): readonly Estimate[] {
  const wanted = (measure: string) =>
    tellingClaims(run.claims, {
      measure,
      country,
      asOf: run.options.asOf,
      roots: run.roots,
      figures: run.figures,
      scales: (claim) => (unitText(claim.quantity) === "percent" ? [1] : null),
    });
  const told = wanted("state_share");
  if (told.length === 0) return [];
  const table = reportedQuantity(told, run.figures);
  const limit = table.cdf(100);
  const share = sobolColumn(run.options.draws, PAY_DIMENSION + 2, run.options.seed).map((u) => table.quantile(u * limit));
  return [
    {
      id: estimateId("share-taken-as-told"),
      name: "Share of pay taken by the state, as people told it",
      ...summary(share),
      unit: "percent",
      on: run.options.asOf,
      method: methodOf(run, "product of roots' likelihoods on a logarithmic grid", "docs/method/dispatch.md, DM1-DM4"),
      lineage: new Gathered()
        .tellings(told)
        .assume(assumptions.reliability(run.figures), assumptions.oneRoot(), assumptions.noPrior(), assumptions.spread(run.figures))
        .lineage(),
    },
  ];
}

function costInMonths(
  run: Run,
  country: string | null,
  pay: Pay,
  measure: "permit_fee" | "bribe",
  name: string,
  slug: string,
): Estimate | NoEstimate {
  const id = estimateId(slug);
  const scales = (claim: AcceptedClaim) =>
    claim.per === null || claim.per === "person" ? payScales(pay.currency, run.options.rates, run.options.asOf)(claim) : null;
  const told = tellingClaims(run.claims, { measure, country, asOf: run.options.asOf, roots: run.roots, figures: run.figures, scales });
  const missing = [...(told.length === 0 ? [ask[measure]] : []), ...(pay.received.length === 0 ? [ask.wage_received_monthly] : [])];
  if (missing.length > 0 || pay.receivedTable === null) return { id, name, missing };
  const receivedTable = pay.receivedTable;
  const table = reportedQuantity(told, run.figures);
  const n = run.options.draws;
  const received = sobolColumn(n, PAY_DIMENSION + 1, run.options.seed);
  const months = sobolColumn(n, PAY_DIMENSION + (measure === "bribe" ? 4 : 3), run.options.seed).map(
    (u, i) => table.quantile(u) / receivedTable.quantile(received[i] as number),
  );
  return {
    id,
    name,
    ...summary(months),
    unit: "month",
    on: run.options.asOf,
    method: methodOf(run, "cost ÷ pay received, each from its roots' likelihoods", "docs/method/dispatch.md, DM20"),
    lineage: new Gathered()
      .tellings(told)
      .tellings(pay.received)
      .assume(assumptions.reliability(run.figures), assumptions.oneRoot(), assumptions.noPrior(), assumptions.spread(run.figures))
      .lineage(),
  };
}

function againstHomeWage(run: Run, pay: Pay): Estimate | NoEstimate {
  const id = estimateId("pay-against-home-wage");
  const name = "Pay received abroad, as a multiple of an ordinary wage at home";
  const home = run.claims
    .filter(counts)
    .find((claim) => claim.measure === "home_wage_monthly" && claim.quantity.kind === "money" && tellsPositive(claim, run));
  const currency = home?.quantity.kind === "money" ? home.quantity.currency : null;
  const told =
    currency === null
      ? []
      : tellingClaims(run.claims, {
          measure: "home_wage_monthly",
          country: null,
          asOf: run.options.asOf,
          roots: run.roots,
          figures: run.figures,
          scales: payScales(currency, run.options.rates, run.options.asOf),
        });
  const ways =
    currency === null
      ? []
      : exchangeFactors(pay.currency, currency, run.options.rates, [run.options.asOf, ...told.map(({ claim }) => claim.period)]);
  const missing = [
    ...(told.length === 0 ? [ask.home_wage_monthly] : []),
    ...(pay.received.length === 0 ? [ask.wage_received_monthly] : []),
    ...(told.length > 0 && ways.length === 0
      ? [`a rate between ${pay.currency} and ${currency} of ${run.now.slice(0, 7)}, with its source`]
      : []),
  ];
  if (missing.length > 0 || pay.receivedTable === null) return { id, name, missing };
  const receivedTable = pay.receivedTable;
  const table = reportedQuantity(told, run.figures);
  const n = run.options.draws;
  const received = sobolColumn(n, PAY_DIMENSION + 1, run.options.seed);
  const way = sobolColumn(n, PAY_DIMENSION + 6, run.options.seed);
  const times = sobolColumn(n, PAY_DIMENSION + 5, run.options.seed).map((u, i) => {
    const chosen = ways[Math.floor((way[i] as number) * ways.length)] as Exchange;
    return (receivedTable.quantile(received[i] as number) * chosen.factor) / table.quantile(u);
  });
  const gathered = new Gathered()
    .tellings(pay.received)
    .tellings(told)
    .assume(
      assumptions.reliability(run.figures),
      assumptions.oneRoot(),
      assumptions.noPrior(),
      assumptions.spread(run.figures),
      ...ways.map(rateAssumption),
    );
  const [here, there] = [informants(pay.received), informants(told)];
  gathered.assume({
    id: "DM21",
    says: `Pay abroad (${here}) and pay at home (${there}) are compared although they may be of different times; home pay leaves out rations and other income.`,
    source: "docs/method/dispatch.md, DM21",
  });
  return {
    id,
    name,
    ...summary(times),
    unit: "times",
    on: run.options.asOf,
    method: methodOf(run, "received × rate ÷ home wage, each from its roots' likelihoods", "docs/method/dispatch.md, DM21"),
    lineage: gathered.lineage(),
  };
  function tellsPositive(claim: AcceptedClaim, { options }: Run): boolean {
    return payScales((claim.quantity as { currency: Currency }).currency, options.rates, options.asOf)(claim) !== null;
  }
}

// ---- shared by all -------------------------------------------------------------------------------------------------------------

const LEVEL = 0.9;

function summary(values: Float64Array): {
  readonly median: number;
  readonly interval: { readonly low: number; readonly high: number; readonly level: number };
} {
  const { low, median, high } = band(values);
  return { median, interval: { low, high, level: LEVEL } };
}

function band(values: Float64Array): { readonly low: number; readonly median: number; readonly high: number } {
  const wanted = [(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2];
  const [low, median, high] = quantiles(values, wanted);
  return { low: low as number, median: median as number, high: high as number };
}

function methodOf(run: Run, name: string, reference: string): Estimate["method"] {
  return { name, reference, seed: run.options.seed, draws: run.options.draws };
}

/** Collects what an estimate rests on: each claim and each assumption once, in the order first used. */
class Gathered {
  private readonly claims: ClaimId[] = [];
  private readonly assumed: Assumption[] = [];

  tellings(told: readonly TellingClaim[]): this {
    for (const { claim } of told) if (!this.claims.includes(claim.id)) this.claims.push(claim.id);
    return this;
  }

  assume(...more: readonly Assumption[]): this {
    for (const one of more) if (!this.assumed.some(({ says }) => says === one.says)) this.assumed.push(one);
    return this;
  }

  with(other: Gathered): Gathered {
    const both = new Gathered();
    for (const each of [this as Gathered, other]) {
      for (const id of each.claims) if (!both.claims.includes(id)) both.claims.push(id);
      both.assume(...each.assumed);
    }
    return both;
  }

  lineage(): Lineage {
    const [first, ...rest] = this.claims;
    if (first === undefined) throw new RangeError("an estimate of this kind rests on claims, and none was gathered");
    return { claims: [first, ...rest], assumptions: [...this.assumed] };
  }
}

function countryOf(claims: readonly Claim[]): string | null {
  const pay = claims
    .filter(counts)
    .find((claim) => claim.measure === "labour_cost_paid_monthly" || claim.measure === "wage_received_monthly");
  return pay?.country ?? null;
}

function slugOf(place: string): string {
  return place
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}

function addMonths(day: string, months: number): string {
  const [year = 0, month = 1] = day.split("-").map(Number);
  const at = year * 12 + (month - 1) + months;
  return `${String(Math.floor(at / 12)).padStart(4, "0")}-${String((at % 12) + 1).padStart(2, "0")}-01`;
}

function lastDayOf(month: string): string {
  return new Date(Date.parse(addMonths(`${month}-01`, 1)) - 86_400_000).toISOString().slice(0, 10);
}
