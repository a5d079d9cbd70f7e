/**
 * The figures of a route as a fit leaves them: joint draws that a simulation, accounts and sensitivity can run on in place of the file's.
 * What a reader would get wrong: the arrivals are those of a month after the reported wave (DM6), so a run begins with nobody abroad and
 * does not hold the wave itself. A figure no claim speaks of stays as the file has it, and so do payment and wage where claims tell only
 * one of the two.
 */
import type { JointDraws } from "#domain/simulation.ts";
import type { Assumption } from "#domain/estimate.ts";
import type { ClaimId } from "#domain/ids.ts";
import { randomStream } from "#numeric/random.ts";
import type { Route } from "../route.ts";
import { bandOf } from "./fit-estimates.ts";
import type { FitPosterior } from "./fit-session.ts";

type Column = {
  readonly id: string;
  /** The line of the route's lineage it takes the place of. */
  readonly line: string;
  readonly says: string;
  readonly unit: string;
  readonly needs: readonly string[];
  readonly at: (row: number) => number;
};

/**
 * `rows` draws of the posterior, each as likely as another, for `route`. `fit` says which fit it was, for the lineage.
 * @throws RangeError when the posterior has no draws.
 */
export function fittedInputs(
  route: Route,
  posterior: FitPosterior,
  { rows, seed, fit }: { readonly rows: number; readonly seed: number; readonly fit: string },
): JointDraws {
  const columns = columnsFor(route, posterior);
  const chosen = evenlyWeighted(posterior.weights, rows, seed);
  const claims = new Set<ClaimId>();
  const rests: Record<string, Assumption> = {};
  for (const { line, says, unit, needs, at } of columns) {
    const own = claimsOf(posterior, needs);
    for (const claim of own) claims.add(claim);
    if (line === "") continue;
    const values = Float64Array.from(posterior.weights, (_, i) => at(i));
    const { low, median, high } = bandOf(values, posterior.weights);
    const before = rests[line]?.says;
    const here = `${says}: ${say(median)} ${unit} (90 %: ${say(low)} to ${say(high)})`;
    rests[line] = {
      id: line,
      says: before === undefined ? here : `${before}; ${here}`,
      source: own.length === 0 ? `${fit}, at ${sourcesOf(posterior, needs)}` : `${fit}, from claims ${own.join(", ")}`,
    };
  }
  return {
    rows,
    columns: Object.fromEntries(columns.map(({ id, at }) => [id, Array.from(chosen, at)])),
    rests,
    claims: [...claims],
    assumptions: posterior.model.assumed,
  };
}

