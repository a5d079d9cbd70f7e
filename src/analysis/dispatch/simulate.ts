/**
 * A route event by event, with what has no closed form: stages that pass only so many a month or have only so many places, a crossing
 * that shuts, workplaces that are full, groups that rotate together, demand that changes at the call or at the crossing.
 * What a reader would get wrong: two scenarios with the same seed and replicate see the same groups, sizes and stays (common random
 * numbers), so their difference is the scenario's and not chance's. Aggregates come out; nobody is followed.
 */
import type { Scenario } from "#domain/simulation.ts";
import { BulkStream } from "#numeric/bulk-stream.ts";
import { log as logOf } from "#numeric/elementary.ts";
import { EventQueue } from "#numeric/event-queue.ts";
import { meanOf, quantile, support, type Law } from "#numeric/laws.ts";
import { MomentCalendar } from "#numeric/moment-calendar.ts";
import { fastQuantiles, turnIntoDraws, type FastQuantiles } from "#numeric/propagate.ts";
import { randomStream } from "#numeric/random.ts";
import { chainOf, stayOf, type Route, type Stage } from "./route.ts";

export type Simulated = {
  /** Number abroad, and in preparation or waiting to cross, at the end of each month. */
  readonly abroad: Float64Array;
  readonly preparing: Float64Array;
  /** People who began their stay and who went home in each month, and the worker-months within it. */
  readonly left: Float64Array;
  readonly returned: Float64Array;
  readonly workerMonths: Float64Array;
  /** Longest and mean wait for the crossing and for a workplace, in months. */
  readonly wait: { readonly mean: number; readonly longest: number };
  /** State changes at their own moment within the months (RO7). */
  readonly events: number;
  /** ∫ of the number abroad, and the sum of all times abroad: Little's law says they are one number. */
  readonly little: { readonly area: number; readonly times: number };
};

export type SimulateOptions = {
  readonly months: number;
  readonly seed: number;
  readonly replicate?: number;
  readonly scenario?: Scenario;
  /** Groups a month; the mean of the route's law unless told. */
  readonly groupsPerMonth?: number;
};

const asReported: Scenario = { name: "as reported" };

/** One run of the route from nobody abroad. */
export function simulateRoute(
  route: Route,
  { months, seed, replicate = 0, scenario = asReported, groupsPerMonth }: SimulateOptions,
): Simulated {
  const rate = groupsPerMonth ?? meanOf(route.groupsPerMonth);
  const groups = groupsAtTheCrossing(route, { months, seed, replicate, scenario, rate });
  return stayAbroad(route, { months, seed, replicate, scenario, rate }, groups);
}

type Run = {
  readonly months: number;
  readonly seed: number;
  readonly replicate: number;
  readonly scenario: Scenario;
  readonly rate: number;
};

/** What random numbers are drawn for; a purpose never changes its number, so that old seeds keep their meaning. */
const purposes = { gaps: 1, sizes: 2, groupStays: 3, kept: 4, stays: 5, stages: 16 } as const;

type Groups = {
  readonly count: number;
  readonly called: Float64Array;
  /** Since when it waits to cross; NaN for a group that demand left out. */
  readonly ready: Float64Array;
  readonly sizes: Int32Array;
  readonly events: number;
};

