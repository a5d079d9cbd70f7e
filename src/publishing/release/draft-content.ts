/**
 * Rebuilds a release from accepted claims and only what may leave (rule DI1). Nothing is copied from the case and then covered:
 * each field of the release is made here, from a claim that may leave, in its widened form.
 * A reader would get wrong: an estimate may rest on claims that cannot be released. Its number stays, its lineage says so.
 */
import { isAccepted, type AcceptedClaim, type Claim } from "#domain/claim.ts";
import type { Assumption, Estimate, Lineage, NoEstimate } from "#domain/estimate.ts";
import type { ElementFinding, Finding } from "#domain/finding.ts";
import type { ClaimId, ReleaseId, ReportId, SourceId } from "#domain/ids.ts";
import { unitText } from "#domain/quantity.ts";
import type { Mend, ReleaseContent, ReleasedClaim, ReleasedSource } from "#domain/release.ts";
import type { Report } from "#domain/report.ts";
import type { Source } from "#domain/source.ts";
import type { ConversionCheck, Corroboration, Rate } from "#domain/weighing.ts";
import { canonical, fingerprint } from "../disclosure/fingerprint.ts";
import { coarsenPlace, widenTowns, type PlaceDetail } from "./coarsen-place.ts";
import { coarsenDate, type TimeDetail } from "./coarsen-time.ts";
import { mendingOf } from "./mend.ts";
import { escapePattern, isTelling } from "./numbered.ts";
import { redactContent, redactor, WORDS_PROTECTED } from "./redact.ts";
import { speakerNames, wideRole, type SpeakerNames } from "./speaker-names.ts";
import { bandText, valueText } from "./value-text.ts";

/** How far the release is widened. By default to the province and the month, sums as told. */
export type Coarsening = { readonly place?: PlaceDetail; readonly time?: TimeDetail; readonly sums?: "as-told" | "banded" };

export type DraftInput = {
  readonly title: string;
  readonly summary: string;
  readonly claims: readonly Claim[];
  readonly reports: readonly Omit<Report, "text">[];
  readonly sources: readonly Source[];
  readonly estimates: readonly (Estimate | NoEstimate)[];
  readonly findings: readonly Finding[];
  readonly conversions: readonly ConversionCheck[];
  readonly corroborations: readonly Corroboration[];
  readonly rates: readonly Rate[];
  readonly coarsening?: Coarsening;
  /** What a person mended, claim by claim, after a review. */
  readonly mends?: readonly Mend[];
  /** Which release this is: pseudonyms differ between releases. */
  readonly release?: ReleaseId;
  /** Earlier releases, whose pseudonyms are not used again. */
  readonly published?: readonly ReleaseContent[];
  /** Strings that must not leave, besides what the case calls its protected sources. */
  readonly protectedStrings?: readonly string[];
};

/** Measures whose sums few people could know; banded where the release asks for bands. */
export const insiderMeasures: ReadonlySet<string> = new Set([
  "permit_fee",
  "bribe",
  "workers_per_enterprise",
  "state_levy",
  "lump_sum_settlement",
  "remittance",
]);

