/**
 * Cuts a report's text at every edge of a span, so that each piece knows the claims it belongs to, inside blocks by zone.
 * Offsets are those of the original; only line breaks at the edges of a block are not shown.
 */
import type { Claim, Zone } from "#domain/claim.ts";

export type Piece = { readonly start: number; readonly end: number; readonly claims: readonly string[] };
export type Block = { readonly kind: Zone["kind"]; readonly start: number; readonly end: number; readonly pieces: readonly Piece[] };

/** Blocks in text order; stretches no zone covers are `body`. Where zones overlap, the one that starts later is the nearer one. */
export function blocksOf(text: string, zones: readonly Zone[], claims: readonly Pick<Claim, "id" | "spans">[]): readonly Block[] {
  const edges = new Set([0, text.length]);
  for (const zone of zones) edges.add(zone.start).add(zone.end);
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) edges.add(at).add(at + 1);
  const cuts = [...edges].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);
  const spans = claims.flatMap((claim) => claim.spans.map((span) => ({ ...span, claim: claim.id as string })));
  const blocks: Block[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const start = cuts[i]!;
    const end = cuts[i + 1]!;
    if (text.slice(start, end).trim() === "") continue;
    const zone = zones.filter((one) => one.start <= start && one.end >= end).sort((a, b) => b.start - a.start || a.end - b.end)[0];
    blocks.push({ kind: zone?.kind ?? "body", start, end, pieces: piecesOf(start, end, spans) });
  }
  return blocks;
}

function piecesOf(
  start: number,
  end: number,
  spans: readonly { readonly start: number; readonly end: number; readonly claim: string }[],
): readonly Piece[] {
  const inside = spans.filter((span) => span.start < end && span.end > start);
  const cuts = [...new Set([start, end, ...inside.flatMap((span) => [Math.max(start, span.start), Math.min(end, span.end)])])].sort(
    (a, b) => a - b,
  );
  return cuts.slice(0, -1).map((from, i) => {
    const to = cuts[i + 1]!;
    return { start: from, end: to, claims: inside.filter((span) => span.start <= from && span.end >= to).map((span) => span.claim) };
  });
}
