/** The dispatch model: how many are abroad, what is taken from them, and how sure one can be. Method: docs/method/dispatch.md. */
export { estimateDispatch, type DispatchOptions } from "./estimate-dispatch.ts";
export { assumedFigures, type AssumedFigures } from "./assumptions.ts";
export { parseRoute, chainOf, stayOf, type Actor, type Flow, type Route, type RouteRefusal, type Stage, type Switch } from "./route.ts";
export { chinaRoute, russiaRoute, shippedRoutes } from "./routes.ts";
export {
  abroadAt,
  accounts,
  balances,
  commutingBreakEven,
  oneWorkerMonth,
  routeAbroadAt,
  turnover,
  type AccountRow,
  type Arrivals,
} from "./route-moments.ts";
export { compareScenarios, simulateRoute, type Scenario, type ScenarioDifference, type Simulated } from "./simulate.ts";
export { uniformGroup, type GroupMoments } from "./stock.ts";
export { whatMovesEstimates, type NextQuestion, type WhatMovesIt, type WithoutRoot } from "./what-moves-it.ts";
export { referenceCases, type ReferenceCase } from "./reference-cases.ts";
export { routeXmile } from "./xmile.ts";