/** The stages before the crossing: groups are called as a Poisson stream, and each stage takes them in the order they reach it. */
function groupsAtTheCrossing(route: Route, { months, seed, replicate, scenario, rate }: Run): Groups {
  const { preparation, transit } = wayOf(route);
  const lead = scenario.preparation === "empty" ? 0 : [...preparation, ...transit].reduce((total, { takes }) => total + longest(takes), 0);
  const steps = scenario.demand ?? [];
  const peak = Math.max(1, ...steps.map(({ factor }) => factor));
  const most = Math.ceil(rate * peak * (months + lead));
  let called = new Float64Array(most + 4 * Math.ceil(Math.sqrt(most)) + 16);
  const gaps = randomStream(seed, { replicate, purpose: purposes.gaps });
  let count = 0;
  if (rate > 0)
    for (let now = -lead; ;) {
      now += -logOf(gaps.uniform()) / (rate * peak);
      if (!(now < months)) break;
      if (count === called.length) {
        const longer = new Float64Array(2 * count);
        longer.set(called);
        called = longer;
      }
      called[count++] = now;
    }
  const stream = new BulkStream(seed);
  const draws = new Float64Array(count);
  const sizes = new Int32Array(count);
  const { from, to } = route.groupSize;
  stream.at({ replicate, purpose: purposes.sizes }).fill(draws, count);
  for (let g = 0; g < count; g++) sizes[g] = from + Math.floor((draws[g] as number) * (to - from + 1));
  const ready = called.slice(0, count);
  let events = countWithin(called, count, months);
  preparation.forEach((stage, index) => {
    stream.at({ replicate, purpose: purposes.stages + index }).fill(draws, count);
    turnIntoDraws(tableOf(stage.takes), draws, count);
    passStage(stage, ready, draws, sizes, count);
    events += countWithin(ready, count, months);
  });
  if (steps.length > 0) {
    stream.at({ replicate, purpose: purposes.kept }).fill(draws, count);
    const factorAt = (g: number) => factorOf(steps, called[g] as number, "call") * factorOf(steps, ready[g] as number, "crossing");
    for (let g = 0; g < count; g++) if ((draws[g] as number) * peak >= factorAt(g)) ready[g] = NaN;
  }
  return { count, called, ready, sizes, events };
}

/** Moves every group's moment through one stage; with a capacity or places, first come is first served. */
function passStage(stage: Stage, moments: Float64Array, durations: Float64Array, sizes: Int32Array, count: number): void {
  const { capacity = Infinity, places = Infinity } = stage;
  if (capacity === Infinity && places === Infinity) {
    for (let g = 0; g < count; g++) moments[g] = (moments[g] as number) + (durations[g] as number);
    return;
  }
  let free = -Infinity;
  let inside = 0;
  // Who is inside, by when they leave: few at a time, so a sorted list does.
  const leaving: { at: number; size: number }[] = [];
  for (const g of inOrder(moments, count)) {
    const size = sizes[g] as number;
    let start = Math.max(moments[g] as number, free);
    while (leaving.length > 0 && ((leaving[0] as { at: number }).at <= start || inside + size > places)) {
      const first = leaving.shift() as { at: number; size: number };
      inside -= first.size;
      start = Math.max(start, first.at);
    }
    free = capacity === Infinity ? start : start + size / capacity;
    const end = start + (durations[g] as number);
    moments[g] = end;
    if (places === Infinity) continue;
    inside += size;
    let i = leaving.length;
    while (i > 0 && (leaving[i - 1] as { at: number }).at > end) i--;
    leaving.splice(i, 0, { at: end, size });
  }
}

