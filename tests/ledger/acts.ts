/** Short ways to write the acts of a fictional case. */
import type { Correction, ProposedClaim } from "#domain/claim.ts";
import type { EdtfDate } from "#domain/edtf.ts";
import type { EntryBody } from "#domain/entry.ts";
import { caseId, claimId, entityId, person, releaseId, reportId, sourceId } from "#domain/ids.ts";
import type { CaseId, Instant, Sha256 } from "#domain/ids.ts";
import { linkId } from "#domain/link.ts";
import type { LinkVerdict } from "#domain/link.ts";
import { measure } from "#domain/measure.ts";
import { decimal } from "#domain/value.ts";
import type { Ledger } from "#ledger/index.ts";
import { sha256 } from "#platform/hashing.ts";
import { granted } from "./opened-store.ts";

export const ana = person("ana");

let cases = 0;
/** A case id nobody used before, also on a server that keeps its cases. */
export function freshCase(): CaseId {
  return caseId(`case-${Date.now().toString(36)}-${process.pid}-${++cases}`);
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export const opened: EntryBody = { kind: "case-opened", title: "The spring crossing", about: "Who crossed, and for what pay" };

export function source(id: string): EntryBody {
  return {
    kind: "source-registered",
    source: {
      id: sourceId(id),
      pseudonym: `voice ${id}`,
      canKnow: "hears the brokers talk",
      reliability: "C",
      tlp: "TLP:RED",
      consent: "publish-aggregate",
    },
  };
}

export function received(
  id: string,
  text: string,
  from = "s1",
): { readonly body: EntryBody; readonly original: { sha256: Sha256; bytes: Uint8Array } } {
  const bytes = bytesOf(text);
  const hash = sha256(bytes);
  const body: EntryBody = {
    kind: "report-received",
    report: {
      id: reportId(id), sha256: hash, title: `Report ${id}`, language: "en", outlet: "The Border Post", published: "2026-03-02" as EdtfDate,
      told: "2026-03-01" as EdtfDate, source: sourceId(from), channel: "public web page", url: null, family: id,
    },
  }; // prettier-ignore
  return { body, original: { sha256: hash, bytes } };
}

export function proposal(id: string, more: Partial<ProposedClaim> = {}): ProposedClaim {
  return {
    id: claimId(id), measure: measure("workers_arrived"), value: { low: decimal("30"), high: decimal("40"), kind: "range", hedge: [] },
    quantity: { kind: "count", unit: "person" }, per: "group", period: "2025-12-01~/.." as EdtfDate, place: "Dandong", country: "CN", subject: "women",
    speakers: [{ name: "The Border Post", protect: false }, { name: "a trader", protect: true }], basis: "heard", polarity: "asserted", conversionOf: null,
    flags: [], spans: [{ start: 10, end: 15, exact: "30-40" }], confidence: { claim: 0.75, value: 0.9 }, reasons: { value: "two numerals joined" },
    ...more,
  }; // prettier-ignore
}

export function reading(report: string, claims: readonly ProposedClaim[], reader = "en-1"): EntryBody {
  return {
    kind: "report-read",
    report: reportId(report),
    reader,
    reading: {
      claims,
      mentions: [{ id: entityId(`${report}-e1`), schema: "Organization", name: "Trade office", country: "KP", role: "selects the workers", protect: false, spans: [{ start: 0, end: 6, exact: "Groups" }] }],
      zones: [{ kind: "body", start: 0, end: 27 }],
      unclassified: [],
    },
  }; // prettier-ignore
}

export const accept = (claim: string): EntryBody => ({ kind: "claim-accepted", claim: claimId(claim), credibility: 3 });
export const correct = (claim: string, correction: Correction): EntryBody => ({
  kind: "claim-corrected",
  claim: claimId(claim),
  correction,
  credibility: 2,
  why: "the map says so",
});
export const reject = (claim: string): EntryBody => ({ kind: "claim-rejected", claim: claimId(claim), why: "not in the text" });
export const withdraw = (claim: string): EntryBody => ({ kind: "claim-withdrawn", claim: claimId(claim), why: "the outlet took it back" });
export const undo = (claim: string, undoes: number): EntryBody => ({ kind: "decision-undone", claim: claimId(claim), undoes });
export const link = (from: string, to: string, verdict: LinkVerdict): EntryBody => ({
  kind: "link-decided",
  link: { kind: "same-as", from: claimId(from), to: claimId(to) },
  verdict,
  why: "read side by side",
});
export const unlink = (from: string, to: string, undoes: number): EntryBody => ({
  kind: "link-undone",
  link: linkId({ kind: "same-as", from: claimId(from), to: claimId(to) }),
  undoes,
});
export const grade = (id: string, reliability: "A" | "B" | "E"): EntryBody => ({
  kind: "source-graded",
  source: sourceId(id),
  reliability,
  why: "a second source agrees",
});

export function rate(id: string, value: string): EntryBody {
  return {
    kind: "rate-recorded",
    rate: {
      id,
      base: "CNY",
      quote: "USD",
      rate: decimal(value),
      on: "2026-03-02" as EdtfDate,
      kind: "official",
      source: "the day's fixing",
      url: null,
    },
  };
}

export const analysed: EntryBody = { kind: "analysis-run", estimates: [], findings: [], conversions: [], corroborations: [] };

export function drafted(id: string, position: number): EntryBody {
  const content = { title: "T", summary: "S", claims: [], estimates: [], findings: [], conversions: [], corroborations: [], rates: [] };
  const risk = { id: "k1", kind: "small-cell", says: "few", claims: [], remedy: "coarsen", canBeAccepted: true } as const;
  return { kind: "release-drafted", release: releaseId(id), content, position, risks: [risk] };
}

/** A case with one source, two reports and three proposals: r1-01, r1-02 and r2-01. Six entries. */
export async function workedCase(ledger: Ledger): Promise<CaseId> {
  const id = freshCase();
  granted(await ledger.append(id, ana, [opened, source("s1")]));
  for (const [report, claims] of [["r1", ["r1-01", "r1-02"]], ["r2", ["r2-01"]]] as const) {
    const arrived = received(report, `Groups of 30-40 are leaving, says ${report}.`);
    granted(await ledger.append(id, ana, [arrived.body, reading(report, claims.map((claim) => proposal(claim)))], { originals: [arrived.original] }));
  } // prettier-ignore
  return id;
}

export const described = (id: string): EntryBody => ({
  kind: "source-described",
  source: sourceId(id),
  change: { contactRisk: "high" },
  why: "asked",
});
export const noted = (id: string): EntryBody => ({ kind: "note-sealed", source: sourceId(id), note: "an armored age file", holders: [] });
export const withdrawn = (id: string): EntryBody => ({ kind: "source-withdrawn", source: sourceId(id), why: "consent taken back" });
export const envelope = (number: number): EntryBody => ({ kind: "envelope-made", envelope: `envelope-${number}` });
export const joined = (name: string): EntryBody => ({
  kind: "member-added",
  member: { person: person(name), role: "reader", compartment: "" },
});
export const changed = (name: string): EntryBody => ({
  kind: "role-changed",
  member: { person: person(name), role: "editor", compartment: "" },
  why: "asked",
});
export const left = (name: string): EntryBody => ({ kind: "member-removed", person: person(name), compartment: "", why: "left the desk" });
export const riskTaken = (id: string): EntryBody => ({
  kind: "risk-accepted",
  release: releaseId(id),
  acceptance: { risk: "k1", by: ana, at: "2026-12-01T12:00:00.000Z" as Instant, why: "known to everybody" },
});
export const published = (id: string, position: number): EntryBody => ({
  kind: "release-published",
  release: releaseId(id),
  position,
  sha256: sha256(bytesOf(id)),
});
/** No more of a run than the ledger looks at. */
export const simulated = {
  kind: "simulation-run",
  run: { route: { id: "route" }, seed: 7, scenarios: [], lineage: { claims: [], assumptions: [] } },
  routeFile: { format: 1 },
} as unknown as EntryBody;
