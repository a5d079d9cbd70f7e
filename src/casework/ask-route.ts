/** What is asked of a dispatch route without a case, or of one with the figures of a case's fit: the routes there are, their answers, sensitivity and export. */
import {
  accountPeriods,
  accountsPicture,
  answersPicture,
  indicesPicture,
  lineageOf,
  parseRoute,
  questionsOf,
  routeAnswers,
  routeSensitivity,
  routeXmile,
  scenariosOf,
  sensitivityPicture,
  shippedRoutes,
  type AccountPeriod,
  type Route,
} from "#analysis/dispatch/index.ts";
import type { CaseId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import type { AnsweredRoute, RouteGiven, RouteListed, SensitivityShown, JointDraws } from "#domain/simulation.ts";
import type { Context } from "./context.ts";
import { fittedDraws } from "./fitted-draws.ts";

export type AnswersAsked = RouteGiven & { readonly seed?: number; readonly draws?: number; readonly currencies?: readonly string[] };
export type SensitivityAsked = RouteGiven & { readonly answer?: string; readonly seed?: number; readonly points?: number };

export type DrawsGiven = RouteGiven & { readonly seed?: number; readonly rows?: number };

/** The routes that ship. */
export function listRoutes(): readonly RouteListed[] {
  return shippedRoutes.map((route) => ({
    id: route.id,
    title: route.title,
    about: route.about,
    scenarios: scenariosOf(route),
    answers: questionsOf(route).map(({ id, name, unit }) => ({ id, name, unit })),
    lineage: lineageOf(route),
  }));
}

export function answerRoute(given: AnswersAsked): Result<AnsweredRoute, Refusal> {
  const route = routeOf(given);
  return route.ok ? ok(answered(route.value, given)) : route;
}

/** As {@link answerRoute}, with the figures of the case's fit where its claims speak of them. */
export async function answerFitted(context: Context, id: CaseId, given: AnswersAsked): Promise<Result<AnsweredRoute, Refusal>> {
  const route = routeOf(given);
  if (!route.ok) return route;
  const joint = await fittedDraws(context, id, route.value, { rows: given.draws ?? 4096, seed: given.seed ?? 1 });
  return joint.ok ? ok(answered(route.value, given, joint.value)) : joint;
}

function answered(route: Route, { seed = 1, draws = 4096, currencies }: AnswersAsked, joint?: JointDraws): AnsweredRoute {
  const answers = routeAnswers(route, {
    ...{ seed, draws },
    ...(currencies === undefined ? {} : { currencies }),
    ...(joint === undefined ? {} : { joint }),
  });
  const units = [...new Set(answers.accounts.map(({ unit }) => unit))];
  const periods = Object.keys(accountPeriods) as AccountPeriod[];
  const pictures = periods.flatMap((period) => units.map((unit) => [`${period} ${unit}`, accountsPicture(answers, unit, period)] as const));
  const each = answers.answers.map(({ id }) => [`answer ${id}`, answersPicture(answers, [id])] as const);
  return { answers, pictures: Object.fromEntries([...pictures, ...each]) };
}

export function askSensitivity(given: SensitivityAsked): Result<SensitivityShown, Refusal> {
  const route = routeOf(given);
  return route.ok ? shown(route.value, given) : route;
}

/** As {@link askSensitivity}, with the figures of the case's fit, which hang together. */
export async function askFittedSensitivity(
  context: Context,
  id: CaseId,
  given: SensitivityAsked,
): Promise<Result<SensitivityShown, Refusal>> {
  const route = routeOf(given);
  if (!route.ok) return route;
  const joint = await fittedDraws(context, id, route.value, { rows: given.points ?? 4096, seed: given.seed ?? 1 });
  return joint.ok ? shown(route.value, given, joint.value) : joint;
}

function shown(
  route: Route,
  { answer = "take-a-year", seed = 1, points = 4096 }: SensitivityAsked,
  joint?: JointDraws,
): Result<SensitivityShown, Refusal> {
  const found = routeSensitivity(route, { answer, seed, points, ...(joint === undefined ? {} : { joint }) });
  if (!found.ok) {
    const says = `route ${route.id} gives no answer "${answer}"; it gives ${found.refusal.known.join(", ")}`;
    return refuse({ kind: "bad-input", place: "answer", says });
  }
  return ok({ sensitivity: found.value, picture: sensitivityPicture(found.value), indicesPicture: indicesPicture(found.value) });
}

/** Joint draws of a route's figures from the case's fit: what a browser needs to run the route itself. */
export async function drawFitted(context: Context, id: CaseId, given: DrawsGiven): Promise<Result<JointDraws, Refusal>> {
  const route = routeOf(given);
  return route.ok ? fittedDraws(context, id, route.value, { rows: given.rows ?? 400, seed: given.seed ?? 1 }) : route;
}

export function exportRoute(given: RouteGiven & { readonly months?: number }): Result<{ readonly xmile: string }, Refusal> {
  const route = routeOf(given);
  return route.ok ? ok({ xmile: routeXmile(route.value, given.months ?? 36) }) : route;
}

/** The route a name or a file's content gives. */
export function routeOf({ route: name, routeFile }: RouteGiven): Result<Route, Refusal> {
  if (routeFile !== undefined) {
    const parsed = parseRoute(routeFile);
    return parsed.ok ? parsed : refuse({ kind: "bad-input", place: `route ${parsed.refusal.place}`.trim(), says: parsed.refusal.says });
  }
  const shipped = name === undefined ? shippedRoutes[0] : shippedRoutes.find(({ id }) => id === name);
  if (shipped !== undefined) return ok(shipped);
  const known = shippedRoutes.map(({ id }) => id).join(", ");
  return refuse({ kind: "bad-input", place: "route", says: `no route is called "${name}"; known: ${known}` });
}