/** What of the posterior is a figure of this route. */
function columnsFor(route: Route, { model, columns }: FitPosterior): readonly Column[] {
  const kind = new Map(route.actors.map((actor) => [actor.id, actor.kind]));
  const monthly = route.flows.filter(({ per }) => per === "worker-month");
  const flows = {
    paid: route.flows.find(({ id }) => id === "labour-cost") ?? monthly.find(({ from }) => kind.get(from) === "employer"),
    received: route.flows.find(({ id }) => id === "wage") ?? monthly.find(({ to }) => kind.get(to) === "worker"),
    fee: route.flows.find(({ id }) => id === "permit-fee"),
    bribe: route.flows.find(({ id }) => id === "bribe"),
  };
  const found: Column[] = [];
  const value = (id: string) => {
    const column = columns.get(id);
    return column === undefined ? null : (row: number) => column[row] as number;
  };
  const dollar = value("dollar");
  const bothTold = columns.has("paid") && columns.has("received");
  for (const [id, flow] of Object.entries(flows)) {
    const told = value(id);
    if (flow === undefined || told === null) continue;
    // What is paid and what is received belong together: one from claims beside the other from the file could put a wage over its price.
    if (!bothTold && (id === "paid" || id === "received")) continue;
    // The fit counts in the currency most claims tell; a flow in another is reached at the fit's own dollar rate, or stays as filed.
    const same = flow.unit === model.currency;
    if (!same && !(flow.unit === "USD" && dollar !== null)) continue;
    found.push({
      id: `flow:${flow.id}`,
      line: `flow:${flow.id}`,
      says: flow.what,
      unit: `${flow.unit} per ${flow.per}`,
      needs: same ? [id] : [id, "dollar"],
      at: same || dollar === null ? told : (row) => told(row) * dollar(row),
    });
  }
  const [stay, spread, lead] = [value("stay"), value("stay-spread"), value("lead")];
  const stage = route.stages.find(({ abroad }) => abroad === true);
  if (stay !== null && stage !== undefined) {
    found.push({ id: "stay", line: `stage:${stage.id}`, says: stage.name, unit: "months on average", needs: ["stay"], at: stay });
    if (spread !== null) found.push({ id: "staySpread", line: "", says: "", unit: "", needs: [], at: spread });
  }
  if (lead !== null)
    found.push({ id: "lead", line: "lead", says: "All stages up to the stay together", unit: "months", needs: ["lead"], at: lead });
  const size = (route.groupSize.from + route.groupSize.to) / 2;
  const later = laterArrivals(model, columns);
  const stock = value("stock");
  const groups = { id: "groupsPerMonth", line: "groups", unit: `groups of ${route.groupSize.from} to ${route.groupSize.to} a month` };
  if (later !== null)
    found.push({
      ...groups,
      says: "Arrivals in a month after the reported ones (DM6)",
      needs: [...model.unknowns.keys()].filter((id) => id.startsWith("wave-")),
      at: (row) => later(row) / size,
    });
  else if (stock !== null && stay !== null)
    found.push({
      ...groups,
      says: "Arrivals that keep the number abroad as told (Little's law)",
      needs: ["stock", "stay"],
      at: (row) => stock(row) / stay(row) / size,
    });
  const [won, home] = [value("won"), value("home")];
  const hasRate = (from: string, to: string) => (route.rates ?? []).some((rate) => rate.from === from && rate.to === to);
  if (dollar !== null && model.currency !== "USD" && hasRate(model.currency, "USD")) {
    const id = `rate:${model.currency}-USD`;
    found.push({ id, line: id, says: `1 ${model.currency}`, unit: "USD", needs: ["dollar"], at: dollar });
  }
  if (dollar !== null && won !== null && model.homeCurrency !== null && hasRate(model.homeCurrency, "USD")) {
    const id = `rate:${model.homeCurrency}-USD`;
    found.push({
      id,
      line: id,
      says: `1 ${model.homeCurrency}`,
      unit: "USD",
      needs: ["dollar", "won"],
      at: (row) => dollar(row) / won(row),
    });
  }
  if (home !== null && route.homeWage?.unit === model.homeCurrency)
    found.push({
      id: "homeWage",
      line: "home-wage",
      says: "An ordinary wage at home",
      unit: `${model.homeCurrency} a month`,
      needs: ["home"],
      at: home,
    });
  return found;
}

/** People a month after the reported wave; null where no crossing is fitted. */
function laterArrivals(model: FitPosterior["model"], columns: FitPosterior["columns"]): ((row: number) => number) | null {
  const last = model.clock.last;
  const [goesOn, stands] = [columns.get("goes-on"), columns.get("stands-for")];
  const people = columns.get(`wave-${model.crossing?.waves.length ?? 0}`);
  if (last === null || goesOn === undefined || stands === undefined || people === undefined) return null;
  const length = last.to - last.from;
  return (row) => ((goesOn[row] as number) * (people[row] as number)) / (length + (stands[row] as number) * Math.max(0, 1 - length));
}

function claimsOf({ model }: FitPosterior, needs: readonly string[]): readonly ClaimId[] {
  const terms = needs.flatMap((id) => model.unknowns.get(id)?.terms ?? []);
  const tied = needs.includes("paid") || needs.includes("received") ? model.ties.map(({ term }) => term) : [];
  return [...new Set([...terms, ...tied].flatMap(({ claims }) => claims.map(({ id }) => id)))];
}

/** Where what no claim tells is from: the published rates. */
function sourcesOf({ model }: FitPosterior, needs: readonly string[]): string {
  return needs.map((id) => model.unknowns.get(id)?.source ?? "").join("; ");
}

/**
 * `rows` of the weighted draws, each drawn in its own share of the weight. The place within a share is random: equal steps through
 * quasi-random points would take every 2ᵏth of them, which lie close together.
 */
function evenlyWeighted(weights: Float64Array, rows: number, seed: number): Int32Array {
  if (weights.length === 0) throw new RangeError("a posterior without draws");
  const random = randomStream(seed, { purpose: 71 });
  const chosen = new Int32Array(rows);
  let at = 0;
  let under = weights[0] as number;
  for (let row = 0; row < rows; row++) {
    const mark = (row + random.uniform()) / rows;
    while (under < mark && at < weights.length - 1) under += weights[++at] as number;
    chosen[row] = at;
  }
  // The points come in an order of their own; a run of fewer replicates takes the first rows, so they are mixed.
  for (let row = rows - 1; row > 0; row--) {
    const other = Math.floor(random.uniform() * (row + 1));
    const held = chosen[row] as number;
    chosen[row] = chosen[other] as number;
    chosen[other] = held;
  }
  return chosen;
}

function say(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 3 });
}
