/**
 * A rule of law as data: its text in our words, who is bound, what each element asks for, and two worked cases that show
 * it holding and failing. Which claim speaks to which element is part of the data, so that a lawyer can read and correct it
 * without reading code.
 */
import type { Claim } from "#domain/claim.ts";
import type { EdtfDate } from "#domain/edtf.ts";

/** What a claim must be to speak to an element. All conditions given must hold. */
export type Speaks = {
  readonly measures: readonly string[];
  /** The claim must be about time wholly after this day; a claim that can be older does not show it. */
  readonly after?: EdtfDate;
  /** Claims with one of these flags never speak to the element: they are about other people. */
  readonly unless?: readonly string[];
  /** The value must be able to exceed zero: "nobody is left" speaks against. */
  readonly moreThanZero?: boolean;
  /** The lower end of the value must reach this, in the measure's own unit; what is told below it speaks against. */
  readonly atLeast?: number;
  /** The claim's own words, or what it says of whom it counts, must have this; or must not have that. */
  readonly saying?: RegExp;
  readonly notSaying?: RegExp;
};

export type Element = {
  readonly id: string;
  /** The element in our own words, never a quotation. */
  readonly text: string;
  /** Null: no measure of the vocabulary can speak to it, so it stays "not enough" until somebody adds evidence by hand. */
  readonly speaks: Speaks | null;
  /** Met by the rule's own terms once the host State is one this covers. */
  readonly hostStates?: "UN members";
  readonly wouldChange: { readonly met: string; readonly "not met": string; readonly "not enough": string };
};

/** All of these elements, or one group of alternatives, each of which is itself a list of elements. */
export type Requirement = string | { readonly anyOf: readonly (readonly string[])[] };

export type WorkedCase = { readonly name: string; readonly asOf: EdtfDate; readonly host: string; readonly claims: readonly Claim[] };

export type Rule = {
  readonly id: string;
  readonly title: string;
  readonly instrument: string;
  /** Where in it: "paragraph 8", "section 321(b)". */
  readonly provision: string;
  readonly url: string;
  readonly summary: string;
  /** Whom it binds: the host as a UN Member State, or somebody in words. */
  readonly binds: "host State" | (string & {});
  /** The duty exists only from this day; before it the rule cannot be broken. Null where the text names a sign and no duty. */
  readonly dutyDue: EdtfDate | null;
  readonly elements: readonly Element[];
  readonly requires: readonly Requirement[];
  readonly exceptions: readonly Element[];
  /** What the finding does not show even when every element is met; said with it. */
  readonly cannotConclude: string;
  /** Parts of the text nobody could confirm in a primary source; empty when all were. */
  readonly unverifiedParts: readonly string[];
  /** Cases worked out by hand in which the rule's elements are met. */
  readonly holds: readonly WorkedCase[];
  /** Cases worked out by hand in which they are not. */
  readonly fails: readonly WorkedCase[];
};

/** The rule as given. @throws RangeError when it lacks a case that holds or one that fails, or requires an element it does not have. */
export function rule(given: Rule): Rule {
  if (given.holds.length === 0 || given.fails.length === 0)
    throw new RangeError(`rule ${given.id} needs a case that holds and one that fails`);
  const known = new Set(given.elements.map((element) => element.id));
  const named = given.requires.flatMap((one) => (typeof one === "string" ? [one] : one.anyOf.flat()));
  const unknown = named.filter((id) => !known.has(id));
  const idle = [...known].filter((id) => !named.includes(id));
  if (unknown.length > 0 || idle.length > 0)
    throw new RangeError(`rule ${given.id}: no element "${unknown.join('", "')}", or "${idle.join('", "')}" not required`);
  return given;
}