/** The crossing, the way to the workplace, the stay and the return, in the order of time. */
function stayAbroad(route: Route, { months, seed, replicate, scenario, rate }: Run, groups: Groups): Simulated {
  const { crossing, transit, stay } = wayOf(route);
  const together = (scenario.rotation ?? route.rotation) === "together";
  const capacity = scenario.capacity ?? crossing?.capacity ?? Infinity;
  const places = scenario.places ?? stay.places ?? Infinity;
  const shut = [...(scenario.shut ?? [])].sort((a, b) => a.from - b.from);
  const opening = (t: number) => shut.reduce((at, closure) => (at >= closure.from && at < closure.to ? closure.to : at), t);
  const { count, called, ready, sizes } = groups;
  const stream = new BulkStream(seed);
  let events = groups.events;
  let waits = 0;
  let longestWait = 0;
  const waited = (months: number, people: number) => {
    waits += months * people;
    if (months > longestWait) longestWait = months;
  };

  // When each group comes to its workplace: through the crossing in the order of coming, then the way on.
  const arrives = new Float64Array(count).fill(NaN);
  let free = -Infinity;
  for (const g of inOrder(ready, count)) {
    const at = ready[g] as number;
    const crossed = opening(Math.max(at, free));
    if (capacity < Infinity) free = crossed + (sizes[g] as number) / capacity;
    arrives[g] = crossed;
    if (at >= 0 && crossed < months) waited(crossed - at, sizes[g] as number);
  }
  events += countWithin(arrives, count, months);
  const draws = new Float64Array(count);
  transit.forEach((stage, index) => {
    stream.at({ replicate, purpose: purposes.stages + 64 + index }).fill(draws, count);
    turnIntoDraws(tableOf(stage.takes), draws, count);
    for (let g = 0; g < count; g++) arrives[g] = (arrives[g] as number) + (draws[g] as number);
    events += countWithin(arrives, count, months);
  });

  const abroad = new Float64Array(months);
  const left = new Float64Array(months);
  const returned = new Float64Array(months);
  const workerMonths = new Float64Array(months);
  const table = tableOf(stay.takes);
  const singles = new MomentCalendar(months, (rate * (route.groupSize.from + route.groupSize.to)) / 16);
  const wholes = new EventQueue(1024);
  const stays = new Float64Array(route.groupSize.to);
  const groupStays = new Float64Array(together ? count : 0);
  stream.at({ replicate, purpose: purposes.groupStays }).fill(groupStays, groupStays.length);
  turnIntoDraws(table, groupStays, groupStays.length);
  let now = 0;
  let month = 0;
  let monthArea = 0;
  let stock = 0;
  let area = 0;
  let times = 0;
  const advance = (to: number) => {
    while (month < months && month + 1 <= to) {
      monthArea += stock * (month + 1 - now);
      now = month + 1;
      abroad[month] = stock;
      workerMonths[month] = monthArea;
      area += monthArea;
      monthArea = 0;
      month++;
    }
    monthArea += stock * (to - now);
    now = to;
  };
  const goHomeTogether = (until: number) => {
    while (wholes.earliest <= until) {
      wholes.take();
      advance(wholes.time);
      stock -= wholes.item;
      returned[month] = (returned[month] as number) + wholes.item;
      events++;
    }
  };
  const goHomeSingly = (until: number) => {
    for (;;) {
      const { moments, from, to } = singles.takeRun(until);
      if (from === to) return;
      // The moments of one run lie in one month.
      advance(moments[from] as number);
      let here = monthArea;
      let last = now;
      let people = stock;
      for (let i = from; i < to; i++) {
        const at = moments[i] as number;
        here += people * (at - last);
        last = at;
        people--;
      }
      monthArea = here;
      now = last;
      stock = people;
      returned[month] = (returned[month] as number) + (to - from);
      events += to - from;
    }
  };
  const goHome = together ? goHomeTogether : goHomeSingly;
  const began = new Float64Array(count).fill(Infinity);
  for (const g of inOrder(arrives, count)) {
    const came = arrives[g] as number;
    const size = sizes[g] as number;
    if (came >= months) break;
    // Who came before the count began is not in it.
    began[g] = came;
    if (came < 0) continue;
    began[g] = Infinity;
    if (size > places) continue;
    let start = Math.max(came, now);
    goHome(start);
    while (stock + size > places) {
      start = together ? wholes.earliest : singles.next();
      if (start >= months) break;
      goHome(start);
    }
    if (start >= months) break;
    waited(start - came, size);
    advance(start);
    began[g] = start;
    stock += size;
    left[month] = (left[month] as number) + size;
    if (together) {
      const home = opening(start + (groupStays[g] as number));
      if (home < months) wholes.add(home, size);
      times += size * (Math.min(months, home) - start);
      continue;
    }
    stream.seek(0, replicate, g, purposes.stays);
    stream.fill(stays, size);
    turnIntoDraws(table, stays, size);
    let spent = 0;
    for (let i = 0; i < size; i++) {
      const back = start + (stays[i] as number);
      const home = shut.length === 0 ? back : opening(back);
      stays[i] = home;
      spent += (home < months ? home : months) - start;
    }
    times += spent;
    singles.addAll(stays, size);
  }
  goHome(months);
  advance(months);
  const all = left.reduce((total, people) => total + people, 0);
  return {
    abroad,
    preparing: preparingAt(months, called, began, ready, sizes),
    left,
    returned,
    workerMonths,
    wait: { mean: all > 0 ? waits / all : 0, longest: longestWait },
    events,
    little: { area, times },
  };
}

