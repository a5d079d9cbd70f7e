/**
 * A release: drafted from what is accepted, reviewed for disclosure, and published only when every risk is mended or accepted
 * by a named person. The dossier is rebuilt from the draft's content, never cut out of the case.
 */
import { isAccepted, type Claim } from "#domain/claim.ts";
import { releaseId, type CaseId, type ReleaseId } from "#domain/ids.ts";
import type { EntryBody } from "#domain/entry.ts";
import type { Refusal } from "#domain/refusal.ts";
import type { DisclosureContext, DraftRelease, Mend, MendDropped } from "#domain/release.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import { assessDisclosure, draftContent, renderDossier, review, scanBytes } from "#publishing/index.ts";
import type { ReleaseState } from "./casework.ts";
import type { Context } from "./context.ts";
import { newestAnalysis, overview, release, releases as listReleases } from "./look.ts";

/** What a person changes in the mends that the draft before had. */
export type MendChange = { readonly mend: readonly Mend[]; readonly lift: readonly Mend[] };

/**
 * Drafts a release from the newest analysis and lists its risks. What was mended in the release before stays mended, published or not:
 * a draft that forgot would put back a sum somebody took out. Refuses a case with nothing accepted or analysed.
 */
export async function draftRelease(
  context: Context,
  id: CaseId,
  change: MendChange = { mend: [], lift: [] },
): Promise<Result<ReleaseState, Refusal>> {
  const { ledger, actor } = context;
  const about = await overview(context, id);
  if (!about.ok) return about;
  const analysis = await newestAnalysis(context, id);
  const all = await ledger.claims(id);
  const claims = all.filter(isAccepted);
  if (analysis === null || claims.length === 0) return refuse({ kind: "nothing-accepted", case: id });
  if (analysis.stale) return refuse({ kind: "conflict", what: "The decisions behind the newest analysis" });
  const [reports, sources, releases, position] = await Promise.all([
    ledger.reports(id),
    ledger.sources(id),
    listReleases(context, id),
    ledger.position(id),
  ]);
  const named = releaseId(`release-${releases.length + 1}`);
  const { mends, dropped } = carriedOver(releases.at(-1), change, all);
  const published = releases.filter((one) => one.state === "published").map((one) => one.content);
  const content = draftContent({
    published,
    release: named,
    title: about.value.title,
    summary: about.value.about,
    claims,
    reports,
    sources,
    mends,
    ...analysis,
  });
  const disclosure: DisclosureContext = {
    claims: all,
    protectedStrings: await ledger.protectedStrings(id),
    published,
    sources,
    reports,
  };
  const risks = assessDisclosure(content, disclosure);
  const drafted = {
    kind: "release-drafted",
    release: named,
    content,
    position,
    risks,
    ...(mends.length > 0 && { mends }),
    ...(dropped.length > 0 && { dropped }),
  } as const;
  const appended = await ledger.append(id, actor, [drafted], { expect: position });
  return appended.ok ? release(context, id, named) : appended;
}

/**
 * The mends of the draft before with what a person changed: those that apply, and those left out. A resting one comes back with its claim.
 * A mend holds for a value and its conversions together, so lifting it on one of them lifts it on all.
 */
function carriedOver(
  before: ReleaseState | undefined,
  { mend, lift }: MendChange,
  claims: readonly Claim[],
): { readonly mends: readonly Mend[]; readonly dropped: readonly MendDropped[] } {
  const keyOf = ({ claim, how }: Mend) => `${claim} ${how}`;
  const rootOf = new Map<string, string>(claims.map((claim) => [claim.id, claim.conversionOf ?? claim.id]));
  const rootKeyOf = ({ claim, how }: Mend) => `${rootOf.get(claim) ?? claim} ${how}`;
  const resting = (before?.dropped ?? []).filter(({ why }) => why !== "lifted").map(({ claim, how }) => ({ claim, how }));
  const lifted = new Set(lift.map(rootKeyOf));
  const all = [...new Map([...(before?.mends ?? []), ...resting, ...mend].map((one) => [keyOf(one), one])).values()];
  const counts = new Set<string>(claims.filter(isAccepted).map((claim) => claim.id));
  const kept = all.filter((one) => !lifted.has(rootKeyOf(one)));
  return {
    mends: kept.filter(({ claim }) => counts.has(claim)),
    dropped: [
      ...kept.filter(({ claim }) => !counts.has(claim)).map((one) => ({ ...one, why: "the claim no longer counts" as const })),
      ...all.filter((one) => lifted.has(rootKeyOf(one))).map((one) => ({ ...one, why: "lifted" as const })),
    ],
  };
}

