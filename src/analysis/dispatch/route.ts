/**
 * A route is data: who does what, in which order, how long it takes and who pays whom. Another system is another file, not other code.
 * What a reader would get wrong: the figures in a route file are starting points for reasoning, each with its source; they are not estimates.
 */
import { ok, refuse, type Result } from "#domain/result.ts";
import type { Turning } from "#domain/simulation.ts";
import { lawNames, whatIsWrong, type Law } from "#numeric/laws.ts";

export type Actor = {
  readonly id: string;
  readonly name: string;
  readonly kind: "state" | "company" | "broker" | "employer" | "official" | "worker" | "family";
};

export type Stage = {
  readonly id: string;
  readonly name: string;
  /** The actor that runs it. */
  readonly by: string;
  /** How long it takes, in months. */
  readonly takes: Law;
  /** The stage after; null for the last. */
  readonly next: string | null;
  /** True for the one stage that is the stay abroad. */
  readonly abroad?: boolean;
  /** At most so many people a month can pass; nobody waits where this is absent. */
  readonly capacity?: number;
  /** At most so many people can be in it at once: training places, workplaces. */
  readonly places?: number;
  /** True for the stage that begins at the border: it is this one that a closure shuts. */
  readonly crossing?: boolean;
  readonly source: string;
};

export type Flow = {
  readonly id: string;
  readonly what: string;
  readonly from: string;
  readonly to: string;
  readonly amount: Law;
  /** ISO 4217 code, or "kg" of food. */
  readonly unit: string;
  readonly per: "worker-month" | "departure" | "return";
  readonly source: string;
};

/** Something a scenario can turn: named, so that two scenarios can be told apart. */
export type Switch = {
  readonly id: string;
  readonly says: string;
  readonly turns: "arrivals" | "crossing" | "rotation" | "pay";
  /** What the scenario of this name changes; where it is absent the switch is only a description. */
  readonly does?: Turning;
};

/** One unit of `from` is worth `rate` units of `to`. */
export type RouteRate = { readonly from: string; readonly to: string; readonly rate: Law; readonly on: string; readonly source: string };

/** What a route needs for the question whether daily commuting would be cheaper for the employer than workers who live in. */
export type Commuting = {
  /** Room, food and guarding of one worker who lives in, a month. */
  readonly board: Law;
  /** What the employer would pay for one who commutes, a month. */
  readonly paidCommuting: Law;
  readonly workDays: Law;
  readonly unit: string;
  readonly source: string;
};

export type Route = {
  readonly format: 1;
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly actors: readonly Actor[];
  readonly stages: readonly Stage[];
  readonly groupsPerMonth: Law;
  readonly groupSize: { readonly from: number; readonly to: number };
  readonly rotation: "singly" | "together";
  readonly flows: readonly Flow[];
  readonly switches: readonly Switch[];
  /** Measures of the vocabulary this route can be held against. */
  readonly observables: readonly string[];
  /** Where the figures that have no `source` of their own are from: `groupsPerMonth`, `groupSize`, `rotation`. */
  readonly sources?: Readonly<Record<string, string>>;
  readonly rates?: readonly RouteRate[];
  /** An ordinary wage where the workers come from, a month. */
  readonly homeWage?: { readonly amount: Law; readonly unit: string; readonly source: string };
  readonly commuting?: Commuting;
};

export type RouteRefusal = { readonly kind: "bad-route"; readonly place: string; readonly says: string };

/** Reads a route file's content; a refusal names the place in it. */
export function parseRoute(content: unknown): Result<Route, RouteRefusal> {
  const problem = whatIsWrongWithRoute(content);
  return problem === null ? ok(content as Route) : refuse({ kind: "bad-route", ...problem });
}

type Problem = { readonly place: string; readonly says: string };

