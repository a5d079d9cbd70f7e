/**
 * A claim is what was said: measure, value, time, place, speaker chain and polarity, with its exact words.
 * A printed conversion ("500 yuan (about $65)") is a claim row that points at the value it restates and is never counted.
 */
import type { EdtfDate } from "./edtf.ts";
import type { ClaimId, EntityId, Instant, Person, ReportId } from "./ids.ts";
import type { MeasureId } from "./measure.ts";
import type { Per, Quantity } from "./quantity.ts";
import type { Credibility } from "./source.ts";
import type { Span, Spans } from "./span.ts";
import type { Value } from "./value.ts";

export const polarities = ["asserted", "denied", "hypothetical", "demanded", "formerly", "unknown"] as const;
export type Polarity = (typeof polarities)[number];

export const bases = ["saw", "heard", "read", "inferred", "not-told"] as const;
/** How the innermost speaker knows it. */
export type Basis = (typeof bases)[number];

/** One voice in a chain. `protect` marks a role (partner, returnee, broker) that must never be resolved to a person. */
export type Speaker = { readonly name: string; readonly protect: boolean };
/** From the outlet to the innermost voice: outlet › reporting partner A › returnee. */
export type SpeakerChain = readonly [Speaker, ...Speaker[]];

/** 0..1 per field; `claim` is the joint. Calibrated on decisions where there are any, else on the development reports. */
export type Confidence = { readonly claim: number } & Readonly<Record<string, number>>;

/** What the reading engine proposes. */
export type ProposedClaim = {
  readonly id: ClaimId;
  readonly measure: MeasureId;
  readonly value: Value;
  readonly quantity: Quantity;
  readonly per: Per | null;
  readonly period: EdtfDate;
  readonly place: string | null;
  /** ISO 3166 alpha-2 of where the work is; null for several countries or the world. */
  readonly country: string | null;
  /** Who is counted or paid, in the report's words: "women", "each batch"; empty when not told. */
  readonly subject: string;
  readonly speakers: SpeakerChain;
  readonly basis: Basis;
  readonly polarity: Polarity;
  /** The claim this printed conversion restates; such a row never counts by itself. */
  readonly conversionOf: ClaimId | null;
  readonly flags: readonly string[];
  readonly spans: Spans;
  readonly confidence: Confidence;
  /** The rule of each field that fired, and the reason where a choice was made: `unit: "won read as KPW: North Korean pay"`. */
  readonly reasons: Readonly<Record<string, string>>;
};

/** A person's word on a proposal. */
export type Decision =
  | { readonly state: "proposed"; readonly by: string }
  | { readonly state: "accepted"; readonly by: Person; readonly at: Instant; readonly credibility: Credibility }
  | { readonly state: "corrected"; readonly by: Person; readonly at: Instant; readonly credibility: Credibility; readonly why: string }
  | { readonly state: "rejected"; readonly by: Person; readonly at: Instant; readonly why: string }
  | { readonly state: "withdrawn"; readonly by: Person; readonly at: Instant; readonly why: string };

/** A proposal in its report, with the decision on it. After a correction the fields are the corrected ones. */
export type Claim = ProposedClaim & { readonly report: ReportId; readonly decision: Decision };

/** What a person may correct; the spans and the id stay. */
export type Correction = Partial<
  Pick<ProposedClaim, "measure" | "value" | "quantity" | "per" | "period" | "place" | "country" | "subject" | "basis" | "polarity">
>;

export type AcceptedClaim = Claim & { readonly decision: Extract<Decision, { state: "accepted" | "corrected" }> };

/** Whether a person has let this claim count. */
export function isAccepted(claim: Claim): claim is AcceptedClaim {
  return claim.decision.state === "accepted" || claim.decision.state === "corrected";
}

/** Whether the claim may enter a figure: accepted, asserted, and not a conversion of another. */
export function counts(claim: Claim): claim is AcceptedClaim {
  return isAccepted(claim) && claim.polarity === "asserted" && claim.conversionOf === null;
}

/** FollowTheMoney schemata the reading engine proposes. */
export const schemata = ["Organization", "Company", "PublicBody", "Person", "Address", "Event", "LegalEntity"] as const;
export type Schema = (typeof schemata)[number];

/** Something the text names. People appear only as roles, and protected roles stay sealed. */
export type Mention = {
  readonly id: EntityId;
  readonly schema: Schema | "Role";
  readonly name: string;
  readonly country: string | null;
  /** What it does in the dispatch, in the vocabulary's words: "selects the workers". */
  readonly role: string | null;
  readonly protect: boolean;
  readonly spans: Spans;
  readonly coordinates?: { readonly latitude: number; readonly longitude: number };
};

export const zoneKinds = [
  "heading",
  "byline",
  "body",
  "question",
  "answer",
  "note",
  "caption",
  "table",
  "list",
  "furniture",
  "related",
] as const;
/** A part of the text with its own rules of evidence; `related` (links to other stories) and `furniture` are never evidence. */
export type Zone = { readonly kind: (typeof zoneKinds)[number]; readonly start: number; readonly end: number };

/** All that one reading of one report yields. */
export type Reading = {
  readonly claims: readonly ProposedClaim[];
  readonly mentions: readonly Mention[];
  readonly zones: readonly Zone[];
  /** Quantities seen whose measure could not be told: shown to a person, never counted. */
  readonly unclassified: readonly {
    readonly value: Value;
    readonly unit: string | null;
    readonly per: string | null;
    readonly span: Span;
  }[];
};