/** Accepts one risk in the actor's name. Refuses an unknown risk, one that cannot be accepted, and an empty reason. */
export async function acceptRisk(
  context: Context,
  id: CaseId,
  named: ReleaseId,
  risk: string,
  why: string,
): Promise<Result<ReleaseState, Refusal>> {
  const state = await release(context, id, named);
  if (!state.ok) return state;
  const found = state.value.risks.find((one) => one.id === risk);
  if (!found) return refuse({ kind: "bad-input", place: `risk "${risk}"`, says: `${named} has no such risk` });
  if (!found.canBeAccepted)
    return refuse({ kind: "bad-input", place: `risk "${risk}"`, says: `it must be mended, nobody can accept it: ${found.remedy}` });
  if (why.trim() === "") return refuse({ kind: "bad-input", place: "why", says: "an acceptance needs a reason" });
  if (state.value.state !== "draft") return refuse({ kind: "bad-input", place: named, says: "it is published already" });
  const appended = await context.ledger.append(id, context.actor, [
    { kind: "risk-accepted", release: named, acceptance: { risk, by: context.actor, at: context.clock(), why } },
  ]);
  return appended.ok ? release(context, id, named) : appended;
}

/**
 * Publishes a release that is clear to leave, with the hash of its dossier. Refuses a draft that a later one took the place of (what was mended
 * since would leave after all), and one from which something was taken back since: a claim, a decision, a consent, a source.
 */
export async function publishRelease(context: Context, id: CaseId, named: ReleaseId): Promise<Result<ReleaseState, Refusal>> {
  const state = await release(context, id, named);
  if (!state.ok) return state;
  if (state.value.state === "published") return state;
  const overtaken = await whatOvertook(context, id, state.value);
  if (overtaken !== null) return refuse({ kind: "draft-overtaken", what: named, says: overtaken });
  const html = await buildDossier(context, id, named);
  if (!html.ok) return html;
  const sha256 = context.hash(new TextEncoder().encode(html.value));
  const appended = await context.ledger.append(id, context.actor, [
    { kind: "release-published", release: named, position: state.value.position, sha256 },
  ]);
  return appended.ok ? release(context, id, named) : appended;
}

/** Why the draft no longer says what the case says; null where it does. */
async function whatOvertook(context: Context, id: CaseId, draft: ReleaseState): Promise<string | null> {
  const newest = (await listReleases(context, id)).at(-1);
  if (newest !== undefined && newest.id !== draft.id) return `${newest.id} was drafted since and took its place`;
  const held = new Set<string>(draft.content.claims.map((claim) => claim.id));
  const since = await context.ledger.entries(id, { from: draft.position + 1 });
  const moved = since.flatMap(({ seq, body }) => {
    const says = whatItMoves(body, draft.position, held);
    return says === null ? [] : [`${says} (entry ${seq})`];
  });
  return moved.length === 0 ? null : `since it was drafted ${moved.join(", ")}`;
}

/** What an entry takes back of what a draft said, in words; null where it takes back nothing. What rests on it may stand in any figure. */
function whatItMoves(body: EntryBody, drafted: number, held: ReadonlySet<string>): string | null {
  switch (body.kind) {
    case "claim-withdrawn":
      return `${body.claim} was withdrawn`;
    case "claim-corrected":
      return held.has(body.claim) ? `${body.claim} was corrected` : null;
    case "decision-undone":
      return body.undoes <= drafted ? `a decision on ${body.claim} was undone` : null;
    case "source-withdrawn":
      return `source ${body.source} was withdrawn`;
    case "source-forgotten":
      return "a source was forgotten";
    case "source-described":
      return body.change.consent === undefined && body.change.tlp === undefined ? null : `the consent or marking of ${body.source} changed`;
    default:
      return null;
  }
}

/** The dossier of a published release: always the same bytes for the same release. */
export async function dossier(context: Context, id: CaseId, named: ReleaseId): Promise<Result<string, Refusal>> {
  const state = await release(context, id, named);
  if (!state.ok) return state;
  if (state.value.state !== "published") return refuse({ kind: "not-reviewed", open: openRisks(state.value) });
  return buildDossier(context, id, named);
}

/** Built from what the releaser's role may read, which is nothing that is protected; only then are its bytes held against what is. */
async function buildDossier(context: Context, id: CaseId, named: ReleaseId): Promise<Result<string, Refusal>> {
  const state = await context.ledger.toRelease(id, named);
  if (state === null) return refuse({ kind: "bad-input", place: `release "${named}"`, says: "the releaser does not find it" });
  const draft: DraftRelease = { state: "draft", id: state.id, content: state.content, position: state.position };
  const reviewed = review(draft, state.risks, state.acceptances);
  if (!reviewed.ok) return reviewed;
  const html = renderDossier(reviewed.value);
  const leaks = scanBytes(html, await context.ledger.protectedStrings(id));
  if (leaks.length > 0) {
    return refuse({
      kind: "not-reviewed",
      open: [{ id: "protected-string", says: `the finished dossier holds ${leaks.length} protected string(s); it was not written` }],
    });
  }
  return ok(html);
}

function openRisks(state: ReleaseState): readonly { readonly id: string; readonly says: string }[] {
  const accepted = new Set(state.acceptances.map((acceptance) => acceptance.risk));
  return state.risks.filter((risk) => !accepted.has(risk.id)).map(({ id, says }) => ({ id, says }));
}
