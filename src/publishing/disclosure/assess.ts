/**
 * The disclosure review's questions, all of them, over one content (rules DI2-DI10). Every risk blocks until it is mended, or accepted by
 * a named person with a reason.
 */
import type { DisclosureContext, ReleaseContent, Risk } from "#domain/release.ts";
import { consents } from "./consents.ts";
import { exactPlacesAndTimes } from "./exact-places-and-times.ts";
import { insiderSums } from "./insider-sums.ts";
import { linkedPseudonyms } from "./linked-pseudonyms.ts";
import { mosaic } from "./mosaic.ts";
import { protectedInContent } from "./protected-strings.ts";
import { identified } from "./risk.ts";
import { sharedSecrets } from "./shared-secrets.ts";
import { smallCells } from "./small-cells.ts";
import { longQuotes, wordsOfOneSource } from "./verbatim-words.ts";

/** Every risk of the content beside what the case protects and has published. The same content and context give the same risks. */
export function assessDisclosure(content: ReleaseContent, context: DisclosureContext): readonly Risk[] {
  return identified(content, [
    ...protectedInContent(content, context),
    ...consents(content, context),
    ...linkedPseudonyms(content, context),
    ...mosaic(content, context),
    ...ownFacts(content),
    ...wordsOfOneSource(content, context.claims),
  ]);
}

/** The risks that need nothing but the content: whoever reviews can find them again. */
export function risksOfContent(content: ReleaseContent): readonly Risk[] {
  return identified(content, ownFacts(content));
}

function ownFacts(content: ReleaseContent) {
  return [
    ...smallCells(content),
    ...sharedSecrets(content),
    ...exactPlacesAndTimes(content),
    ...insiderSums(content),
    ...longQuotes(content),
  ];
}
