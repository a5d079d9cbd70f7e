/**
 * What users ask of a route, answered in closed form: who gets what of a worker-month and of a year, the state's take, the share withheld,
 * what a household gains, what a place costs, how fast the stock turns over, and when commuting would be cheaper for the employer.
 * What a reader would get wrong: a band shows how far the file's own figures leave the answer open, and no more than that.
 */
import type { Figure, RouteAnswers, JointDraws } from "#domain/simulation.ts";
import { meanOf, type Law } from "#numeric/laws.ts";
import { quantilesInPlace } from "#numeric/quantile.ts";
import { lineageOf } from "./route-lineage.ts";
import { drawInputs, inputsAt, meanInputs, type InputValues } from "./route-inputs.ts";
import { timesInMonth, turnover } from "./route-moments.ts";
import { stayLaw } from "./joint-draws.ts";
import { stayOf, type Flow, type Route } from "./route.ts";

export const level = 0.9;
export const accountCurrencies = ["CNY", "KPW", "USD"] as const;

type Question = {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly how: string;
  readonly of: (values: InputValues) => number;
};

/** Everything above, from `draws` points of the inputs (a power of two), or from as many rows of a fit's joint draws. */
export function routeAnswers(
  route: Route,
  {
    seed,
    draws = 4096,
    currencies = accountCurrencies,
    joint,
  }: { readonly seed: number; readonly draws?: number; readonly currencies?: readonly string[]; readonly joint?: JointDraws },
): RouteAnswers {
  const columns = drawInputs(route, draws, seed, joint);
  const rows = Array.from({ length: draws }, (_, i) => inputsAt(columns, i));
  const over = (of: (values: InputValues) => number) => figureOf(Float64Array.from(rows, of));
  const units = [...new Set(route.flows.map(({ unit }) => unit))];
  const reached = currencies.filter((currency) =>
    units.some((unit) => isMoney(unit) && rateOf(route, unit, currency, meanInputs(route)) !== null),
  );
  const books: readonly {
    readonly unit: string;
    readonly flows: readonly Flow[];
    readonly worth: (flow: Flow, values: InputValues) => number;
  }[] = [
    ...[...reached, ...units.filter((unit) => isMoney(unit) && !reached.includes(unit))].map((currency) => ({
      unit: currency,
      flows: route.flows.filter(({ unit }) => isMoney(unit) && rateOf(route, unit, currency, meanInputs(route)) !== null),
      worth: (flow: Flow, values: InputValues) => amountOf(flow, values) * (rateOf(route, flow.unit, currency, values) as number),
    })),
    ...units
      .filter((unit) => !isMoney(unit))
      .map((unit) => ({ unit, flows: route.flows.filter((flow) => flow.unit === unit), worth: amountOf })),
  ];
  const perGroup = yearPerGroup(route);
  const times = {
    workerMonth: (flow: Flow, values: InputValues) => (flow.per === "worker-month" ? 1 : 1 / value(values, "stay")),
    firstYear: (flow: Flow, values: InputValues) => perGroup(values).first[flow.per] * value(values, "groupsPerMonth"),
    settledYear: (flow: Flow, values: InputValues) => perGroup(values).settled[flow.per] * value(values, "groupsPerMonth"),
  };
  const accounts = books.flatMap(({ unit, flows, worth }) =>
    route.actors
      .filter(({ id }) => flows.some(({ from, to }) => from === id || to === id))
      .map(({ id, name, kind }) => {
        const total = (period: keyof typeof times) => (values: InputValues) =>
          flows.reduce(
            (sum, flow) => sum + (flow.to === id ? 1 : flow.from === id ? -1 : 0) * worth(flow, values) * times[period](flow, values),
            0,
          );
        return {
          actor: id,
          name,
          kind,
          unit,
          workerMonth: over(total("workerMonth")),
          firstYear: over(total("firstYear")),
          settledYear: over(total("settledYear")),
        };
      }),
  );
  return {
    route: { id: route.id, title: route.title },
    seed,
    draws,
    level,
    answers: questionsOf(route).map(({ of, ...question }) => ({ ...question, ...over(of) })),
    accounts,
    withoutRate: currencies.filter((currency) => !reached.includes(currency)),
    lineage: lineageOf(route, joint),
  };
}

