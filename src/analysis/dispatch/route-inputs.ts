/**
 * The uncertain inputs of a route as one list, and draws of them: everything that asks "what if this figure were another" goes by it.
 * What a reader would get wrong: the stay's law is the spread between workers, so only its mean enters here, as a fixed number, unless a
 * question asks what another common stay would do.
 */
import type { JointDraws } from "#domain/simulation.ts";
import { meanOf, type Law } from "#numeric/laws.ts";
import { fastQuantiles, turnIntoDraws } from "#numeric/propagate.ts";
import { sobolColumn } from "#numeric/sobol-points.ts";
import { stayOf, type Route } from "./route.ts";

export type RouteInput = {
  readonly id: string;
  readonly says: string;
  readonly unit: string;
  readonly law: Law;
  readonly source: string;
};

/** Every input with a law, in the order of the file: groups a month, stay, flows, rates, home wage, commuting. */
export function routeInputs(route: Route): readonly RouteInput[] {
  const { sources = {}, rates = [], homeWage, commuting } = route;
  const stay = stayOf(route);
  return [
    {
      id: "groupsPerMonth",
      says: "Groups a month",
      unit: "group per month",
      law: route.groupsPerMonth,
      source: sources["groupsPerMonth"] ?? "not told",
    },
    { id: "stay", says: "Length of stay", unit: "month", law: stay.takes, source: stay.source },
    ...route.flows.map(({ id, what, unit, per, amount, source }) => ({
      id: `flow:${id}`,
      says: what,
      unit: `${unit} per ${per}`,
      law: amount,
      source,
    })),
    ...rates.map(({ from, to, rate, source }) => ({
      id: `rate:${from}-${to}`,
      says: `Rate of ${from}`,
      unit: `${to} per ${from}`,
      law: rate,
      source,
    })),
    ...(homeWage === undefined
      ? []
      : [{ id: "homeWage", says: "Home wage", unit: `${homeWage.unit} per month`, law: homeWage.amount, source: homeWage.source }]),
    ...(commuting === undefined
      ? []
      : (
          [
            ["board", "Board of one who lives in", "per month"],
            ["paidCommuting", "Pay for one who commutes", "per month"],
            ["workDays", "Working days a month", ""],
          ] as const
        ).map(([field, says, per]) => ({
          id: `commuting:${field}`,
          says,
          unit: per === "" ? "day per month" : `${commuting.unit} ${per}`,
          law: commuting[field],
          source: commuting.source,
        }))),
  ];
}

/** One value for each input. */
export type InputValues = ReadonlyMap<string, number>;

/** The inputs at their means. */
export function meanInputs(route: Route): InputValues {
  return new Map(routeInputs(route).map(({ id, law }) => [id, meanOf(law)]));
}

/**
 * `count` draws of every input on scrambled Sobol points, a column each (take a power of two); the stay is held at its mean.
 * An input's column depends on the seed and its place in the list alone; those of `joint` are taken from there, row by row, and begin
 * anew where they end.
 */
export function drawInputs(route: Route, count: number, seed: number, joint?: JointDraws): ReadonlyMap<string, Float64Array> {
  const given = joint?.columns ?? {};
  const taken = ([id, values]: readonly [string, readonly number[]]) =>
    [id, Float64Array.from({ length: count }, (_, i) => values[i % values.length] as number)] as const;
  return new Map([
    ...routeInputs(route).map(({ id, law }, dimension): readonly [string, Float64Array] => {
      const told = given[id];
      if (told !== undefined) return taken([id, told]);
      if (id === "stay" || law.law === "fixed") return [id, new Float64Array(count).fill(meanOf(law))];
      const column = sobolColumn(count, dimension, seed);
      turnIntoDraws(fastQuantiles(law), column, count);
      return [id, column];
    }),
    ...["lead", "staySpread"].flatMap((id) => {
      const told = given[id];
      return told === undefined ? [] : [taken([id, told])];
    }),
  ]);
}

/** Row `i` of the draws. */
export function inputsAt(draws: ReadonlyMap<string, Float64Array>, i: number): InputValues {
  return new Map([...draws].map(([id, column]) => [id, column[i] as number]));
}