function whatIsWrongWithRoute(content: unknown): Problem | null {
  if (!isObject(content)) return { place: "", says: "a route is one JSON object" };
  if (content["format"] !== 1) return { place: "format", says: `this reads format 1, not ${JSON.stringify(content["format"])}` };
  for (const field of ["id", "title", "about"])
    if (typeof content[field] !== "string" || content[field] === "") return { place: field, says: "missing" };
  for (const field of ["actors", "stages", "flows", "switches", "observables"])
    if (!Array.isArray(content[field])) return { place: field, says: "a list is missing" };
  for (const field of ["actors", "stages", "flows", "switches"])
    for (const [i, one] of (content[field] as unknown[]).entries())
      if (!isObject(one) || typeof one["id"] !== "string" || one["id"] === "")
        return { place: `${field}.${i}`, says: "each is an object with an id" };
  const route = content as unknown as Route;
  const actors = new Set(route.actors.map(({ id }) => id));
  if (actors.size !== route.actors.length) return { place: "actors", says: "two actors have the same id" };
  const stages = new Map(route.stages.map((stage) => [stage.id, stage]));
  if (stages.size !== route.stages.length) return { place: "stages", says: "two stages have the same id" };
  if (stages.size === 0) return { place: "stages", says: "a route needs at least one stage" };
  for (const stage of route.stages) {
    const place = `stages.${stage.id}`;
    if (typeof stage.source !== "string" || stage.source.trim() === "")
      return { place: `${place}.source`, says: "missing: where the figure was told, or that it is assumed" };
    if (!actors.has(stage.by)) return { place: `${place}.by`, says: `no actor "${stage.by}"` };
    const wrong = wrongLaw(stage.takes, `${place}.takes`, true);
    if (wrong !== null) return wrong;
    if (stage.next !== null && !stages.has(stage.next)) return { place: `${place}.next`, says: `no stage "${String(stage.next)}"` };
    if (stage.capacity !== undefined && !(stage.capacity > 0))
      return { place: `${place}.capacity`, says: `people a month, over 0, not ${stage.capacity}` };
    if (stage.places !== undefined && !(stage.places > 0))
      return { place: `${place}.places`, says: `people at once, over 0, not ${stage.places}` };
  }
  const chain = chainOf(route.stages);
  if (!chain.ok) return chain.refusal;
  if (chain.value.filter(({ abroad }) => abroad === true).length !== 1)
    return { place: "stages", says: "exactly one stage on the way must be the stay abroad" };
  const size = route.groupSize as Route["groupSize"] | undefined;
  if (size === undefined || !(Number.isInteger(size.from) && Number.isInteger(size.to) && size.from >= 1 && size.from <= size.to)) {
    return { place: "groupSize", says: "whole numbers from ≤ to, from 1" };
  }
  if (route.rotation !== "singly" && route.rotation !== "together")
    return { place: "rotation", says: `"singly" or "together", not ${JSON.stringify(route.rotation)}` };
  const rate = wrongLaw(route.groupsPerMonth, "groupsPerMonth", true);
  if (rate !== null) return rate;
  for (const flow of route.flows) {
    const place = `flows.${flow.id}`;
    for (const end of ["from", "to"] as const)
      if (!actors.has(flow[end])) return { place: `${place}.${end}`, says: `no actor "${flow[end]}"` };
    if (typeof flow.source !== "string" || flow.source.trim() === "")
      return { place: `${place}.source`, says: "missing: where the figure was told, or that it is assumed" };
    if (flow.from === flow.to) return { place, says: "a flow from an actor to itself" };
    if (!["worker-month", "departure", "return"].includes(flow.per))
      return { place: `${place}.per`, says: `worker-month, departure or return, not ${JSON.stringify(flow.per)}` };
    const wrong = wrongLaw(flow.amount, `${place}.amount`, true);
    if (wrong !== null) return wrong;
    if (typeof flow.unit !== "string" || flow.unit === "")
      return { place: `${place}.unit`, says: "missing: a currency such as CNY, or kg" };
  }
  return wrongExtras(route);
}

/** The parts a route may leave out. */
function wrongExtras(route: Route): Problem | null {
  const { rates = [], homeWage, commuting, switches } = route;
  if (!Array.isArray(rates) || rates.some((rate) => !isObject(rate)))
    return { place: "rates", says: "a list of {from, to, rate, on, source}" };
  for (const [place, part] of [
    ["homeWage", homeWage],
    ["commuting", commuting],
    ["sources", route.sources],
  ] as const)
    if (part !== undefined && !isObject(part)) return { place, says: "an object" };
  for (const [place, part] of [
    ["homeWage", homeWage],
    ["commuting", commuting],
  ] as const)
    if (part !== undefined && (typeof part.source !== "string" || typeof part.unit !== "string"))
      return { place, says: "needs a unit and a source" };
  const laws: (readonly [string, unknown])[] = rates.map(({ from, to, rate }) => [`rates.${from}-${to}.rate`, rate] as const);
  if (homeWage !== undefined) laws.push(["homeWage.amount", homeWage.amount]);
  if (commuting !== undefined)
    for (const field of ["board", "paidCommuting", "workDays"] as const) laws.push([`commuting.${field}`, commuting[field]]);
  for (const [place, law] of laws) {
    const wrong = wrongLaw(law, place, true);
    if (wrong !== null) return wrong;
  }
  for (const one of switches) {
    const wrong = one.does === undefined ? null : whatIsWrongWithTurning(one.does);
    if (wrong !== null) return { place: `switches.${one.id}.does`, says: wrong };
  }
  return null;
}