/** The questions this route's file can answer; each is a function of the inputs, so that sensitivity can be asked of it too. */
export function questionsOf(route: Route): readonly Question[] {
  const people = (route.groupSize.from + route.groupSize.to) / 2;
  const { leadMonths } = turnover(route);
  const perGroup = yearPerGroup(route);
  const kind = new Map(route.actors.map((actor) => [actor.id, actor.kind]));
  const sumOf = (pick: (flow: Flow) => boolean, currency: string) => (values: InputValues) =>
    route.flows
      .filter((flow) => isMoney(flow.unit) && pick(flow))
      .reduce((sum, flow) => sum + amountOf(flow, values) * (rateOf(route, flow.unit, currency, values) ?? NaN), 0);
  const monthly = ({ per }: Flow) => per === "worker-month";
  const has = (pick: (flow: Flow) => boolean) => route.flows.some((flow) => isMoney(flow.unit) && pick(flow));
  const paidBy = (flow: Flow) => monthly(flow) && kind.get(flow.from) === "employer";
  const toWorker = (flow: Flow) => monthly(flow) && kind.get(flow.to) === "worker";
  const toFamily = (flow: Flow) => kind.get(flow.from) === "worker" && kind.get(flow.to) === "family";
  const fee = (flow: Flow) => !monthly(flow) && kind.get(flow.from) === "worker" && kind.get(flow.to) === "state";
  const bribe = (flow: Flow) => kind.get(flow.from) === "worker" && kind.get(flow.to) === "official";
  const own = route.flows.find((flow) => paidBy(flow) || toWorker(flow))?.unit ?? "USD";
  const dollars = rateOf(route, own, "USD", meanInputs(route)) === null ? own : "USD";
  const [paid, received] = [sumOf(paidBy, dollars), sumOf(toWorker, dollars)];
  const questions: Question[] = [
    {
      id: "abroad",
      name: "Workers abroad, on average once settled",
      unit: "person",
      how: "groups a month × people a group × mean stay (Little's law)",
      of: (values) => value(values, "groupsPerMonth") * people * value(values, "stay"),
    },
    {
      id: "departures-a-year",
      name: "Departures in a year",
      unit: "person",
      how: "groups a month × people a group × 12",
      of: (values) => value(values, "groupsPerMonth") * people * 12,
    },
    {
      id: "preparing",
      name: "People in preparation at any time",
      unit: "person",
      how: `groups a month × people a group × lead time, ${round(leadMonths)} months by the file (Little's law)`,
      of: (values) => value(values, "groupsPerMonth") * people * (values.get("lead") ?? leadMonths),
    },
    {
      id: "renewals",
      name: "How often the whole stock is replaced in a year",
      unit: "times a year",
      how: "12 ÷ mean stay",
      of: (values) => 12 / value(values, "stay"),
    },
  ];
  if (has(paidBy) && has(toWorker)) {
    questions.push(
      {
        id: "share-withheld",
        name: "Share of the payment that the worker does not receive",
        unit: "share",
        how: "1 − received ÷ paid",
        of: (values) => 1 - received(values) / paid(values),
      },
      {
        id: "take-worker-month",
        name: "Taken of one worker-month",
        unit: dollars,
        how: "paid − received (DM13)",
        of: (values) => paid(values) - received(values),
      },
      {
        id: "take-first-year",
        name: "The state's take in the first year, from nobody abroad",
        unit: dollars,
        how: "(paid − received) × worker-months of the first twelve months (DM14)",
        of: (values) => (paid(values) - received(values)) * value(values, "groupsPerMonth") * perGroup(values).first["worker-month"],
      },
      {
        id: "take-a-year",
        name: "The state's take in a year, once settled",
        unit: dollars,
        how: "(paid − received) × 12 × workers abroad",
        of: (values) => (paid(values) - received(values)) * 12 * value(values, "groupsPerMonth") * people * value(values, "stay"),
      },
    );
  }
  if (has(fee) && has(toWorker))
    questions.push({
      id: "fees-in-months",
      name: "Fees in months of pay received",
      unit: "month",
      how: "fees at departure ÷ pay received a month",
      of: (values) => sumOf(fee, dollars)(values) / received(values),
    });
  if (has(bribe) && has(toWorker))
    questions.push({
      id: "bribes-in-months",
      name: "Bribes in months of pay received",
      unit: "month",
      how: "bribes at departure ÷ pay received a month",
      of: (values) => sumOf(bribe, dollars)(values) / received(values),
    });
  const { homeWage, commuting } = route;
  if (homeWage !== undefined && rateOf(route, homeWage.unit, dollars, meanInputs(route)) !== null && has(toWorker)) {
    const home = (values: InputValues) => value(values, "homeWage") * (rateOf(route, homeWage.unit, dollars, values) as number);
    const once = (pick: (flow: Flow) => boolean) => (values: InputValues) => (has(pick) ? sumOf(pick, dollars)(values) : 0);
    questions.push(
      {
        id: "pay-in-home-wages",
        name: "Pay received a month, in home wages",
        unit: "home wage",
        how: "pay received ÷ an ordinary wage at home",
        of: (values) => received(values) / home(values),
      },
      {
        id: "household-gain",
        name: "A household's gain over one stay, against a home wage",
        unit: dollars,
        how: "pay received × stay − fees − bribes − home wages of that time",
        of: (values) => (received(values) - home(values)) * value(values, "stay") - once(fee)(values) - once(bribe)(values),
      },
    );
    if (has(toFamily))
      questions.push({
        id: "sent-home-in-home-wages",
        name: "Money that reaches the family a month, in home wages",
        unit: "home wage",
        how: "sent or carried home, spread over the stay, ÷ an ordinary wage at home",
        of: (values) =>
          route.flows
            .filter(toFamily)
            .reduce(
              (sum, flow) =>
                sum +
                (amountOf(flow, values) * (rateOf(route, flow.unit, dollars, values) ?? NaN)) / (monthly(flow) ? 1 : value(values, "stay")),
              0,
            ) / home(values),
      });
  }
  if (commuting !== undefined && has(paidBy)) {
    const paidThere = sumOf(paidBy, commuting.unit);
    questions.push({
      id: "commuting-break-even",
      name: "Cost of carrying a commuter a day under which commuting is cheaper for the employer",
      unit: `${commuting.unit} per day`,
      how: "(paid + board − paid for one who commutes) ÷ working days",
      of: (values) =>
        (paidThere(values) + value(values, "commuting:board") - value(values, "commuting:paidCommuting")) /
        value(values, "commuting:workDays"),
    });
  }
  return questions;
}

