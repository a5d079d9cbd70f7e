/**
 * Many runs of a route under several scenarios, summed up as bands: the number abroad, arrivals, returns and the state's take.
 * The runs can be shared out: each replicate depends only on the seed and its own number, so slices made anywhere join to the same bits.
 * What a reader would get wrong: a band holds both what is not known (how many groups come, what is paid: drawn once for a run) and
 * chance within a run; it is no better than the route file's own figures.
 */
import { refuse, ok, type Result } from "#domain/result.ts";
import { curves, type Band, type CurveName, type Figure, type Scenario, type SimulationRun, type JointDraws } from "#domain/simulation.ts";
import { meanOf } from "#numeric/laws.ts";
import { figureOf, level, questionsOf } from "./route-answers.ts";
import { drawInputs, inputsAt, type InputValues } from "./route-inputs.ts";
import { lineageOf } from "./route-lineage.ts";
import { routeOfDraw } from "./joint-draws.ts";
import { stayOf, whatIsWrongWithTurning, type Route } from "./route.ts";
import { simulateRoute } from "./simulate.ts";

export type RunRequest = {
  readonly route: Route;
  readonly scenarios: readonly Scenario[];
  readonly months: number;
  readonly replicates: number;
  readonly seed: number;
  /** Figures taken from a fit, in place of the file's. */
  readonly joint?: JointDraws;
};

/** What one part of the replicates gave: for each scenario, replicate after replicate. Plain arrays of numbers that a thread can hand over. */
export type RunSlice = {
  readonly from: number;
  readonly to: number;
  readonly parts: readonly {
    readonly curves: { readonly [K in CurveName]: Float64Array };
    readonly workerMonths: Float64Array;
    readonly take: Float64Array;
    readonly wait: Float64Array;
  }[];
  readonly events: number;
  readonly littleGap: number;
};

export const runLimits = { months: 600, replicates: 100_000, scenarios: 12, people: 20_000_000 } as const;

export type RunRefusal = { readonly kind: "bad-run"; readonly place: string; readonly says: string };

/** Whether the request can be run at all: whole numbers in bounds, scenarios that make sense and have different names. */
export function checkRun(request: RunRequest): Result<RunRequest, RunRefusal> {
  const { route, scenarios, months, replicates, seed, joint } = request;
  const bad = (place: string, says: string) => refuse({ kind: "bad-run" as const, place, says });
  if (!(Number.isInteger(months) && months >= 1 && months <= runLimits.months))
    return bad("months", `a whole number from 1 to ${runLimits.months}, not ${months}`);
  if (!(Number.isInteger(replicates) && replicates >= 1 && replicates <= runLimits.replicates))
    return bad("replicates", `a whole number from 1 to ${runLimits.replicates}, not ${replicates}`);
  if (!(Number.isSafeInteger(seed) && seed >= 0)) return bad("seed", `a whole number from 0, not ${seed}`);
  if (scenarios.length < 1 || scenarios.length > runLimits.scenarios)
    return bad("scenarios", `from 1 to ${runLimits.scenarios}, not ${scenarios.length}`);
  const names = scenarios.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) return bad("scenarios", `two are called "${twice}"`);
  for (const scenario of scenarios) {
    const wrong = whatIsWrongWithTurning(scenario);
    if (wrong !== null) return bad(`scenarios.${scenario.name}`, wrong);
  }
  const groups = joint?.columns["groupsPerMonth"]?.reduce((most, value) => Math.max(most, value), 0) ?? meanOf(route.groupsPerMonth);
  const people = groups * route.groupSize.to * months;
  if (!(people <= runLimits.people))
    return bad("months", `${Math.round(people)} people in one run, more than ${runLimits.people}; take fewer months or groups`);
  return ok(request);
}

/** The scenarios a route names, by name; the first is the route as reported. */
export function scenariosOf(route: Route): readonly Scenario[] {
  return [{ name: "as-reported" }, ...route.switches.flatMap(({ id, does }) => (does === undefined ? [] : [{ name: id, ...does }]))];
}

/**
 * Replicates `from` to `to` (exclusive) of every scenario. `onReplicate` is told how many are done; returning false stops, and then null
 * comes back.
 */
export function simulateSlice(
  { route, scenarios, months, replicates, seed, joint }: RunRequest,
  { from, to }: { readonly from: number; readonly to: number },
  onReplicate?: (done: number) => boolean | void,
): RunSlice | null {
  const years = Math.ceil(months / 12);
  const count = to - from;
  const inputs = drawInputs(route, replicates, seed, joint);
  const rates = inputs.get("groupsPerMonth") as Float64Array;
  const take = questionsOf(route).find(({ id }) => id === "take-worker-month");
  let events = 0;
  let littleGap = 0;
  const parts = scenarios.map(() => ({
    curves: {
      abroad: new Float64Array(count * months),
      preparing: new Float64Array(count * months),
      left: new Float64Array(count * months),
      returned: new Float64Array(count * months),
    },
    workerMonths: new Float64Array(count * years),
    take: new Float64Array(take === undefined ? 0 : count * years),
    wait: new Float64Array(count),
  }));
  for (let replicate = from; replicate < to; replicate++) {
    const row = replicate - from;
    const values = inputsAt(inputs, replicate);
    const own = joint === undefined ? route : routeOfDraw(route, joint, replicate);
    scenarios.forEach((scenario, s) => {
      const part = parts[s] as (typeof parts)[number];
      const taken = take === undefined ? 0 : take.of(paying(route, values, scenario.pay));
      const run = simulateRoute(own, { months, seed, replicate, scenario, groupsPerMonth: rates[replicate] as number });
      for (const name of curves) part.curves[name].set(run[name], row * months);
      for (let month = 0; month < months; month++) {
        const at = row * years + Math.floor(month / 12);
        const worked = run.workerMonths[month] as number;
        part.workerMonths[at] = (part.workerMonths[at] as number) + worked;
        if (take !== undefined) part.take[at] = (part.take[at] as number) + worked * taken;
      }
      part.wait[row] = run.wait.mean;
      events += run.events;
      const { area, times } = run.little;
      if (area > 0) littleGap = Math.max(littleGap, Math.abs(times / area - 1));
    });
    if (onReplicate?.(row + 1) === false) return null;
  }
  return { from, to, parts, events, littleGap };
}

