/**
 * A source is a pseudonym and what may be known about it. There is no field for a name, number or address, on purpose.
 */
import type { SourceId } from "./ids.ts";

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

export type Source = {
  readonly id: SourceId;
  readonly pseudonym: string;
  /** What they are placed to know: "lives in the border province". Never who they are. */
  readonly canKnow: string;
  readonly reliability: Reliability;
  readonly tlp: Tlp;
  readonly consent: Consent;
};
