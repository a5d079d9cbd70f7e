/**
 * The ledger's entries: every act on a case, in order. All state is a projection of these and of the originals they hash.
 * A kind is never changed in place; a new shape gets a new `version`.
 */
import type { Correction, Reading } from "./claim.ts";
import type { Estimate, NoEstimate } from "./estimate.ts";
import type { Finding } from "./finding.ts";
import type { DispatchFit } from "./fit.ts";
import type { CaseId, ClaimId, Instant, Person, ReleaseId, ReportId, Sha256, SourceId } from "./ids.ts";
import type { LinkEnds, LinkId, LinkVerdict } from "./link.ts";
import type { Member } from "./member.ts";
import type { Mend, MendDropped, ReleaseContent, Risk, RiskAcceptance } from "./release.ts";
import type { Report } from "./report.ts";
import type { Credibility, Reliability, RestedOn, Source, SourceChange } from "./source.ts";
import type { RecordedSimulation } from "./simulation.ts";
import type { ConversionCheck, Corroboration, Rate } from "./weighing.ts";

export type EntryBody =
  | { readonly kind: "case-opened"; readonly title: string; readonly about: string }
  | { readonly kind: "source-registered"; readonly source: Source }
  | { readonly kind: "source-graded"; readonly source: SourceId; readonly reliability: Reliability; readonly why: string }
  | { readonly kind: "source-described"; readonly source: SourceId; readonly change: SourceChange; readonly why: string }
  /** An armored age file; whom it is sealed to, none when it is sealed with a passphrase. */
  | { readonly kind: "note-sealed"; readonly source: SourceId; readonly note: string; readonly holders: readonly string[] }
  /** Nothing of theirs counts any more: every accepted claim from their reports is withdrawn with it. */
  | { readonly kind: "source-withdrawn"; readonly source: SourceId; readonly why: string }
  /** Their key was destroyed with this entry. What rested on them is listed here, because afterwards nobody could tell. */
  | { readonly kind: "source-forgotten"; readonly source: SourceId; readonly why: string; readonly rested: Omit<RestedOn, "state"> }
  /** A key was made to which a correspondent may seal what they send; the key itself is kept with the keys of the case, not here. */
  | { readonly kind: "envelope-made"; readonly envelope: string }
  | { readonly kind: "member-added"; readonly member: Member }
  | { readonly kind: "role-changed"; readonly member: Member; readonly why: string }
  | { readonly kind: "member-removed"; readonly person: Person; readonly compartment: string; readonly why: string }
  /** The text is not in the entry: it is decoded from the original with this hash, so that a source's words can be destroyed and the chain still verifies. */
  | { readonly kind: "report-received"; readonly report: Omit<Report, "text"> }
  | { readonly kind: "report-read"; readonly report: ReportId; readonly reader: string; readonly reading: Reading }
  | { readonly kind: "claim-accepted"; readonly claim: ClaimId; readonly credibility: Credibility }
  | {
      readonly kind: "claim-corrected";
      readonly claim: ClaimId;
      readonly correction: Correction;
      readonly credibility: Credibility;
      readonly why: string;
    }
  | { readonly kind: "claim-rejected"; readonly claim: ClaimId; readonly why: string }
  | { readonly kind: "claim-withdrawn"; readonly claim: ClaimId; readonly why: string }
  /** Takes back the newest decision on the claim that still stands; the claim returns to the one before. */
  | { readonly kind: "decision-undone"; readonly claim: ClaimId; readonly undoes: number }
  | { readonly kind: "link-decided"; readonly link: LinkEnds; readonly verdict: LinkVerdict; readonly why: string }
  /** Takes back the newest decision on the link that still stands. */
  | { readonly kind: "link-undone"; readonly link: LinkId; readonly undoes: number }
  | { readonly kind: "rate-recorded"; readonly rate: Rate }
  | {
      readonly kind: "analysis-run";
      readonly estimates: readonly (Estimate | NoEstimate)[];
      readonly findings: readonly Finding[];
      readonly conversions: readonly ConversionCheck[];
      readonly corroborations: readonly Corroboration[];
      /** Routes fitted to the claims with this analysis, each with its seed and lineage. */
      readonly fits?: readonly DispatchFit[];
    }
  /** A route simulated under scenarios, with its seed, what it rests on and the route file itself. */
  | ({ readonly kind: "simulation-run" } & RecordedSimulation)
  | {
      readonly kind: "release-drafted";
      readonly release: ReleaseId;
      readonly content: ReleaseContent;
      readonly position: number;
      readonly risks: readonly Risk[];
      /** Every mend this draft was made with, those carried over from the draft before among them; left out where there are none. */
      readonly mends?: readonly Mend[];
      /** Mends of the draft before that this one was made without; left out where there are none. */
      readonly dropped?: readonly MendDropped[];
    }
  | { readonly kind: "risk-accepted"; readonly release: ReleaseId; readonly acceptance: RiskAcceptance }
  | { readonly kind: "release-published"; readonly release: ReleaseId; readonly position: number; readonly sha256: Sha256 }
  /** What is left of an entry whose key was destroyed, or is not ours: never written, only read. */
  | { readonly kind: "not-readable"; readonly was: string; readonly key: string; readonly compartment: string };

export type EntryKind = EntryBody["kind"];

export type Entry = {
  readonly case: CaseId;
  /** Position in the case, from 1, without gaps. */
  readonly seq: number;
  readonly at: Instant;
  readonly actor: Person;
  readonly body: EntryBody;
  /** Hash of the entry before; 64 zeros for the first. */
  readonly prevHash: Sha256;
  /** SHA-256 over the canonical JSON (RFC 8785) of {case, seq, at, actor, body, prevHash}, the body as it is kept: sealed. */
  readonly hash: Sha256;
};
