/**
 * Draws of a route's figures taken together, in place of the laws its file gives: what a fit to claims leaves of them.
 * What a reader would get wrong: a row is one state of belief. Taking the columns apart, or sorting one of them, loses what the claims
 * said of several figures together (a wage is never over what is paid for it).
 */
import type { JointDraws } from "#domain/simulation.ts";
import { log } from "#numeric/elementary.ts";
import { meanOf, type Law } from "#numeric/laws.ts";
import { chainOf, stayOf, type Route } from "./route.ts";

/** The route as row `row` has it: its stay and the stages before it at the drawn lengths. */
export function routeOfDraw(route: Route, { rows, columns }: JointDraws, row: number): Route {
  const at = (id: string) => columns[id]?.[row % rows];
  const [mean, spread, lead] = [at("stay"), at("staySpread"), at("lead")];
  const chain = chainOf(route.stages);
  if (!chain.ok) return route;
  const stay = stayOf(route);
  const before = chain.value.slice(0, chain.value.indexOf(stay));
  const told = before.reduce((total, { takes }) => total + meanOf(takes), 0);
  return {
    ...route,
    stages: route.stages.map((stage) => {
      if (stage === stay && mean !== undefined) return { ...stage, takes: stayLaw(mean, spread ?? 0) };
      if (lead !== undefined && told > 0 && before.includes(stage)) return { ...stage, takes: stretched(stage.takes, lead / told) };
      return stage;
    }),
  };
}

/** Single stays lie evenly around their mean (FT4). */
export function stayLaw(mean: number, spread: number): Law {
  return { law: "uniform", low: mean * (1 - spread), high: mean * (1 + spread) };
}

/** The law of a quantity times `factor` (over 0). */
function stretched(law: Law, factor: number): Law {
  switch (law.law) {
    case "fixed":
      return { ...law, value: law.value * factor };
    case "uniform":
      return { ...law, low: law.low * factor, high: law.high * factor };
    case "triangular":
    case "pert":
      return { ...law, low: law.low * factor, mode: law.mode * factor, high: law.high * factor };
    case "beta":
      return { ...law, low: (law.low ?? 0) * factor, high: (law.high ?? 1) * factor };
    case "normal":
      return { ...law, mean: law.mean * factor, sd: law.sd * factor };
    case "lognormal":
      return { ...law, mu: law.mu + log(factor) };
    case "exponential":
      return { ...law, mean: law.mean * factor };
    case "gamma":
    case "weibull":
      return { ...law, scale: law.scale * factor };
    case "mixture":
      return { ...law, parts: law.parts.map(({ weight, of }) => ({ weight, of: stretched(of, factor) })) };
    case "truncated":
      return { ...law, of: stretched(law.of, factor), low: law.low * factor, high: law.high * factor };
  }
}
