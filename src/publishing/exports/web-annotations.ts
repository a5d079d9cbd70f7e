/**
 * The released words as W3C Web Annotations (Web Annotation Data Model, 2017), one per claim quoted from a public page.
 * Offsets count UTF-16 units in the text as it was taken from the page, which a live page may no longer match: the quote is what holds.
 */
import type { ReviewedRelease } from "#domain/release.ts";
import { measureWords } from "../disclosure/shared-secrets.ts";

/** A JSON-LD annotation collection with one page, indented, newline at the end. */
export function exportWebAnnotations({ id, content }: ReviewedRelease): string {
  const items = content.claims.flatMap((claim, place) => {
    const spans = claim.spans ?? [];
    if (claim.url === null || spans.length === 0) return [];
    return [
      {
        id: annotationId(id, place + 1),
        type: "Annotation",
        motivation: "classifying",
        body: [
          { type: "TextualBody", value: claim.valueText, format: "text/plain", language: "en", purpose: "describing" },
          { type: "TextualBody", value: measureWords(claim.measure), format: "text/plain", language: "en", purpose: "classifying" },
        ],
        target: spans.map(({ start, end, exact }) => ({
          type: "SpecificResource",
          source: claim.url,
          selector: [
            { type: "TextQuoteSelector", exact: exact.toWellFormed() },
            { type: "TextPositionSelector", start, end },
          ],
        })),
      },
    ];
  });
  const collection = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    id: `urn:counterledger:${encodeURIComponent(id)}:annotations`,
    type: "AnnotationCollection",
    label: content.title.toWellFormed(),
    total: items.length,
    first: { id: `urn:counterledger:${encodeURIComponent(id)}:annotations:1`, type: "AnnotationPage", startIndex: 0, items },
  };
  return `${JSON.stringify(collection, null, 2)}\n`;
}

function annotationId(release: string, number: number): string {
  return `urn:counterledger:${encodeURIComponent(release)}:claim:${number}`;
}
