/**
 * The one rule by which an entry changes the state of a case. Appending and rebuilding both go through it, which is why they
 * agree. It is pure: it sees the rows the entry touches and answers with the rows that change, or with the reason why the entry
 * has no meaning here, which on appending refuses the act and on rebuilding means the store is damaged.
 *
 * What a reader would get wrong: a new reading of a report replaces the proposals nobody has decided on, but a person's word
 * outlives it, so a decided claim stays as it was decided. And undoing takes back the newest decision that still stands, so
 * accept, correct, undo leaves the claim accepted.
 */
import { counts } from "#domain/claim.ts";
import type { Claim, Decision, Mention, ProposedClaim } from "#domain/claim.ts";
import { dayBounds } from "#domain/edtf.ts";
import type { DayBounds, EdtfDate } from "#domain/edtf.ts";
import type { Entry, EntryBody } from "#domain/entry.ts";
import type { ReportId } from "#domain/ids.ts";
import { linkId } from "#domain/link.ts";
import type { DecidedLink } from "#domain/link.ts";
import { unitText } from "#domain/quantity.ts";
import type { Refusal } from "#domain/refusal.ts";
import type { RiskAcceptance } from "#domain/release.ts";
import { ok, refuse } from "#domain/result.ts";
import type { Result } from "#domain/result.ts";
import { canonicalJson } from "./canonical-json.ts";
import type {
  CaseFileRow,
  ClaimRow,
  LinkRow,
  MentionRow,
  ProjectionName,
  ProjectionRows,
  ReleaseRow,
  ReportRow,
  SourceRow,
} from "./tables.ts";

/** The rows an entry may ask for. */
export type View = {
  readonly caseFile: () => CaseFileRow | undefined;
  readonly source: (id: string) => SourceRow | undefined;
  readonly report: (id: string) => ReportRow | undefined;
  readonly reportOfBytes: (sha256: string) => ReportRow | undefined;
  readonly claim: (id: string) => ClaimRow | undefined;
  readonly claimsOf: (report: string) => readonly ClaimRow[];
  readonly mentionsOf: (report: string) => readonly MentionRow[];
  readonly link: (id: string) => LinkRow | undefined;
  readonly release: (id: string) => ReleaseRow | undefined;
};

/** A row that is there afterwards, or one that is gone. */
export type Change = {
  readonly [Name in ProjectionName]: { readonly table: Name; readonly row: ProjectionRows[Name]; readonly gone?: true };
}[ProjectionName];

/** What must be at hand before {@link project} is asked about an entry. */
export type Needs = {
  readonly sources: readonly string[];
  readonly reports: readonly string[];
  readonly bytes: readonly string[];
  readonly claims: readonly string[];
  /** Reports whose claims and mentions are needed. */
  readonly readings: readonly string[];
  readonly links: readonly string[];
  readonly releases: readonly string[];
};

export function needsOf(body: EntryBody): Needs {
  const none: Needs = { sources: [], reports: [], bytes: [], claims: [], readings: [], links: [], releases: [] };
  switch (body.kind) {
    case "case-opened":
    case "rate-recorded":
    case "analysis-run":
      return none;
    case "source-registered":
      return { ...none, sources: [body.source.id] };
    case "source-graded":
      return { ...none, sources: [body.source] };
    case "report-received":
      return { ...none, sources: [body.report.source], reports: [body.report.id], bytes: [body.report.sha256] };
    case "report-read":
      return { ...none, reports: [body.report], readings: [body.report], claims: body.reading.claims.map(({ id }) => id) };
    case "claim-accepted":
    case "claim-corrected":
    case "claim-rejected":
    case "claim-withdrawn":
    case "decision-undone":
      return { ...none, claims: [body.claim] };
    case "link-decided": {
      const ends = [body.link.from, body.link.to];
      return { ...none, links: [linkId(body.link)], ...(body.link.kind === "copy-of" ? { reports: ends } : { claims: ends }) };
    }
    case "link-undone":
      return { ...none, links: [body.link] };
    case "release-drafted":
    case "risk-accepted":
    case "release-published":
      return { ...none, releases: [body.release] };
  }
}