/** The content of a release. Same input, same content. */
export function draftContent(input: DraftInput): ReleaseContent {
  const { place = "province", time = "month", sums = "as-told" } = input.coarsening ?? {};
  const reports = new Map(input.reports.map((report) => [report.id, report]));
  const sources = new Map(input.sources.map((source) => [source.id, source]));
  const accepted = input.claims.filter(isAccepted);
  const basisOf = (claim: AcceptedClaim) => releaseBasis(reports.get(claim.report), sources);
  const mending = mendingOf(input.mends ?? [], accepted);
  const leaving = accepted.filter((claim) => basisOf(claim) !== null && !mending.has(claim.id, "withhold"));
  const released = new Set(leaving.map(({ id }) => id));
  const taken = new Set(
    (input.published ?? []).flatMap((content) => [
      ...content.claims.flatMap(({ speakers }) => speakers),
      ...(content.sources ?? []).map(({ name }) => name),
    ]),
  );
  const seed = fingerprint(canonical([input.release ?? "", input.title, input.summary, leaving.map(({ id, value }) => [id, value])]));
  const names = speakerNames(seed, taken);
  const rewrite = textRewriter(accepted, released, new Set(leaving.map(({ report }) => report)));
  const redaction = redactor(protectedOf(input), (text) => rewrite(mending.text(text)));

  const isBanded = (claim: AcceptedClaim) => (sums === "banded" && insiderMeasures.has(claim.measure)) || mending.has(claim.id, "band");

  const releasedClaims = leaving.map((claim): ReleasedClaim => {
    const report = reports.get(claim.report);
    const source = report === undefined ? undefined : sources.get(report.source);
    if (report === undefined) throw new Error(`claim ${claim.id} names report ${claim.report}, which is not among the reports`);
    const isPublic = report.url !== null;
    const unit = unitText(claim.quantity);
    const banded = isBanded(claim);
    const wordless = mending.has(claim.id, "withhold-words");
    const withheld = banded ? BANDED : wordless ? WORDS_MENDED : wordsWithheld(claim, isPublic, source);
    const speakers = mending.has(claim.id, "leave-voice-out") ? ([claim.speakers[0]] as const) : claim.speakers;
    return {
      id: claim.id,
      report: claim.report,
      measure: claim.measure,
      valueText: banded ? bandText(claim.value, unit, claim.per) : valueText(claim.value, claim.quantity, claim.per),
      period: coarsenDate(claim.period, time),
      place: coarsenPlace(claim.place, claim.country, mending.has(claim.id, "country") && place !== "country" ? "country" : place),
      speakers: isPublic ? names.chain(claim.report, speakers) : [UNPUBLISHED, ...names.chain(claim.report, protectAll(speakers)).slice(1)],
      polarity: claim.polarity,
      credibility: claim.decision.credibility,
      words: withheld === null ? claim.spans.map(({ exact }) => exact) : [],
      outlet: isPublic ? report.outlet : UNPUBLISHED,
      url: report.url,
      ...(banded ? {} : { value: { low: claim.value.low, high: claim.value.high, kind: claim.value.kind, unit, per: claim.per } }),
      basis: claim.basis,
      country: claim.country,
      conversionOf: claim.conversionOf !== null && released.has(claim.conversionOf) ? claim.conversionOf : null,
      language: report.language,
      ...(isPublic && withheld === null ? { spans: claim.spans } : {}),
      ...(withheld === null ? {} : { wordsWithheld: withheld }),
      ...(source === undefined ? {} : { source: sourceName(report, source, names) }),
    };
  });

  const estimates = input.estimates.flatMap((estimate) => ("median" in estimate ? [releasedEstimate(estimate, released, time)] : []));
  const unmade = input.estimates.flatMap((estimate) => ("median" in estimate ? [] : [estimate]));
  // A conversion tells both sums to the last digit.
  const exact = new Set(leaving.filter((claim) => !isBanded(claim)).map(({ id }) => id));
  const conversions = input.conversions.filter(({ printed, restates }) => exact.has(printed) && exact.has(restates));
  const heldBack = accepted.length - leaving.length;
  const content: ReleaseContent = {
    title: input.title,
    summary: input.summary,
    claims: releasedClaims,
    sources: releasedSources(leaving, reports, sources, names),
    withheld: [
      ...coarseningWords(place, time, sums),
      ...(input.mends?.some(({ how }) => how === "band") === true && sums !== "banded"
        ? ["Some figures that could point at a person: they are given as bands."]
        : []),
      ...(heldBack === 0
        ? []
        : [
            `${heldBack} accepted ${heldBack === 1 ? "claim of the case is" : "claims of the case are"} not released; figures that rest on one say so.`,
          ]),
    ],
    unmade,
    estimates,
    findings: input.findings.map((finding) => releasedFinding(finding, released)),
    conversions,
    corroborations: input.corroborations.flatMap((group) => releasedCorroboration(group, released, reports, place, time)),
    rates: input.rates,
  };
  return redactContent(content, redaction);
}

/**
 * On what ground a report's claims may leave: it is a public page, or its source agreed. Null when they may not.
 * `none` is never overridden: the source asked not to be used, public or not (rule DI7).
 */
export function releaseBasis(
  report: Pick<Report, "source" | "url"> | undefined,
  sources: ReadonlyMap<SourceId, Source>,
): ReleasedSource["basis"] | null {
  const source = report === undefined ? undefined : sources.get(report.source);
  if (report === undefined || source === undefined || source.consent === "none") return null;
  if (report.url !== null) return "public page";
  if (source.consent === "background") return null;
  return source.tlp === "TLP:CLEAR" || source.tlp === "TLP:GREEN" ? "consent" : null;
}

