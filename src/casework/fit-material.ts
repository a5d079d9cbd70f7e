/**
 * Fits a route to accepted claims: those of a case, alone or with those of a published table beside them, or those of an example.
 * What a reader would get wrong: a table may hold the very reports of the case under other names. They are known by their address and
 * enter once.
 */
import {
  doFit,
  estimatesOf,
  figuresOf,
  FitSession,
  unfitted,
  type FitWork,
  type FitPosterior,
  type Route,
} from "#analysis/dispatch/index.ts";
import { chinaRoute, corroborate, ratesFromClaims, shippedRoutes, type FitOptions } from "#analysis/index.ts";
import { isAccepted } from "#domain/claim.ts";
import { dayBounds, undated, type EdtfDate } from "#domain/edtf.ts";
import type { Estimate, NoEstimate } from "#domain/estimate.ts";
import type { DispatchFit, FitRefusal } from "#domain/fit.ts";
import type { CaseId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import type { Context } from "./context.ts";
import type { Material } from "./material.ts";

/** Fixed, so that the same decisions give the same figures; recorded with every estimate. */
const analysisSeed = 20251226;

/** What can be asked of a fit; everything has a default. */
export type FitRequest = Pick<FitOptions, "country" | "place" | "from" | "to" | "assumptions" | "priors" | "draws" | "onProgress"> & {
  /** Id of a route that ships. */
  readonly route?: string;
  readonly seed?: number;
  /** Claims of a published table to fit the route to besides: adds a second fit. */
  readonly beside?: { readonly name: string; readonly material: Material };
  /** First to the claims of these reports alone. */
  readonly alone?: readonly string[];
};

/** Does a fit somewhere: in a worker thread where the shell hands such a runner in. */
export type FitRunner = (work: FitWork, onProgress: FitOptions["onProgress"]) => Promise<Result<DispatchFit, FitRefusal>>;

const fitHere: FitRunner = async (work, onProgress) => doFit(work, onProgress);

/** One fit a question, of the route named or of one `given`: to the claims alone and, where asked, with the others. */
export async function fitMaterial(
  name: string,
  material: Material,
  request: FitRequest,
  { given, run = fitHere }: { readonly given?: Route | undefined; readonly run?: FitRunner | undefined } = {},
): Promise<Result<readonly DispatchFit[], Refusal>> {
  const route = given ?? (request.route === undefined ? chinaRoute : shippedRoutes.find(({ id }) => id === request.route));
  if (route === undefined) {
    const known = shippedRoutes.map(({ id }) => id).join(", ");
    return refuse({ kind: "bad-input", place: "route", says: `there is no route "${request.route ?? ""}"; there are ${known}` });
  }
  const { alone } = request;
  const parts: (readonly [string, Material])[] = [];
  if (alone !== undefined) {
    const missing = alone.find((id) => !material.reports.some((report) => report.id === id));
    if (missing !== undefined) return refuse({ kind: "no-such-report", report: missing });
    parts.push([alone.join(", "), only(material, alone)]);
  }
  parts.push([name, material]);
  if (request.beside !== undefined) parts.push([`${name} with ${request.beside.name}`, joined(material, request.beside.material)]);
  const fits: DispatchFit[] = [];
  let place = request.place;
  let country = request.country;
  for (const [what, one] of parts) {
    const scoped: FitRequest = { ...request, ...(place === undefined ? {} : { place }), ...(country === undefined ? {} : { country }) };
    const { sourceOf: _, onProgress: __, ...options } = fitOptions(one, scoped);
    const sources = Object.fromEntries(one.reports.map(({ id, source }) => [id, source]));
    const fitted = await run({ route, claims: one.claims, options, sources }, request.onProgress);
    if (!fitted.ok) return refuse(refusalOf(what, fitted.refusal));
    fits.push({ ...fitted.value, asked: { of: what, ...keptOf(scoped) } });
    // What the first fit found to be its crossing and country is what the next is asked about.
    place ??= fitted.value.scope.place === null ? undefined : firstWord(fitted.value.scope.place);
    country ??= fitted.value.scope.country ?? undefined;
  }
  return ok(fits);
}

/**
 * The estimates that the fit of the first route that ships gives of these claims, without the checks of a fit. Where nothing can be
 * fitted there is no number: it is said why, and what to ask.
 */
export function estimateMaterial(name: string, material: Material): readonly (Estimate | NoEstimate)[] {
  const fitted = new FitSession(chinaRoute, fitOptions(material, {})).posterior(material.claims);
  return fitted.ok ? estimatesOf(fitted.value, figuresOf(fitted.value)) : unfitted(`${name}: ${fitted.refusal.says}`);
}

/** The draws behind a fit of `route` to these claims, without its checks: the same request gives those of the recorded fit to the bit. */
export function fitPosterior(route: Route, name: string, material: Material, request: FitRequest): Result<FitPosterior, Refusal> {
  const fitted = new FitSession(route, fitOptions(material, request)).posterior(material.claims);
  return fitted.ok ? fitted : refuse(refusalOf(name, fitted.refusal));
}

/** The case's claims with what a fit needs beside them. Refuses a case in which nothing was accepted. */
export async function fittableMaterial({ ledger }: Context, id: CaseId): Promise<Result<Material, Refusal>> {
  const [claims, reports, sources, rates, decided] = await Promise.all([
    ledger.claims(id),
    ledger.reports(id),
    ledger.sources(id),
    ledger.rates(id),
    ledger.decidedLinks(id),
  ]);
  if (!claims.some(isAccepted)) return refuse({ kind: "nothing-accepted", case: id });
  return ok({ claims, reports, sources, rates, decided });
}

function fitOptions(material: Material, request: FitRequest): FitOptions {
  const { claims, reports, rates } = material;
  return {
    ...keptOf(request),
    ...(request.onProgress === undefined ? {} : { onProgress: request.onProgress }),
    seed: request.seed ?? analysisSeed,
    asOf: latestDay(reports),
    rates: [...rates, ...ratesFromClaims(claims, reports)],
    roots: rootsOf(material),
    sourceOf: (claim) => reports.find(({ id }) => id === claim.report)?.source ?? "",
  };
}

/** What of a request is kept with its fit. */
function keptOf({ country, place, from, to, assumptions, priors, draws }: FitRequest) {
  return {
    ...(country === undefined ? {} : { country }),
    ...(place === undefined ? {} : { place }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(assumptions === undefined ? {} : { assumptions }),
    ...(priors === undefined ? {} : { priors }),
    ...(draws === undefined ? {} : { draws }),
  };
}

function rootsOf({ claims, reports, decided }: Material): NonNullable<FitOptions["roots"]> {
  return corroborate(claims, reports, decided).flatMap((group) => group.roots);
}

function only(material: Material, reports: readonly string[]): Material {
  return {
    ...material,
    claims: material.claims.filter(({ report }) => reports.includes(report)),
    reports: material.reports.filter(({ id }) => reports.includes(id)),
  };
}

/** Both materials; a report of the second that has the address of one of the first is that one and is left out. */
function joined(first: Material, second: Material): Material {
  const addresses = new Set(first.reports.flatMap(({ url }) => url ?? []));
  const twice = new Set(second.reports.filter(({ url }) => url !== null && addresses.has(url)).map(({ id }) => id));
  return {
    claims: [...first.claims, ...second.claims.filter(({ report }) => !twice.has(report))],
    reports: [...first.reports, ...second.reports.filter(({ id }) => !twice.has(id))],
    sources: [...first.sources, ...second.sources],
    rates: [...first.rates, ...second.rates],
    decided: [...first.decided, ...second.decided],
  };
}

function latestDay(reports: Material["reports"]): EdtfDate {
  const days = reports.flatMap((report) => dayBounds(report.published).last ?? []);
  return (days.sort().at(-1) as EdtfDate | undefined) ?? undated;
}

function firstWord(place: string): string {
  return place.split(/[\s,]+/)[0] ?? place;
}

function refusalOf(what: string, refusal: FitRefusal): Refusal {
  return refusal.kind === "bad-prior"
    ? { kind: "bad-input", place: `prior ${refusal.quantity}`, says: refusal.says.replace(/\.$/, "") }
    : { kind: "cannot-fit", what, says: refusal.says };
}
