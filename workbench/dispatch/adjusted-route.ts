/** A route with what was set by hand in the model room; what was set says so in place of its source. */
import { meanOf } from "#numeric/laws.ts";
import { stayOf, type Route } from "#analysis/dispatch/route.ts";

export type Settings = {
  readonly groups: number | null;
  readonly stay: number | null;
  readonly pay: number | null;
  readonly capacity: number | null;
};

export const untouched: Settings = { groups: null, stay: null, pay: null, capacity: null };
const byHand = "assumed: set by hand in the model room";

export function adjusted(route: Route, { groups, stay, pay, capacity }: Settings): Route {
  const employers = new Set(route.actors.filter(({ kind }) => kind === "employer").map(({ id }) => id));
  return {
    ...route,
    ...(groups === null
      ? {}
      : { groupsPerMonth: { law: "fixed", value: groups } as const, sources: { ...route.sources, groupsPerMonth: byHand } }),
    stages: route.stages.map((stage) => ({
      ...stage,
      ...(stage.abroad === true && stay !== null
        ? { takes: { law: "uniform", low: (stay * 2) / 3, high: (stay * 4) / 3 } as const, source: byHand }
        : {}),
      ...(stage.crossing === true && capacity !== null && capacity > 0 ? { capacity } : {}),
    })),
    flows: route.flows.map((flow) =>
      pay !== null && employers.has(flow.from)
        ? { ...flow, amount: { law: "fixed", value: (meanOf(flow.amount) * pay) / 100 } as const, source: byHand }
        : flow,
    ),
  };
}

/** Where the sliders stand while nothing was set. */
export function reported(route: Route): {
  readonly groups: number;
  readonly stay: number;
  readonly pay: number;
  readonly capacity: number;
} {
  return { groups: meanOf(route.groupsPerMonth), stay: meanOf(stayOf(route).takes), pay: 100, capacity: 0 };
}
