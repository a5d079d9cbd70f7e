/**
 * The one rule by which an entry changes the state of a case. Appending and rebuilding both go through it, which is why they
 * agree. It is pure: it sees the rows the entry touches and answers with the rows that change, or with the reason why the entry
 * has no meaning here, which on appending refuses the act and on rebuilding means the store is damaged.
 *
 * What a reader would get wrong: a new reading of a report replaces the proposals nobody has decided on, but a person's word
 * outlives it, so a decided claim stays as it was decided. And undoing takes back the newest decision that still stands, so
 * accept, correct, undo leaves the claim accepted.
 */
import type { Claim, Decision, ProposedClaim } from "#domain/claim.ts";
import type { Entry, EntryBody } from "#domain/entry.ts";
import type { ClaimId, ReportId } from "#domain/ids.ts";
import { linkId } from "#domain/link.ts";
import type { DecidedLink } from "#domain/link.ts";
import { isCompartment } from "#domain/member.ts";
import type { Refusal } from "#domain/refusal.ts";
import type { RiskAcceptance } from "#domain/release.ts";
import { ok, refuse } from "#domain/result.ts";
import type { Result } from "#domain/result.ts";
import type { SourceFile } from "#domain/source.ts";
import { canonicalJson } from "./canonical-json.ts";
import type {
  CaseFileRow,
  ClaimRow,
  LinkRow,
  MemberRow,
  ProjectionName,
  ProjectionRows,
  ReleaseRow,
  ReportRow,
  SourceProtectedRow,
  SourceRow,
} from "./tables.ts";
import { sourceOfKey } from "./tables.ts";

/** The rows an entry may ask for. */
export type View = {
  readonly caseFile: () => CaseFileRow | undefined;
  readonly source: (id: string) => SourceRow | undefined;
  readonly report: (id: string) => ReportRow | undefined;
  readonly reportOfBytes: (sha256: string) => ReportRow | undefined;
  readonly protectedSource: (id: string) => SourceProtectedRow | undefined;
  readonly claim: (id: string) => ClaimRow | undefined;
  readonly claimsOf: (report: string) => readonly ClaimRow[];
  readonly claimsFrom: (source: string) => readonly ClaimRow[];
  readonly member: (person: string, compartment: string) => MemberRow | undefined;
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
  /** Reports whose claims are needed. */
  readonly readings: readonly string[];
  /** Sources whose claims are needed. */
  readonly withdrawn: readonly string[];
  readonly members: readonly string[];
  readonly links: readonly string[];
  readonly releases: readonly string[];
};

