/**
 * A route event by event, with what has no closed form: a crossing that passes only so many a month, closures, demand that changes.
 * What a reader would get wrong: two scenarios with the same seed and replicate see the same groups, sizes and stays (common random
 * numbers), so their difference is the scenario's and not chance's. Aggregates come out; nobody is followed.
 */
import { log as logOf } from "#numeric/elementary.ts";
import { EventQueue } from "#numeric/event-queue.ts";
import { drawer, meanOf } from "#numeric/laws.ts";
import { randomStream } from "#numeric/random.ts";
import { stayOf, type Route } from "./route.ts";

export type Scenario = {
  readonly name: string;
  /** Multiplies the arrivals from a month on; 1 unless told. At most 1 keeps common random numbers exact. */
  readonly demand?: readonly { readonly from: number; readonly factor: number }[];
  /** Months in which nobody crosses either way. */
  readonly shut?: readonly { readonly from: number; readonly to: number }[];
  /** People a month the crossing can pass; the route's own unless told, without limit where neither is. */
  readonly capacity?: number;
  readonly rotation?: Route["rotation"];
};

export type Simulated = {
  /** Number abroad at the end of each month. */
  readonly abroad: Float64Array;
  /** People who crossed out and home in each month, and the worker-months within it. */
  readonly left: Float64Array;
  readonly returned: Float64Array;
  readonly workerMonths: Float64Array;
  /** Longest and mean wait at the crossing, in months. */
  readonly wait: { readonly mean: number; readonly longest: number };
  readonly events: number;
  /** ∫ of the number abroad, and the sum of all times abroad: Little's law says they are one number. */
  readonly little: { readonly area: number; readonly times: number };
};

export type SimulateOptions = { readonly months: number; readonly seed: number; readonly replicate?: number; readonly scenario?: Scenario };

/** One run of the route from an empty start. */
export function simulateRoute(
  route: Route,
  { months, seed, replicate = 0, scenario = { name: "as reported" } }: SimulateOptions,
): Simulated {
  const rate = meanOf(route.groupsPerMonth);
  const stage = stayOf(route);
  const drawStay = drawer(stage.takes);
  const rotation = scenario.rotation ?? route.rotation;
  const capacity = scenario.capacity ?? route.stages.find((one) => one.capacity !== undefined)?.capacity ?? Infinity;
  const abroad = new Float64Array(months);
  const left = new Float64Array(months);
  const returned = new Float64Array(months);
  const workerMonths = new Float64Array(months);
  const returns = new EventQueue(4096);
  const gaps = randomStream(seed, { replicate, purpose: 1 });
  const sizes = randomStream(seed, { replicate, purpose: 2 });
  const stays = randomStream(seed, { replicate, purpose: 3 });
  const kept = randomStream(seed, { replicate, purpose: 4 });
  const peak = Math.max(1, ...(scenario.demand ?? []).map(({ factor }) => factor));
  const span = route.groupSize.to - route.groupSize.from + 1;
  let now = 0;
  let stock = 0;
  let area = 0;
  let times = 0;
  let events = 0;
  let free = 0;
  let waits = 0;
  let longest = 0;
  let groups = 0;
  const advance = (to: number) => {
    // Adds the area under the number abroad, month by month.
    while (now < to) {
      const month = Math.min(months - 1, Math.floor(now));
      const until = Math.min(to, month + 1);
      const here = stock * (until - now);
      workerMonths[month] = (workerMonths[month] as number) + here;
      area += here;
      now = until;
      if (now === month + 1) abroad[month] = stock;
    }
  };
  const goHome = (until: number) => {
    while (returns.size > 0) {
      returns.take();
      if (returns.time > until) {
        returns.add(returns.time, returns.item);
        return;
      }
      advance(returns.time);
      stock -= returns.item;
      events++;
      const month = Math.min(months - 1, Math.floor(returns.time));
      returned[month] = (returned[month] as number) + returns.item;
    }
  };
  const shut = [...(scenario.shut ?? [])].sort((a, b) => a.from - b.from);
  const opening = (t: number) => shut.reduce((at, closure) => (at >= closure.from && at < closure.to ? closure.to : at), t);
  let ready = 0;
  for (;;) {
    ready += -logOf(gaps.uniform()) / (rate * peak);
    if (!(ready < months)) break;
    // Draws are made for every group, kept or not, so that scenarios stay in step.
    const size = route.groupSize.from + Math.floor(sizes.uniform() * span);
    const together = rotation === "together";
    const own = drawStay(stays);
    const stayStream = together ? null : randomStream(seed, { replicate, entity: groups, purpose: 5 });
    groups++;
    if (kept.uniform() * peak >= demandAt(scenario, ready)) continue;
    const crossing = opening(Math.max(ready, free));
    if (Number.isFinite(capacity)) free = crossing + size / capacity;
    if (crossing >= months) continue;
    waits += (crossing - ready) * size;
    longest = Math.max(longest, crossing - ready);
    goHome(crossing);
    advance(crossing);
    stock += size;
    events++;
    const month = Math.floor(crossing);
    left[month] = (left[month] as number) + size;
    if (together) {
      const back = opening(crossing + own);
      returns.add(back, size);
      times += size * (Math.min(months, back) - crossing);
    } else {
      for (let i = 0; i < size; i++) {
        const back = opening(crossing + drawStay(stayStream as NonNullable<typeof stayStream>));
        returns.add(back, 1);
        times += Math.min(months, back) - crossing;
      }
    }
  }
  goHome(months);
  advance(months);
  const all = left.reduce((total, count) => total + count, 0);
  return { abroad, left, returned, workerMonths, wait: { mean: all > 0 ? waits / all : 0, longest }, events, little: { area, times } };
}

function demandAt(scenario: Scenario, t: number): number {
  let factor = 1;
  for (const step of scenario.demand ?? []) if (t >= step.from) factor = step.factor;
  return factor;
}

export type ScenarioDifference = {
  readonly name: string;
  readonly mean: Float64Array;
  readonly difference: Float64Array;
  readonly error: Float64Array;
};

/** Scenarios side by side on common random numbers: mean number abroad by month, and the difference from the first with its standard error. */
export function compareScenarios(
  route: Route,
  scenarios: readonly Scenario[],
  { months, seed, replicates }: { readonly months: number; readonly seed: number; readonly replicates: number },
): readonly ScenarioDifference[] {
  const runs = scenarios.map((scenario) =>
    Array.from({ length: replicates }, (_, replicate) => simulateRoute(route, { months, seed, replicate, scenario }).abroad),
  );
  return scenarios.map(({ name }, s) => {
    const mean = new Float64Array(months);
    const difference = new Float64Array(months);
    const error = new Float64Array(months);
    for (let month = 0; month < months; month++) {
      let total = 0;
      let gap = 0;
      let squares = 0;
      for (let r = 0; r < replicates; r++) {
        const value = runs[s]?.[r]?.[month] as number;
        const off = value - (runs[0]?.[r]?.[month] as number);
        total += value;
        gap += off;
        squares += off * off;
      }
      mean[month] = total / replicates;
      difference[month] = gap / replicates;
      error[month] = Math.sqrt(Math.max(0, squares / replicates - (gap / replicates) ** 2) / Math.max(1, replicates - 1));
    }
    return { name, mean, difference, error };
  });
}