/** The changes `entry` makes to the state in `view`. */
export function project(entry: Entry, view: View): Result<readonly Change[], Refusal> {
  const { body, seq } = entry;
  const file = view.caseFile();
  if (body.kind === "case-opened") {
    if (file !== undefined) return refuse({ kind: "conflict", what: `The case "${entry.case}"` });
    return ok([
      {
        table: "case_file",
        row: { case_id: entry.case, title: body.title, about: body.about, analysis_seq: null, weighed_seq: seq, seq },
      },
    ]);
  }
  if (file === undefined) return refuse({ kind: "no-such-case", case: entry.case, known: [] });
  const weighed: Change = { table: "case_file", row: { ...file, weighed_seq: seq, seq } };

  switch (body.kind) {
    case "source-registered": {
      const { source } = body;
      if (view.source(source.id) !== undefined) return refuse({ kind: "conflict", what: `The source "${source.id}"` });
      const own = { case_id: entry.case, id: source.id, seq };
      return ok([
        {
          table: "source",
          row: { ...own, reliability: source.reliability, tlp: source.tlp, consent: source.consent, registered_seq: seq },
        },
        { table: "source_protected", row: { ...own, pseudonym: source.pseudonym, can_know: source.canKnow } },
      ]);
    }
    case "source-graded": {
      const before = view.source(body.source);
      if (before === undefined) return refuse({ kind: "no-such-source", source: body.source });
      return ok([weighed, { table: "source", row: { ...before, reliability: body.reliability, seq } }]);
    }
    case "report-received": {
      const { report } = body;
      const twin = view.report(report.id) ?? view.reportOfBytes(report.sha256);
      if (twin !== undefined) return refuse({ kind: "already-received", report: twin.id, sha256: twin.sha256 });
      if (view.source(report.source) === undefined) return refuse({ kind: "no-such-source", source: report.source });
      const { id, sha256, source, language, published, family } = report;
      const row = {
        case_id: entry.case,
        id,
        sha256,
        source,
        language,
        published,
        family,
        received_seq: seq,
        reading_seq: null,
        body: canonicalJson(report),
        seq,
      };
      return ok([weighed, { table: "report", row }]);
    }
    case "report-read":
      return readReport(entry, body, view, weighed);
    case "claim-accepted":
    case "claim-corrected":
    case "claim-rejected":
    case "claim-withdrawn": {
      const before = view.claim(body.claim);
      if (before === undefined) return refuse({ kind: "no-such-claim", claim: body.claim });
      const standing = [...standingOf(before), { seq, at: entry.at, by: entry.actor, body }];
      return ok([weighed, { table: "claim", row: decided(before, standing, seq) }]);
    }
    case "decision-undone": {
      const before = view.claim(body.claim);
      if (before === undefined) return refuse({ kind: "no-such-claim", claim: body.claim });
      const standing = standingOf(before);
      if (standing.at(-1)?.seq !== body.undoes) return refuse({ kind: "nothing-to-undo", claim: body.claim });
      return ok([weighed, { table: "claim", row: decided(before, standing.slice(0, -1), seq) }]);
    }
    case "link-decided":
      return decideLink(entry, body, view, weighed);
    case "link-undone": {
      const before = view.link(body.link);
      const standing = before === undefined ? [] : linkStandingOf(before);
      if (before === undefined || standing.at(-1)?.seq !== body.undoes)
        return refuse({ kind: "bad-input", place: `link "${body.link}"`, says: "it has no decision that could be taken back" });
      const left = standing.slice(0, -1);
      return ok([weighed, linkChange({ ...before, seq }, left)]);
    }
    case "rate-recorded": {
      const { rate } = body;
      const row = {
        case_id: entry.case,
        id: rate.id,
        base: rate.base,
        quote: rate.quote,
        day: rate.on,
        kind: rate.kind,
        body: canonicalJson(rate),
        seq,
      };
      return ok([weighed, { table: "rate", row }]);
    }
    case "analysis-run":
      return ok([{ table: "case_file", row: { ...file, analysis_seq: seq, seq } }]);
    case "release-drafted": {
      if (view.release(body.release) !== undefined) return refuse({ kind: "conflict", what: `The release "${body.release}"` });
      const row: ReleaseRow = {
        case_id: entry.case,
        id: body.release,
        state: "draft",
        position: body.position,
        sha256: null,
        drafted_seq: seq,
        content: canonicalJson(body.content),
        risks: canonicalJson(body.risks),
        acceptances: "[]",
        seq,
      };
      return ok([{ table: "release", row }]);
    }
    case "risk-accepted": {
      const before = view.release(body.release);
      if (before === undefined || before.state !== "draft") return refuse(notADraft(body.release, before));
      const others = (JSON.parse(before.acceptances) as RiskAcceptance[]).filter(({ risk }) => risk !== body.acceptance.risk);
      return ok([{ table: "release", row: { ...before, acceptances: canonicalJson([...others, body.acceptance]), seq } }]);
    }
    case "release-published": {
      const before = view.release(body.release);
      if (before === undefined || before.state !== "draft") return refuse(notADraft(body.release, before));
      return ok([{ table: "release", row: { ...before, state: "published", position: body.position, sha256: body.sha256, seq } }]);
    }
  }
}

