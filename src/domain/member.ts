/**
 * People who work on a case and what they may do in it. A compartment is a part of a case (its sources and all that comes from them)
 * that only its own members see; the empty compartment is what every member of the case sees.
 */
import type { Person } from "./ids.ts";

/**
 * handler: keeps the sources. analyst: reads, decides, weighs. editor: releases. reader: sees what is not protected.
 * auditor: sees that the record is whole, without opening what is sealed to a source.
 */
export const memberRoles = ["handler", "analyst", "editor", "reader", "auditor"] as const;
export type MemberRole = (typeof memberRoles)[number];

export type Member = {
  readonly person: Person;
  readonly role: MemberRole;
  /** Empty: the whole of the case outside its compartments. */
  readonly compartment: string;
};

/** In whose name, and with which rights, the ledger is asked. */
export type Standing = {
  readonly person: Person;
  readonly role: MemberRole;
  /** Compartments they may see besides the open part; "all" for one who sees every one. */
  readonly compartments: readonly string[] | "all";
};

const compartmentName = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Whether the text can name a compartment: small letters, digits and hyphens; or empty, for the open part of the case. */
export function isCompartment(text: string): boolean {
  return text === "" || compartmentName.test(text);
}
