/** The route, the scenarios and the numbers a command names, checked; and where a picture or a table goes. */
import path from "node:path";
import { parseRoute, scenariosOf, shippedRoutes, whatIsWrongWithTurning, type Route } from "#analysis/dispatch/index.ts";
import type { Scenario } from "#domain/simulation.ts";
import { decodeReport } from "#intake/decode.ts";
import { decodeUtf8, readBytes, writeWhole } from "#platform/files.ts";
import { granted, Refused, type Shell } from "./shell.ts";

const routeLimit = 1024 * 1024;

export const routeFlag = { route: { type: "string" } } as const;

/** A route that ships, by its name, or the one in a file; the first that ships where nothing is named. */
export async function chosenRoute(given: string | undefined, shell: Shell): Promise<Route> {
  const shipped = given === undefined ? shippedRoutes[0] : shippedRoutes.find(({ id }) => id === given);
  if (shipped !== undefined) return shipped;
  const name = given ?? "";
  const known = shippedRoutes.map(({ id }) => id).join(", ");
  if (!/[./\\]/.test(name))
    throw new Refused({
      kind: "bad-input",
      place: "--route",
      says: `no route is called "${name}"; known: ${known}, or a file such as my.route.json`,
    });
  const text = granted(decodeReport(name, granted(await readBytes(path.resolve(shell.cwd, name), routeLimit)), decodeUtf8));
  const route = parseRoute(parsed(text, name));
  if (!route.ok) {
    const { place, says } = route.refusal;
    throw new Refused({ kind: "bad-input", place: place === "" ? name : `${name}, ${place}`, says });
  }
  return route.value;
}

/** Scenarios by name or as JSON; all of the route's where none is named. The route as reported always comes first. */
export function chosenScenarios(route: Route, given: readonly string[] | undefined): readonly Scenario[] {
  const known = scenariosOf(route);
  const reported = known[0] as Scenario;
  if (given === undefined) return known;
  const chosen = given.map((name, i): Scenario => {
    if (name.trimStart().startsWith("{")) {
      const turning = parsed(name, "--scenario") as Scenario;
      const wrong = whatIsWrongWithTurning(turning);
      if (wrong !== null) throw new Refused({ kind: "bad-input", place: "--scenario", says: wrong });
      return { ...turning, name: turning.name ?? `own-${i + 1}` };
    }
    const found = known.find((one) => one.name === name);
    if (found === undefined) {
      const names = known.map((one) => one.name).join(", ");
      throw new Refused({ kind: "bad-input", place: "--scenario", says: `route ${route.id} has no scenario "${name}"; it has ${names}` });
    }
    return found;
  });
  return [reported, ...chosen.filter(({ name }) => name !== reported.name)];
}

/** A whole number from a flag. */
export function wholeNumber(given: string | undefined, flag: string, usual: number, usage: string): number {
  if (given === undefined) return usual;
  if (!/^\d{1,15}$/.test(given)) throw new Refused({ kind: "bad-usage", says: `${flag} is "${given}", not a whole number.`, usage });
  return Number(given);
}

/** Writes what was asked for beside the answer, and says where. */
export async function writeBeside(file: string | undefined, content: () => string, shell: Shell): Promise<void> {
  if (file === undefined) return;
  granted(await writeWhole(path.resolve(shell.cwd, file), content()));
  shell.tell(`wrote ${file}`);
}

function parsed(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refused({ kind: "bad-input", place, says: `is not JSON: ${(error as SyntaxError).message}` });
  }
}