/** What one unit of `from` is worth in `to`, directly or through one other currency at the route's own rates; null where they do not reach. */
export function rateOf(route: Route, from: string, to: string, values: InputValues): number | null {
  if (from === to) return 1;
  const direct = (a: string, b: string): number | null => {
    if (a === b) return 1;
    for (const rate of route.rates ?? []) {
      const worth = value(values, `rate:${rate.from}-${rate.to}`);
      if (rate.from === a && rate.to === b) return worth;
      if (rate.from === b && rate.to === a) return 1 / worth;
    }
    return null;
  };
  const straight = direct(from, to);
  if (straight !== null) return straight;
  for (const middle of new Set((route.rates ?? []).flatMap((rate) => [rate.from, rate.to]))) {
    const [there, on] = [direct(from, middle), direct(middle, to)];
    if (there !== null && on !== null) return there * on;
  }
  return null;
}

/** Median and 90 % interval of draws; reorders them. */
export function figureOf(draws: Float64Array): Figure {
  const [low = NaN, median = NaN, high = NaN] = quantilesInPlace(draws, [(1 - level) / 2, 0.5, (1 + level) / 2]);
  return { median, interval: { low, high, level } };
}

/** Currencies are written as three capitals; anything else is goods. */
export function isMoney(unit: string): boolean {
  return /^[A-Z]{3}$/.test(unit);
}

type YearPerGroup = { readonly first: Record<Flow["per"], number>; readonly settled: Record<Flow["per"], number> };

/** People-times of each kind in the first year and in a settled one, for one group a month and the stay of these inputs. */
function yearPerGroup(route: Route): (values: InputValues) => YearPerGroup {
  const held = new WeakMap<InputValues, YearPerGroup>();
  let filed: YearPerGroup | null = null;
  return (values) => {
    const spread = values.get("staySpread");
    if (spread === undefined) return (filed ??= timesOfYear(route, stayOf(route).takes));
    const known = held.get(values);
    if (known !== undefined) return known;
    const made = timesOfYear(route, stayLaw(value(values, "stay"), spread));
    held.set(values, made);
    return made;
  };
}

function timesOfYear(route: Route, takes: Law): YearPerGroup {
  const one: Route = {
    ...route,
    groupsPerMonth: { law: "fixed", value: 1 },
    stages: route.stages.map((stage) => (stage.abroad === true ? { ...stage, takes } : stage)),
  };
  const people = (route.groupSize.from + route.groupSize.to) / 2;
  const months = Array.from({ length: 12 }, (_, month) => timesInMonth(one, month));
  const first = (per: Flow["per"]) => months.reduce((total, times) => total + times[per], 0);
  const settled = people * 12;
  return {
    first: { "worker-month": first("worker-month"), departure: first("departure"), return: first("return") },
    settled: { "worker-month": settled * meanOf(takes), departure: settled, return: settled },
  };
}

function amountOf(flow: Flow, values: InputValues): number {
  return value(values, `flow:${flow.id}`);
}

function value(values: InputValues, id: string): number {
  const found = values.get(id);
  if (found === undefined) throw new RangeError(`no value for the input "${id}"`);
  return found;
}

function round(x: number): string {
  return x.toLocaleString("en", { maximumSignificantDigits: 3 });
}
