/**
 * Closed form and accounts of a route: the mean and variance of the number abroad under any stay law, and who gets what by month.
 * The simulation is checked by these. Crossing capacity and closures have no closed form and are left out here.
 */
import { meanOf, meanWithin, squaredWithin, type Law } from "#numeric/laws.ts";
import { chainOf, stayOf, type Flow, type Route } from "./route.ts";
import { uniformGroup, type GroupMoments } from "./group-moments.ts";

/** Groups a month between two moments (months from the start). */
export type Arrivals = { readonly from: number; readonly to: number; readonly groupsPerMonth: number };

/** Mean and variance of the number abroad at `t` months, empty at the start, for Poisson groups and any stay law (DM18). */
export function abroadAt(
  t: number,
  arrivals: readonly Arrivals[],
  group: GroupMoments,
  stay: Law,
  rotation: "singly" | "together",
): { readonly mean: number; readonly variance: number } {
  let mean = 0;
  let variance = 0;
  for (const { from, to, groupsPerMonth } of arrivals) {
    if (t <= from) continue;
    const oldest = t - from;
    const youngest = Math.max(0, t - to);
    const present = meanWithin(stay, oldest) - meanWithin(stay, youngest);
    mean += groupsPerMonth * group.mean * present;
    if (rotation === "together") variance += groupsPerMonth * group.square * present;
    else {
      const squared = squaredWithin(stay, oldest) - squaredWithin(stay, youngest);
      variance += groupsPerMonth * (group.mean * (present - squared) + group.square * squared);
    }
  }
  return { mean, variance };
}

/** As {@link abroadAt}, for a route at the mean of its rate. */
export function routeAbroadAt(route: Route, t: number): { readonly mean: number; readonly variance: number } {
  const arrivals = [{ from: 0, to: Infinity, groupsPerMonth: meanOf(route.groupsPerMonth) }];
  return abroadAt(t, arrivals, uniformGroup(route.groupSize.from, route.groupSize.to), stayOf(route).takes, route.rotation);
}

/** What lead time and stay imply (Little's law): people in preparation and abroad, and how often the whole stock is renewed in a year. */
export function turnover(route: Route): {
  readonly leadMonths: number;
  readonly preparing: number;
  readonly abroad: number;
  readonly renewalsPerYear: number;
} {
  const chain = chainOf(route.stages);
  const stages = chain.ok ? chain.value : [];
  const stay = stayOf(route);
  const leadMonths = stages.slice(0, stages.indexOf(stay)).reduce((total, { takes }) => total + meanOf(takes), 0);
  const perMonth = meanOf(route.groupsPerMonth) * ((route.groupSize.from + route.groupSize.to) / 2);
  return { leadMonths, preparing: perMonth * leadMonths, abroad: perMonth * meanOf(stay.takes), renewalsPerYear: 12 / meanOf(stay.takes) };
}

export type AccountRow = {
  /** Months from the start: this row is for (month, month + 1). */
  readonly month: number;
  readonly flow: string;
  readonly from: string;
  readonly to: string;
  readonly unit: string;
  readonly amount: number;
};

/** Expected worker-months, departures and returns between two month's ends, from nobody abroad. */
export function timesInMonth(route: Route, month: number): { readonly [K in Flow["per"]]: number } {
  const perMonth = meanOf(route.groupsPerMonth) * ((route.groupSize.from + route.groupSize.to) / 2);
  const stock = (t: number) => routeAbroadAt(route, t).mean;
  // ∫ of the stock over the month by Simpson's rule on quarters; departures less the change of the stock are the returns.
  const workerMonths = (stock(month) + 4 * stock(month + 0.25) + 2 * stock(month + 0.5) + 4 * stock(month + 0.75) + stock(month + 1)) / 12;
  return { "worker-month": workerMonths, departure: perMonth, return: perMonth - (stock(month + 1) - stock(month)) };
}

/** The cohort accounting matrix: every flow of every month, at the means of its laws. Nothing is made or lost between actors. */
export function accounts(route: Route, months: number): readonly AccountRow[] {
  return Array.from({ length: months }, (_, month) => month).flatMap((month) => {
    const times = timesInMonth(route, month);
    return route.flows.map((flow) => ({
      month,
      flow: flow.id,
      from: flow.from,
      to: flow.to,
      unit: flow.unit,
      amount: times[flow.per] * meanOf(flow.amount),
    }));
  });
}

/** What each actor has after the rows: what came in less what went out, by unit. */
export function balances(rows: readonly AccountRow[]): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const all = new Map<string, Map<string, number>>();
  const add = (actor: string, unit: string, amount: number) => {
    const own = all.get(actor) ?? new Map<string, number>();
    own.set(unit, (own.get(unit) ?? 0) + amount);
    all.set(actor, own);
  };
  for (const { from, to, unit, amount } of rows) {
    add(from, unit, -amount);
    add(to, unit, amount);
  }
  return all;
}

/** Who gets what of one worker-month abroad, one-off flows spread over the mean stay. */
export function oneWorkerMonth(route: Route): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const stay = meanOf(stayOf(route).takes);
  return balances(
    route.flows.map((flow) => ({
      month: 0,
      flow: flow.id,
      from: flow.from,
      to: flow.to,
      unit: flow.unit,
      amount: meanOf(flow.amount) / (flow.per === "worker-month" ? 1 : stay),
    })),
  );
}

/**
 * The daily cost of carrying a commuter at which the employer pays the same as for a worker who lives in: below it commuting is cheaper.
 * All in one currency; board is what room, food and guarding cost the employer a month.
 */
export function commutingBreakEven({
  paidLivingIn,
  board,
  paidCommuting,
  workDays,
}: {
  readonly paidLivingIn: number;
  readonly board: number;
  readonly paidCommuting: number;
  readonly workDays: number;
}): number {
  if (!(workDays > 0)) throw new RangeError(`a month has working days, not ${workDays}`);
  return (paidLivingIn + board - paidCommuting) / workDays;
}
