/**
 * Claims by their number in this release. The ids of the case stay inside: a reader of two releases could link claims by them.
 */
import type { ClaimId, ReportId } from "#domain/ids.ts";
import type { ReleaseContent, ReleasedClaim } from "#domain/release.ts";

export type Numbered = {
  readonly claim: (id: ClaimId) => { readonly number: number; readonly claim: ReleasedClaim } | null;
  /** From 1, in the order the release first cites the report. */
  readonly report: (id: ReportId) => number | null;
  /** The text cut at every claim and report id it names: pieces of text and numbers of claims; a report stands as "report 2". */
  readonly mentions: (text: string) => readonly (string | { readonly number: number })[];
};

/** Numbers for the claims and reports of a release, from 1. */
export function numbered(content: ReleaseContent): Numbered {
  const claims = new Map(content.claims.map((claim, place) => [claim.id, { number: place + 1, claim }]));
  const reports = new Map<ReportId, number>();
  for (const { report } of content.claims) if (!reports.has(report)) reports.set(report, reports.size + 1);
  const ids = [...claims.keys(), ...reports.keys()].filter(isTelling).sort((a, b) => b.length - a.length);
  const anyId =
    ids.length === 0 ? null : new RegExp(`(?<![\\p{L}\\p{N}-])(?:${ids.map(escapePattern).join("|")})(?![\\p{L}\\p{N}]|-\\p{N})`, "gu");
  return {
    claim: (id) => claims.get(id) ?? null,
    report: (id) => reports.get(id) ?? null,
    mentions: (text) => {
      if (anyId === null) return [text];
      const pieces: (string | { readonly number: number })[] = [];
      let from = 0;
      for (const match of text.matchAll(anyId)) {
        const claim = claims.get(match[0] as ClaimId);
        pieces.push(
          text.slice(from, match.index),
          claim === undefined ? `report ${reports.get(match[0] as ReportId) ?? 0}` : { number: claim.number },
        );
        from = match.index + match[0].length;
      }
      return [...pieces, text.slice(from)];
    },
  };
}

/** Whether an id can be told from a word of the language: it holds a digit. */
export function isTelling(id: string): boolean {
  return id.length > 1 && /\p{N}/u.test(id);
}

export function escapePattern(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