/** What must not leave besides the strings given: what the case calls its protected sources and what they are placed to know. */
function protectedOf({ sources, protectedStrings = [] }: DraftInput): readonly string[] {
  return [
    ...protectedStrings,
    ...sources.filter(({ tlp }) => tlp !== "TLP:CLEAR").flatMap(({ pseudonym, canKnow }) => [pseudonym, canKnow]),
  ];
}

function wordsWithheld(claim: AcceptedClaim, isPublic: boolean, source: Source | undefined): string | null {
  if (!isPublic && source?.consent !== "publish-quoted") return "The source agreed to be counted, not quoted.";
  const names = claim.speakers.filter(({ protect }) => protect).map(({ name }) => name.toLowerCase());
  const said = claim.spans.map(({ exact }) => exact.toLowerCase()).join(" ");
  return names.some((name) => name !== "" && said.includes(name)) ? WORDS_PROTECTED : null;
}

const UNPUBLISHED = "an unpublished report";

const BANDED = "The sum is given as a band.";
const WORDS_MENDED = "The words are withheld to protect a source.";

/** Nobody behind a report that is not public is named, whatever the reading made of them. */
function protectAll([outlet, ...rest]: AcceptedClaim["speakers"]): AcceptedClaim["speakers"] {
  return [outlet, ...rest.map((speaker) => ({ ...speaker, protect: true }))];
}

/** A source marked to be protected has a name of this release even behind a public page; the outlet's own desk has the outlet's. */
function sourceName(report: Pick<Report, "outlet" | "url">, source: Source, names: SpeakerNames): string {
  return report.url !== null && source.tlp === "TLP:CLEAR" ? report.outlet : names.source(source.id, placedAs(source));
}

/** The wide role of a source by the first thing it is placed to know. */
function placedAs({ canKnow }: Source): string {
  return wideRole(canKnow.split(/[;.,]/)[0] ?? canKnow);
}

function releasedSources(
  leaving: readonly AcceptedClaim[],
  reports: ReadonlyMap<ReportId, Omit<Report, "text">>,
  sources: ReadonlyMap<SourceId, Source>,
  names: SpeakerNames,
): readonly ReleasedSource[] {
  const found = new Map<string, ReleasedSource>();
  for (const { report: id } of leaving) {
    const report = reports.get(id);
    const source = report === undefined ? undefined : sources.get(report.source);
    const basis = releaseBasis(report, sources);
    if (report === undefined || source === undefined || basis === null) continue;
    const name = sourceName(report, source, names);
    const open = basis === "public page" && source.tlp === "TLP:CLEAR";
    const carried = basis === "public page" ? `; published by ${report.outlet}` : "";
    const canKnow = open
      ? "published this; what its own sources can know is told claim by claim"
      : `${placedAs(source)}${carried}; kept general on purpose`;
    found.set(`${name} ${source.reliability}`, { name, canKnow, reliability: source.reliability, basis });
  }
  return [...found.values()];
}