/** Joins slices that cover all replicates once, in any order, to the answer. @throws RangeError when they do not. */
export function joinSlices({ route, scenarios, months, replicates, seed, joint }: RunRequest, slices: readonly RunSlice[]): SimulationRun {
  const ordered = [...slices].sort((a, b) => a.from - b.from);
  let covered = 0;
  for (const { from, to } of ordered) {
    if (from !== covered) throw new RangeError(`replicates ${covered} to ${from} are missing or twice`);
    covered = to;
  }
  if (covered !== replicates) throw new RangeError(`${covered} of ${replicates} replicates`);
  const years = Math.ceil(months / 12);
  const joined = scenarios.map((_, s) => {
    const column = (pick: (part: RunSlice["parts"][number]) => Float64Array) =>
      join(ordered.map(({ parts }) => pick(parts[s] as RunSlice["parts"][number])));
    return {
      curves: Object.fromEntries(curves.map((name) => [name, column((part) => part.curves[name])])) as { [K in CurveName]: Float64Array },
      workerMonths: column(({ workerMonths }) => workerMonths),
      take: column(({ take }) => take),
      wait: column(({ wait }) => wait),
    };
  });
  const first = joined[0] as (typeof joined)[number];
  const takeUnit = questionsOf(route).find(({ id }) => id === "take-worker-month")?.unit ?? null;
  return {
    route: { id: route.id, title: route.title },
    seed,
    replicates,
    months,
    level,
    scenarios: scenarios.map((scenario, s) => {
      const own = joined[s] as (typeof joined)[number];
      return {
        scenario,
        bands: {
          abroad: band(own.curves.abroad, months),
          preparing: band(own.curves.preparing, months),
          left: band(own.curves.left, months),
          returned: band(own.curves.returned, months),
        },
        difference: band(
          own.curves.abroad.map((value, i) => value - (first.curves.abroad[i] as number)),
          months,
        ),
        workerMonths: figures(own.workerMonths, years),
        stateTake: own.take.length === 0 ? null : figures(own.take, years),
        stateTakeDifference:
          own.take.length === 0
            ? null
            : figures(
                own.take.map((value, i) => value - (first.take[i] as number)),
                years,
              ),
        stateTakeUnit: takeUnit,
        meanWait: figureOf(own.wait.slice()),
      };
    }),
    events: slices.reduce((total, { events }) => total + events, 0),
    littleGap: Math.max(...slices.map((slice) => slice.littleGap)),
    ...warned(route, scenarios),
    lineage: lineageOf(route, joint),
  };
}

/** A group is never split: one larger than the workplaces never enters, and nobody sees it in a curve. */
function warned(route: Route, scenarios: readonly Scenario[]): { readonly warnings?: readonly string[] } {
  const { from, to } = route.groupSize;
  const warnings = scenarios.flatMap(({ name, places = stayOf(route).places }) =>
    places === undefined || places >= to
      ? []
      : [
          from > places
            ? `${name}: nobody enters, because groups are of ${from} to ${to}, are never split, and there are ${places} workplaces.`
            : `${name}: groups of more than ${places} never enter, because a group is never split and there are ${places} workplaces; groups are of ${from} to ${to}.`,
        ],
  );
  return warnings.length === 0 ? {} : { warnings };
}

/** All of it on this thread. */
export function runRoute(request: RunRequest): SimulationRun {
  const slice = simulateSlice(request, { from: 0, to: request.replicates });
  if (slice === null) throw new Error("nobody asked to stop");
  return joinSlices(request, [slice]);
}

/** The inputs where employers pay a multiple of what they are reported to. */
function paying(route: Route, values: InputValues, factor = 1): InputValues {
  if (factor === 1) return values;
  const employers = new Set(route.actors.filter(({ kind }) => kind === "employer").map(({ id }) => id));
  const paid = route.flows.filter(({ from }) => employers.has(from)).map(({ id }) => `flow:${id}`);
  return new Map([...values].map(([id, value]) => [id, paid.includes(id) ? value * factor : value]));
}

/** Median and 90 % interval month by month, over the replicates. */
function band(values: Float64Array, months: number): Band {
  const rows = eachColumn(values, months).map(figureOf);
  return {
    low: rows.map(({ interval }) => interval.low),
    median: rows.map(({ median }) => median),
    high: rows.map(({ interval }) => interval.high),
  };
}

function figures(values: Float64Array, columns: number): readonly Figure[] {
  return eachColumn(values, columns).map(figureOf);
}

function eachColumn(values: Float64Array, columns: number): readonly Float64Array[] {
  const count = values.length / columns;
  return Array.from({ length: columns }, (_, column) =>
    Float64Array.from({ length: count }, (__, row) => values[row * columns + column] as number),
  );
}

function join(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((total, { length }) => total + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