/** A decision as it is kept on its claim while it stands. */
export type Standing = {
  readonly seq: number;
  readonly at: Entry["at"];
  readonly by: Entry["actor"];
  readonly body: Extract<EntryBody, { kind: "claim-accepted" | "claim-corrected" | "claim-rejected" | "claim-withdrawn" }>;
};

export function standingOf(row: Pick<ClaimRow, "standing">): readonly Standing[] {
  return JSON.parse(row.standing) as Standing[];
}

/** The claim as it stands: the proposal with every standing correction on it, and the newest decision. */
export function claimOf(row: Pick<ClaimRow, "proposal" | "standing" | "report" | "reader">): Claim {
  return stands(JSON.parse(row.proposal) as ProposedClaim, standingOf(row), row);
}

type Origin = { readonly report: string; /** Which reading engine proposed it. */ readonly reader: string };

function stands(proposal: ProposedClaim, standing: readonly Standing[], { report, reader }: Origin): Claim {
  const corrections = standing.map(({ body }) => (body.kind === "claim-corrected" ? body.correction : {}));
  return { ...Object.assign({}, proposal, ...corrections), report: report as ReportId, decision: decisionOf(standing.at(-1), reader) };
}

function decisionOf(newest: Standing | undefined, reader: string): Decision {
  if (newest === undefined) return { state: "proposed", by: reader };
  const { by, at, body } = newest;
  switch (body.kind) {
    case "claim-accepted":
      return { state: "accepted", by, at, credibility: body.credibility };
    case "claim-corrected":
      return { state: "corrected", by, at, credibility: body.credibility, why: body.why };
    case "claim-rejected":
      return { state: "rejected", by, at, why: body.why };
    case "claim-withdrawn":
      return { state: "withdrawn", by, at, why: body.why };
  }
}

function readReport(
  entry: Entry,
  body: Extract<EntryBody, { kind: "report-read" }>,
  view: View,
  weighed: Change,
): Result<readonly Change[], Refusal> {
  const report = view.report(body.report);
  if (report === undefined) return refuse({ kind: "no-such-report", report: body.report });
  const changes: Change[] = [weighed, { table: "report", row: { ...report, reading_seq: entry.seq, seq: entry.seq } }];
  for (const row of view.claimsOf(body.report)) {
    if (row.standing === "[]") changes.push({ table: "claim", row, gone: true });
  }
  for (const row of view.mentionsOf(body.report)) changes.push({ table: "mention", row, gone: true });
  for (const [i, proposal] of body.reading.claims.entries()) {
    const known = view.claim(proposal.id);
    if (known !== undefined && known.report !== body.report)
      return refuse({ kind: "conflict", what: `The claim "${proposal.id}" of report "${known.report}"` });
    if (known !== undefined && known.standing !== "[]") continue;
    const place = {
      case_id: entry.case,
      id: proposal.id,
      report: body.report,
      received_seq: report.received_seq,
      ordinal: i + 1,
      reader: body.reader,
    };
    changes.push({
      table: "claim",
      row: { ...place, proposal: canonicalJson(proposal), ...asItStands(proposal, [], place), seq: entry.seq },
    });
  }
  for (const [i, mention] of body.reading.mentions.entries())
    changes.push({ table: "mention", row: mentionRow(entry, body.report, i + 1, mention) });
  return ok(changes);
}

