/** The dispatch model: how many are abroad, what is taken from them, and how sure one can be. Method: docs/method/dispatch.md. */
export { assumedFigures, type AssumedFigures } from "./assumptions.ts";
export {
  parseRoute,
  chainOf,
  stayOf,
  whatIsWrongWithTurning,
  type Actor,
  type Flow,
  type Route,
  type RouteRefusal,
  type Stage,
  type Switch,
} from "./route.ts";
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
export { compareScenarios, simulateRoute, type ScenarioDifference, type Simulated } from "./simulate.ts";
export { uniformGroup, type GroupMoments } from "./group-moments.ts";
export { fitDispatch } from "./fit/fit-dispatch.ts";
export { doFit, type FitWork } from "./fit/fit-work.ts";
export { defaultDraws, FitSession, type FitPosterior } from "./fit/fit-session.ts";
export { estimatesOf, figuresOf, unfitted } from "./fit/fit-estimates.ts";
export type { FitOptions, PriorRange } from "./fit/fit-options.ts";
export { referenceCases, type ReferenceCase } from "./reference-cases.ts";
export { routeXmile } from "./xmile.ts";
export { routeAnswers, questionsOf, accountCurrencies } from "./route-answers.ts";
export { fittedInputs } from "./fit/fitted-inputs.ts";
export { drawInputs, routeInputs, type RouteInput } from "./route-inputs.ts";
export { lineageOf } from "./route-lineage.ts";
export {
  accountPeriods,
  accountsPicture,
  answersPicture,
  arrivalsPicture,
  differencePicture,
  indicesPicture,
  runPicture,
  sensitivityPicture,
  type AccountPeriod,
} from "./route-pictures.ts";
export { routeSensitivity } from "./route-sensitivity.ts";
export { checkRun, joinSlices, runRoute, scenariosOf, simulateSlice, runLimits, type RunRequest, type RunSlice } from "./run-route.ts";
export { drawsCsv } from "./draws-csv.ts";
