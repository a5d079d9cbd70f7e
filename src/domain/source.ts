/**
 * A source is a pseudonym and what may be known about it. There is no field for a name, number or address, on purpose.
 */
import type { ClaimId, Instant, Person, ReleaseId, ReportId, SourceId } from "./ids.ts";

/** Admiralty reliability of a source; F means "cannot be judged". */
export const reliabilities = ["A", "B", "C", "D", "E", "F"] as const;
export type Reliability = (typeof reliabilities)[number];

/** Admiralty credibility of one claim, judged apart from its source; 6 means "cannot be judged". */
export const credibilities = [1, 2, 3, 4, 5, 6] as const;
export type Credibility = (typeof credibilities)[number];

/** Traffic Light Protocol 2.0 (FIRST, 2022). */
export const tlps = ["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"] as const;
export type Tlp = (typeof tlps)[number];

export const consents = ["none", "background", "publish-aggregate", "publish-quoted"] as const;
/** What the source agreed to: not to be used, to inform only, in aggregate, or with their words. */
export type Consent = (typeof consents)[number];

export const contactRisks = ["unknown", "low", "raised", "high", "do-not-contact"] as const;
/** How dangerous it is for the source to be contacted. A closed list: free words here would end up naming a route or a place. */
export type ContactRisk = (typeof contactRisks)[number];

export const sourceStates = ["active", "withdrawn", "forgotten"] as const;
/** Withdrawn: consent was taken back, nothing of theirs counts any more. Forgotten: their key is destroyed, nothing can be read again. */
export type SourceState = (typeof sourceStates)[number];

export type Source = {
  readonly id: SourceId;
  readonly pseudonym: string;
  /** What they are placed to know: "lives in the border province". Never who they are. */
  readonly canKnow: string;
  readonly reliability: Reliability;
  readonly tlp: Tlp;
  readonly consent: Consent;
  /** "unknown" where it is left out. */
  readonly contactRisk?: ContactRisk;
  /** The part of the case only its own members see; none where it is left out. */
  readonly compartment?: string;
  /** Active where it is left out. */
  readonly state?: SourceState;
};

/** What may change about a source once it is registered. */
export type SourceChange = Partial<Pick<Source, "canKnow" | "tlp" | "consent" | "contactRisk">>;

/** A source as its handler sees it: with who graded it when, and which notes are sealed to whom. */
export type SourceFile = Source & {
  readonly contactRisk: ContactRisk;
  readonly compartment: string;
  readonly state: SourceState;
  /** Oldest first; the first is the grade it was registered with. */
  readonly grades: readonly { readonly reliability: Reliability; readonly by: Person; readonly at: Instant; readonly why: string }[];
  readonly notes: readonly {
    readonly position: number;
    readonly by: Person;
    readonly at: Instant;
    /** The public keys it was sealed to; none when it was sealed with a passphrase. */
    readonly holders: readonly string[];
  }[];
};

/** What a source's word went into. `marks` name what falls with it, in words for a person. */
export type RestedOn = {
  readonly source: SourceId;
  readonly state: SourceState;
  readonly reports: readonly ReportId[];
  readonly claims: readonly ClaimId[];
  readonly conclusions: readonly {
    readonly position: number;
    readonly kind: "estimate" | "finding" | "corroboration" | "conversion" | "fit" | "simulation";
    readonly name: string;
  }[];
  /** Sentences of releases, drafted or published: words, or a figure with these claims in its lineage. */
  readonly sentences: readonly { readonly release: ReleaseId; readonly state: "draft" | "published"; readonly says: string }[];
  /** After forgetting: whoever had been given the case's key, which is another now. They open nothing until they are given it anew. */
  readonly giveKeyAgain?: readonly string[];
};
