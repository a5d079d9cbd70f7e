/**
 * The body of an entry as it is kept: its kind, its compartment and the name of its key in the clear, what it says sealed. The chain is over
 * this text, so it verifies without any key, and still does when a key has been destroyed.
 * Entries written before bodies were sealed are kept as they are: `readStored` tells the two apart by the member `sealed`.
 */
import type { EntryBody } from "#domain/entry.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { CaseKeys } from "./keyring.ts";
import { caseKey, releaseKey, sourceKey } from "./tables.ts";

export type Label = { readonly kind: string; readonly key: string; readonly compartment: string };
export type Stored = (Label & { readonly sealed: string }) | { readonly open: unknown };

/** The canonical text of a sealed body. */
export function sealBody(keys: CaseKeys, label: Label, text: string): string {
  const sealed = keys.seal(label.key, placeOf(label), text);
  return `{"compartment":${canonicalJson(label.compartment)},"key":${canonicalJson(label.key)},"kind":${canonicalJson(label.kind)},"sealed":"${sealed}"}`;
}

/** @throws SyntaxError when the text is not JSON. */
export function readStored(text: string): Stored {
  const parsed = JSON.parse(text) as unknown;
  if (typeof parsed !== "object" || parsed === null) return { open: parsed };
  const { kind, key, compartment, sealed } = parsed as Record<string, unknown>;
  if (typeof kind !== "string" || typeof key !== "string" || typeof compartment !== "string" || typeof sealed !== "string")
    return { open: parsed };
  return { kind, key, compartment, sealed };
}

/** What the body says; null when its key is not there. */
export function openStored(keys: CaseKeys, stored: Label & { readonly sealed: string }): unknown {
  const text = keys.open(stored.key, placeOf(stored), stored.sealed);
  return text === null ? null : (JSON.parse(text) as unknown);
}

/** Whose word an entry carries: a source's (named, or by a report or a claim of theirs), nobody's, or what is to be released. */
export type Carries =
  | { readonly source: string }
  | { readonly report: string }
  | { readonly claim: string }
  | { readonly key: typeof caseKey | typeof releaseKey };

export function carries(body: EntryBody): Carries {
  switch (body.kind) {
    case "source-registered":
      return { source: body.source.id };
    case "source-graded":
    case "source-described":
    case "note-sealed":
    case "source-withdrawn":
      return { source: body.source };
    case "report-received":
      return { source: body.report.source };
    case "report-read":
      return { report: body.report };
    case "claim-accepted":
    case "claim-corrected":
    case "claim-rejected":
    case "claim-withdrawn":
    case "decision-undone":
      return { claim: body.claim };
    case "release-drafted":
    case "risk-accepted":
    case "release-published":
      return { key: releaseKey };
    default:
      return { key: caseKey };
  }
}

/** The key that seals what a source says. */
export const keyOfSource = sourceKey;

const placeOf = ({ kind, key, compartment }: Label) => `entry\u0000${kind}\u0000${key}\u0000${compartment}`;