export function needsOf(body: EntryBody): Needs {
  const none: Needs = {
    sources: [],
    reports: [],
    bytes: [],
    claims: [],
    readings: [],
    withdrawn: [],
    links: [],
    members: [],
    releases: [],
  };
  switch (body.kind) {
    case "case-opened":
    case "rate-recorded":
    case "analysis-run":
    case "simulation-run":
    case "envelope-made":
    case "not-readable":
      return none;
    case "source-registered":
      return { ...none, sources: [body.source.id] };
    case "source-graded":
    case "source-described":
    case "note-sealed":
    case "source-forgotten":
      return { ...none, sources: [body.source] };
    case "source-withdrawn":
      return { ...none, sources: [body.source], withdrawn: [body.source] };
    case "member-added":
    case "role-changed":
      return { ...none, members: [body.member.person] };
    case "member-removed":
      return { ...none, members: [body.person] };
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
    case "not-readable":
      return ok(whatIsLeft(entry, body, view, weighed));
    case "source-registered": {
      const { source } = body;
      if (view.source(source.id) !== undefined) return refuse({ kind: "conflict", what: `The source "${source.id}"` });
      const { id, reliability, tlp, consent, pseudonym, canKnow, contactRisk = "unknown", compartment = "" } = source;
      if (!isCompartment(compartment))
        return refuse({ kind: "bad-input", place: `source "${id}"`, says: `"${compartment}" cannot name a compartment: small letters, digits and hyphens` }); // prettier-ignore
      const own = { case_id: entry.case, id, seq, compartment };
      const grades = [{ reliability, by: entry.actor, at: entry.at, why: "as registered" }];
      return ok([
        { table: "source", row: { ...own, reliability, tlp, consent, registered_seq: seq, state: "active" } },
        { table: "source_protected", row: { ...own, body: canonicalJson({ pseudonym, canKnow, contactRisk, grades, notes: [] }) } },
      ]);
    }
    case "source-graded":
    case "source-described":
    case "note-sealed":
    case "source-withdrawn":
    case "source-forgotten":
      return changeSource(entry, body, view, weighed);
    case "member-added":
    case "role-changed":
    case "member-removed":
      return changeMember(entry, body, view);
    case "report-received": {
      const { report } = body;
      const twin = view.report(report.id) ?? view.reportOfBytes(report.sha256);
      if (twin !== undefined) return refuse({ kind: "already-received", report: twin.id, sha256: twin.sha256 });
      const source = view.source(report.source);
      if (source === undefined) return refuse({ kind: "no-such-source", source: report.source });
      if (source.state !== "active") return refuse(gone(source));
      const { id, sha256 } = report;
      const row = {
        case_id: entry.case,
        id,
        sha256,
        source: source.id,
        received_seq: seq,
        reading_seq: null,
        seq,
        compartment: source.compartment,
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
      const source = view.source(before.source);
      const isNewTrust = body.kind === "claim-accepted" || body.kind === "claim-corrected";
      if (isNewTrust && source !== undefined && source.state !== "active") return refuse(gone(source));
      const standing = [...standingOf(before), { seq, at: entry.at, by: entry.actor, body }];
      return ok([weighed, { table: "claim", row: decided(before, standing, seq) }]);
    }
    case "decision-undone": {
      const before = view.claim(body.claim);
      if (before === undefined) return refuse({ kind: "no-such-claim", claim: body.claim });
      const standing = standingOf(before);
      if (standing.at(-1)?.seq !== body.undoes) return refuse({ kind: "nothing-to-undo", claim: body.claim });
      const source = view.source(before.source);
      // Whoever took their consent back is not brought back one claim at a time.
      if (source !== undefined && source.state !== "active") return refuse(gone(source));
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
    // Read from the entries themselves: a run changes nothing else.
    case "simulation-run":
    case "envelope-made":
      return ok([]);
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
  return row.standing === "[]" ? [] : (JSON.parse(row.standing) as Standing[]);
}

/** The claim as it stands: the proposal with every standing correction on it, and the newest decision. */
export function claimOf(row: Pick<ClaimRow, "standing" | "report" | "reader">, proposal: ProposedClaim): Claim {
  return stands(proposal, standingOf(row), row);
}

type Origin = { readonly report: string; /** Which reading engine proposed it. */ readonly reader: string };

function stands(proposal: ProposedClaim, standing: readonly Standing[], { report, reader }: Origin): Claim {
  if (standing.length === 0) return { ...proposal, report: report as ReportId, decision: decisionOf(undefined, reader) };
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
      read_measure: proposal.measure,
      source: report.source,
      reading_seq: entry.seq,
      compartment: report.compartment,
    };
    changes.push({ table: "claim", row: { ...place, ...asItStands(place, []), seq: entry.seq } });
  }
  return ok(changes);
}

type SourceBody = Extract<
  EntryBody,
  { kind: "source-graded" | "source-described" | "note-sealed" | "source-withdrawn" | "source-forgotten" }
>;

/** What is kept of a source in the sealed column. */
export type ProtectedSource = Pick<SourceFile, "pseudonym" | "canKnow" | "contactRisk" | "grades" | "notes">;

export function protectedOf(row: Pick<SourceProtectedRow, "body">): ProtectedSource {
  return JSON.parse(row.body) as ProtectedSource;
}

function changeSource(entry: Entry, body: SourceBody, view: View, weighed: Change): Result<readonly Change[], Refusal> {
  const { seq, at, actor: by } = entry;
  const before = view.source(body.source);
  if (before === undefined) return refuse({ kind: "no-such-source", source: body.source });
  // Computed again without their key, all that is left of them was put there by `whatIsLeft`; this is the entry that says so, and it moved the figures.
  const isLeftOver = before.state === "forgotten" && before.seq === before.registered_seq;
  if (body.kind === "source-forgotten" && isLeftOver) return ok([weighed, { table: "source", row: { ...before, seq } }]);
  if (before.state === "forgotten" || (before.state === "withdrawn" && body.kind !== "source-forgotten")) return refuse(gone(before));
  const sealed = view.protectedSource(body.source);
  const change = (row: Partial<SourceRow>, told?: (kept: ProtectedSource) => Partial<ProtectedSource>): Change[] => {
    const changes: Change[] = [{ table: "source", row: { ...before, ...row, seq } }];
    if (told === undefined || sealed === undefined) return changes;
    const kept = protectedOf(sealed);
    return [...changes, { table: "source_protected", row: { ...sealed, body: canonicalJson({ ...kept, ...told(kept) }), seq } }];
  };
  switch (body.kind) {
    case "source-graded": {
      const { reliability, why } = body;
      return ok([weighed, ...change({ reliability }, ({ grades }) => ({ grades: [...grades, { reliability, by, at, why }] }))]);
    }
    case "source-described": {
      const { tlp, consent, canKnow, contactRisk } = body.change;
      const told = { ...(canKnow === undefined ? {} : { canKnow }), ...(contactRisk === undefined ? {} : { contactRisk }) };
      return ok(change({ ...(tlp === undefined ? {} : { tlp }), ...(consent === undefined ? {} : { consent }) }, () => told));
    }
    case "note-sealed":
      return ok(change({}, ({ notes }) => ({ notes: [...notes, { position: seq, by, at, holders: body.holders }] })));
    case "source-withdrawn": {
      const changes: Change[] = [weighed, ...change({ state: "withdrawn", consent: "none" })];
      for (const row of view.claimsFrom(body.source)) {
        if (row.state !== "accepted" && row.state !== "corrected") continue;
        const withdrawal = { kind: "claim-withdrawn", claim: row.id as ClaimId, why: body.why } as const;
        changes.push({ table: "claim", row: decided(row, [...standingOf(row), { seq, at, by, body: withdrawal }], seq) });
      }
      return ok(changes);
    }
    case "source-forgotten": {
      // Their reports and claims go when the state is computed again without their key.
      const changes: Change[] = [weighed, { table: "source", row: { ...forgottenSource(before), seq } }];
      if (sealed !== undefined) changes.push({ table: "source_protected", row: sealed, gone: true });
      return ok(changes);
    }
  }
}

/** What stays of a source nobody can read of again: that there was one. */
function forgottenSource(row: SourceRow): SourceRow {
  return { ...row, reliability: "F", tlp: "TLP:RED", consent: "none", state: "forgotten" };
}

const gone = (source: SourceRow): Refusal => ({ kind: "source-gone", source: source.id, state: source.state as "withdrawn" | "forgotten" });

const weighing: ReadonlySet<string> = new Set<EntryBody["kind"]>([
  "source-graded", "source-withdrawn", "report-received", "report-read", "claim-accepted", "claim-corrected", "claim-rejected", "claim-withdrawn", "decision-undone",
]); // prettier-ignore

/** An entry whose key is gone still counts as an act; of what it did, only that there was a source can be told. */
function whatIsLeft(entry: Entry, body: Extract<EntryBody, { kind: "not-readable" }>, view: View, weighed: Change): readonly Change[] {
  const changes = weighing.has(body.was) ? [weighed] : [];
  const id = sourceOfKey(body.key);
  if (body.was !== "source-registered" || id === null || view.source(id) !== undefined) return changes;
  const row = { case_id: entry.case, id, registered_seq: entry.seq, seq: entry.seq, compartment: body.compartment };
  return [...changes, { table: "source", row: forgottenSource({ ...row, reliability: "", tlp: "", consent: "", state: "" }) }];
}

function changeMember(
  entry: Entry,
  body: Extract<EntryBody, { kind: "member-added" | "role-changed" | "member-removed" }>,
  view: View,
): Result<readonly Change[], Refusal> {
  const { person, compartment } = body.kind === "member-removed" ? body : body.member;
  const before = view.member(person, compartment);
  const where = compartment === "" ? "the case" : `the compartment ${compartment}`;
  const wrong = (says: string): Result<never, Refusal> => refuse({ kind: "bad-input", place: `member "${person}"`, says });
  if (body.kind === "member-added" && before !== undefined) return wrong(`already ${before.role} of ${where}`);
  if (body.kind !== "member-added" && before === undefined) return wrong(`no member of ${where}`);
  if (person.trim() === "" || !isCompartment(compartment)) return wrong(`"${compartment}" cannot name a compartment, or the name is empty`);
  const role = body.kind === "member-removed" ? (before?.role ?? "") : body.member.role;
  const row: MemberRow = { case_id: entry.case, person, compartment, role, seq: entry.seq };
  return ok([body.kind === "member-removed" ? { table: "member", row, gone: true } : { table: "member", row }]);
}

function decided(before: ClaimRow, standing: readonly Standing[], seq: number): ClaimRow {
  return { ...before, ...asItStands(before, standing), seq };
}

/** The columns of a claim that its decisions can change. */
function asItStands({ read_measure, reader }: Pick<ClaimRow, "read_measure" | "reader">, standing: readonly Standing[]) {
  const measures = standing.flatMap(({ body }) => (body.kind === "claim-corrected" ? (body.correction.measure ?? []) : []));
  const { state } = decisionOf(standing.at(-1), reader);
  return { measure: measures.at(-1) ?? read_measure, state, standing: canonicalJson(standing) };
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
  const end = (of: string) => (link.kind === "copy-of" ? view.report(of) : view.claim(of))?.compartment ?? "";
  const compartment = end(link.from) || end(link.to);
  const own = { case_id: entry.case, id, kind: link.kind, from_end: link.from, to_end: link.to, verdict, standing: "[]", seq: entry.seq, compartment }; // prettier-ignore
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