function mentionRow(entry: Entry, report: string, ordinal: number, mention: Mention): MentionRow {
  const { id, schema, name, country, protect } = mention;
  return { case_id: entry.case, report, ordinal, id, schema, name, country, protect, body: canonicalJson(mention), seq: entry.seq };
}

function decided(before: ClaimRow, standing: readonly Standing[], seq: number): ClaimRow {
  const proposal = JSON.parse(before.proposal) as ProposedClaim;
  return { ...before, ...asItStands(proposal, standing, before), seq };
}

/** The columns of a claim that its decisions can change. */
function asItStands(proposal: ProposedClaim, standing: readonly Standing[], origin: Origin) {
  const claim = stands(proposal, standing, origin);
  const days = daysOf(claim.period);
  return {
    measure: claim.measure,
    state: claim.decision.state,
    polarity: claim.polarity,
    low: claim.value.low,
    high: claim.value.high,
    unit: unitText(claim.quantity),
    country: claim.country,
    place: claim.place,
    first_day: days.first,
    last_day: days.last,
    counted: counts(claim),
    standing: canonicalJson(standing),
  };
}

/** A date this version cannot place is still a claim; it is found by everything but its days. */
function daysOf(period: EdtfDate): DayBounds {
  try {
    return dayBounds(period);
  } catch (error) {
    if (error instanceof RangeError) return { first: null, last: null };
    throw error;
  }
}

/** A decision as it is kept on its link while it stands. */
export type LinkStanding = {
  readonly seq: number;
  readonly at: Entry["at"];
  readonly by: Entry["actor"];
  readonly verdict: DecidedLink["verdict"];
  readonly why: string;
};

export function linkStandingOf(row: Pick<LinkRow, "standing">): readonly LinkStanding[] {
  return JSON.parse(row.standing) as LinkStanding[];
}

/** The link with its newest standing decision. */
export function decidedLinkOf(row: LinkRow): DecidedLink {
  const newest = linkStandingOf(row).at(-1);
  if (newest === undefined) throw new RangeError(`the link ${row.id} is kept without a decision`);
  const { verdict, by, at, why } = newest;
  return { kind: row.kind, from: row.from_end, to: row.to_end, verdict, by, at, why } as DecidedLink;
}

function decideLink(
  entry: Entry,
  { link, verdict, why }: Extract<EntryBody, { kind: "link-decided" }>,
  view: View,
  weighed: Change,
): Result<readonly Change[], Refusal> {
  for (const end of [link.from, link.to]) {
    if (link.kind === "copy-of" && view.report(end) === undefined) return refuse({ kind: "no-such-report", report: end });
    if (link.kind !== "copy-of" && view.claim(end) === undefined) return refuse({ kind: "no-such-claim", claim: end });
  }
  const id = linkId(link);
  if (link.from === link.to) return refuse({ kind: "bad-input", place: `link "${id}"`, says: "a link needs two ends" });
  const before = view.link(id);
  const own = { case_id: entry.case, id, kind: link.kind, from_end: link.from, to_end: link.to, verdict, standing: "[]", seq: entry.seq };
  const standing = [
    ...(before === undefined ? [] : linkStandingOf(before)),
    { seq: entry.seq, at: entry.at, by: entry.actor, verdict, why },
  ];
  return ok([weighed, linkChange({ ...(before ?? own), seq: entry.seq }, standing)]);
}

/** The row as the standing decisions leave it; gone when none stands. */
function linkChange(row: LinkRow, standing: readonly LinkStanding[]): Change {
  const newest = standing.at(-1);
  if (newest === undefined) return { table: "link", row, gone: true };
  return { table: "link", row: { ...row, verdict: newest.verdict, standing: canonicalJson(standing) } };
}

function notADraft(release: string, found: ReleaseRow | undefined): Refusal {
  return {
    kind: "bad-input",
    place: `release "${release}"`,
    says: found === undefined ? "the case has no such release" : "it is published already",
  };
}