/** What is wrong with the numbers of a scenario, in words; null when nothing is. */
export function whatIsWrongWithTurning(turning: Turning): string | null {
  const { demand = [], shut = [], capacity, places, rotation, preparation, pay } = turning;
  const known = ["name", "demand", "shut", "capacity", "places", "rotation", "preparation", "pay"];
  const unknown = Object.keys(turning).find((key) => !known.includes(key));
  if (unknown !== undefined) return `nothing is called "${unknown}"; a scenario can change ${known.slice(1).join(", ")}`;
  if (demand.some(({ from, factor }) => !(Number.isFinite(from) && factor >= 0 && factor <= 100)))
    return "demand is a list of {from: month, factor: 0 to 100}";
  if (demand.some(({ at }) => at !== undefined && at !== "call" && at !== "crossing")) return `demand acts at "call" or at "crossing"`;
  if (shut.some(({ from, to }) => !(Number.isFinite(from) && Number.isFinite(to) && from < to)))
    return "shut is a list of {from, to}, months with from < to";
  for (const [name, value] of [
    ["capacity", capacity],
    ["places", places],
  ] as const)
    if (value !== undefined && !(value > 0)) return `${name} is a number of people over 0, not ${value}`;
  if (pay !== undefined && !(pay >= 0 && Number.isFinite(pay))) return `pay is a factor from 0, not ${pay}`;
  if (rotation !== undefined && rotation !== "singly" && rotation !== "together") return `rotation is "singly" or "together"`;
  if (preparation !== undefined && preparation !== "running" && preparation !== "empty") return `preparation is "running" or "empty"`;
  return null;
}

function wrongLaw(law: unknown, place: string, notNegative: boolean): Problem | null {
  if (!isObject(law) || typeof law["law"] !== "string") return { place, says: "the law is missing: a name and its parameters" };
  if (!(lawNames as readonly string[]).includes(law["law"]))
    return { place, says: `no law "${law["law"]}"; known: ${lawNames.join(", ")}` };
  const missing = parametersOf(law["law"]).find((name) => typeof law[name] !== "number" && !(name === "parts" || name === "of"));
  if (missing !== undefined) return { place, says: `the ${law["law"]} law needs ${missing}` };
  const inner = wrongParts(law, place);
  if (inner !== null) return inner;
  const wrong = whatIsWrong(law as unknown as Law);
  if (wrong !== null) return { place, says: wrong };
  if (notNegative && (law["law"] === "normal" || Number(law["low"] ?? 0) < 0 || Number(law["value"] ?? 0) < 0))
    return { place, says: "it can be negative, which no length, number or sum here is" };
  return null;
}

/** The laws a mixture or a truncated law is made of; only what lies within must not be negative. */
function wrongParts(law: Record<string, unknown>, place: string): Problem | null {
  if (law["law"] === "truncated") return wrongLaw(law["of"], `${place}.of`, false);
  if (law["law"] !== "mixture") return null;
  const parts = law["parts"];
  if (!Array.isArray(parts) || parts.length === 0) return { place, says: "the mixture law needs parts: a list of {weight, of}" };
  for (const [i, part] of parts.entries()) {
    if (!isObject(part) || typeof part["weight"] !== "number") return { place: `${place}.parts.${i}`, says: "a part is {weight, of}" };
    const wrong = wrongLaw(part["of"], `${place}.parts.${i}.of`, true);
    if (wrong !== null) return wrong;
  }
  return null;
}

function parametersOf(name: string): readonly string[] {
  const table: Record<string, readonly string[]> = {
    fixed: ["value"],
    uniform: ["low", "high"],
    triangular: ["low", "mode", "high"],
    pert: ["low", "mode", "high"],
    beta: ["a", "b"],
    normal: ["mean", "sd"],
    lognormal: ["mu", "sigma"],
    exponential: ["mean"],
    gamma: ["shape", "scale"],
    weibull: ["shape", "scale"],
    mixture: ["parts"],
    truncated: ["of", "low", "high"],
  };
  return table[name] ?? [];
}

/** The stages in order; a cycle, a fork that meets nothing, or a stage off the way is refused. */
export function chainOf(stages: readonly Stage[]): Result<readonly Stage[], Problem> {
  const targets = new Set(stages.map(({ next }) => next));
  const starts = stages.filter(({ id }) => !targets.has(id));
  if (starts.length === 0)
    return refuse({ place: "stages", says: `a cycle: ${stages.map(({ id }) => id).join(" → ")} → ${stages[0]?.id ?? ""}` });
  if (starts.length > 1) return refuse({ place: "stages", says: `several beginnings: ${starts.map(({ id }) => id).join(", ")}` });
  const chain: Stage[] = [];
  for (let at: Stage | undefined = starts[0]; at !== undefined;) {
    if (chain.includes(at)) return refuse({ place: `stages.${at.id}`, says: `a cycle: ${[...chain, at].map(({ id }) => id).join(" → ")}` });
    chain.push(at);
    const { next }: Stage = at;
    at = next === null ? undefined : stages.find(({ id }) => id === next);
  }
  const off = stages.find((stage) => !chain.includes(stage));
  if (off !== undefined) return refuse({ place: `stages.${off.id}`, says: "cannot be reached (a cycle apart from the way)" });
  return ok(chain);
}

/** The stage that is the stay abroad. */
export function stayOf(route: Route): Stage {
  const stage = route.stages.find(({ abroad }) => abroad === true);
  if (stage === undefined) throw new RangeError(`route ${route.id} has no stay abroad`);
  return stage;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
