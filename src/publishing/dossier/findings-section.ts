/** The findings element by element. Each mark is a shape and a word, never a colour alone. */
import type { ElementFinding, Finding, Verdict } from "#domain/finding.ts";
import type { ReleaseContent } from "#domain/release.ts";
import type { Numbered } from "../release/numbered.ts";
import { html, outsideLink, type Html } from "./html.ts";
import { claimLinks, linked, namesAll, sentence } from "./lineage.ts";
import type { Section } from "./section.ts";

const MARKS: Readonly<Record<Verdict, { readonly shape: string; readonly words: string; readonly name: string }>> = {
  met: { shape: "●", words: "Met", name: "met" },
  "not met": { shape: "○", words: "Not met", name: "not-met" },
  "not enough": { shape: "◐", words: "Not enough", name: "not-enough" },
};

export function findingsSection({ findings }: ReleaseContent, names: Numbered): Section {
  const body =
    findings.length === 0
      ? null
      : html`<p class="lead">
            A rule of law held against the claims, element by element. It says what the reported facts meet, never that somebody is guilty.
          </p>
          ${findings.map((finding, place) => block(finding, place + 1, names))}`;
  return { id: "findings", title: findings.length === 1 ? "Finding" : "Findings", body };
}

function block(finding: Finding, number: number, names: Numbered): Html {
  return html`<div class="finding" data-figure>
    <h3 id="finding-${number}">${finding.title}</h3>
    <p class="verdict">${mark(finding.verdict)} <span>${linked(finding.says, names)}</span></p>
    <p class="rule">
      ${outsideLink(finding.url, finding.instrument)}. Bound:
      ${finding.boundParty}.${finding.unverified ? html` <span class="caution"><span aria-hidden="true">△</span> Part of this rule’s text was not confirmed in a primary source.</span>` : null}
    </p>
    ${table(finding.elements, `Elements of ${finding.instrument}`, "Element", names)}
    ${finding.exceptions.length === 0 ? null : table(finding.exceptions, `Exceptions of ${finding.instrument}`, "Exception", names)}
  </div> `;
}

function table(elements: readonly ElementFinding[], caption: string, what: string, names: Numbered): Html {
  return html`<div class="scroll" role="region" aria-label="Table: ${caption}" tabindex="0">
    <table class="elements">
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">${what}</th>
          <th scope="col">Mark</th>
          <th scope="col">Because</th>
          <th scope="col">What would change it</th>
        </tr>
      </thead>
      <tbody>
        ${elements.map(
          (element) =>
            html`<tr>
              <th scope="row">${element.text}</th>
              <td>${mark(element.verdict)}</td>
              <td>
                ${linked(sentence(element.because), names)}
                ${namesAll(element.because, element.claims, names) ? null : html`<span class="from">${claimLinks(element.claims, names)}</span>`}
              </td>
              <td>${linked(sentence(element.wouldChange), names)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div> `;
}

function mark(verdict: Verdict): Html {
  const { shape, words, name } = MARKS[verdict];
  return html`<span class="mark ${name}"><span class="shape" aria-hidden="true">${shape}</span> ${words}</span>`;
}
