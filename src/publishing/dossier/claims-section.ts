/** What was said: every released claim with its words, its chain of speakers and the page to look it up on. */
import type { ReleaseContent, ReleasedClaim } from "#domain/release.ts";
import { measureWords } from "../disclosure/shared-secrets.ts";
import { dateWords } from "../release/coarsen-time.ts";
import type { Numbered } from "../release/numbered.ts";
import { html, type Html } from "./html.ts";
import { chain, citation, wordsOf } from "./lineage.ts";
import type { Section } from "./section.ts";

const CREDIBILITY = ["confirmed by independent sources", "probably true", "possibly true", "doubtful", "improbable", "cannot be judged"];
const BASES: Readonly<Record<string, string>> = {
  saw: "saw it",
  heard: "heard it",
  read: "read it",
  inferred: "inferred it",
  "not-told": "how they know is not told",
};

export function claimsSection({ claims }: ReleaseContent, names: Numbered): Section {
  const body =
    claims.length === 0
      ? null
      : html`<p class="lead">What each voice said, in the order it was recorded. Voices carry names that hold for this release only.</p>
          <ol class="claims">
            ${claims.map((claim) => item(claim, names))}
          </ol>`;
  return { id: "claims", title: "What was said", body };
}

function item(claim: ReleasedClaim, names: Numbered): Html {
  const number = names.claim(claim.id)?.number ?? 0;
  const restates = claim.conversionOf == null ? null : names.claim(claim.conversionOf);
  return html`<li id="claim-${number}" data-figure>
    <p class="head">
      <a class="number" href="#claim-${number}" aria-label="Claim ${number}">${number}</a> <span class="value">${claim.valueText}</span>
      <span class="measure">${measureWords(claim.measure)}</span
      >${restates === null ? null : html` <span class="restates">the report’s own conversion of <a href="#claim-${restates.number}">claim ${restates.number}</a></span>`}${claim.polarity === "asserted" ? null : html` <span class="polarity">${claim.polarity}</span>`}
    </p>
    <p class="quote">${wordsOf(claim)}</p>
    <p class="facts">
      <span>${dateWords(claim.period)}</span>${claim.place === null ? null : html` <span>${claim.place}</span>`}
      <span>${chain(claim.speakers)}</span>${claim.basis === undefined ? null : html` <span>${BASES[claim.basis] ?? claim.basis}</span>`}
      <span>credibility ${claim.credibility}: ${CREDIBILITY[claim.credibility - 1] ?? "cannot be judged"}</span> ${citation(claim)}
    </p>
  </li> `;
}