/** People called and not yet at their workplace, at the end of each month; a group that demand left out is not counted. */
function preparingAt(months: number, called: Float64Array, began: Float64Array, ready: Float64Array, sizes: Int32Array): Float64Array {
  const change = new Float64Array(months + 1);
  for (let g = 0; g < began.length; g++) {
    if (!(ready[g] === ready[g])) continue;
    // Present at the end of month m when called ≤ m + 1 < began.
    const from = Math.max(0, Math.ceil((called[g] as number) - 1));
    const to = Math.min(months, Math.max(0, Math.ceil((began[g] as number) - 1)));
    if (from >= to) continue;
    change[from] = (change[from] as number) + (sizes[g] as number);
    change[to] = (change[to] as number) - (sizes[g] as number);
  }
  let people = 0;
  return change.subarray(0, months).map((by) => (people += by));
}

type Way = {
  readonly preparation: readonly Stage[];
  /** The stage the border is at: where groups wait for it, and which shuts. Without one it is the entry to the stay. */
  readonly crossing: Stage | undefined;
  /** The crossing and what follows, up to the stay. */
  readonly transit: readonly Stage[];
  readonly stay: Stage;
};

const ways = new WeakMap<Route, Way>();

function wayOf(route: Route): Way {
  const known = ways.get(route);
  if (known) return known;
  const chain = chainOf(route.stages);
  if (!chain.ok) throw new RangeError(`route ${route.id}: ${chain.refusal.says}`);
  const stay = stayOf(route);
  const before = chain.value.slice(0, chain.value.indexOf(stay));
  const crossing = before.find((stage) => stage.crossing === true);
  const at = crossing === undefined ? before.length : before.indexOf(crossing);
  const way = { preparation: before.slice(0, at), crossing, transit: before.slice(at), stay };
  ways.set(route, way);
  return way;
}

const tables = new WeakMap<Law, FastQuantiles>();

/** The law's quantiles, tabulated once for as long as the law is in use. */
function tableOf(law: Law): FastQuantiles {
  const known = tables.get(law);
  if (known) return known;
  const table = fastQuantiles(law);
  tables.set(law, table);
  return table;
}

function longest(law: Law): number {
  const { high } = support(law);
  return Number.isFinite(high) ? high : quantile(law, 1 - 1e-6);
}

function factorOf(steps: NonNullable<Scenario["demand"]>, t: number, place: "call" | "crossing"): number {
  let factor = 1;
  for (const step of steps) if (t >= step.from && (step.at ?? "crossing") === place) factor = step.factor;
  return factor;
}

function countWithin(moments: Float64Array, count: number, months: number): number {
  let within = 0;
  for (let g = 0; g < count; g++) if ((moments[g] as number) >= 0 && (moments[g] as number) < months) within++;
  return within;
}

/** The indices of the first `count` moments from the earliest on, equal ones in their own order; NaN is left out. */
function inOrder(moments: Float64Array, count: number): Int32Array {
  let low = Infinity;
  let high = -Infinity;
  let kept = 0;
  let sorted = true;
  const order = new Int32Array(count);
  for (let g = 0; g < count; g++) {
    const at = moments[g] as number;
    if (!(at === at)) continue;
    if (at < high) sorted = false;
    else high = at;
    if (at < low) low = at;
    order[kept++] = g;
  }
  if (sorted || kept < 2) return order.subarray(0, kept);
  // Into as many buckets as there are moments, then each bucket by insertion.
  const scale = (kept - 1) / (high - low);
  const bucketOf = (g: number) => Math.floor(((moments[g] as number) - low) * scale);
  const starts = new Int32Array(kept + 1);
  for (let i = 0; i < kept; i++) {
    const bucket = bucketOf(order[i] as number) + 1;
    starts[bucket] = (starts[bucket] as number) + 1;
  }
  for (let bucket = 1; bucket <= kept; bucket++) starts[bucket] = (starts[bucket] as number) + (starts[bucket - 1] as number);
  const out = new Int32Array(kept);
  for (let i = 0; i < kept; i++) {
    const g = order[i] as number;
    const bucket = bucketOf(g);
    const at = starts[bucket] as number;
    out[at] = g;
    starts[bucket] = at + 1;
  }
  for (let i = 1; i < kept; i++) {
    const g = out[i] as number;
    let j = i;
    while (j > 0 && (moments[out[j - 1] as number] as number) > (moments[g] as number)) {
      out[j] = out[j - 1] as number;
      j--;
    }
    out[j] = g;
  }
  return out;
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
