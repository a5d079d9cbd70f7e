/**
 * A legal rule held against accepted claims. Three-valued; always "meets the elements of", never a verdict on a person.
 */
import type { ClaimId, FindingId } from "./ids.ts";

export type Verdict = "met" | "not met" | "not enough";

export type ElementFinding = {
  readonly element: string;
  readonly text: string;
  readonly verdict: Verdict;
  readonly because: string;
  readonly claims: readonly ClaimId[];
  /** The fact that would change this verdict. */
  readonly wouldChange: string;
};

export type Finding = {
  readonly id: FindingId;
  readonly rule: string;
  readonly title: string;
  readonly instrument: string;
  readonly url: string;
  /** Who owes the duty: "China (as a UN Member State)". */
  readonly boundParty: string;
  readonly elements: readonly ElementFinding[];
  /** Exceptions of the rule, and whether anything reported speaks for one. */
  readonly exceptions: readonly ElementFinding[];
  readonly verdict: Verdict;
  readonly says: string;
  /** True when any part of the rule's text was not confirmed in a primary source. */
  readonly unverified: boolean;
};
