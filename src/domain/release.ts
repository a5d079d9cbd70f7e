/**
 * A release is a reviewed, redacted publication pinned to a ledger position.
 * The type says what may happen next: only a reviewed draft can be built into a dossier.
 */
import type { Basis, Claim } from "./claim.ts";
import type { Estimate, NoEstimate } from "./estimate.ts";
import type { Finding } from "./finding.ts";
import type { ClaimId, Instant, Person, ReleaseId, ReportId } from "./ids.ts";
import type { Language, Report } from "./report.ts";
import type { Reliability, Source } from "./source.ts";
import type { Span } from "./span.ts";
import type { DecimalText, ValueKind } from "./value.ts";
import type { ConversionCheck, Corroboration, Rate } from "./weighing.ts";

/** A claim as it may leave: coarsened, speakers under release pseudonyms, no protected words. */
export type ReleasedClaim = {
  readonly id: ClaimId;
  readonly report: ReportId;
  readonly measure: string;
  readonly valueText: string;
  readonly period: string;
  readonly place: string | null;
  readonly speakers: readonly string[];
  readonly polarity: string;
  readonly credibility: number;
  readonly words: readonly string[];
  readonly outlet: string;
  readonly url: string | null;
  /** The value for machines; absent where the sum was widened to a band. */
  readonly value?: {
    readonly low: DecimalText | null;
    readonly high: DecimalText | null;
    readonly kind: ValueKind;
    readonly unit: string;
    readonly per: string | null;
  };
  readonly basis?: Basis;
  readonly country?: string | null;
  readonly conversionOf?: ClaimId | null;
  /** Where the words stand in the public page they are quoted from; never set for a report that is not public. */
  readonly spans?: readonly Span[];
  readonly language?: Language;
  /** Why no words are shown, where none are. */
  readonly wordsWithheld?: string;
  /** Name of the {@link ReleasedSource} that told the report. */
  readonly source?: string;
};

/** A source as a reader may know it: a name of this release only, and a grade. */
export type ReleasedSource = {
  readonly name: string;
  readonly canKnow: string;
  readonly reliability: Reliability;
  readonly basis: "public page" | "consent";
};

export type ReleaseContent = {
  readonly title: string;
  readonly summary: string;
  readonly claims: readonly ReleasedClaim[];
  readonly sources?: readonly ReleasedSource[];
  /** What stands behind this release and could not leave, said in general words. */
  readonly withheld?: readonly string[];
  /** Figures that could not be made, and what is missing for them. */
  readonly unmade?: readonly NoEstimate[];
  readonly estimates: readonly Estimate[];
  readonly findings: readonly Finding[];
  readonly conversions: readonly ConversionCheck[];
  readonly corroborations: readonly Corroboration[];
  readonly rates: readonly Rate[];
};

export const riskKinds = [
  "small-cell",
  "shared-secret",
  "mosaic",
  "exact-place-or-time",
  "insider-sum",
  "verbatim-words",
  "consent",
  "linked-pseudonym",
  "protected-string",
] as const;

export const mendWays = ["band", "withhold-words", "country", "leave-voice-out", "withhold"] as const;
/**
 * How a person mends what would leave of a claim: its sum as a band, without its words, its place no finer than the country,
 * without the voices behind the outlet, or not at all.
 */
export type MendWay = (typeof mendWays)[number];
/** One mend. It holds for the claim, the value it restates and every conversion of it: one of them would give the others away. */
export type Mend = { readonly claim: ClaimId; readonly how: MendWay };
/**
 * A mend the draft before had and this one does not, and why. One whose claim may count again rests: it comes back with the claim.
 * One that a person lifted is gone.
 */
export type MendDropped = Mend & { readonly why: "the claim no longer counts" | "lifted" };

/** What helps against a risk of each kind, the mildest first. */
export const mendWaysFor: Readonly<Record<(typeof riskKinds)[number], readonly [MendWay, ...MendWay[]]>> = {
  "small-cell": ["leave-voice-out", "country", "withhold-words", "band", "withhold"],
  "shared-secret": ["withhold-words", "withhold"],
  mosaic: ["band", "country", "withhold"],
  "exact-place-or-time": ["country", "withhold-words", "withhold"],
  "insider-sum": ["band", "withhold"],
  "verbatim-words": ["withhold-words", "withhold"],
  consent: ["withhold"],
  "linked-pseudonym": ["leave-voice-out", "withhold"],
  "protected-string": ["withhold-words", "withhold"],
};

/** One way a reader of the release could find a person. */
export type Risk = {
  /** Stable for the same content, so an acceptance never carries over to something else. */
  readonly id: string;
  readonly kind: (typeof riskKinds)[number];
  readonly says: string;
  readonly claims: readonly ClaimId[];
  /** Smallest number of people the described group could be among, where one can be given, with how it was bounded. */
  readonly smallestGroup?: { readonly people: number; readonly because: string };
  readonly remedy: string;
  /** A protected string in the output, or a source without consent, can be mended but never accepted. */
  readonly canBeAccepted: boolean;
};

export type RiskAcceptance = { readonly risk: string; readonly by: Person; readonly at: Instant; readonly why: string };

export type DraftRelease = {
  readonly state: "draft";
  readonly id: ReleaseId;
  readonly content: ReleaseContent;
  readonly position: number;
};
export type ReviewedRelease = {
  readonly state: "reviewed";
  readonly id: ReleaseId;
  readonly content: ReleaseContent;
  readonly position: number;
  readonly risks: readonly Risk[];
  readonly acceptances: readonly RiskAcceptance[];
  /** Only {@link review} of the publishing stage can make one. */
  readonly reviewed: ReviewMark;
};

/** What the release process is allowed to see of a case besides the accepted claims. */
export type DisclosureContext = {
  readonly claims: readonly Claim[];
  /** Strings that must not appear in any output, in any spelling. */
  readonly protectedStrings: readonly string[];
  readonly published: readonly ReleaseContent[];
  /** For consent. Without them the consent behind a report that is not public is unknown, and unknown is none. */
  readonly sources?: readonly Source[];
  readonly reports?: readonly Pick<Report, "id" | "source" | "url">[];
};

declare const reviewMark: unique symbol;
/** Proof that the disclosure review ran and every risk was mended or accepted. */
export type ReviewMark = { readonly [reviewMark]: true };
