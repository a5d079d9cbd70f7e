/** The figures people ask for, each as a column over the draws of a fitted route: who is abroad, what is taken, what share is withheld. */
import type { EdtfDate } from "#domain/edtf.ts";
import type { Estimate, Lineage, NoEstimate } from "#domain/estimate.ts";
import { estimateId, type ClaimId } from "#domain/ids.ts";
import { weightedQuantiles } from "#numeric/quantile.ts";
import type { FitPosterior } from "./fit-session.ts";

/** A figure of the fit: its column and the unknowns it is made of. */
export type Figure = {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly on: EdtfDate;
  readonly needs: readonly string[];
  readonly values: Float64Array;
};

const LEVEL = 0.9;

/** Every figure the posterior's unknowns allow. */
export function figuresOf(posterior: FitPosterior): readonly Figure[] {
  const { model, columns, crossing } = posterior;
  const asOf = model.options.asOf;
  const figures: Figure[] = [];
  const add = (id: string, name: string, unit: string, needs: readonly string[], values: Float64Array, on: EdtfDate = asOf) =>
    figures.push({ id, name, unit, on, needs, values });
  const column = (id: string) => columns.get(id);
  const [paid, received, dollar, stock] = [column("paid"), column("received"), column("dollar"), column("stock")];
  const waves = [...model.unknowns.keys()].filter((id) => id.startsWith("wave-"));
  const flow = [...waves, "stay", "group", "goes-on"];
  if (crossing !== null && model.crossing !== null) {
    add("workers-abroad", "Workers abroad through this crossing", "person", flow, crossing.abroadNow);
    add(
      "workers-abroad-in-a-year",
      "Workers abroad through this crossing a year after the first reported arrivals",
      "person",
      flow,
      crossing.abroadInAYear,
      inAYear(model.crossing.start),
    );
  }
  if (stock !== undefined) add("workers-abroad-country", `Workers abroad in ${model.country ?? "the country"}`, "person", ["stock"], stock);
  if (paid !== undefined && received !== undefined) {
    const take = made("take", [paid, received], (i) => (paid[i] as number) - (received[i] as number));
    const pay = ["paid", "received"];
    add("take-per-worker-month", "Taken by the state's side from one worker-month", model.currency, pay, take);
    if (dollar !== undefined)
      add(
        "take-per-worker-year-usd",
        "Taken by the state's side from one worker-year, in dollars",
        "USD",
        [...pay, "dollar"],
        made("take-year-usd", [take, dollar], (i) => 12 * (take[i] as number) * (dollar[i] as number)),
      );
    if (crossing !== null && model.crossing !== null) {
      const { firstYear } = crossing;
      const on = model.crossing.firstYear;
      const needs = [...pay, ...flow];
      const name = "Taken by the state's side in the first twelve months, through this crossing";
      const yearly = made("take-first-year", [take, firstYear], (i) => (take[i] as number) * (firstYear[i] as number));
      add("take-per-year", name, model.currency, needs, yearly, on);
      if (dollar !== undefined)
        add(
          "take-per-year-usd",
          `${name}, in dollars`,
          "USD",
          [...needs, "dollar"],
          made("in-dollars", [yearly, dollar], (i) => (yearly[i] as number) * (dollar[i] as number)),
          on,
        );
    }
    if (stock !== undefined) {
      const name = `Taken by the state's side in a year in ${model.country ?? "the country"}`;
      const yearly = made("take-country", [take, stock], (i) => 12 * (take[i] as number) * (stock[i] as number));
      add("take-per-year-country", name, model.currency, [...pay, "stock"], yearly);
      if (dollar !== undefined)
        add(
          "take-per-year-country-usd",
          `${name}, in dollars`,
          "USD",
          [...pay, "stock", "dollar"],
          made("in-dollars", [yearly, dollar], (i) => (yearly[i] as number) * (dollar[i] as number)),
        );
    }
    add(
      "share-withheld",
      "Share of the employer's payment that the worker does not receive",
      "percent",
      pay,
      made("share", [take, paid], (i) => (100 * (take[i] as number)) / (paid[i] as number)),
    );
  }
  if (paid !== undefined && dollar !== undefined)
    add(
      "paid-per-worker-year-usd",
      "Paid by the employer for one worker-year, in dollars",
      "USD",
      ["paid", "dollar"],
      made("paid-year-usd", [paid, dollar], (i) => 12 * (paid[i] as number) * (dollar[i] as number)),
    );
  if (received !== undefined) {
    const [fee, bribe, home, won] = [column("fee"), column("bribe"), column("home"), column("won")];
    if (fee !== undefined)
      add(
        "exit-fee-months",
        "Exit papers, in months of pay received abroad",
        "month",
        ["fee", "received"],
        made("fee-months", [fee, received], (i) => (fee[i] as number) / (received[i] as number)),
      );
    if (bribe !== undefined)
      add(
        "bribe-months",
        "Bribes, in months of pay received abroad",
        "month",
        ["bribe", "received"],
        made("bribe-months", [bribe, received], (i) => (bribe[i] as number) / (received[i] as number)),
      );
    if (home !== undefined && won !== undefined)
      add(
        "pay-against-home-wage",
        "Pay received abroad, as a multiple of an ordinary wage at home",
        "times",
        ["received", "home", "won"],
        made("home-wages", [received, won, home], (i) => ((received[i] as number) * (won[i] as number)) / (home[i] as number)),
      );
  }
  const lead = column("lead");
  if (lead !== undefined) add("lead-time", "From selection to departure", "month", ["lead"], lead);
  return figures;
}

