/** What a figure rests on, down to the words: a line of links that is always there, and a part that opens. */
import type { Assumption } from "#domain/estimate.ts";
import type { ClaimId } from "#domain/ids.ts";
import type { ReleasedClaim } from "#domain/release.ts";
import { measureWords } from "../disclosure/shared-secrets.ts";
import type { Numbered } from "../release/numbered.ts";
import { html, outsideLink, type Html } from "./html.ts";

/** Links to the claims: "claims 1, 4 and 9"; says so when there is none. */
export function claimLinks(claims: readonly ClaimId[], names: Numbered): Html {
  const numbers = claims.flatMap((id) => names.claim(id)?.number ?? []).sort((a, b) => a - b);
  if (numbers.length === 0) return html`<span class="none">no claim released</span>`;
  return html`${numbers.length === 1 ? "claim" : "claims"}
  ${numbers.map((number, place) => html`${place === 0 ? "" : place === numbers.length - 1 ? " and " : ", "}<a href="#claim-${number}">${number}</a>`)}`;
}

/** A part that opens to the claims with their words, speakers and citation, and to the assumptions. */
export function lineageDetails(id: string, claims: readonly ClaimId[], assumptions: readonly Assumption[], names: Numbered): Html {
  const known = claims.flatMap((one) => names.claim(one) ?? []);
  return html`<details class="lineage" id="${id}">
    <summary>${summaryWords(known.length, assumptions.length)}</summary>
    ${
      known.length === 0
        ? null
        : html`<ol class="rests">
            ${known.map(({ number, claim }) => html`<li><a class="number" href="#claim-${number}">Claim ${number}</a> <span class="value">${claim.valueText}</span> ${wordsOf(claim)} <span class="who">${chain(claim.speakers)}</span> ${shortCitation(claim)}</li>`)}
          </ol>`
    }
    ${
      assumptions.length === 0
        ? null
        : html`<ul class="assumed">
            ${assumptions.map(({ says, source }) => html`<li><span class="label">Assumed</span> ${linked(says, names)} <span class="who">${linked(source, names)}</span></li>`)}
          </ul>`
    }
  </details>`;
}

/** The quoted words, or why there are none. */
export function wordsOf({ words, wordsWithheld, language }: ReleasedClaim): Html {
  return words.length > 0
    ? html`${words.map((text, place) => html`${place > 0 ? " … " : ""}<q lang="${language ?? "en"}">${text}</q>`)}`
    : html`<span class="withheld">${wordsWithheld ?? "Words withheld."}</span>`;
}

/** Whether the text names all of the claims itself. */
export function namesAll(text: string, claims: readonly ClaimId[], names: Numbered): boolean {
  const named = new Set(names.mentions(text).flatMap((piece) => (typeof piece === "string" ? [] : [piece.number])));
  return claims.every((id) => named.has(names.claim(id)?.number ?? -1));
}

/** A sentence the analysis wrote without its capital, with it. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function chain(speakers: readonly string[]): Html {
  return html`${speakers.map((name, place) => html`${place > 0 ? html` <span class="sep">›</span> ` : null}<span>${name}</span>`)}`;
}

export function citation({ url, outlet }: ReleasedClaim): Html {
  return url === null ? html`<cite>not public</cite>` : html`<cite>${outsideLink(url, `${outlet}, ${shortAddress(url)}`)}</cite>`;
}

/** The citation by its host alone: the full address stands with the claim. */
function shortCitation({ url, outlet }: ReleasedClaim): Html {
  return url === null
    ? html`<cite>not public</cite>`
    : html`<cite>${outsideLink(url, `${outlet}, ${shortAddress(url).split("/")[0] ?? ""}`)}</cite>`;
}

/** Text with the claims it names as links, and terms of the vocabulary as words. */
export function linked(text: string, names: Numbered): Html {
  const pieces = names.mentions(text);
  return html`${pieces.map((piece, place) => {
    if (typeof piece === "string") return piece.replace(/\b[a-z]+(?:_[a-z]+)+\b/g, measureWords);
    const before = pieces[place - 1];
    const said = typeof before === "string" && /\bclaims?\s$/i.test(before);
    return html`<a href="#claim-${piece.number}">${said ? "" : "claim "}${piece.number}</a>`;
  })}`;
}

function shortAddress(url: string): string {
  return url.replace(/^https?:\/\/(?:www\.)?/i, "").replace(/\/$/, "");
}

function summaryWords(claims: number, assumptions: number): string {
  const parts = [
    claims === 0 ? null : `${claims} ${claims === 1 ? "claim" : "claims"}`,
    assumptions === 0 ? null : `${assumptions} ${assumptions === 1 ? "assumption" : "assumptions"}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? "Rests on nothing that could be released" : `Rests on ${parts.join(" and ")}`;
}
