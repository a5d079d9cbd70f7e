/** What a route's figures rest on, each with where it was told or that it is assumed: the lineage of everything computed from the file. */
import type { JointDraws } from "#domain/simulation.ts";
import type { Assumption, Lineage } from "#domain/estimate.ts";
import { meanOf, type Law } from "#numeric/laws.ts";
import type { Route } from "./route.ts";

/** Every figure of the route, and in place of those that a fit gives, the fit with its claims; nothing computed rests on anything else. */
export function lineageOf(route: Route, joint?: JointDraws): Lineage {
  const filed = filedLineage(route);
  if (joint === undefined) return filed;
  const { lead, ...rests } = joint.rests;
  const assumptions = filed.assumptions.map((line) => rests[line.id] ?? line);
  const [first = lead, ...others] = [...assumptions, ...(lead === undefined ? [] : [lead]), ...joint.assumptions];
  if (first === undefined) throw new RangeError("a route takes something for granted");
  return { claims: joint.claims, assumptions: [first, ...others] };
}

function filedLineage(route: Route): Lineage {
  const { sources = {}, rates = [], homeWage, commuting } = route;
  const told = (id: string, says: string, source: string): Assumption => ({ id, says, source });
  const groups = [sources["groupsPerMonth"], sources["groupSize"]].filter((source) => source !== undefined).join("; ");
  return {
    claims: [],
    assumptions: [
      told(
        "groups",
        `${sayLaw(route.groupsPerMonth)} groups a month of ${route.groupSize.from} to ${route.groupSize.to}`,
        groups || "not told",
      ),
      told("rotation", `workers go home ${route.rotation}`, sources["rotation"] ?? "not told"),
      ...route.stages.map((stage) => told(`stage:${stage.id}`, `${stage.name}: ${sayLaw(stage.takes)} months`, stage.source)),
      ...route.flows.map((flow) =>
        told(`flow:${flow.id}`, `${flow.what}: ${sayLaw(flow.amount)} ${flow.unit} per ${flow.per}`, flow.source),
      ),
      ...rates.map(({ from, to, rate, on, source }) => told(`rate:${from}-${to}`, `1 ${from} = ${sayLaw(rate)} ${to} on ${on}`, source)),
      ...(homeWage === undefined
        ? []
        : [told("home-wage", `a home wage of ${sayLaw(homeWage.amount)} ${homeWage.unit} a month`, homeWage.source)]),
      ...(commuting === undefined
        ? []
        : [told("commuting", `board of ${sayLaw(commuting.board)} ${commuting.unit} a month`, commuting.source)]),
    ],
  };
}

/** "500", "6 to 12", "gamma with mean 3": a law as words. */
export function sayLaw(law: Law): string {
  const number = (value: number) => value.toLocaleString("en", { maximumSignificantDigits: 4 });
  switch (law.law) {
    case "fixed":
      return number(law.value);
    case "uniform":
      return `${number(law.low)} to ${number(law.high)}`;
    case "triangular":
    case "pert":
      return `${number(law.low)} to ${number(law.high)} (mostly near ${number(law.mode)})`;
    default:
      return `${law.law} with mean ${number(meanOf(law))}`;
  }
}