type FigureBand = { readonly low: number; readonly median: number; readonly high: number };

/** The band found for a column under the weights it was last asked with. */
const bandBefore = new WeakMap<Float64Array, { readonly weights: Float64Array; readonly band: FigureBand }>();

/** Median and 90 % interval of a figure. */
export function bandOf(values: Float64Array, weights: Float64Array): FigureBand {
  const held = bandBefore.get(values);
  if (held?.weights === weights) return held.band;
  const few = values.length < weights.length ? weights.subarray(0, values.length) : weights;
  const [low, median, high] = weightedQuantiles(values, few, [(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2]);
  const band = { low: low as number, median: median as number, high: high as number };
  bandBefore.set(values, { weights, band });
  return band;
}

/** The estimates, and for what the claims cannot give, what is missing. */
export function estimatesOf(posterior: FitPosterior, figures: readonly Figure[]): readonly (Estimate | NoEstimate)[] {
  const { model, weights, diagnostics, crossing } = posterior;
  const estimates = figures.map((figure): Estimate => {
    const { low, median, high } = bandOf(figure.values, weights);
    const lineage: Lineage = lineageOf(posterior, figure);
    const start = model.crossing?.start;
    return {
      id: estimateId(figure.id),
      name: figure.name,
      median,
      interval: { low, high, level: LEVEL },
      unit: figure.unit,
      on: figure.on,
      method: {
        name: `route ${model.route.id} fitted: ${diagnostics.rung}`,
        reference: "docs/method/dispatch.md, FT1-FT12",
        seed: diagnostics.seed,
        draws: diagnostics.draws,
      },
      lineage,
      ...(figure.id === "workers-abroad" && crossing !== null && start !== undefined
        ? { curve: crossing.curve.map((values, m) => ({ month: monthAfter(start, m), ...bandOf(values, weights) })) }
        : {}),
    };
  });
  return [...estimates, ...missing(posterior)];
}

/** The claims a figure rests on through its unknowns and their ties, and what was assumed. */
export function lineageOf({ model }: FitPosterior, figure: Figure): Lineage {
  const claims = new Set<ClaimId>();
  for (const id of figure.needs)
    for (const term of model.unknowns.get(id)?.terms ?? []) for (const claim of term.claims) claims.add(claim.id);
  if (figure.needs.includes("paid") || figure.needs.includes("received"))
    for (const id of ["paid", "received"])
      for (const term of model.unknowns.get(id)?.terms ?? []) for (const claim of term.claims) claims.add(claim.id);
  if (figure.needs.includes("paid") || figure.needs.includes("received"))
    for (const { term } of model.ties) for (const claim of term.claims) claims.add(claim.id);
  const [first, ...rest] = model.assumed;
  if (first === undefined) throw new RangeError("a fit assumes something");
  const rates = ["dollar", "won"]
    .filter((id) => figure.needs.includes(id))
    .map((id) => ({
      id: "DM15",
      says: `Converted at a published rate: ${model.unknowns.get(id)?.source ?? ""}.`,
      source: model.unknowns.get(id)?.source ?? "",
    }));
  return { claims: [...claims], assumptions: [first, ...rest, ...rates] };
}

/** What is said where nothing could be fitted: no number, why, and what to ask. */
export function unfitted(says: string): readonly NoEstimate[] {
  return missingOf(() => false, null, null).map((one) => ({ ...one, missing: [says, ...one.missing] }));
}

function missing({ model }: FitPosterior): readonly NoEstimate[] {
  const { currency, homeCurrency, country, unknowns } = model;
  const noWon = homeCurrency !== null && unknowns.has("home") && !unknowns.has("won");
  const rate = noWon ? `a rate between ${currency} and ${homeCurrency} of the time` : null;
  return missingOf((id) => unknowns.has(id) || (id === "crossing" && model.crossing !== null), country, rate);
}

/** The estimates that need an unknown which no claim tells. */
function missingOf(has: (id: string) => boolean, country: string | null, rate: string | null): readonly NoEstimate[] {
  const none = (id: string, name: string, asks: readonly (readonly [string, string])[], more: readonly string[] = []) => {
    const missing = [...asks.flatMap(([unknown, ask]) => (has(unknown) ? [] : [ask])), ...more];
    return missing.length === 0 ? [] : [{ id: estimateId(id), name, missing }];
  };
  const arrived = ["crossing", "workers_arrived: how many came through this crossing, and in which weeks?"] as const;
  const stay = ["stay", "tenure: how long do they stay before they are sent home?"] as const;
  const paid = ["paid", "labour_cost_paid_monthly: what does the employer pay for one worker a month?"] as const;
  const received = ["received", "wage_received_monthly: what reaches the worker's hand a month?"] as const;
  const home = ["home", "home_wage_monthly: what does ordinary work at home pay a month?"] as const;
  const fee = ["fee", "permit_fee: what is paid for the exit papers?"] as const;
  const stock = ["stock", "workers_abroad_stock: how many are in the whole country, and who counted them?"] as const;
  return [
    ...none("workers-abroad", "Workers abroad through this crossing", [arrived, stay]),
    ...none("take-per-worker-month", "Taken by the state's side from one worker-month", [paid, received]),
    ...none("share-withheld", "Share of the employer's payment that the worker does not receive", [paid, received]),
    ...none("exit-fee-months", "Exit papers, in months of pay received abroad", [fee, received]),
    ...none(
      "pay-against-home-wage",
      "Pay received abroad, as a multiple of an ordinary wage at home",
      [received, home],
      rate === null ? [] : [rate],
    ),
    ...none("workers-abroad-country", `Workers abroad in ${country ?? "the country"}`, [stock]),
  ];
}

/** What was made of the same columns before: after an edit, most columns are those of before, and so is all that is made of them alone. */
const madeBefore = new WeakMap<
  Float64Array,
  { readonly inputs: readonly Float64Array[]; readonly what: string; readonly values: Float64Array }[]
>();

/** A column computed from others, row by row; the same `what` of the same columns is the same column. */
function made(what: string, inputs: readonly Float64Array[], at: (i: number) => number): Float64Array {
  const first = inputs[0] as Float64Array;
  const known = madeBefore.get(first) ?? [];
  const held = known.find((one) => one.what === what && one.inputs.every((input, k) => input === inputs[k]));
  if (held !== undefined) return held.values;
  const values = new Float64Array(first.length);
  for (let i = 0; i < values.length; i++) values[i] = at(i);
  madeBefore.set(first, [...known.slice(-12), { inputs, what, values }]);
  return values;
}

function monthAfter(start: string, months: number): string {
  const at = Number(start.slice(0, 4)) * 12 + Number(start.slice(5, 7)) - 1 + months;
  return `${String(Math.floor(at / 12)).padStart(4, "0")}-${String((at % 12) + 1).padStart(2, "0")}`;
}

function inAYear(start: string): EdtfDate {
  return monthAfter(start, 12) as EdtfDate;
}
