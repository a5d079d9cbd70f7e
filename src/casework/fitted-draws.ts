/**
 * The figures of a route as the fit to a case's claims leaves them, drawn together, with the fit they are from.
 * What a reader would get wrong: the recorded fit keeps its seed and what was asked, not its draws. They are drawn again from the claims
 * accepted now and must give the recorded figures; where they do not, the claims have changed since and a new fit is made and recorded.
 */
import type { JointDraws } from "#domain/simulation.ts";
import { estimatesOf, figuresOf, fittedInputs, shippedRoutes, type FitPosterior, type Route } from "#analysis/dispatch/index.ts";
import type { DispatchFit } from "#domain/fit.ts";
import type { CaseId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, type Result } from "#domain/result.ts";
import type { Context } from "./context.ts";
import { fitCase } from "./fit-case.ts";
import { fitPosterior, fittableMaterial, type FitRequest } from "./fit-material.ts";
import type { Material } from "./material.ts";

export type DrawsAsked = { readonly rows: number; readonly seed: number };

/** `rows` joint draws of the route's figures from the case's newest fit of it. Refuses what {@link fitCase} refuses. */
export async function fittedDraws(context: Context, id: CaseId, route: Route, asked: DrawsAsked): Promise<Result<JointDraws, Refusal>> {
  const material = await fittableMaterial(context, id);
  if (!material.ok) return material;
  const own = routeToFit(route);
  const again = (fit: DispatchFit) => fitPosterior(own, id, material.value, { ...fit.asked, seed: fit.diagnostics.seed } as FitRequest);
  const drawn = (posterior: FitPosterior, entry: number) =>
    ok(fittedInputs(route, posterior, { ...asked, fit: `the fit of entry ${entry}` }));
  const recorded = await newestFit(context, id, own);
  if (recorded !== null) {
    const posterior = again(recorded.fit);
    if (posterior.ok && gives(posterior.value, recorded.fit)) return drawn(posterior.value, recorded.entry);
  }
  const fitted = await fitCase(context, id, (recorded?.fit.asked ?? {}) as FitRequest, own);
  if (!fitted.ok) return fitted;
  const fit = fitted.value.fits?.at(-1);
  if (fit === undefined) throw new Error("a fit was recorded and did not come back");
  const posterior = again(fit);
  return posterior.ok ? drawn(posterior.value, fitted.value.position) : posterior;
}

/** The same for the claims of an example, which has no ledger to record in. */
export function exampleDraws(
  name: string,
  material: Material,
  route: Route,
  asked: DrawsAsked,
  request: FitRequest,
): Result<JointDraws, Refusal> {
  const posterior = fitPosterior(routeToFit(route), name, material, request);
  return posterior.ok ? ok(fittedInputs(route, posterior.value, { ...asked, fit: `the fit to the claims of ${name}` })) : posterior;
}

/** A route that ships is fitted as it ships, whatever was set by hand in the one that runs. */
function routeToFit(route: Route): Route {
  return shippedRoutes.find(({ id }) => id === route.id) ?? route;
}

/** The newest recorded fit of the route to the claims of the case alone. */
async function newestFit(
  { ledger }: Context,
  id: CaseId,
  route: Route,
): Promise<{ readonly fit: DispatchFit; readonly entry: number } | null> {
  const runs = await ledger.entries(id, { kinds: ["analysis-run"] });
  for (const { seq, body } of [...runs].reverse()) {
    if (body.kind !== "analysis-run") continue;
    const fit = body.fits?.find((one) => one.route === route.id && one.asked?.of === id);
    if (fit !== undefined) return { fit, entry: seq };
  }
  return null;
}

function gives(posterior: FitPosterior, fit: DispatchFit): boolean {
  const now = estimatesOf(posterior, figuresOf(posterior));
  return (
    now.length === fit.estimates.length &&
    now.every((one, i) => {
      const then = fit.estimates[i];
      if (then === undefined || then.id !== one.id || "missing" in one || "missing" in then) return then?.id === one.id;
      return one.median === then.median && one.interval.low === then.interval.low && one.interval.high === then.interval.high;
    })
  );
}