/** Generated sentences may carry a protected voice's role, a town, or the id of a claim that stays: all three are widened. */
function textRewriter(
  accepted: readonly AcceptedClaim[],
  released: ReadonlySet<ClaimId>,
  reports: ReadonlySet<ReportId>,
): (text: string) => string {
  const roles = new Map<string, string>();
  for (const claim of accepted)
    for (const { name, protect } of claim.speakers) if (protect && name.trim().length > 1) roles.set(name, wideRole(name));
  const alternatives = [...roles.keys()].sort((a, b) => b.length - a.length).map(escapePattern);
  // A role already widened is matched first and kept, so that "a resident of the province" is not widened again.
  const wide = [...new Set(roles.values())].sort((a, b) => b.length - a.length).map(escapePattern);
  const anyRole =
    alternatives.length === 0
      ? null
      : new RegExp(`${wide.join("|")}|(?<![\\p{L}\\p{N}])(?:(?:the|an|a)\\s+)?(${alternatives.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  const byLower = new Map([...roles].map(([name, role]) => [name.toLowerCase(), role]));
  const heldClaims = accepted.filter(({ id }) => !released.has(id)).map(({ id }) => [id, "a claim that is withheld"] as const);
  const heldReports = accepted
    .filter(({ report }) => !reports.has(report))
    .map(({ report }) => [report, "a report that is withheld"] as const);
  const held = new Map<string, string>([...heldClaims, ...heldReports].filter(([id]) => isTelling(id)));
  const heldIds = [...held.keys()].sort((a, b) => b.length - a.length).map(escapePattern);
  const anyHeld = heldIds.length === 0 ? null : new RegExp(`(?<![\\p{L}\\p{N}-])(?:${heldIds.join("|")})(?![\\p{L}\\p{N}]|-\\p{N})`, "gu");
  return (text) => {
    const named =
      anyRole === null
        ? text
        : text.replace(anyRole, (whole, role?: string) =>
            role === undefined ? whole : inCaseOf(whole, byLower.get(role.toLowerCase()) ?? whole),
          );
    return widenTowns(anyHeld === null ? named : named.replace(anyHeld, (id) => held.get(id) ?? id));
  };
}

function coarseningWords(place: PlaceDetail, time: TimeDetail, sums: "as-told" | "banded"): readonly string[] {
  return [
    ...(time === "as-told" ? [] : [`Days and hours: times are given by the ${time}.`]),
    ...(place === "as-told" ? [] : [`Towns and workplaces: places are given by the ${place}.`]),
    ...(sums === "as-told" ? [] : ["Sums that few could know: they are given as bands."]),
  ];
}

/** A sentence keeps its capital. */
function inCaseOf(before: string, words: string): string {
  return /^\p{Lu}/u.test(before) ? words.charAt(0).toUpperCase() + words.slice(1) : words;
}

function withheldAssumption(count: number): Assumption {
  return {
    id: "withheld",
    says: `Rests also on ${count} accepted ${count === 1 ? "claim" : "claims"} that cannot be released.`,
    source: "withheld to protect sources",
  };
}

function releasedEstimate(estimate: Estimate, released: ReadonlySet<ClaimId>, time: TimeDetail): Estimate {
  const kept = estimate.lineage.claims.filter((id) => released.has(id));
  const gone = estimate.lineage.claims.length - kept.length;
  const [first, ...rest] = [
    ...estimate.lineage.assumptions.map((one) => ({ ...one, says: widenDays(one.says, time) })),
    ...(gone > 0 ? [withheldAssumption(gone)] : []),
  ];
  const [firstClaim, ...otherClaims] = kept;
  let lineage: Lineage;
  if (first !== undefined) lineage = { claims: kept, assumptions: [first, ...rest] };
  else if (firstClaim !== undefined) lineage = { claims: [firstClaim, ...otherClaims], assumptions: [] };
  else throw new Error(`estimate ${estimate.id} rests on nothing`);
  return { ...estimate, on: coarsenDate(estimate.on, time), lineage };
}

/** Days in a sentence of the analysis, as months; the dates of rules and of rates are public and are not asked. */
function widenDays(text: string, time: TimeDetail): string {
  return time === "as-told" ? text : text.replace(/\b(\d{4}-\d{2})-\d{2}\b/g, (_, month: string) => coarsenDate(month, time));
}

function releasedFinding(finding: Finding, released: ReadonlySet<ClaimId>): Finding {
  const element = (one: ElementFinding): ElementFinding => {
    const kept = one.claims.filter((id) => released.has(id));
    return kept.length === one.claims.length
      ? one
      : { ...one, claims: kept, because: `${one.because} Rests also on claims that cannot be released.` };
  };
  return { ...finding, elements: finding.elements.map(element), exceptions: finding.exceptions.map(element) };
}

/** The group without what stays. A root whose claims all stay is still counted, and says that it is withheld. */
function releasedCorroboration(
  group: Corroboration,
  released: ReadonlySet<ClaimId>,
  reports: ReadonlyMap<ReportId, Omit<Report, "text">>,
  place: PlaceDetail,
  time: TimeDetail,
): readonly Corroboration[] {
  const claims = group.claims.filter((id) => released.has(id));
  if (claims.length === 0) return [];
  return [
    {
      ...group,
      place: coarsenPlace(group.place, null, place),
      period: coarsenDate(group.period, time),
      claims,
      roots: group.roots.map((root) => {
        const kept = root.claims.filter((id) => released.has(id));
        return {
          ...root,
          claims: kept,
          reports: root.reports.filter((id) => reports.get(id)?.url != null),
          why: kept.length === 0 ? "This origin is withheld to protect a source." : widenDays(root.why, time),
        };
      }),
      links: group.links
        .filter(({ from, to }) => released.has(from) && released.has(to))
        .map((link) => ({ ...link, why: widenDays(link.why, time) })),
      verdict: widenDays(group.verdict, time),
    },
  ];
}
