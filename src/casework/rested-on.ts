/**
 * What a source's word went into: their reports, the claims in them, the conclusions of the newest analysis with one of these claims in their
 * lineage, the newest fit of each route and every kept simulation that rest on one, and every sentence of a release, drafted or published, that says one of them or a figure made with one.
 * For a forgotten source the answer is the list that was recorded when their key was destroyed.
 */
import type { Estimate } from "#domain/estimate.ts";
import type { Entry } from "#domain/entry.ts";
import type { Finding } from "#domain/finding.ts";
import type { DispatchFit } from "#domain/fit.ts";
import type { CaseId, ClaimId, ReleaseId, ReportId, SourceId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import type { RestedOn } from "#domain/source.ts";
import type { ReleaseState } from "#domain/views.ts";
import type { Context } from "./context.ts";

export async function restedOn(context: Context, id: CaseId, source: SourceId): Promise<Result<RestedOn, Refusal>> {
  const { ledger } = context;
  const found = await ledger.source(id, source);
  if (found === null) return refuse({ kind: "no-such-source", source });
  const state = found.state;
  if (state === "forgotten") return ok((await recordedOf(context, id)).get(source) ?? { ...nothing(source), state });
  const [reports, claims, analysis, releases, runs] = await Promise.all([
    ledger.reports(id),
    ledger.claims(id, { source }),
    ledger.analysis(id),
    ledger.releases(id),
    ledger.entries(id, { kinds: ["analysis-run", "simulation-run"] }),
  ]);
  const own = new Set<ClaimId>(claims.map((claim) => claim.id));
  const from = new Set<ReportId>(reports.filter((report) => report.source === source).map((report) => report.id));
  const conclusions = [
    ...(analysis === null ? [] : conclusionsOf(analysis.body, own).map((one) => ({ position: analysis.seq, ...one }))),
    ...runsResting(runs, own),
  ];
  const sentences = releases.flatMap(({ id: release, state: stands, content }) =>
    [
      ...content.claims.filter((claim) => own.has(claim.id) || from.has(claim.report)).map(sayClaim),
      ...content.estimates.filter((estimate) => restsOn(estimate, own)).map(sayEstimate),
      ...content.findings.filter((finding) => findingRestsOn(finding, own)).map((finding) => `${finding.title}: ${finding.says}`),
      ...content.corroborations.filter((group) => group.claims.some((claim) => own.has(claim))).map((group) => group.verdict),
      ...content.conversions.filter((check) => own.has(check.printed) || own.has(check.restates)).map((check) => check.says),
    ].map((says) => ({ release: release as ReleaseId, state: stands, says })),
  );
  return ok({ source, state, reports: [...from], claims: [...own], conclusions, sentences });
}

/** The release with a mark at every sentence that rested on a source who has been withdrawn or forgotten since. */
export async function withFallen(context: Context, id: CaseId, releases: readonly ReleaseState[]): Promise<readonly ReleaseState[]> {
  if (releases.length === 0) return releases;
  const gone = (await context.ledger.sources(id)).filter((source) => source.state === "withdrawn" || source.state === "forgotten");
  const fallen: { readonly release: ReleaseId; readonly source: SourceId; readonly says: string }[] = [];
  for (const { id: source } of gone) {
    const rests = await restedOn(context, id, source);
    if (rests.ok) fallen.push(...rests.value.sentences.map(({ release, says }) => ({ release, source, says })));
  }
  return releases.map((release) => {
    const own = fallen.filter((one) => one.release === release.id).map(({ source, says }) => ({ source, says }));
    return own.length === 0 ? release : { ...release, fallen: own };
  });
}

async function recordedOf({ ledger }: Context, id: CaseId): Promise<ReadonlyMap<SourceId, RestedOn>> {
  const entries = await ledger.entries(id, { kinds: ["source-forgotten"] });
  return new Map(
    entries.flatMap(({ body }) =>
      body.kind === "source-forgotten" ? [[body.source, { ...body.rested, state: "forgotten" as const }]] : [],
    ),
  );
}

type Conclusion = RestedOn["conclusions"][number];
type Concluded = Pick<Conclusion, "kind" | "name">;

/** Fits stand until their route is fitted again, also when an analysis without them came later; a simulation stands for itself. */
function runsResting(entries: readonly Entry[], own: ReadonlySet<ClaimId>): Conclusion[] {
  const newest = new Map<string, { readonly fit: DispatchFit; readonly position: number }>();
  const simulated: Conclusion[] = [];
  for (const { seq: position, body } of entries) {
    if (body.kind === "analysis-run") for (const fit of body.fits ?? []) newest.set(fit.route, { fit, position });
    if (body.kind !== "simulation-run" || !body.run.lineage.claims.some((claim) => own.has(claim))) continue;
    simulated.push({ position, kind: "simulation", name: `${body.run.route.title}, seed ${body.run.seed}` });
  }
  const fitted = [...newest.values()].filter(({ fit }) => fitRestsOn(fit, own));
  return [
    ...fitted.map(({ fit, position }): Conclusion => ({ position, kind: "fit", name: `${fit.route}, as of ${fit.scope.asOf}` })),
    ...simulated,
  ];
}

function fitRestsOn({ estimates, quantities, checks }: DispatchFit, own: ReadonlySet<ClaimId>): boolean {
  const claims = [
    ...estimates.flatMap((one) => ("lineage" in one ? one.lineage.claims : [])),
    ...quantities.flatMap((one) => one.claims),
    ...checks.map((one) => one.claim),
  ];
  return claims.some((claim) => own.has(claim));
}

function conclusionsOf(
  run: {
    readonly estimates: readonly unknown[];
    readonly findings: readonly Finding[];
    readonly conversions: readonly { readonly printed: ClaimId; readonly restates: ClaimId; readonly says: string }[];
    readonly corroborations: readonly { readonly claims: readonly ClaimId[]; readonly verdict: string }[];
  },
  own: ReadonlySet<ClaimId>,
): Concluded[] {
  const estimates = run.estimates.filter((one): one is Estimate => typeof one === "object" && one !== null && "lineage" in one);
  return [
    ...estimates.filter((one) => restsOn(one, own)).map(({ name }) => ({ kind: "estimate" as const, name })),
    ...run.findings.filter((one) => findingRestsOn(one, own)).map(({ title }) => ({ kind: "finding" as const, name: title })),
    ...run.corroborations.filter(({ claims }) => claims.some((claim) => own.has(claim))).map(({ verdict }) => ({ kind: "corroboration" as const, name: verdict })), // prettier-ignore
    ...run.conversions.filter(({ printed, restates }) => own.has(printed) || own.has(restates)).map(({ says }) => ({ kind: "conversion" as const, name: says })), // prettier-ignore
  ];
}

const restsOn = (estimate: Estimate, own: ReadonlySet<ClaimId>) => estimate.lineage.claims.some((claim) => own.has(claim));

function findingRestsOn(finding: Finding, own: ReadonlySet<ClaimId>): boolean {
  return [...finding.elements, ...finding.exceptions].some(({ claims }) => claims.some((claim) => own.has(claim)));
}

function sayClaim(claim: { readonly measure: string; readonly valueText: string; readonly words: readonly string[] }): string {
  const words = claim.words.length === 0 ? "" : ` (“${claim.words.join(" … ")}”)`;
  return `${claim.measure}: ${claim.valueText}${words}`;
}

function sayEstimate({ name, median, interval, unit }: Estimate): string {
  return `${name}: ${median} ${unit} (${interval.low} to ${interval.high})`;
}

const nothing = (source: SourceId) => ({ source, reports: [], claims: [], conclusions: [], sentences: [] });
